"""Wrong answers to the exercises of 04_model: each must fail its check."""

# %% 1: the logarithm of softmax
class SmallNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = conv_block(3, 8, stride=4)
        self.head = nn.Linear(8, 10)

    def forward(self, x):
        return self.head(self.block(x).mean(dim=(2, 3))).log_softmax(dim=1)

# %% 1: sigmoid for softmax
class SmallNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = conv_block(3, 8, stride=4)
        self.head = nn.Linear(8, 10)

    def forward(self, x):
        return self.head(self.block(x).mean(dim=(2, 3))).sigmoid()

# %% 1: the class instead of the numbers
class SmallNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = conv_block(3, 8, stride=4)
        self.head = nn.Linear(8, 10)

    def forward(self, x):
        return self.head(self.block(x).mean(dim=(2, 3))).argmax(dim=1)

# %% 1: negative numbers cut off
class SmallNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = conv_block(3, 8, stride=4)
        self.head = nn.Linear(8, 10)

    def forward(self, x):
        return self.head(self.block(x).mean(dim=(2, 3))).relu()

# %% 2: without batch normalization
def n_weights(in_channels, out_channels, kernel):
    return in_channels * out_channels * kernel**2

# %% 2: with a bias
def n_weights(in_channels, out_channels, kernel):
    return in_channels * out_channels * kernel**2 + 3 * out_channels

# %% 2: two numbers in all
def n_weights(in_channels, out_channels, kernel):
    return in_channels * out_channels * kernel**2 + 2

# %% 2: of the channels that come in
def n_weights(in_channels, out_channels, kernel):
    return in_channels * out_channels * kernel**2 + 2 * in_channels

# %% 3: its own stride counts, too
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        step *= stride
        field += (kernel - 1) * step
    return field

# %% 3: the stride of the last layer only
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step = stride
    return field

# %% 3: starts at 0
def receptive_field(layers):
    field, step = 0, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step *= stride
    return field

# %% 3: strides are added
def receptive_field(layers):
    field, step = 1, 0
    for kernel, stride in layers:
        field += (kernel - 1) * max(step, 1)
        step += stride
    return field
