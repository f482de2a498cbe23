"""Wrong answers to the exercises of 09_dvc: each must fail its check."""

# %% 1: the parameters only
stage = {"cmd": "python train.py", "deps": ["features.csv"], "params": ["neighbors"],
         "metrics": [{"metrics.json": {"cache": False}}]}

# %% 1: the script only
stage = {"cmd": "python train.py", "deps": ["features.csv", "train.py"],
         "metrics": [{"metrics.json": {"cache": False}}]}

# %% 1: no metrics
stage = {"cmd": "python train.py", "deps": ["features.csv", "train.py"], "params": ["neighbors"]}

# %% 2: what is there now
def data_size(rev: str) -> tuple[int, int]:
    pointer = yaml.safe_load((project / "data.dvc").read_text())["outs"][0]
    return pointer["nfiles"], pointer["size"]

# %% 2: the other way round
def data_size(rev: str) -> tuple[int, int]:
    pointer = yaml.safe_load(sh(f"git show {rev}:data.dvc", show=False))["outs"][0]
    return pointer["size"], pointer["nfiles"]

# %% 2: files that git knows
def data_size(rev: str) -> tuple[int, int]:
    return len(sh(f"git ls-tree -r --name-only {rev} data", show=False).split()), 0

# %% 3: all that any commit needs
command = "dvc gc --all-commits --force"

# %% 3: the tags, as a trial
command = "dvc gc --workspace --all-tags --dry"

# %% 3: branches for tags
command = "dvc gc --workspace --all-branches"
