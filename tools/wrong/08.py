"""Wrong answers to the exercises of 08_maps: each must fail its check."""

# %% 1: the corner for the center
def where_is(scene, row, column):
    return scene.transform @ (column, row)

def class_at(result, scene, x, y):
    column, row = (~scene.transform) @ (x, y)
    return result.metadata["classes"][result.read()[int(row), int(column)]]

# %% 1: still shifted by half a window
def where_is(scene, row, column):
    return scene.transform @ (column + 32.5, row + 32.5)

def class_at(result, scene, x, y):
    column, row = (~scene.transform) @ (x, y)
    return result.metadata["classes"][result.read()[int(row) - 32, int(column) - 32]]

# %% 1: rounded to the nearest
def where_is(scene, row, column):
    return scene.transform @ (column + 0.5, row + 0.5)

def class_at(result, scene, x, y):
    column, row = (~scene.transform) @ (x, y)
    return result.metadata["classes"][result.read()[round(row), round(column)]]

# %% 1: the first is mended, the second is not
def where_is(scene, row, column):
    return scene.transform @ (column + 0.5, row + 0.5)

def class_at(result, scene, x, y):
    row, column = (~scene.transform) @ (x, y)
    return result.metadata["classes"][result.read()[int(row), int(column)]]

# %% 2: pixels
prediction = conclusion = 0.1
def change_table(before, after, n_classes):
    known = (before != 255) & (after != 255)
    pairs = before[known].astype(int) * n_classes + after[known]
    return np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)

# %% 2: uint8 overflows
prediction = conclusion = 0.1
def change_table(before, after, n_classes):
    known = (before != 255) & (after != 255)
    pairs = before[known] * np.uint8(n_classes) + after[known]
    pixels = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    return pixels / 100

# %% 2: after in rows
prediction = conclusion = 0.1
def change_table(before, after, n_classes):
    known = (before != 255) & (after != 255)
    pairs = after[known].astype(int) * n_classes + before[known]
    pixels = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    return pixels / 100

# %% 2: unchanged pixels do not count
prediction = conclusion = 0.1
def change_table(before, after, n_classes):
    known = (before != 255) & (after != 255) & (before != after)
    pairs = before[known].astype(int) * n_classes + after[known]
    pixels = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    return pixels / 100

# %% 2: only the first date is looked at
prediction = conclusion = 0.1
def change_table(before, after, n_classes):
    known = before != 255
    pairs = before[known].astype(int) * n_classes + np.minimum(after[known], n_classes - 1)
    pixels = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    return pixels / 100

# %% 2: a pixel of 100 m
prediction = conclusion = 0.1
def change_table(before, after, n_classes):
    known = (before != 255) & (after != 255)
    pairs = before[known].astype(int) * n_classes + after[known]
    pixels = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    return pixels * 1.0

# %% 2: nothing happened, so nothing can have changed
prediction = conclusion = 0.0
def change_table(before, after, n_classes):
    known = (before != 255) & (after != 255)
    pairs = before[known].astype(int) * n_classes + after[known]
    pixels = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    return pixels / 100

# %% 2: the share that stayed
prediction = 0.1
def change_table(before, after, n_classes):
    known = (before != 255) & (after != 255)
    pairs = before[known].astype(int) * n_classes + after[known]
    pixels = np.bincount(pairs, minlength=n_classes**2).reshape(n_classes, n_classes)
    return pixels / 100

seen = change_table(by_stride[32].read(), by_stride[16].read(), 10)
conclusion = np.trace(seen) / seen.sum()

# %% 3: one standard error
def area_interval(result, truth, name, per_class, rng):
    classes = result.read()
    chosen = draw_sample(classes, per_class, rng)
    pixels = np.bincount(classes.ravel(), minlength=256)[: len(EUROSAT_CLASSES)]
    table = estimate_area(classes.ravel()[chosen], truth.ravel()[chosen], pixels)
    share, error = table.loc[EUROSAT_CLASSES.index(name), ["estimate", "error"]]
    hectares = pixels.sum() / 100
    return (share - error) * hectares, (share + error) * hectares

# %% 3: a sample of its own
def area_interval(result, truth, name, per_class, rng):
    classes = result.read()
    chosen = draw_sample(classes, per_class, np.random.default_rng(0))
    pixels = np.bincount(classes.ravel(), minlength=256)[: len(EUROSAT_CLASSES)]
    table = estimate_area(classes.ravel()[chosen], truth.ravel()[chosen], pixels)
    share, error = table.loc[EUROSAT_CLASSES.index(name), ["estimate", "error"]]
    hectares = pixels.sum() / 100
    return (share - 1.96 * error) * hectares, (share + 1.96 * error) * hectares

# %% 3: pixels for hectares
def area_interval(result, truth, name, per_class, rng):
    classes = result.read()
    chosen = draw_sample(classes, per_class, rng)
    pixels = np.bincount(classes.ravel(), minlength=256)[: len(EUROSAT_CLASSES)]
    table = estimate_area(classes.ravel()[chosen], truth.ravel()[chosen], pixels)
    share, error = table.loc[EUROSAT_CLASSES.index(name), ["estimate", "error"]]
    return (share - 1.96 * error) * pixels.sum(), (share + 1.96 * error) * pixels.sum()
