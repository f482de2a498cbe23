"""Wrong answers to the exercises of 14_imbalance: each must fail its check."""

# %% 1: repeated before the split
def divide(labels, seed):
    rng = np.random.default_rng(seed)
    most = np.bincount(labels).max()
    rows = rng.permutation(np.concatenate(
        [rng.choice(np.flatnonzero(labels == k), most) for k in np.unique(labels)]))
    return rows[int(0.3 * len(rows)):], rows[:int(0.3 * len(rows))]

# %% 1: nothing is repeated
def divide(labels, seed):
    rng, train, val = np.random.default_rng(seed), [], []
    for k in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == k))
        val.append(members[:round(0.3 * len(members))])
        train.append(members[round(0.3 * len(members)):])
    return np.concatenate(train), np.concatenate(val)

# %% 1: validation repeated, too
def divide(labels, seed):
    rng, train, val = np.random.default_rng(seed), [], []
    for k in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == k))
        val.append(members[:round(0.3 * len(members))])
        train.append(members[round(0.3 * len(members)):])
    return (np.concatenate([np.resize(m, max(map(len, train))) for m in train]),
            np.concatenate([np.resize(m, max(map(len, val))) for m in val]))

# %% 1: the large classes cut down
def divide(labels, seed):
    rng, train, val = np.random.default_rng(seed), [], []
    for k in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == k))
        val.append(members[:round(0.3 * len(members))])
        train.append(members[round(0.3 * len(members)):])
    return np.concatenate([m[: min(map(len, train))] for m in train]), np.concatenate(val)

# %% 2: of the rare class only, and of the frequent ones at that
prediction = 1
def worst_recall(strength):
    found = correct_prior(plain, prior**strength).argmax(axis=1)
    return max((found == k)[test.labels == k].mean() for k in range(n_classes))
conclusion = max((0, 0.5, 1, 1.5), key=worst_recall)

# %% 2: multiplied instead of divided
prediction = 1
def worst_recall(strength):
    found = (plain * prior**strength).argmax(axis=1)
    return min((found == k)[test.labels == k].mean() for k in range(n_classes))
conclusion = max((0, 0.5, 1, 1.5), key=worst_recall)

# %% 2: precision
prediction = 1
def worst_recall(strength):
    found = correct_prior(plain, prior**strength).argmax(axis=1)
    return min((test.labels == k)[found == k].mean() if (found == k).any() else 0 for k in range(n_classes))
conclusion = max((0, 0.5, 1, 1.5), key=worst_recall)

# %% 2: nothing predicted
prediction = None
def worst_recall(strength):
    found = correct_prior(plain, prior**strength).argmax(axis=1)
    return min((found == k)[test.labels == k].mean() for k in range(n_classes))
conclusion = max((0, 0.5, 1, 1.5), key=worst_recall)
