"""Wrong answers to the exercises of 03_batches: each must fail its check."""

# %% 1: labels sorted by their value
def turn_in_groups(images, labels, symmetry):
    groups = []
    for k in range(8):
        group = images[symmetry == k]
        still = torch.zeros(len(group), 2, dtype=torch.int64)
        groups.append(transform_geometry(group, torch.full((len(group),), k), still))
    return torch.cat(groups), labels.sort().values

# %% 1: one symmetry is left out
def turn_in_groups(images, labels, symmetry):
    groups, group_labels = [], []
    for k in range(1, 8):
        group = images[symmetry == k]
        still = torch.zeros(len(group), 2, dtype=torch.int64)
        groups.append(transform_geometry(group, torch.full((len(group),), k), still))
        group_labels.append(labels[symmetry == k])
    return torch.cat(groups), torch.cat(group_labels)

# %% 1: nothing is turned
def turn_in_groups(images, labels, symmetry):
    return images, labels

# %% 1: the labels of another order
def turn_in_groups(images, labels, symmetry):
    groups = []
    for k in range(8):
        group = images[symmetry == k]
        still = torch.zeros(len(group), 2, dtype=torch.int64)
        groups.append(transform_geometry(group, torch.full((len(group),), k), still))
    return torch.cat(groups), labels[symmetry.argsort(descending=True)]

# %% 2: of single tiles, whatever the size
prediction, conclusion = {"shuffled": 0.5, "sorted": 0.5}, "shuffled"
def scatter(values, size):
    return values.std() / size**0.5

# %% 2: within the batches
prediction, conclusion = {"shuffled": 0.5, "sorted": 0.5}, "shuffled"
def scatter(values, size):
    n = len(values) // size * size
    return values[:n].reshape(-1, size).std(axis=1).mean()

# %% 2: sorted before, so that both orders are one
prediction, conclusion = {"shuffled": 0.5, "sorted": 0.5}, "shuffled"
def scatter(values, size):
    n = len(values) // size * size
    return np.sort(values)[:n].reshape(-1, size).mean(axis=1).std()

# %% 2: every size-th value instead of consecutive ones
prediction, conclusion = {"shuffled": 0.5, "sorted": 0.5}, "shuffled"
def scatter(values, size):
    n = len(values) // size * size
    return values[:n].reshape(size, -1).mean(axis=0).std()

# %% 2: concluded from the formula alone
prediction, conclusion = {"shuffled": 0.5, "sorted": 0.5}, "both"
def scatter(values, size):
    n = len(values) // size * size
    return values[:n].reshape(-1, size).mean(axis=1).std()

# %% 2: no prediction
prediction, conclusion = {"shuffled": None, "sorted": None}, "shuffled"
def scatter(values, size):
    n = len(values) // size * size
    return values[:n].reshape(-1, size).mean(axis=1).std()

# %% 3: into the images that came in
def cutout(images, rows, columns, size):
    for image, row, column in zip(images, rows, columns, strict=True):
        image[:, row : row + size, column : column + size] = 0
    return images

# %% 3: rows and columns swapped
def cutout(images, rows, columns, size):
    result = images.clone()
    for image, row, column in zip(result, rows, columns, strict=True):
        image[:, column : column + size, row : row + size] = 0
    return result

# %% 3: one channel only
def cutout(images, rows, columns, size):
    result = images.clone()
    for image, row, column in zip(result, rows, columns, strict=True):
        image[0, row : row + size, column : column + size] = 0
    return result

# %% 3: one pixel too large
def cutout(images, rows, columns, size):
    def inside(length, start):
        place = torch.arange(length)
        return (place >= start[:, None]) & (place <= start[:, None] + size)

    hole = inside(images.shape[2], rows)[:, :, None] & inside(images.shape[3], columns)[:, None, :]
    return images.masked_fill(hole[:, None], 0.0)

# %% 3: stripes instead of squares
def cutout(images, rows, columns, size):
    def inside(length, start):
        place = torch.arange(length)
        return (place >= start[:, None]) & (place < start[:, None] + size)

    hole = inside(images.shape[2], rows)[:, :, None] | inside(images.shape[3], columns)[:, None, :]
    return images.masked_fill(hole[:, None], 0.0)
