"""Wrong answers to the exercises of 11_ci: each must fail its check."""

# %% 1: copies of all tiles
def enlarge(tiles, split):
    mirrored = tiles.images[:, :, ::-1]
    names = np.char.add("mirrored-", tiles.names)
    more = replace(tiles, images=np.concatenate([tiles.images, mirrored]),
                   labels=np.tile(tiles.labels, 2), names=np.concatenate([tiles.names, names]))
    return more, Split(np.concatenate([split.train, np.arange(len(tiles), len(more))]),
                       split.val, split.test)

# %% 1: nothing is added
def enlarge(tiles, split):
    return tiles, split

# %% 1: mirrored upside down
def enlarge(tiles, split):
    mirrored = tiles.images[split.train][:, ::-1]
    names = np.char.add("mirrored-", tiles.names[split.train])
    more = replace(tiles, images=np.concatenate([tiles.images, mirrored]),
                   labels=np.concatenate([tiles.labels, tiles.labels[split.train]]),
                   names=np.concatenate([tiles.names, names]))
    return more, Split(np.concatenate([split.train, np.arange(len(tiles), len(more))]),
                       split.val, split.test)

# %% 1: labels of other tiles
def enlarge(tiles, split):
    mirrored = tiles.images[split.train][:, :, ::-1]
    names = np.char.add("mirrored-", tiles.names[split.train])
    more = replace(tiles, images=np.concatenate([tiles.images, mirrored]),
                   labels=np.concatenate([tiles.labels, tiles.labels[split.train][::-1]]),
                   names=np.concatenate([tiles.names, names]))
    return more, Split(np.concatenate([split.train, np.arange(len(tiles), len(more))]),
                       split.val, split.test)

# %% 1: the copies alone
def enlarge(tiles, split):
    mirrored = tiles.images[split.train][:, :, ::-1]
    names = np.char.add("mirrored-", tiles.names[split.train])
    more = replace(tiles, images=np.concatenate([tiles.images, mirrored]),
                   labels=np.concatenate([tiles.labels, tiles.labels[split.train]]),
                   names=np.concatenate([tiles.names, names]))
    return more, Split(np.arange(len(tiles), len(more)), split.val, split.test)

# %% 2: on every push
workflow = """
name: test
on: [push, pull_request]
permissions: {contents: read}
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
      - run: make test
"""

# %% 2: pinned to a tag
workflow = """
name: test
on: {pull_request: , push: {branches: [main]}}
permissions: {contents: read}
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v7
      - run: make test
"""

# %% 2: may write
workflow = """
name: test
on: {pull_request: , push: {branches: [main]}}
permissions: {contents: write}
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
      - run: make test
"""

# %% 2: always green
workflow = """
name: test
on: {pull_request: , push: {branches: [main]}}
permissions: {contents: read}
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
      - run: make test
        continue-on-error: true
"""

# %% 2: no time limit
workflow = """
name: test
on: {pull_request: , push: {branches: [main]}}
permissions: {contents: read}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
      - run: make test
"""

# %% 3: one breaks everything
def break_data(tiles, split, answers):
    return replace(tiles, images=255 - tiles.images), split, np.zeros_like(answers)

break_split = break_class = break_model = break_data

# %% 3: the validation part for the test part
def break_data(tiles, split, answers):
    return replace(tiles, images=255 - tiles.images), split, answers

def break_split(tiles, split, answers):
    return tiles, replace(split, train=split.train[:-1]), answers

break_class = break_model = break_data

# %% 3: a class that is confused at times
def break_data(tiles, split, answers):
    return replace(tiles, images=255 - tiles.images), split, answers

def break_split(tiles, split, answers):
    return tiles, replace(split, train=np.append(split.train, split.test[0])), answers

def break_class(tiles, split, answers):
    return tiles, split, np.where(np.arange(len(answers)) == 0, 1, answers)

break_model = break_class

# %% 4: with the interval
prediction, conclusion = 0, {400, 1_000, 5_400}

def stopped_plainly(n, fall, tolerance=0.01, repeats=4_000, seed=0):
    shares = [(0.06 - fall) / 2, (0.06 + fall) / 2, 0.94]
    wins, losses, _ = np.random.default_rng(seed).multinomial(n, shares, repeats).T
    return float((paired_difference(wins, losses, n).high < -tolerance).mean())

# %% 4: each model on tiles of its own
prediction, conclusion = 20, {5_400}

def stopped_plainly(n, fall, tolerance=0.01, repeats=4_000, seed=0):
    rng = np.random.default_rng(seed)
    old, new = rng.binomial(n, 0.954, repeats), rng.binomial(n, 0.954 - fall, repeats)
    return float(((new - old) / n < -tolerance).mean())

# %% 4: wins for losses
prediction, conclusion = 20, {5_400}

def stopped_plainly(n, fall, tolerance=0.01, repeats=4_000, seed=0):
    shares = [(0.06 - fall) / 2, (0.06 + fall) / 2, 0.94]
    wins, losses, _ = np.random.default_rng(seed).multinomial(n, shares, repeats).T
    return float(((losses - wins) / n < -tolerance).mean())

# %% 4: no tolerance
prediction, conclusion = 20, set()

def stopped_plainly(n, fall, tolerance=0.01, repeats=4_000, seed=0):
    shares = [(0.06 - fall) / 2, (0.06 + fall) / 2, 0.94]
    wins, losses, _ = np.random.default_rng(seed).multinomial(n, shares, repeats).T
    return float((wins < losses).mean())

# %% 4: always the same seed
prediction, conclusion = 20, {5_400}

def stopped_plainly(n, fall, tolerance=0.01, repeats=4_000, seed=0):
    shares = [(0.06 - fall) / 2, (0.06 + fall) / 2, 0.94]
    wins, losses, _ = np.random.default_rng(0).multinomial(n, shares, repeats).T
    return float(((wins - losses) / n < -tolerance).mean())

# %% 4: another conclusion
prediction, conclusion = 20, {1_000, 5_400}

def stopped_plainly(n, fall, tolerance=0.01, repeats=4_000, seed=0):
    shares = [(0.06 - fall) / 2, (0.06 + fall) / 2, 0.94]
    wins, losses, _ = np.random.default_rng(seed).multinomial(n, shares, repeats).T
    return float(((wins - losses) / n < -tolerance).mean())
