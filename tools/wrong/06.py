"""Wrong answers to the exercises of 06_evaluate: each must fail its check."""

# %% 1: all classes up to the largest number
def balanced(labels, predicted):
    return np.mean([(predicted[labels == c] == c).sum() / max(1, (labels == c).sum())
                    for c in range(max(labels.max(), predicted.max()) + 1)])

# %% 1: the accuracy
def balanced(labels, predicted):
    return np.mean(labels == predicted)

# %% 1: classes that were predicted or occur
def balanced(labels, predicted):
    found = np.union1d(labels, predicted)
    return np.mean([np.nan_to_num((predicted[labels == c] == c).sum() / max(1, (labels == c).sum()))
                    for c in found])

# %% 1: the F1 score
def balanced(labels, predicted):
    return np.mean([2 * ((labels == c) & (predicted == c)).sum()
                    / ((labels == c).sum() + (predicted == c).sum()) for c in np.unique(labels)])

# %% 2: a global temperature
def calibrate(val_labels, val_probabilities, test_labels, test_probabilities):
    return scale_temperature(test_probabilities, temperature)

# %% 2: nothing is calibrated
def calibrate(val_labels, val_probabilities, test_labels, test_probabilities):
    return test_probabilities

# %% 2: the validation tiles
def calibrate(val_labels, val_probabilities, test_labels, test_probabilities):
    return scale_temperature(val_probabilities, fit_temperature(val_labels, val_probabilities))

# %% 2: both labels
def calibrate(val_labels, val_probabilities, test_labels, test_probabilities):
    all_labels = np.concatenate([val_labels, test_labels])
    all_probabilities = np.concatenate([val_probabilities, test_probabilities])
    return scale_temperature(test_probabilities, fit_temperature(all_labels, all_probabilities))

# %% 2: divided, not scaled
def calibrate(val_labels, val_probabilities, test_labels, test_probabilities):
    return test_probabilities / fit_temperature(val_labels, val_probabilities)

# %% 3: at one half
def river_area(labels, probabilities, river):
    return roc_auc_score(labels == river, probabilities[:, river] > 0.5)

# %% 3: the largest probability
def river_area(labels, probabilities, river):
    return roc_auc_score(labels == river, probabilities.max(axis=1))

# %% 3: the rest against rivers
def river_area(labels, probabilities, river):
    return roc_auc_score(labels != river, probabilities[:, river])

# %% 3: the probability where it is called river
def river_area(labels, probabilities, river):
    called = probabilities.argmax(axis=1) == river
    return roc_auc_score(labels == river, np.where(called, probabilities[:, river], 0))

# %% 4: rounded
def tiles_needed(accuracy, half_width):
    return round(1.96**2 * accuracy * (1 - accuracy) / half_width**2)

# %% 4: one standard error
def tiles_needed(accuracy, half_width):
    return int(np.ceil(accuracy * (1 - accuracy) / half_width**2))

# %% 4: the whole width
def tiles_needed(accuracy, half_width):
    return int(np.ceil(1.96**2 * accuracy * (1 - accuracy) / (half_width / 2) ** 2))

# %% 4: a number with decimals
def tiles_needed(accuracy, half_width):
    return 1.96**2 * accuracy * (1 - accuracy) / half_width**2

# %% 4: always the worst case
def tiles_needed(accuracy, half_width):
    return int(np.ceil(1.96**2 * 0.25 / half_width**2))
