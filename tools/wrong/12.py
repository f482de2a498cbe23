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

# %% 2: only as many places as asked for, which shrinks larger tiles
def enlarge_to(tile, stride, least):
    return least * stride

# %% 2: one place more, also where the tile fits
def enlarge_to(tile, stride, least):
    return max(tile // stride + 1, least) * stride

# %% 2: rounded down
def enlarge_to(tile, stride, least):
    return max(tile // stride, least) * stride

# %% 2: no multiple of the stride
def enlarge_to(tile, stride, least):
    return max(tile, least * stride)

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
