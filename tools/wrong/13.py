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

# %% 2: the order of the file
def pick(image, bands, wanted):
    missing = [name for name in wanted if name not in bands]
    if missing:
        raise ValueError(f"missing: {', '.join(missing)}")
    return image[..., [k for k, name in enumerate(bands) if name in wanted]]

# %% 2: what is missing is left out
def pick(image, bands, wanted):
    return image[..., [list(bands).index(name) for name in wanted if name in bands]]

# %% 2: only the first missing name
def pick(image, bands, wanted):
    for name in wanted:
        if name not in bands:
            raise ValueError(f"missing: {name}")
    return image[..., [list(bands).index(name) for name in wanted]]

# %% 2: names everything that was wanted
def pick(image, bands, wanted):
    if set(wanted) - set(bands):
        raise ValueError(f"not all of {wanted} are there")
    return image[..., [list(bands).index(name) for name in wanted]]

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
