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

# %% 2: always the true labels
prediction, conclusion = True, "second"
def learn(wanted):
    torch.manual_seed(0)
    trial = TileNet(width=16)
    optimizer = Muon(trial)
    for _ in range(30):
        loss = F.cross_entropy(trial(batch[:32]), labels[:32])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    trial.eval()
    said = trial(batch).argmax(dim=1)
    return (said[:32] == wanted).float().mean().item(), (said[32:] == labels[32:]).float().mean().item()

# %% 2: no step is taken
prediction, conclusion = False, "second"
def learn(wanted):
    torch.manual_seed(0)
    trial = TileNet(width=16).eval()
    said = trial(batch).argmax(dim=1)
    return (said[:32] == wanted).float().mean().item(), (said[32:] == labels[32:]).float().mean().item()

# %% 2: the second share of the same tiles
prediction, conclusion = True, "second"
def learn(wanted):
    torch.manual_seed(0)
    trial = TileNet(width=16)
    optimizer = Muon(trial)
    for _ in range(30):
        loss = F.cross_entropy(trial(batch[:32]), wanted)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    trial.eval()
    said = trial(batch).argmax(dim=1)
    return (said[:32] == wanted).float().mean().item(), (said[:32] == labels[:32]).float().mean().item()

# %% 2: impressed by the tiles it was trained on
prediction, conclusion = True, "first"
def learn(wanted):
    return 0.97, 0.1

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
