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

# %% 1: each picture once
def leaked(digests, parts):
    train = {d for d, p in zip(digests, parts) if p == "train"}
    test = {d for d, p in zip(digests, parts) if p == "test"}
    return len(train & test) / max(len(test), 1)

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

# %% 2: groups that lie together
def split_groups(groups, share, seed):
    groups = np.asarray(groups)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    ends = np.r_[starts[1:], len(groups)]
    test = np.zeros(len(groups), bool)
    for k in np.random.default_rng(seed).permutation(len(starts)):
        if test.mean() >= share:
            break
        test[starts[k]:ends[k]] = True
    return test

# %% 2: the smallest groups first
def split_groups(groups, share, seed):
    groups = np.asarray(groups)
    names = np.random.default_rng(seed).permutation(np.unique(groups))
    test = np.zeros(len(groups), bool)
    for group in sorted(names, key=lambda name: (groups == name).sum()):
        if test.mean() >= share:
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

# %% 3: in percent
def wrong_labels(doubted, precision, recall):
    return 100 * precision / recall

# %% 4: the share of all images
few = mine.images[:150]

def saved(image):
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=30)
    return np.asarray(Image.open(buffer))

CHANGES = {
    "mirrored": lambda image: image[:, ::-1],
    "brighter": lambda image: np.minimum(image, 225) + np.uint8(30),
    "saved as JPEG 30": saved,
    "moved by 4 pixels": lambda image: np.roll(image, 4, axis=1),
}
prediction = {"mirrored": 0.5, "brighter": 0.9, "saved as JPEG 30": 0.9, "moved by 4 pixels": 0.9}

def found_share(change):
    pairs = find_twins(np.concatenate([few, [change(image) for image in few]]))
    return len(pairs) / (2 * len(few))

conclusion = {"moved by 4 pixels"}

# %% 4: the copies are not changed
few = mine.images[:150]

def saved(image):
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=30)
    return np.asarray(Image.open(buffer))

CHANGES = {
    "mirrored": lambda image: image[:, ::-1],
    "brighter": lambda image: np.minimum(image, 225) + np.uint8(30),
    "saved as JPEG 30": saved,
    "moved by 4 pixels": lambda image: np.roll(image, 4, axis=1),
}
prediction = {"mirrored": 0.5, "brighter": 0.9, "saved as JPEG 30": 0.9, "moved by 4 pixels": 0.9}

def found_share(change):
    pairs = find_twins(np.concatenate([few, few]))
    return (pairs["second"] == pairs["first"] + len(few)).sum() / len(few)

conclusion = {"moved by 4 pixels"}

# %% 4: both are changed
few = mine.images[:150]

def saved(image):
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=30)
    return np.asarray(Image.open(buffer))

CHANGES = {
    "mirrored": lambda image: image[:, ::-1],
    "brighter": lambda image: np.minimum(image, 225) + np.uint8(30),
    "saved as JPEG 30": saved,
    "moved by 4 pixels": lambda image: np.roll(image, 4, axis=1),
}
prediction = {"mirrored": 0.5, "brighter": 0.9, "saved as JPEG 30": 0.9, "moved by 4 pixels": 0.9}

def found_share(change):
    changed = np.array([change(image) for image in few])
    pairs = find_twins(np.concatenate([changed, changed]))
    return (pairs["second"] == pairs["first"] + len(few)).sum() / len(few)

conclusion = {"moved by 4 pixels"}

# %% 4: another conclusion
few = mine.images[:150]

def saved(image):
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=30)
    return np.asarray(Image.open(buffer))

CHANGES = {
    "mirrored": lambda image: image[:, ::-1],
    "brighter": lambda image: np.minimum(image, 225) + np.uint8(30),
    "saved as JPEG 30": saved,
    "moved by 4 pixels": lambda image: np.roll(image, 4, axis=1),
}
prediction = {"mirrored": 0.5, "brighter": 0.9, "saved as JPEG 30": 0.9, "moved by 4 pixels": 0.9}

def found_share(change):
    n = len(few)
    pairs = find_twins(np.concatenate([few, [change(image) for image in few]]))
    own = pairs["second"] == pairs["first"] + n
    return pairs["first"][own].nunique() / n

conclusion = {"moved by 4 pixels", "mirrored"}

# %% 4: any pair counts
few = mine.images[:150]

def saved(image):
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=30)
    return np.asarray(Image.open(buffer))

CHANGES = {
    "mirrored": lambda image: image[:, ::-1],
    "brighter": lambda image: np.minimum(image, 225) + np.uint8(30),
    "saved as JPEG 30": saved,
    "moved by 4 pixels": lambda image: np.roll(image, 4, axis=1),
}
prediction = {"mirrored": 0.5, "brighter": 0.9, "saved as JPEG 30": 0.9, "moved by 4 pixels": 0.9}

def found_share(change):
    n = len(few)
    pairs = find_twins(np.concatenate([few, [change(image) for image in few]]))
    return len({i % n for i in (*pairs["first"], *pairs["second"])}) / n

conclusion = {"moved by 4 pixels"}

# %% 4: the number of pairs
few = mine.images[:150]

def saved(image):
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=30)
    return np.asarray(Image.open(buffer))

CHANGES = {
    "mirrored": lambda image: image[:, ::-1],
    "brighter": lambda image: np.minimum(image, 225) + np.uint8(30),
    "saved as JPEG 30": saved,
    "moved by 4 pixels": lambda image: np.roll(image, 4, axis=1),
}
prediction = {"mirrored": 0.5, "brighter": 0.9, "saved as JPEG 30": 0.9, "moved by 4 pixels": 0.9}

def found_share(change):
    pairs = find_twins(np.concatenate([few, [change(image) for image in few]]))
    return len(pairs) / len(few)

conclusion = {"moved by 4 pixels"}
