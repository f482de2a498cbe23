"""Wrong answers to the exercises of 13_bands: each must fail its check."""

# %% 1: one number for the deviation
def standardize(images):
    return (images - images.mean(axis=(0, 1, 2))) / images.std()

# %% 1: each tile by itself
def standardize(images):
    mean = images.mean(axis=(1, 2), keepdims=True)
    return (images - mean) / images.std(axis=(1, 2), keepdims=True)

# %% 1: the mean of each band only
def standardize(images):
    return images - images.mean(axis=(0, 1, 2))

# %% 1: over the bands instead of over the pixels
def standardize(images):
    return (images - images.mean(axis=3, keepdims=True)) / images.std(axis=3, keepdims=True)

# %% 1: in float32
def standardize(images):
    numbers = images.astype(np.float32)
    return (numbers - numbers.mean(axis=(0, 1, 2))) / numbers.std(axis=(0, 1, 2))

# %% 2: the band alone
prediction = "B08"
def with_one_more(name):
    return judge(band_features(tiles.select_bands([name]).images)).mean()
found = {name: with_one_more(name) for name in ("B01", "B05", "B08", "B11")}
conclusion = max(found, key=found.get)

# %% 2: the first three bands for red, green and blue
prediction = "B08"
def with_one_more(name):
    return judge(band_features(
        tiles.images[..., [0, 1, 2, tiles.bands.index(name)]])).mean()
found = {name: with_one_more(name) for name in ("B01", "B05", "B08", "B11")}
conclusion = max(found, key=found.get)

# %% 2: the one that helped least
prediction = "B08"
def with_one_more(name):
    return judge(band_features(tiles.select_bands([*RED_GREEN_BLUE, name]).images)).mean()
found = {name: with_one_more(name) for name in ("B01", "B05", "B08", "B11")}
conclusion = min(found, key=found.get)

# %% 2: three and one, without red
prediction = "B08"
def with_one_more(name):
    return judge(band_features(tiles.select_bands(["B03", "B02", name]).images)).mean()
found = {name: with_one_more(name) for name in ("B01", "B05", "B08", "B11")}
conclusion = max(found, key=found.get)

# %% 2: the neighbors of two bands
prediction = "B08"
def with_one_more(name):
    name = {"B05": "B06", "B08": "B07"}.get(name, name)
    return judge(band_features(tiles.select_bands([*RED_GREEN_BLUE, name]).images)).mean()
found = {name: with_one_more(name) for name in ("B01", "B05", "B08", "B11")}
conclusion = max(found, key=found.get)

# %% 3: wraps around below 0
def take_off(numbers, added):
    return (numbers - np.uint16(added)).astype(np.uint16)

# %% 3: dark water becomes a hole
def take_off(numbers, added):
    return np.maximum(numbers.astype(np.int32) - added, 0).astype(np.uint16)

# %% 3: holes become dark water
def take_off(numbers, added):
    return np.maximum(numbers.astype(np.int32) - added, 1).astype(np.uint16)

# %% 3: with a sign
def take_off(numbers, added):
    return np.where(numbers == 0, 0, np.maximum(numbers.astype(np.int32) - added, 1))

# %% 3: 16 bits with a sign
def take_off(numbers, added):
    reflectance = np.maximum(numbers.astype(np.int16) - added, 1)
    return np.where(numbers == 0, 0, reflectance).astype(np.uint16)

# %% 3: always a thousand
def take_off(numbers, added):
    reflectance = np.maximum(numbers.astype(np.int32) - (1000 if added else 0), 1)
    return np.where(numbers == 0, 0, reflectance).astype(np.uint16)
