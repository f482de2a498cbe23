"""Wrong answers to the exercises of 02_simulate: each must fail its check."""

# %% 1: the right band, still without a sign
def ndvi(numbers):
    red, infrared = numbers[..., 3], numbers[..., 12]
    return (infrared - red) / (infrared + red)

# %% 1: with a sign, still B09
def ndvi(numbers):
    red, infrared = numbers[..., 3].astype(np.float32), numbers[..., 8].astype(np.float32)
    return (infrared - red) / (infrared + red)

# %% 1: the other way round
def ndvi(numbers):
    red, infrared = numbers[..., 3].astype(np.float32), numbers[..., 12].astype(np.float32)
    return (red - infrared) / (infrared + red)

# %% 1: B08 for B8A
def ndvi(numbers):
    red, infrared = numbers[..., 3].astype(np.float32), numbers[..., 7].astype(np.float32)
    return (infrared - red) / (infrared + red)

# %% 2: the last window is left out
def pure_windows(classes, size=64, share=0.6):
    found = []
    for row in range(0, classes.shape[0] - size, size):
        for column in range(0, classes.shape[1] - size, size):
            counts = np.bincount(classes[row : row + size, column : column + size].ravel())
            if counts.max() >= share * size * size:
                found.append((row, column, int(counts.argmax())))
    return found

# %% 2: more than the share
def pure_windows(classes, size=64, share=0.6):
    found = []
    for row in range(0, classes.shape[0] - size + 1, size):
        for column in range(0, classes.shape[1] - size + 1, size):
            counts = np.bincount(classes[row : row + size, column : column + size].ravel())
            if counts.max() > share * size * size:
                found.append((row, column, int(counts.argmax())))
    return found

# %% 2: windows that stick out
def pure_windows(classes, size=64, share=0.6):
    found = []
    for row in range(0, classes.shape[0], size):
        for column in range(0, classes.shape[1], size):
            window = classes[row : row + size, column : column + size]
            counts = np.bincount(window.ravel())
            if counts.max() >= share * window.size:
                found.append((row, column, int(counts.argmax())))
    return found

# %% 2: the class of the first pixel
def pure_windows(classes, size=64, share=0.6):
    found = []
    for row in range(0, classes.shape[0] - size + 1, size):
        for column in range(0, classes.shape[1] - size + 1, size):
            window = classes[row : row + size, column : column + size]
            if (window == window[0, 0]).mean() >= share:
                found.append((row, column, int(window[0, 0])))
    return found

# %% 3: one value for all bands
prediction = conclusion = "lower"

def dark_object(numbers):
    return np.maximum(numbers - np.percentile(numbers, 1), 0).astype(np.float32)

# %% 3: below 0
prediction = conclusion = "lower"

def dark_object(numbers):
    return (numbers - np.percentile(numbers, 1, axis=(0, 1))).astype(np.float32)

# %% 3: the minimum
prediction = conclusion = "lower"

def dark_object(numbers):
    return (numbers - numbers.min(axis=(0, 1))).astype(np.float32)

# %% 3: double precision
prediction = conclusion = "lower"

def dark_object(numbers):
    return np.maximum(numbers - np.percentile(numbers, 1, axis=(0, 1)), 0)

# %% 3: a tenth for a hundredth
prediction = conclusion = "lower"

def dark_object(numbers):
    darkest = np.percentile(numbers, 10, axis=(0, 1))
    return np.maximum(numbers - darkest, 0).astype(np.float32)

# %% 3: haze makes plants of everything
prediction = conclusion = "higher"

def dark_object(numbers):
    darkest = np.percentile(numbers, 1, axis=(0, 1)).astype(np.float32)
    return np.maximum(numbers - darkest, 0)
