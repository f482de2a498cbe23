"""Wrong answers to the exercises of 22_monitor: each must fail its check."""

# %% 1: a share that adds up to infinity
def first_alarm(p_values):
    for day, p in enumerate(p_values, start=1):
        if p <= 0.05 / day:
            return day
    return None

# %% 1: counted from zero
def first_alarm(p_values):
    for day, p in enumerate(p_values):
        if p <= 0.05 / ((day + 1) * (day + 2)):
            return day
    return None

# %% 1: strictly below
def first_alarm(p_values):
    for day, p in enumerate(p_values, start=1):
        if p < 0.05 / (day * (day + 1)):
            return day
    return None

# %% 1: as if there were a hundred days
def first_alarm(p_values):
    for day, p in enumerate(p_values, start=1):
        if p <= 0.05 / 100:
            return day
    return None

# %% 1: half of what is left, so nothing for later days
def first_alarm(p_values):
    for day, p in enumerate(p_values, start=1):
        if p <= 0.05 / 2**day:
            return day
    return None

# %% 2: both kinds alike
def weighted_accuracy(right, kind, share):
    right, kind = np.asarray(right), np.asarray(kind)
    return np.mean([right[kind == k].mean() for k in (0, 1)])

# %% 2: shares the wrong way round
def weighted_accuracy(right, kind, share):
    right, kind = np.asarray(right), np.asarray(kind)
    return sum(share[1 - k] * right[kind == k].mean() for k in (0, 1))

# %% 2: weights that count the labels once more
def weighted_accuracy(right, kind, share):
    weights = np.asarray(share)[np.asarray(kind)]
    return (weights * right).sum() / weights.sum()

# %% 3: a guess
waited, later = 99, True

# %% 3: the large reference
waited = days_until_alarm(everything["haze of 5 %"], 0, 15, sizes[1], 0) or 15
later = True

# %% 3: counted from zero
before, n_reference = n_reference, 60 if quick else 100
waited = (days_until_alarm(everything["haze of 5 %"], 0, 15, sizes[1], 0) or 15) - 1
n_reference = before
later = False

# %% 3: the reference stays small
n_reference = 60 if quick else 100
waited = days_until_alarm(everything["haze of 5 %"], 0, 15, sizes[1], 0) or 15
later = False
