"""Wrong answers to the exercises of 07_predict: each must fail its check."""

# %% 1: classes still sorted
def ask(session, image):
    (p,) = session.run(["probabilities"], {"images": np.ascontiguousarray(image)[None]})
    return sorted(json.loads(session.get_modelmeta().custom_metadata_map["classes"]))[p.argmax()]

# %% 1: channels still reversed
def ask(session, image):
    (p,) = session.run(["probabilities"], {"images": np.ascontiguousarray(image[:, :, ::-1])[None]})
    return json.loads(session.get_modelmeta().custom_metadata_map["classes"])[p.argmax()]

# %% 1: still the least likely
def ask(session, image):
    (p,) = session.run(["probabilities"], {"images": np.ascontiguousarray(image)[None]})
    return json.loads(session.get_modelmeta().custom_metadata_map["classes"])[p.argmin()]

# %% 1: the classes of EuroSAT
def ask(session, image):
    (p,) = session.run(["probabilities"], {"images": np.ascontiguousarray(image)[None]})
    return model.classes[p.argmax()]

# %% 2: the difference instead of the half
def careful(table, least):
    sure = (table["probability"] >= least) & (
        table["probability"] - table["probability_2"] >= 0.5
    )
    return table["predicted"].where(sure, "unsure").tolist()

# %% 2: more than the least
def careful(table, least):
    sure = (table["probability"] > least) & (
        table["probability_2"] <= 0.5 * table["probability"]
    )
    return table["predicted"].where(sure, "unsure").tolist()

# %% 2: half is too much
def careful(table, least):
    sure = (table["probability"] >= least) & (
        table["probability_2"] < 0.5 * table["probability"]
    )
    return table["predicted"].where(sure, "unsure").tolist()

# %% 2: either is enough
def careful(table, least):
    sure = (table["probability"] >= least) | (
        table["probability_2"] <= 0.5 * table["probability"]
    )
    return table["predicted"].where(sure, "unsure").tolist()

# %% 2: the runner-up against one half
def careful(table, least):
    sure = (table["probability"] >= least) & (table["probability_2"] <= 0.25)
    return table["predicted"].where(sure, "unsure").tolist()

# %% 3: the share that changes
prediction = conclusion = "red and blue swapped"
def same_label(model, images, change):
    before = model.predict_proba(images).argmax(axis=1)
    after = model.predict_proba(np.ascontiguousarray(change(images))).argmax(axis=1)
    return (before != after).mean()
changes = {"turned": lambda images: np.rot90(images, axes=(1, 2)),
           "red and blue swapped": lambda images: images[..., ::-1]}

# %% 3: all that is right after the change
prediction = conclusion = "red and blue swapped"
def same_label(model, images, change):
    after = model.predict_proba(np.ascontiguousarray(change(images))).argmax(axis=1)
    return (test.labels[: len(after)] == after).mean()
changes = {"turned": lambda images: np.rot90(images, axes=(1, 2)),
           "red and blue swapped": lambda images: images[..., ::-1]}

# %% 3: probabilities must stay the same, too
prediction = conclusion = "red and blue swapped"
def same_label(model, images, change):
    before = model.predict_proba(images)
    after = model.predict_proba(np.ascontiguousarray(change(images)))
    return 1 - np.abs(before - after).max(axis=1).mean()
changes = {"turned": lambda images: np.rot90(images, axes=(1, 2)),
           "red and blue swapped": lambda images: images[..., ::-1]}

# %% 3: concluded as predicted
prediction = conclusion = "turned"
def same_label(model, images, change):
    before = model.predict_proba(images).argmax(axis=1)
    after = model.predict_proba(np.ascontiguousarray(change(images))).argmax(axis=1)
    return (before == after).mean()
changes = {"turned": lambda images: images.copy(),
           "red and blue swapped": lambda images: images[..., ::-1]}
