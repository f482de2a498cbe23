"""Wrong answers to the exercises of 10_mlflow: each must fail its check."""

# %% 1: the names are not compared
def wins_and_losses(new, old):
    new, old = (table.sort_values("name", ignore_index=True) for table in (new, old))
    new_right = (new["predicted"] == new["label"]).to_numpy()
    old_right = (old["predicted"] == old["label"]).to_numpy()
    return int((new_right & ~old_right).sum()), int((old_right & ~new_right).sum())

# %% 1: only those that both have
def wins_and_losses(new, old):
    both = new.merge(old, on="name")
    new_right = both["predicted_x"] == both["label_x"]
    old_right = both["predicted_y"] == both["label_y"]
    return int((new_right & ~old_right).sum()), int((old_right & ~new_right).sum())

# %% 1: another order is an error
def wins_and_losses(new, old):
    if not new[["name", "label"]].equals(old[["name", "label"]]):
        raise ValueError("the two models were tested on different tiles")
    new_right, old_right = (t["predicted"] == t["label"] for t in (new, old))
    return int((new_right & ~old_right).sum()), int((old_right & ~new_right).sum())

# %% 1: losses and wins
def wins_and_losses(new, old):
    new, old = (table.sort_values("name", ignore_index=True) for table in (new, old))
    if not new[["name", "label"]].equals(old[["name", "label"]]):
        raise ValueError("the two models were tested on different tiles")
    new_right, old_right = (t["predicted"] == t["label"] for t in (new, old))
    return int((old_right & ~new_right).sum()), int((new_right & ~old_right).sum())

# %% 1: the labels are not compared
def wins_and_losses(new, old):
    new, old = (table.sort_values("name", ignore_index=True) for table in (new, old))
    if not new["name"].equals(old["name"]):
        raise ValueError("the two models were tested on different tiles")
    new_right, old_right = (t["predicted"] == t["label"] for t in (new, old))
    return int((new_right & ~old_right).sum()), int((old_right & ~new_right).sum())

# %% 2: wins for losses
prediction = 20

def least_losses(limit):
    losses = 1
    while binomtest(2 * losses, 3 * losses, alternative="greater").pvalue >= limit:
        losses += 1
    return 2 * losses
conclusion = 20 * 3 * least_losses(0.05)

# %% 2: the other side
prediction = 20

def least_losses(limit):
    losses = 1
    while binomtest(losses, 3 * losses, alternative="greater").pvalue < 1 - limit:
        losses += 1
    return losses
conclusion = 20 * 3 * least_losses(0.05)

# %% 2: half the limit
prediction = 20

def least_losses(limit):
    losses = 1
    while binomtest(2 * losses, 3 * losses, alternative="greater").pvalue >= limit / 2:
        losses += 1
    return losses
conclusion = 20 * 3 * least_losses(0.05)

# %% 2: one too few
prediction = 20

def least_losses(limit):
    losses = 1
    while binomtest(2 * losses, 3 * losses, alternative="greater").pvalue >= limit:
        losses += 1
    return max(1, losses - 1)
conclusion = 20 * 3 * least_losses(0.05)

# %% 3: this experiment only
def best_run(fingerprint):
    table = mlflow.search_runs(experiment_names=["contest"])
    table = table[table["tags.landcover.data"] == fingerprint] if len(table) else table
    return None if table.empty else table.loc[table["metrics.test_accuracy"].idxmax(), "run_id"]

# %% 3: on any data
def best_run(fingerprint):
    table = mlflow.search_runs(search_all_experiments=True)
    return table.loc[table["metrics.test_accuracy"].idxmax(), "run_id"]

# %% 3: by the validation accuracy
def best_run(fingerprint):
    table = mlflow.search_runs(search_all_experiments=True)
    table = table[table["tags.landcover.data"] == fingerprint]
    return None if table.empty else table.loc[table["metrics.val_accuracy"].idxmax(), "run_id"]

# %% 3: the latest
def best_run(fingerprint):
    table = mlflow.search_runs(search_all_experiments=True)
    table = table[table["tags.landcover.data"] == fingerprint]
    return None if table.empty else table.iloc[0]["run_id"]

# %% 1: as many of each label are enough
def wins_and_losses(new, old):
    new, old = (table.sort_values("name", ignore_index=True) for table in (new, old))
    same = sorted(new["label"]) == sorted(old["label"])
    if not (same and new["name"].equals(old["name"])):
        raise ValueError("the two models were tested on different tiles")
    new_right, old_right = (t["predicted"] == t["label"] for t in (new, old))
    return int((new_right & ~old_right).sum()), int((old_right & ~new_right).sum())

# %% 3: the newest that was tested
def best_run(fingerprint):
    table = mlflow.search_runs(search_all_experiments=True)
    table = table[table["tags.landcover.data"] == fingerprint]
    table = table.dropna(subset=["metrics.test_accuracy"])
    return None if table.empty else table.sort_values("start_time")["run_id"].iloc[-1]

# %% 2: only the losses counted
prediction = 20

def least_losses(limit):
    losses = 1
    while binomtest(2 * losses, 3 * losses, alternative="greater").pvalue >= limit:
        losses += 1
    return losses

conclusion = 20 * least_losses(0.05)

# %% 2: one tile in twenty of those that differ
prediction = 20

def least_losses(limit):
    losses = 1
    while binomtest(2 * losses, 3 * losses, alternative="greater").pvalue >= limit:
        losses += 1
    return losses

conclusion = 3 * least_losses(0.05)
