"""Wrong answers to the exercises of 18_uncertainty: each must fail its check."""

# %% 1: a plain quantile of the scores
def their_threshold(labels, probabilities, alpha):
    scores = 1 - probabilities[np.arange(len(labels)), labels]
    return float(np.quantile(scores, 1 - alpha))

# %% 1: the surest class instead of the true one
def their_threshold(labels, probabilities, alpha):
    scores = np.sort(1 - probabilities.max(axis=1))
    rank = int(np.ceil((len(scores) + 1) * (1 - alpha) - 1e-9))
    return float(scores[rank - 1]) if rank <= len(scores) else 1.0

# %% 1: the largest score where there are too few tiles
def their_threshold(labels, probabilities, alpha):
    scores = np.sort(1 - probabilities[np.arange(len(labels)), labels])
    rank = int(np.ceil((len(scores) + 1) * (1 - alpha) - 1e-9))
    return float(scores[min(rank, len(scores)) - 1])

# %% 1: not sorted
def their_threshold(labels, probabilities, alpha):
    scores = 1 - probabilities[np.arange(len(labels)), labels]
    rank = int(np.ceil((len(scores) + 1) * (1 - alpha) - 1e-9))
    return float(scores[rank - 1]) if rank <= len(scores) else 1.0

# %% 2: one too many
prediction = 5

def least_tiles(alpha, n_classes=1):
    return int(np.ceil(1 / alpha)) * n_classes
conclusion = 0.02

# %% 2: rounded down
prediction = 5

def least_tiles(alpha, n_classes=1):
    return int(1 / alpha - 1) * n_classes
conclusion = 0.02

# %% 2: the classes forgotten
prediction = 5

def least_tiles(alpha, n_classes=1):
    return int(np.ceil(1 / alpha - 1 - 1e-9))
conclusion = 0.02

# %% 3: unsure before foreign
def decide(sets, distance, limit, classes):
    return ["unsure" if row.sum() != 1 else "foreign" if far > limit else classes[row.argmax()]
            for row, far in zip(sets, distance, strict=True)]

# %% 3: the limit counts as foreign
def decide(sets, distance, limit, classes):
    return ["foreign" if far >= limit else classes[row.argmax()] if row.sum() == 1 else "unsure"
            for row, far in zip(sets, distance, strict=True)]

# %% 3: an empty set becomes the first class
def decide(sets, distance, limit, classes):
    return ["foreign" if far > limit else classes[row.argmax()] if row.sum() <= 1 else "unsure"
            for row, far in zip(sets, distance, strict=True)]

# %% 2: the classes share the labels
prediction = 5

def least_tiles(alpha, n_classes=1):
    n = 1
    while np.ceil((n + 1) * (1 - alpha) - 1e-9) > n:
        n += 1
    return n * n_classes

conclusion = 0.01
