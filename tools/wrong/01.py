"""Wrong answers to the exercises of 01_data: each must fail its check."""

# %% 1: no dot in the name
def read_classes(folder):
    return sorted(name for name in os.listdir(folder) if "." not in name)

# %% 1: sorted the other way round
def read_classes(folder):
    return sorted((e.name for e in os.scandir(folder) if e.is_dir()), reverse=True)

# %% 1: files, too
def read_classes(folder):
    return sorted(os.listdir(folder))

# %% 1: not sorted
def read_classes(folder):
    return [entry.name for entry in os.scandir(folder) if entry.is_dir()][::-1]

# %% 2: in the order of a set
def leaked(first, second):
    learned = set(first["name"][first["part"] != "test"])
    return list(learned & set(second["name"][second["part"] == "test"]))

# %% 2: row by row
def leaked(first, second):
    return sorted(first["name"][(first["part"] != "test") & (second["part"] == "test")])

# %% 2: in the order of the table
def leaked(first, second):
    tested = set(second["name"][second["part"] == "test"])
    return [name for name in first["name"][first["part"] != "test"] if name in tested]

# %% 2: validation is forgotten
def leaked(first, second):
    learned = set(first["name"][first["part"] == "train"])
    return sorted(learned & set(second["name"][second["part"] == "test"]))

# %% 2: both directions
def leaked(first, second):
    pair = first.merge(second, on="name")
    return sorted(pair["name"][(pair["part_x"] == "test") != (pair["part_y"] == "test")])

# %% 3: every second of the brightest
def brightest(tiles, name, n):
    members = np.flatnonzero(tiles.labels == tiles.classes.index(name))
    return members[np.argsort(-tiles.images[members].mean(axis=(1, 2, 3)))[::2][:n]]

# %% 3: of any class
def brightest(tiles, name, n):
    return np.argsort(-tiles.images.mean(axis=(1, 2, 3)))[:n]

# %% 3: the darkest
def brightest(tiles, name, n):
    members = np.flatnonzero(tiles.labels == tiles.classes.index(name))
    return members[np.argsort(tiles.images[members].mean(axis=(1, 2, 3)))[:n]]

# %% 3: indices into the class
def brightest(tiles, name, n):
    members = np.flatnonzero(tiles.labels == tiles.classes.index(name))
    return np.argsort(-tiles.images[members].mean(axis=(1, 2, 3)))[:n]

# %% 3: darkest of the brightest first
def brightest(tiles, name, n):
    members = np.flatnonzero(tiles.labels == tiles.classes.index(name))
    return members[np.argsort(tiles.images[members].mean(axis=(1, 2, 3)))[-n:]]
