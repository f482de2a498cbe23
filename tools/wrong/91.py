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
