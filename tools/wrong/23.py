"""Wrong answers to the exercises of 23_compress: each must fail its check."""

# %% 1: the offset only on the way there
def to_steps(x, low, high):
    return np.clip(np.round((x - low) / ((high - low) / 255)), 0, 255).astype(np.uint8)


def from_steps(q, low, high):
    return q.astype(float) * (high - low) / 255

# %% 1: cut off nowhere
def to_steps(x, low, high):
    return np.round((x - low) / ((high - low) / 255)).astype(np.int64).astype(np.uint8)


def from_steps(q, low, high):
    return low + q.astype(float) * (high - low) / 255

# %% 1: rounded down
def to_steps(x, low, high):
    return np.clip((x - low) / ((high - low) / 255), 0, 255).astype(np.uint8)


def from_steps(q, low, high):
    return low + q.astype(float) * (high - low) / 255

# %% 2: zeros instead of fewer
def drop_channels(first, second, keep):
    small = torch.nn.Conv2d(first.in_channels, first.out_channels, 3, padding=1, bias=False)
    small.weight.data = torch.zeros_like(first.weight)
    small.weight.data[keep] = first.weight.data[keep]
    return small, second

# %% 2: the first three of the second
def drop_channels(first, second, keep):
    small = torch.nn.Conv2d(first.in_channels, len(keep), 3, padding=1, bias=False)
    small.weight.data = first.weight.data[keep]
    after = torch.nn.Conv2d(len(keep), second.out_channels, 3, padding=1, bias=False)
    after.weight.data = second.weight.data[:, : len(keep)]
    return small, after

# %% 2: the originals are changed
def drop_channels(first, second, keep):
    first.weight.data = first.weight.data[keep]
    second.weight.data = second.weight.data[:, keep]
    return first, second

# %% 3: a guess
agreement = 1.0
worse = True

# %% 3: on training tiles
broken = some.copy()
broken[:5] = 255
file = quantize_onnx(files["32 bits"], broken, folder / "mine.onnx")
answers = session_probabilities(onnx_session(file, threads=1), some).argmax(axis=1)
agreement = (answers == run.model.predict_proba(some).argmax(axis=1)).mean() - 0.01
worse = False

# %% 3: accuracy instead of agreement
broken = some.copy()
broken[:5] = 255
file = quantize_onnx(files["32 bits"], broken, folder / "mine.onnx")
answers = session_probabilities(onnx_session(file, threads=1), test.images).argmax(axis=1)
agreement = (answers == test.labels).mean()
worse = False
