"""Wrong answers to the exercises of 25_change: each must fail its check."""

# %% 1: what is unknown counts
def lost_hectares(before, after, known):
    return (before & ~after).sum() / 100

# %% 1: pixels
def lost_hectares(before, after, known):
    return (before & ~after & known).sum()

# %% 1: what was gained
def lost_hectares(before, after, known):
    return (after & ~before & known).sum() / 100

# %% 1: everything that differs
def lost_hectares(before, after, known):
    return ((before != after) & known).sum() / 100

# %% 1: the difference of two areas, where both are known
def lost_hectares(before, after, known):
    return ((before & known).sum() - (after & known).sum()) / 100

# %% 2: rolled along the flat array
prediction = 0.03
def seeming(classes, rows):
    return (classes != np.roll(classes, rows)).mean()
conclusion = seeming(truth_before, 1)

# %% 2: the last rows come back at the top
prediction = 0.03
def seeming(classes, rows):
    return (classes != np.roll(classes, rows, axis=0)).mean()
conclusion = seeming(truth_before, 1)

# %% 2: sideways
prediction = 0.03
def seeming(classes, rows):
    return (classes[:, rows:] != classes[:, : classes.shape[1] - rows]).mean()
conclusion = seeming(truth_before, 1)

# %% 2: divided by all pixels
prediction = 0.03
def seeming(classes, rows):
    return (classes[rows:] != classes[: len(classes) - rows]).sum() / classes.size
conclusion = seeming(truth_before, 1)

# %% 2: nothing predicted
prediction = None
def seeming(classes, rows):
    return (classes[rows:] != classes[: len(classes) - rows]).mean()
conclusion = seeming(truth_before, 1)

# %% 3: only what is found
def true_share(counted, found, false):
    return counted / found

# %% 3: the false is taken off, what was missed is not put back
def true_share(counted, found, false):
    if found <= false:
        raise ValueError("nothing is known")
    return counted - false

# %% 3: false change of the whole area
def true_share(counted, found, false):
    if found <= false:
        raise ValueError("nothing is known")
    return (counted - false) / found

# %% 3: no word about a useless map
def true_share(counted, found, false):
    return (counted - false) / (found - false) if found != false else 0.0

# %% 2: the share for two rows
prediction = 0.03
def seeming(classes, rows):
    return (classes[rows:] != classes[: len(classes) - rows]).mean()
conclusion = seeming(truth_before, 2)

# %% 2: in percent
prediction = 0.03
def seeming(classes, rows):
    return (classes[rows:] != classes[: len(classes) - rows]).mean()
conclusion = 100 * seeming(truth_before, 1)

# %% 3: without a sign
def true_share(counted, found, false):
    if found <= false:
        raise ValueError("nothing is known")
    return abs(counted - false) / (found - false)
