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

# %% 4: the old text is lost
CHANGES = {  # name -> the file, and its new text from the old one
    "saved again": ("train.py", lambda text: text),
    "a comment": ("train.py", lambda text: text + "# the end\n"),
    "another key": ("params.yaml", lambda text: text + "color: red\n"),
    "ten more": ("params.yaml", lambda text: text.replace("neighbors: ", "neighbors: 1")),
}
prediction = {"saved again": True, "a comment": False, "another key": True, "ten more": True}

def noticed(file, change):
    path = project / file
    path.write_text(change(path.read_text()))
    return "train" in json.loads(sh("dvc status --json", show=False))

conclusion = {"a comment", "ten more"}

# %% 4: by the time of the file
CHANGES = {  # name -> the file, and its new text from the old one
    "saved again": ("train.py", lambda text: text),
    "a comment": ("train.py", lambda text: text + "# the end\n"),
    "another key": ("params.yaml", lambda text: text + "color: red\n"),
    "ten more": ("params.yaml", lambda text: text.replace("neighbors: ", "neighbors: 1")),
}
prediction = {"saved again": True, "a comment": False, "another key": True, "ten more": True}

def noticed(file, change):
    before = (project / file).read_text()
    (project / file).write_text(change(before))
    newer = (project / file).stat().st_mtime > (project / "dvc.lock").stat().st_mtime
    (project / file).write_text(before)
    return newer

conclusion = {"a comment", "ten more"}

# %% 4: by the bytes of the file, whatever the stage reads of it
CHANGES = {  # name -> the file, and its new text from the old one
    "saved again": ("train.py", lambda text: text),
    "a comment": ("train.py", lambda text: text + "# the end\n"),
    "another key": ("params.yaml", lambda text: text + "color: red\n"),
    "ten more": ("params.yaml", lambda text: text.replace("neighbors: ", "neighbors: 1")),
}
prediction = {"saved again": True, "a comment": False, "another key": True, "ten more": True}

def noticed(file, change):
    before = (project / file).read_text()
    return change(before) != before

conclusion = {"a comment", "ten more"}

# %% 4: the set that was predicted
CHANGES = {  # name -> the file, and its new text from the old one
    "saved again": ("train.py", lambda text: text),
    "a comment": ("train.py", lambda text: text + "# the end\n"),
    "another key": ("params.yaml", lambda text: text + "color: red\n"),
    "ten more": ("params.yaml", lambda text: text.replace("neighbors: ", "neighbors: 1")),
}
prediction = {"saved again": True, "a comment": False, "another key": True, "ten more": True}

def noticed(file, change):
    path = project / file
    before = path.read_text()
    path.write_text(change(before))
    said = json.loads(sh("dvc status --json", show=False))
    path.write_text(before)
    return "train" in said

conclusion = {name for name, answer in prediction.items() if answer}
