"""Wrong answers to the exercises of 24_own_data: each must fail its check."""

# %% 1: the last part of a checksum counts
def leaked(digests, parts):
    seen = dict(zip(digests, parts))
    test = [d for d, p in zip(digests, parts) if p == "test"]
    return sum(seen[d] == "train" for d in test) / max(len(test), 1)

# %% 1: a share of all files
def leaked(digests, parts):
    train = {d for d, p in zip(digests, parts) if p == "train"}
    return sum(d in train for d, p in zip(digests, parts) if p == "test") / len(parts)

# %% 1: only what came before
def leaked(digests, parts):
    train, hits, n = set(), 0, 0
    for d, p in zip(digests, parts):
        if p == "train":
            train.add(d)
        elif p == "test":
            n, hits = n + 1, hits + (d in train)
    return hits / max(n, 1)

# %% 1: twice in the test counts
def leaked(digests, parts):
    test = [d for d, p in zip(digests, parts) if p == "test"]
    return sum(list(digests).count(d) > 1 for d in test) / max(len(test), 1)

# %% 2: tiles, not groups
def split_groups(groups, share, seed):
    order = np.random.default_rng(seed).permutation(len(groups))
    test = np.zeros(len(groups), bool)
    test[order[: int(np.ceil(share * len(groups)))]] = True
    return test

# %% 2: a share of the groups
def split_groups(groups, share, seed):
    groups = np.asarray(groups)
    names = np.random.default_rng(seed).permutation(np.unique(groups))
    return np.isin(groups, names[: int(share * len(names))])

# %% 2: always the same order
def split_groups(groups, share, seed):
    groups = np.asarray(groups)
    test = np.zeros(len(groups), bool)
    for group in np.unique(groups):
        if test.mean() >= share:
            break
        test |= groups == group
    return test

# %% 2: stops before the share is reached
def split_groups(groups, share, seed):
    groups = np.asarray(groups)
    test = np.zeros(len(groups), bool)
    for group in np.random.default_rng(seed).permutation(np.unique(groups)):
        if (test | (groups == group)).mean() > share:
            break
        test |= groups == group
    return test

# %% 3: recall forgotten
def wrong_labels(doubted, precision, recall):
    return doubted * precision

# %% 3: precision forgotten
def wrong_labels(doubted, precision, recall):
    return doubted / recall

# %% 3: the wrong way round
def wrong_labels(doubted, precision, recall):
    return doubted * recall / precision
