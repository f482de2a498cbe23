"""Wrong answers to the exercises of 16_labels: each must fail its check."""

# %% 1: positions among the rest
def next_batch(probabilities, asked, n):
    rest = np.setdiff1d(np.arange(len(probabilities)), asked)
    ahead = np.sort(probabilities[rest], axis=1)
    return np.argsort(ahead[:, -1] - ahead[:, -2])[:n]

# %% 1: the largest margin
def next_batch(probabilities, asked, n):
    rest = np.setdiff1d(np.arange(len(probabilities)), asked)
    ahead = np.sort(probabilities[rest], axis=1)
    return rest[np.argsort(ahead[:, -2] - ahead[:, -1])[:n]]

# %% 1: asked again
def next_batch(probabilities, asked, n):
    ahead = np.sort(probabilities, axis=1)
    return np.argsort(ahead[:, -1] - ahead[:, -2])[:n]

# %% 1: the least probable best class
def next_batch(probabilities, asked, n):
    rest = np.setdiff1d(np.arange(len(probabilities)), asked)
    return rest[np.argsort(probabilities[rest].max(axis=1))[:n]]

# %% 2: random tiles
end = 100 if quick else 250
prediction = "steps"
def final_accuracy(step):
    rounds = [*range(sizes[0], end, step), end]
    return np.mean([label_rounds("random", features, pool.labels, test_features, test.labels, rounds, seed)[-1]
                    for seed in seeds])
conclusion = "alike"

# %% 2: one seed
end = 100 if quick else 250
prediction = "steps"
def final_accuracy(step):
    rounds = [*range(sizes[0], end, step), end]
    return label_rounds("margin", features, pool.labels, test_features, test.labels, rounds, 0)[-1]
lead = final_accuracy(25) - final_accuracy(end - sizes[0])
conclusion = "alike" if abs(lead) < 0.01 else "steps" if lead > 0 else "once"

# %% 2: the mean over the rounds, not the end
end = 100 if quick else 250
prediction = "steps"
def final_accuracy(step):
    rounds = [*range(sizes[0], end, step), end]
    return np.mean([label_rounds("margin", features, pool.labels, test_features, test.labels, rounds, seed)
                    for seed in seeds])
lead = final_accuracy(25) - final_accuracy(end - sizes[0])
conclusion = "alike" if abs(lead) < 0.01 else "steps" if lead > 0 else "once"

# %% 2: nothing predicted
end = 100 if quick else 250
prediction = None
def final_accuracy(step):
    rounds = [*range(sizes[0], end, step), end]
    return np.mean([label_rounds("margin", features, pool.labels, test_features, test.labels, rounds, seed)[-1]
                    for seed in seeds])
lead = final_accuracy(25) - final_accuracy(end - sizes[0])
conclusion = "alike" if abs(lead) < 0.01 else "steps" if lead > 0 else "once"

# %% 3: without the floor
def labels_for(law, error):
    return int(np.ceil((law.scale / error) ** (1 / law.power)))

# %% 3: rounded down
def labels_for(law, error):
    if error <= law.floor:
        return None
    return int((law.scale / (error - law.floor)) ** (1 / law.power))

# %% 3: a number also below the floor
def labels_for(law, error):
    return int(np.ceil((law.scale / max(error - law.floor, 1e-6)) ** (1 / law.power)))

# %% 3: not a whole number
def labels_for(law, error):
    return None if error <= law.floor else (law.scale / (error - law.floor)) ** (1 / law.power)
