"""Wrong answers to the exercises of 07_predict: each must fail its check."""

# %% 1: classes still sorted
def ask(session, image):
    (p,) = session.run(None, {"images": np.ascontiguousarray(image)[None]})
    return sorted(json.loads(session.get_modelmeta().custom_metadata_map["classes"]))[p.argmax()]

# %% 1: channels still reversed
def ask(session, image):
    (p,) = session.run(None, {"images": np.ascontiguousarray(image[:, :, ::-1])[None]})
    return json.loads(session.get_modelmeta().custom_metadata_map["classes"])[p.argmax()]

# %% 1: still the least likely
def ask(session, image):
    (p,) = session.run(None, {"images": np.ascontiguousarray(image)[None]})
    return json.loads(session.get_modelmeta().custom_metadata_map["classes"])[p.argmin()]

# %% 1: the classes of EuroSAT
def ask(session, image):
    (p,) = session.run(None, {"images": np.ascontiguousarray(image)[None]})
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

# %% 3: four turns, twice
def eight_opinions(model, images):
    views = [np.rot90(images, k, axes=(1, 2)) for k in range(8)]
    return np.mean([model.predict_proba(np.ascontiguousarray(view)) for view in views], axis=0)

# %% 3: mirrored both ways, not turned
def eight_opinions(model, images):
    views = [images, images[:, :, ::-1], images[:, ::-1], images[:, ::-1, ::-1]] * 2
    return np.mean([model.predict_proba(np.ascontiguousarray(view)) for view in views], axis=0)

# %% 3: the sum
def eight_opinions(model, images):
    views = [np.rot90(side, k, axes=(1, 2)) for side in (images, images[:, :, ::-1])
             for k in range(4)]
    return np.sum([model.predict_proba(np.ascontiguousarray(view)) for view in views], axis=0)

# %% 3: all images in one
def eight_opinions(model, images):
    views = [np.rot90(side, k, axes=(1, 2)) for side in (images, images[:, :, ::-1])
             for k in range(4)]
    return np.mean([model.predict_proba(np.ascontiguousarray(view)) for view in views])

# %% 3: no opinion at all
def eight_opinions(model, images):
    return model.predict_proba(images)

# %% 3: mirrored channels
def eight_opinions(model, images):
    views = [np.rot90(side, k, axes=(1, 2)) for side in (images, images[..., ::-1])
             for k in range(4)]
    return np.mean([model.predict_proba(np.ascontiguousarray(view)) for view in views], axis=0)
