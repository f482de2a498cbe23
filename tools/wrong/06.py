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

# %% 2: fitted as it should be, and taken only where the test labels like it
def calibrate(val_labels, val_probabilities, test_labels, test_probabilities):
    scaled = scale_temperature(test_probabilities, fit_temperature(val_labels, val_probabilities))
    better = log_loss(test_labels, scaled) < log_loss(test_labels, test_probabilities)
    return scaled if better else test_probabilities

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

# %% 4: the class itself counts more
prediction = conclusion = {"precision"}
def diluted(labels, predicted, c, times):
    weight = np.where(labels == c, times, 1)
    tp, fp = (weight[(predicted == c) & side].sum() for side in (labels == c, labels != c))
    return {"recall": tp / weight[labels == c].sum(), "precision": tp / (tp + fp),
            "false positive rate": fp / weight[labels != c].sum()}

# %% 4: the rate by all that is called river
prediction = conclusion = {"precision", "false positive rate"}
def diluted(labels, predicted, c, times):
    weight = np.where(labels == c, 1, times)
    tp, fp = (weight[(predicted == c) & side].sum() for side in (labels == c, labels != c))
    return {"recall": tp / weight[labels == c].sum(), "precision": tp / (tp + fp),
            "false positive rate": fp / (tp + fp)}

# %% 4: only the alarms are multiplied
prediction = conclusion = {"precision", "false positive rate"}
def diluted(labels, predicted, c, times):
    tp, fp = (((predicted == c) & side).sum() for side in (labels == c, labels != c))
    return {"recall": tp / (labels == c).sum(), "precision": tp / (tp + times * fp),
            "false positive rate": times * fp / (labels != c).sum()}

# %% 4: concluded that a rate of false alarms must rise with the land
prediction = conclusion = {"precision", "false positive rate"}
def diluted(labels, predicted, c, times):
    weight = np.where(labels == c, 1, times)
    tp, fp = (weight[(predicted == c) & side].sum() for side in (labels == c, labels != c))
    return {"recall": tp / weight[labels == c].sum(), "precision": tp / (tp + fp),
            "false positive rate": fp / weight[labels != c].sum()}

# %% 4: concluded that a good model stays good
prediction, conclusion = {"precision"}, set()
def diluted(labels, predicted, c, times):
    weight = np.where(labels == c, 1, times)
    tp, fp = (weight[(predicted == c) & side].sum() for side in (labels == c, labels != c))
    return {"recall": tp / weight[labels == c].sum(), "precision": tp / (tp + fp),
            "false positive rate": fp / weight[labels != c].sum()}

# %% 4: a prediction that is none
prediction, conclusion = "foo", {"precision"}
def diluted(labels, predicted, c, times):
    weight = np.where(labels == c, 1, times)
    tp, fp = (weight[(predicted == c) & side].sum() for side in (labels == c, labels != c))
    return {"recall": tp / weight[labels == c].sum(), "precision": tp / (tp + fp),
            "false positive rate": fp / weight[labels != c].sum()}
