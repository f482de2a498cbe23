"""Wrong answers to the exercises of 17_explain: each must fail its check."""

# %% 1: still in training
def their_maps(model, images):
    inputs = network_inputs(model, images)
    model.train()
    with torch.no_grad():
        features = model.net.features(inputs)
    n, channels, h, w = features.shape
    places = features.permute(0, 2, 3, 1).reshape(n, h * w, channels)
    maps = places @ model.net.head.weight.T + model.net.head.bias
    return maps.detach().reshape(n, h, w, -1).permute(0, 3, 1, 2).numpy()

# %% 1: without the model's normalization
def their_maps(model, images):
    inputs = torch.from_numpy(images).float().permute(0, 3, 1, 2) / 255
    model.eval()
    with torch.no_grad():
        features = model.net.features(inputs)
    n, channels, h, w = features.shape
    places = features.permute(0, 2, 3, 1).reshape(n, h * w, channels)
    maps = places @ model.net.head.weight.T + model.net.head.bias
    return maps.detach().reshape(n, h, w, -1).permute(0, 3, 1, 2).numpy()

# %% 1: channels and places mixed up
def their_maps(model, images):
    inputs = network_inputs(model, images)
    model.eval()
    with torch.no_grad():
        features = model.net.features(inputs)
    n, channels, h, w = features.shape
    places = features.reshape(n, h * w, channels)
    maps = places @ model.net.head.weight.T + model.net.head.bias
    return maps.detach().reshape(n, h, w, -1).permute(0, 3, 1, 2).numpy()

# %% 1: rows and columns swapped
def their_maps(model, images):
    return class_maps(model, images).transpose(0, 1, 3, 2)

# %% 2: in the images of the caller
prediction = "falls"

said = model.predict_proba(some.images)
answer = said.argmax(axis=1)
heat = enlarge_maps(class_maps(model, some.images)[np.arange(len(some)), answer], (64, 64))

def erase(model, images, labels, maps, share):
    count = round(share * maps[0].size)
    for image, heat in zip(images, maps, strict=True):
        hottest = np.argsort(-heat.ravel(), kind="stable")[:count]
        image.reshape(-1, image.shape[-1])[hottest] = image.mean(axis=(0, 1)).round()
    return model.predict_proba(images)[np.arange(len(labels)), labels]

conclusion = "rises" if (
    erase(model, some.images, answer, -heat, 0.1).mean() > said.max(axis=1).mean()) else "falls"

# %% 2: the coldest
prediction = "falls"

said = model.predict_proba(some.images)
answer = said.argmax(axis=1)
heat = enlarge_maps(class_maps(model, some.images)[np.arange(len(some)), answer], (64, 64))

def erase(model, images, labels, maps, share):
    covered, count = images.copy(), round(share * maps[0].size)
    for image, heat in zip(covered, maps, strict=True):
        coldest = np.argsort(heat.ravel(), kind="stable")[:count]
        image.reshape(-1, image.shape[-1])[coldest] = image.mean(axis=(0, 1)).round()
    return model.predict_proba(covered)[np.arange(len(labels)), labels]

conclusion = "rises" if (
    erase(model, some.images, answer, -heat, 0.1).mean() > said.max(axis=1).mean()) else "falls"

# %% 2: black
prediction = "falls"

said = model.predict_proba(some.images)
answer = said.argmax(axis=1)
heat = enlarge_maps(class_maps(model, some.images)[np.arange(len(some)), answer], (64, 64))

def erase(model, images, labels, maps, share):
    covered, count = images.copy(), round(share * maps[0].size)
    for image, heat in zip(covered, maps, strict=True):
        image.reshape(-1, image.shape[-1])[np.argsort(-heat.ravel())[:count]] = 0
    return model.predict_proba(covered)[np.arange(len(labels)), labels]

conclusion = "rises" if (
    erase(model, some.images, answer, -heat, 0.1).mean() > said.max(axis=1).mean()) else "falls"

# %% 2: the mean color of all images
prediction = "falls"

said = model.predict_proba(some.images)
answer = said.argmax(axis=1)
heat = enlarge_maps(class_maps(model, some.images)[np.arange(len(some)), answer], (64, 64))

def erase(model, images, labels, maps, share):
    covered, count = images.copy(), round(share * maps[0].size)
    for image, heat in zip(covered, maps, strict=True):
        hottest = np.argsort(-heat.ravel(), kind="stable")[:count]
        image.reshape(-1, image.shape[-1])[hottest] = images.mean(axis=(0, 1, 2)).round()
    return model.predict_proba(covered)[np.arange(len(labels)), labels]

conclusion = "rises" if (
    erase(model, some.images, answer, -heat, 0.1).mean() > said.max(axis=1).mean()) else "falls"

# %% 3: the hottest mean map
def find_shortcut(maps, labels):
    best = (-np.inf, 0, 0, 0)
    for label in np.unique(labels):
        mean = maps[labels == label].mean(axis=0)
        row, column = np.unravel_index(mean.argmax(), mean.shape)
        best = max(best, (mean.max(), int(label), int(row), int(column)))
    return best[1:]

# %% 3: the hottest tile
def find_shortcut(maps, labels):
    best = (-np.inf, 0, 0, 0)
    for label in np.unique(labels):
        top = maps[labels == label].max(axis=0)
        row, column = np.unravel_index(top.argmax(), top.shape)
        best = max(best, (top.max() - np.median(top), int(label), int(row), int(column)))
    return best[1:]

# %% 3: the largest difference, cold places included
def find_shortcut(maps, labels):
    best = (-np.inf, 0, 0, 0)
    for label in np.unique(labels):
        mean = maps[labels == label].mean(axis=0)
        gap = np.abs(mean - np.median(mean))
        row, column = np.unravel_index(gap.argmax(), gap.shape)
        best = max(best, (gap.max(), int(label), int(row), int(column)))
    return best[1:]

# %% 3: column and row
def find_shortcut(maps, labels):
    best = (-np.inf, 0, 0, 0)
    for label in np.unique(labels):
        mean = maps[labels == label].mean(axis=0)
        row, column = np.unravel_index(mean.argmax(), mean.shape)
        best = max(best, (mean.max() - np.median(mean), int(label), int(column), int(row)))
    return best[1:]

# %% 2: the wrong way around
prediction = "falls"

said = model.predict_proba(some.images)
answer = said.argmax(axis=1)
heat = enlarge_maps(class_maps(model, some.images)[np.arange(len(some)), answer], (64, 64))

def erase(model, images, labels, maps, share):
    covered, count = images.copy(), round(share * maps[0].size)
    for image, hot in zip(covered, maps, strict=True):
        hottest = np.argsort(-hot.ravel(), kind="stable")[:count]
        image.reshape(-1, image.shape[-1])[hottest] = image.mean(axis=(0, 1)).round()
    return model.predict_proba(covered)[np.arange(len(labels)), labels]

conclusion = "falls" if (
    erase(model, some.images, answer, -heat, 0.1).mean() > said.max(axis=1).mean()) else "rises"
