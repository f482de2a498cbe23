"""Wrong answers to the exercises of 26_scale_out: each must fail its check."""

# %% 1: a file in it is enough
def left_to_do(names, folder):
    return [name for name in names if not (folder / name / "classes.tif").is_file()]

# %% 1: the note is enough
def left_to_do(names, folder):
    return [name for name in names if not (folder / name / "job.json").is_file()]

# %% 1: the note lists the files that are there, whatever is in them
import json

def left_to_do(names, folder):
    left = []
    for name in names:
        note = folder / name / "job.json"
        if not note.is_file() or set(json.loads(note.read_text())["files"]) - {p.name for p in (folder / name).iterdir()}:
            left.append(name)
    return left

# %% 1: all or nothing
import json

def left_to_do(names, folder):
    for name in names:
        note = folder / name / "job.json"
        if not note.is_file() or json.loads(note.read_text())["files"] != checksums(folder / name):
            return list(names)
    return []

# %% 1: what is begun
def left_to_do(names, folder):
    return [name for name in names if (folder / f"{name}.unfinished").exists()]

# %% 2: processes without tiles are left out, and the rest averaged
def accuracy_of_all(reports):
    shares = [right / tested for right, tested in reports if tested]
    if not shares:
        raise ValueError("no process has tested a tile")
    return sum(shares) / len(shares)

# %% 2: only the first process
def accuracy_of_all(reports):
    right, tested = reports[0]
    if not tested:
        raise ValueError("no process has tested a tile")
    return right / tested

# %% 2: nobody tested: 0
def accuracy_of_all(reports):
    right, tested = (sum(values) for values in zip(*reports)) if reports else (0, 0)
    return right / max(tested, 1)

# %% 2: nobody tested: a division by zero
def accuracy_of_all(reports):
    return sum(right for right, _ in reports) / sum(tested for _, tested in reports)

# %% 3: upside down
prediction = 10
def slowdown(times):
    return np.median(times[1][1:]) / np.median(times[2][1:])
conclusion = "OMP_NUM_THREADS=1"

# %% 3: the mean
prediction = 10
def slowdown(times):
    return np.mean(times[2][1:]) / np.mean(times[1][1:])
conclusion = "OMP_NUM_THREADS=1"

# %% 3: with the warm-up
prediction = 10
def slowdown(times):
    return np.median(times[2]) / np.median(times[1])
conclusion = "OMP_NUM_THREADS=1"

# %% 3: the smallest
prediction = 10
def slowdown(times):
    return min(times[2][1:]) / min(times[1][1:])
conclusion = "OMP_NUM_THREADS=1"

# %% 3: as many threads as cores
prediction = 10
def slowdown(times):
    return np.median(times[2][1:]) / np.median(times[1][1:])
conclusion = "OMP_NUM_THREADS=2"

# %% 3: nothing predicted
prediction = None
def slowdown(times):
    return np.median(times[2][1:]) / np.median(times[1][1:])
conclusion = "OMP_NUM_THREADS=1"

# %% 4: rounded down
def machines_needed(scenes, hours, cores, seconds, megabytes, bandwidth):
    if scenes * megabytes > bandwidth * hours * 3600:
        raise ValueError("the wire is too narrow")
    return max(1, scenes * seconds // (cores * hours * 3600))

# %% 4: rounded to the nearest
def machines_needed(scenes, hours, cores, seconds, megabytes, bandwidth):
    if scenes * megabytes > bandwidth * hours * 3600:
        raise ValueError("the wire is too narrow")
    return max(1, round(scenes * seconds / (cores * hours * 3600)))

# %% 4: nothing is read
def machines_needed(scenes, hours, cores, seconds, megabytes, bandwidth):
    return math.ceil(scenes * seconds / (cores * hours * 3600))

# %% 4: each machine has the wire for itself
def machines_needed(scenes, hours, cores, seconds, megabytes, bandwidth):
    found = math.ceil(scenes * seconds / (cores * hours * 3600))
    if scenes * megabytes > found * bandwidth * hours * 3600:
        raise ValueError("the wire is too narrow")
    return found

# %% 4: cores, not machines
def machines_needed(scenes, hours, cores, seconds, megabytes, bandwidth):
    if scenes * megabytes > bandwidth * hours * 3600:
        raise ValueError("the wire is too narrow")
    return math.ceil(scenes * seconds / (hours * 3600))

# %% 4: what just fits is refused
def machines_needed(scenes, hours, cores, seconds, megabytes, bandwidth):
    if scenes * megabytes >= bandwidth * hours * 3600:
        raise ValueError("the wire is too narrow")
    return math.ceil(scenes * seconds / (cores * hours * 3600))

# %% 1: an empty note stops the search
import json

def left_to_do(names, folder):
    left = []
    for name in names:
        note = folder / name / "job.json"
        if not note.is_file() or json.loads(note.read_text())["files"] != checksums(folder / name):
            left.append(name)
    return left

# %% 4: whole scenes for each core
def machines_needed(scenes, hours, cores, seconds, megabytes, bandwidth):
    if scenes * megabytes > bandwidth * hours * 3600:
        raise ValueError("the wire is too narrow")
    return math.ceil(scenes / (cores * (hours * 3600 // seconds)))
