"""Wrong answers to the exercises of 00_start: each must fail its check."""

# %% 1: with replacement
def test_names(names, seed=0):
    return sorted(np.random.default_rng(seed).choice(sorted(names), len(names) // 5).tolist())

# %% 1: not sorted
def test_names(names, seed=0):
    return np.random.default_rng(seed).permutation(sorted(names))[: len(names) // 5].tolist()

# %% 1: a block that starts anywhere
def test_names(names, seed=0):
    start = np.random.default_rng(seed).integers(0, 80)
    return sorted(names)[start : start + len(names) // 5]

# %% 1: a block that moves with the seed
def test_names(names, seed=0):
    start = seed * 3
    return sorted((sorted(names) * 2)[start : start + len(names) // 5])

# %% 1: the order of the list matters
def test_names(names, seed=0):
    return sorted(np.random.default_rng(seed).permutation(names)[: len(names) // 5].tolist())

# %% 2: numbers that collide from tile 10,000
def noise(seed, epoch, tile):
    return np.random.default_rng(seed * 10**8 + epoch * 10**4 + tile).normal()

# %% 2: a sum
def noise(seed, epoch, tile):
    return np.random.default_rng(seed + epoch + tile).normal()

# %% 2: uniform
def noise(seed, epoch, tile):
    return np.random.default_rng((seed, epoch, tile)).uniform(-1.7, 1.7)

# %% 2: the epoch is forgotten
def noise(seed, epoch, tile):
    return np.random.default_rng((seed, tile)).normal()

# %% 3: the spread of the tiles of one test set
prediction = 4

def scatter(n, share=0.95, repeats=2_000, seed=0):
    return (np.random.default_rng(seed).random(n) < share).std()

conclusion = 4

# %% 3: of the number that is right, not of the share
prediction = 4

def scatter(n, share=0.95, repeats=2_000, seed=0):
    return np.random.default_rng(seed).binomial(n, share, repeats).std()

conclusion = 4

# %% 3: the variance
prediction = 4

def scatter(n, share=0.95, repeats=2_000, seed=0):
    return (np.random.default_rng(seed).binomial(n, share, repeats) / n).var()

conclusion = 4

# %% 3: twice the tiles
prediction = 2

def scatter(n, share=0.95, repeats=2_000, seed=0):
    return (np.random.default_rng(seed).binomial(n, share, repeats) / n).std()

conclusion = 2

# %% 3: other numbers at every call
prediction = 2

def scatter(n, share=0.95, repeats=2_000, seed=0):
    return (np.random.default_rng().binomial(n, share, repeats) / n).std()

conclusion = 4
