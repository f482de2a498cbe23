"""Wrong answers to the exercises of 05_train: each must fail its check."""

# %% 1: rolled blocks
def make_parts(n, seed):
    order = np.roll(np.arange(n), 7 * seed)
    return order[: int(0.8 * n)], order[int(0.8 * n) :]

# %% 1: equal steps
def make_parts(n, seed):
    order = (7 * np.arange(n) + seed) % n
    return order[: int(0.8 * n)], order[int(0.8 * n) :]

# %% 1: shuffled after the cut
def make_parts(n, seed):
    rng = np.random.default_rng(seed)
    return rng.permutation(int(0.8 * n)), int(0.8 * n) + rng.permutation(n - int(0.8 * n))

# %% 1: without the seed
def make_parts(n, seed):
    order = np.random.default_rng().permutation(n)
    return order[: int(0.8 * n)], order[int(0.8 * n) :]

# %% 1: drawn with replacement
def make_parts(n, seed):
    train = np.random.default_rng(seed).integers(0, n, int(0.8 * n))
    return train, np.setdiff1d(np.arange(n), train)

# %% 1: a seed of its own
def make_parts(n, seed):
    order = np.random.default_rng(0).permutation(n)
    return order[: int(0.8 * n)], order[int(0.8 * n) :]

# %% 2: the learning rate is changed, too
prediction, conclusion = "lower", "steps"
def experiment(batch_size, epochs):
    changed = dataclasses.replace(tiny, batch_size=batch_size, epochs=epochs,
                                  kernel_learning_rate=0.02 * batch_size / 10)
    return fit(changed, folder / f"two-things-{batch_size}-{epochs}", tiles=tiles, progress=False,
               resume=True)

# %% 2: always three epochs
prediction, conclusion = "lower", "steps"
def experiment(batch_size, epochs):
    changed = dataclasses.replace(tiny, batch_size=batch_size)
    return fit(changed, folder / f"three-epochs-{batch_size}", tiles=tiles, progress=False,
               resume=True)

# %% 2: another recipe than tiny
prediction, conclusion = "lower", "steps"
def experiment(batch_size, epochs):
    changed = profile_config(data=data_name, n_train=40, batch_size=batch_size, epochs=1, width=8)
    return fit(changed, folder / f"other-recipe-{batch_size}-{epochs}", tiles=tiles, progress=False,
               resume=True)

# %% 2: concluded from the first sentence
prediction, conclusion = "lower", "epochs"
def experiment(batch_size, epochs):
    changed = dataclasses.replace(tiny, batch_size=batch_size, epochs=epochs)
    return fit(changed, folder / f"batches-{batch_size}-{epochs}", tiles=tiles, progress=False,
               resume=True)

# %% 3: stops before validation
class Slowest(Callback):
    seconds, epoch = 0.0, None

    def on_train_epoch_start(self, trainer, module):
        self.start = time.perf_counter()

    def on_validation_start(self, trainer, module):
        seconds = time.perf_counter() - self.start
        if seconds > self.seconds:
            self.seconds, self.epoch = seconds, trainer.current_epoch

# %% 3: the last epoch
class Slowest(Callback):
    seconds, epoch = 0.0, None

    def on_train_epoch_start(self, trainer, module):
        self.start = time.perf_counter()

    def on_train_epoch_end(self, trainer, module):
        self.seconds, self.epoch = time.perf_counter() - self.start, trainer.current_epoch

# %% 3: counted from 1
class Slowest(Callback):
    seconds, epoch = 0.0, None

    def on_train_epoch_start(self, trainer, module):
        self.start = time.perf_counter()

    def on_train_epoch_end(self, trainer, module):
        seconds = time.perf_counter() - self.start
        if seconds > self.seconds:
            self.seconds, self.epoch = seconds, trainer.current_epoch + 1

# %% 3: since the beginning of the training
class Slowest(Callback):
    seconds, epoch = 0.0, None

    def on_train_start(self, trainer, module):
        self.start = time.perf_counter()

    def on_train_epoch_end(self, trainer, module):
        seconds = time.perf_counter() - self.start
        if seconds > self.seconds:
            self.seconds, self.epoch = seconds, trainer.current_epoch
