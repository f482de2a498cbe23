"""Wrong answers to the exercises of 15_ensembles: each must fail its check."""

# %% 1: nothing is taken away
def fair_rows(splits):
    return np.array(sorted(splits[0].test))

# %% 1: the validation tiles are forgotten
def fair_rows(splits):
    return np.setdiff1d(splits[0].test, np.concatenate([split.train for split in splits]))

# %% 1: only the first member's own training is looked at
def fair_rows(splits):
    return np.setdiff1d(splits[0].test, np.concatenate([splits[0].train, splits[0].val]))

# %% 1: the test tiles of all
def fair_rows(splits):
    used = np.concatenate([np.concatenate([split.train, split.val]) for split in splits])
    return np.setdiff1d(np.concatenate([split.test for split in splits]), used)

# %% 1: only tiles that all have as test tiles: fair, but others are, too
def fair_rows(splits):
    rows = set(splits[0].test)
    for split in splits:
        rows &= set(split.test)
    return np.array(sorted(rows))

# %% 2: always the best single member
def grow(said, labels, steps):
    losses = [log_loss(labels, p, labels=range(said.shape[2])) for p in said]
    return np.eye(len(said))[int(np.argmin(losses))]

# %% 2: each member once
def grow(said, labels, steps):
    losses = [log_loss(labels, p, labels=range(said.shape[2])) for p in said]
    weights = np.zeros(len(said))
    weights[np.argsort(losses)[:steps]] = 1
    return weights / weights.sum()

# %% 2: counts, not weights
def grow(said, labels, steps):
    counts = np.zeros(len(said))
    for _ in range(steps):
        losses = [log_loss(labels, np.tensordot((counts + e) / (counts + e).sum(), said, axes=1))
                  for e in np.eye(len(said))]
        counts[np.argmin(losses)] += 1
    return counts

# %% 2: by weights that are better where the loss is lower
def grow(said, labels, steps):
    losses = np.array([log_loss(labels, p, labels=range(said.shape[2])) for p in said])
    return (1 / losses) / (1 / losses).sum()

# %% 3: always all three
prediction = "about the same"
def rate_of(n):
    return disagreement_rate(of_seeds)
conclusion = "about the same"

# %% 3: the first n only
prediction = "about the same"
def rate_of(n):
    return disagreement_rate(of_seeds[:n])
conclusion = "about the same"

# %% 3: tiles on which not all agree, which does grow
prediction = "grows"
def rate_of(n):
    named = of_seeds.argmax(axis=2)
    if n < 2:
        raise ValueError("to disagree takes two")
    return np.mean([(named[list(c)] != named[c[0]]).any(axis=0).mean()
                    for c in itertools.combinations(range(3), n)])
conclusion = "grows"

# %% 3: another conclusion
prediction = "grows"
def rate_of(n):
    return np.mean([disagreement_rate(of_seeds[list(chosen)])
                    for chosen in itertools.combinations(range(3), n)])
conclusion = "shrinks"
