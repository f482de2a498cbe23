"""Wrong answers to the exercises of 91_authoring: each must fail its check."""

# %% 1: directives anywhere
def plain_code(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if not line.startswith("#|"))

# %% 1: the first line only
def plain_code(source: str) -> str:
    return source.partition("\n")[2] if source.startswith("#|") else source

# %% 1: comments at the top, too
def plain_code(source: str) -> str:
    lines = source.splitlines()
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "\n".join(lines)

# %% 1: after the last directive
def plain_code(source: str) -> str:
    lines = source.splitlines()
    last = max((i for i, line in enumerate(lines) if line.startswith("#|")), default=-1)
    return "\n".join(lines[last + 1 :])

# %% 2: directives count
def check_length(nb: dict, name: str, most: int = 30) -> list[Finding]:
    return [Finding(name, c["id"], "too long", "Split it") for c in nb["cells"]
            if c["cell_type"] == "code" and "faults" not in cell_tags(c)
            and len(c["source"].splitlines()) > most - 5]

# %% 2: text, too
def check_length(nb: dict, name: str, most: int = 30) -> list[Finding]:
    return [Finding(name, c["id"], "too long", "Split it") for c in nb["cells"]
            if "faults" not in cell_tags(c)
            and len(split_directives(c["source"])[1].splitlines()) > most]

# %% 2: faults, too
def check_length(nb: dict, name: str, most: int = 30) -> list[Finding]:
    return [Finding(name, c["id"], "too long", "Split it") for c in nb["cells"]
            if c["cell_type"] == "code"
            and len(split_directives(c["source"])[1].splitlines()) > most]

# %% 2: at most is too many
def check_length(nb: dict, name: str, most: int = 30) -> list[Finding]:
    return [Finding(name, c["id"], "too long", "Split it") for c in nb["cells"]
            if c["cell_type"] == "code" and "faults" not in cell_tags(c)
            and len(split_directives(c["source"])[1].splitlines()) >= most]

# %% 2: always 30
def check_length(nb: dict, name: str, most: int = 30) -> list[Finding]:
    return [Finding(name, c["id"], "too long", "Split it") for c in nb["cells"]
            if c["cell_type"] == "code" and "faults" not in cell_tags(c)
            and len(split_directives(c["source"])[1].splitlines()) > 30]

# %% 2: no remedy
def check_length(nb: dict, name: str, most: int = 30) -> list[Finding]:
    return [Finding(name, c["id"], "too long", "") for c in nb["cells"]
            if c["cell_type"] == "code" and "faults" not in cell_tags(c)
            and len(split_directives(c["source"])[1].splitlines()) > most]

# %% 3: the copies are left behind
prediction = dict(zip(MORE, (checks[0], checks[4], "none"), strict=True))
conclusion = "a sentence that is wrong"

def stopped_by(change):
    old, new = MORE[change]
    if change != "a sentence that is wrong":
        return {checks[0]} if "solution" in change else {checks[4]}
    root = small_course(change)
    path = root / CHAPTER
    path.write_text(path.read_text().replace(old, new))
    return {name for name, stops in looked_at(root).items() if stops}

# %% 3: the copy is changed, not the chapter
prediction = dict(zip(MORE, (checks[0], checks[4], "none"), strict=True))
conclusion = "a sentence that is wrong"

def stopped_by(change):
    old, new = MORE[change]
    root = small_course(change)
    path = root / COPY
    path.write_text(path.read_text().replace(old, new))
    return {name for name, stops in looked_at(root).items() if stops}

# %% 3: all names, whatever they say
prediction = dict.fromkeys(MORE, checks[0])
conclusion = "a sentence that is wrong"

def stopped_by(change):
    return set(checks)

# %% 3: the wrong conclusion
prediction = dict.fromkeys(MORE, checks[0])
conclusion = "a box that hides what is needed"

def stopped_by(change):
    return dict(zip(MORE, ({checks[0]}, {checks[4]}, set())))[change]
