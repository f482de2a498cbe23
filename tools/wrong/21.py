"""Wrong answers to the exercises of 21_deploy: each must fail its check."""

# %% 1: the time to send only
def latencies(due, sent, answered):
    return np.array(sent) - np.array(due)

# %% 1: both added, the wait twice
def latencies(due, sent, answered):
    return (np.array(answered) - np.array(due)) + (np.array(sent) - np.array(due))

# %% 1: positions for times
def latencies(due, sent, answered):
    return np.array(answered) - np.arange(len(due))

# %% 1: a list
def latencies(due, sent, answered):
    return [b - a for a, b in zip(due, answered)]

# %% 2: all busy, half as many again
def workers_needed(rate, seconds, most):
    return int(np.ceil(1.5 * rate * seconds)) + 1

# %% 2: the mean wait instead of one in a hundred
def workers_needed(rate, seconds, most):
    arrivals, workers = random_arrivals(rate, 20_000), int(rate * seconds) + 1
    while waiting_times(arrivals, np.full(20_000, seconds), workers).mean() > most:
        workers += 1
    return workers

# %% 2: the answer instead of the wait
def workers_needed(rate, seconds, most):
    arrivals, workers = random_arrivals(rate, 20_000), int(rate * seconds) + 1
    while np.quantile(waiting_times(arrivals, np.full(20_000, seconds), workers), 0.99) + seconds > most and workers < 40:
        workers += 1
    return workers

# %% 3: squares of the times, not of the wait
factor = (0.9 * 0.005**2 + 0.1 * 0.055**2) / 0.01**2 * 2

# %% 3: time to the answer
arrivals = random_arrivals(70, 20_000)
uneven = np.where(np.arange(20_000) % 10 == 0, 0.055, 0.005)
factor = (waiting_times(arrivals, uneven).mean() + 0.01) / (waiting_times(arrivals, np.full(20_000, 0.01)).mean() + 0.01)

# %% 3: the wrong way round
arrivals = random_arrivals(70, 20_000)
uneven = np.where(np.arange(20_000) % 10 == 0, 0.055, 0.005)
factor = waiting_times(arrivals, np.full(20_000, 0.01)).mean() / waiting_times(arrivals, uneven).mean()
