"""Wrong answers to the exercises of 12_transfer: each must fail its check."""

# %% 1: eval once, which the next net.train() undoes
def freeze(net):
    net.backbone.requires_grad_(False)
    net.backbone.eval()

# %% 1: statistics that do not move, but answers that depend on the batch
def freeze(net):
    net.backbone.requires_grad_(False)
    for layer in net.backbone.modules():
        if isinstance(layer, nn.BatchNorm1d):
            layer.momentum = 0.0
            layer.register_buffer("num_batches_tracked", None)

# %% 1: the head is frozen, too
def freeze(net):
    net.requires_grad_(False)
    net.eval()
    net.train = lambda mode=True: net

# %% 1: in eval mode, but the weights still learn
def freeze(net):
    net.backbone.eval()
    net.backbone.train = lambda mode=True: net.backbone

# %% 2: all stages up to this one
prediction = 5
def stage_scores(channels):
    return [make_pipeline(StandardScaler(), LogisticRegression(C=0.01)).fit(
        features[:, :end], train.labels).score(test_features[:, :end], test.labels)
        for end in np.cumsum(channels)]
conclusion = int(np.argmax(stage_scores([16, 24, 40, 112, 320]))) + 1

# %% 2: scored on the training tiles
prediction = 5
def stage_scores(channels):
    ends = np.cumsum(channels)
    return [make_pipeline(StandardScaler(), LogisticRegression(C=0.01)).fit(
        features[:, a:b], train.labels).score(features[:, a:b], train.labels)
        for a, b in zip(ends - channels, ends, strict=True)]
conclusion = int(np.argmax(stage_scores([16, 24, 40, 112, 320]))) + 1

# %% 2: counted from 0
prediction = 5
def stage_scores(channels):
    ends = np.cumsum(channels)
    return [make_pipeline(StandardScaler(), LogisticRegression(C=0.01)).fit(
        features[:, a:b], train.labels).score(test_features[:, a:b], test.labels)
        for a, b in zip(ends - channels, ends, strict=True)]
conclusion = int(np.argmax(stage_scores([16, 24, 40, 112, 320])))

# %% 2: the wrong end of the row
prediction = 5
def stage_scores(channels):
    return [make_pipeline(StandardScaler(), LogisticRegression(C=0.01)).fit(
        features[:, -n:], train.labels).score(test_features[:, -n:], test.labels) for n in channels]
conclusion = int(np.argmax(stage_scores([16, 24, 40, 112, 320]))) + 1

# %% 3: what is too much is not seen
def misfits(found, expected):
    return sorted(name for name in expected
                  if name not in found or found[name].shape != expected[name].shape)

# %% 3: only names
def misfits(found, expected):
    return sorted(set(found) ^ set(expected))

# %% 3: the number of values instead of the shape
def misfits(found, expected):
    return sorted(name for name in {*found, *expected}
                  if name not in found or name not in expected
                  or found[name].numel() != expected[name].numel())

# %% 3: values are compared
def misfits(found, expected):
    return sorted(name for name in {*found, *expected}
                  if name not in found or name not in expected
                  or not torch.equal(found[name], expected[name]))
