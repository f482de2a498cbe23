"""Wrong answers to the exercises of 92_bench: each must fail its check."""

# %% 1: no warm-up
def compare(contenders, rounds):
    speeds = {name: [] for name in contenders}
    for turn in range(1, rounds + 1):
        for name, work in contenders.items():
            start = synchronized_time()
            speeds[name].append(work(turn) / (synchronized_time() - start))
    return {name: statistics.median(values) for name, values in speeds.items()}

# %% 1: one after the other
def compare(contenders, rounds):
    result = {}
    for name, work in contenders.items():
        work(0)
        speeds = []
        for turn in range(1, rounds + 1):
            start = synchronized_time()
            speeds.append(work(turn) / (synchronized_time() - start))
        result[name] = statistics.median(speeds)
    return result

# %% 1: the mean
def compare(contenders, rounds):
    for work in contenders.values():
        work(0)
    speeds = {name: [] for name in contenders}
    for turn in range(1, rounds + 1):
        for name, work in contenders.items():
            start = synchronized_time()
            speeds[name].append(work(turn) / (synchronized_time() - start))
    return {name: statistics.mean(values) for name, values in speeds.items()}

# %% 1: always 64 tiles
def compare(contenders, rounds):
    for work in contenders.values():
        work(0)
    speeds = {name: [] for name in contenders}
    for turn in range(1, rounds + 1):
        for name, work in contenders.items():
            start = synchronized_time()
            work(turn)
            speeds[name].append(64 / (synchronized_time() - start))
    return {name: statistics.median(values) for name, values in speeds.items()}

# %% 2: by the medians
prediction = 0.1

def verdict(ours, other):
    a, b = statistics.median(ours), statistics.median(other)
    return "faster" if a > b else "slower" if a < b else "cannot tell"

def luck(rounds, comparisons=4_000):
    rates = np.random.default_rng(0).normal(100, 3, (comparisons, 2, rounds))
    return np.mean([verdict(*pair) != "cannot tell" for pair in rates.tolist()])

conclusion = 6

# %% 2: most rounds
prediction = 0.1

def verdict(ours, other):
    wins = sum(a > b for a, b in zip(ours, other, strict=True))
    return "faster" if wins > len(ours) / 2 else "slower"

def luck(rounds, comparisons=4_000):
    rates = np.random.default_rng(0).normal(100, 3, (comparisons, 2, rounds))
    return np.mean([verdict(*pair) != "cannot tell" for pair in rates.tolist()])

conclusion = 6

# %% 2: the slowest of ours against the fastest of theirs
prediction = 0.1

def verdict(ours, other):
    if min(ours) > max(other):
        return "faster"
    return "slower" if max(ours) < min(other) else "cannot tell"

def luck(rounds, comparisons=4_000):
    rates = np.random.default_rng(0).normal(100, 3, (comparisons, 2, rounds))
    return np.mean([verdict(*pair) != "cannot tell" for pair in rates.tolist()])

conclusion = 6

# %% 2: the mean ratio
prediction = 0.1

def verdict(ours, other):
    ratio = statistics.mean(a / b for a, b in zip(ours, other, strict=True))
    return "faster" if ratio > 1 else "slower" if ratio < 1 else "cannot tell"

def luck(rounds, comparisons=4_000):
    rates = np.random.default_rng(0).normal(100, 3, (comparisons, 2, rounds))
    return np.mean([verdict(*pair) != "cannot tell" for pair in rates.tolist()])

conclusion = 6

# %% 2: a tie is faster
prediction = 0.1

def verdict(ours, other):
    ratios = [a / b for a, b in zip(ours, other, strict=True)]
    if min(ratios) >= 1:
        return "faster"
    return "slower" if max(ratios) <= 1 else "cannot tell"

def luck(rounds, comparisons=4_000):
    rates = np.random.default_rng(0).normal(100, 3, (comparisons, 2, rounds))
    return np.mean([verdict(*pair) != "cannot tell" for pair in rates.tolist()])

conclusion = 6

# %% 3: the most accurate
def choose(speeds, accuracies, most):
    return max(accuracies, key=accuracies.get)

# %% 3: the first that is good enough
def choose(speeds, accuracies, most):
    floor = max(accuracies.values()) - most
    return next(name for name in speeds if accuracies[name] >= floor)

# %% 3: the least that is good enough
def choose(speeds, accuracies, most):
    floor = max(accuracies.values()) - most
    return min((name for name in speeds if accuracies[name] >= floor), key=accuracies.get)

# %% 3: against a fixed floor
def choose(speeds, accuracies, most):
    return max((name for name in speeds if accuracies[name] >= 0.95 - most), key=speeds.get)

# %% 3: relative
def choose(speeds, accuracies, most):
    floor = max(accuracies.values()) * (1 - most)
    return max((name for name in speeds if accuracies[name] >= floor), key=speeds.get)

# %% 2: only luck in our favor is counted
prediction = 0.1

def verdict(ours, other):
    ratios = [a / b for a, b in zip(ours, other, strict=True)]
    if min(ratios) > 1:
        return "faster"
    return "slower" if max(ratios) < 1 else "cannot tell"

def luck(rounds, comparisons=4_000):
    rates = np.random.default_rng(0).normal(100, 3, (comparisons, 2, rounds))
    return np.mean([verdict(*pair) == "faster" for pair in rates.tolist()])

conclusion = 5
