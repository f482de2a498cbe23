"""Wrong answers to the exercises of 90_cli: each must fail its check."""

# %% 1: no notice with JSON
counter = typer.Typer()

@counter.command()
def counts(as_json: Annotated[bool, typer.Option("--json")] = False):
    if not as_json:
        print("counting ...")
    numbers = {"Forest": 3, "River": 2}
    print(json.dumps(numbers) if as_json else numbers)

# %% 1: all on stderr
counter = typer.Typer()

@counter.command()
def counts(as_json: Annotated[bool, typer.Option("--json")] = False):
    print("counting ...", file=sys.stderr)
    numbers = {"Forest": 3, "River": 2}
    print(json.dumps(numbers) if as_json else numbers, file=sys.stderr)

# %% 1: JSON as Python writes it
counter = typer.Typer()

@counter.command()
def counts(as_json: Annotated[bool, typer.Option("--json")] = False):
    print("counting ...", file=sys.stderr)
    print({"Forest": 3, "River": 2})

# %% 1: a notice after the result
counter = typer.Typer()

@counter.command()
def counts(as_json: Annotated[bool, typer.Option("--json")] = False):
    numbers = {"Forest": 3, "River": 2}
    print(json.dumps(numbers) if as_json else numbers)
    print("counted")

# %% 2: the exit is caught
gatekeeper = typer.Typer()

@gatekeeper.command()
def gate(run: Path, at_least: Annotated[float, typer.Option()] = 0.9):
    try:
        accuracy = json.loads((run / "metrics.json").read_text())["accuracy"]
        if accuracy < at_least:
            print(f"accuracy {accuracy} is below {at_least}", file=sys.stderr)
            raise typer.Exit(1)
    except Exception as error:
        print("error:", error, file=sys.stderr)
        raise typer.Exit(1) from error

# %% 2: more than, not at least
gatekeeper = typer.Typer()

@gatekeeper.command()
def gate(run: Path, at_least: Annotated[float, typer.Option()] = 0.9):
    try:
        accuracy = json.loads((run / "metrics.json").read_text())["accuracy"]
    except OSError as error:
        print("error:", error, file=sys.stderr)
        raise typer.Exit(1) from error
    if accuracy <= at_least:
        print(f"accuracy {accuracy} is below {at_least}", file=sys.stderr)
        raise typer.Exit(1)

# %% 2: a missing file passes
gatekeeper = typer.Typer()

@gatekeeper.command()
def gate(run: Path, at_least: Annotated[float, typer.Option()] = 0.9):
    try:
        accuracy = json.loads((run / "metrics.json").read_text())["accuracy"]
    except OSError as error:
        print("error:", error, file=sys.stderr)
        return
    if accuracy < at_least:
        print(f"accuracy {accuracy} is below {at_least}", file=sys.stderr)
        raise typer.Exit(1)

# %% 2: nobody says why
gatekeeper = typer.Typer()

@gatekeeper.command()
def gate(run: Path, at_least: Annotated[float, typer.Option()] = 0.9):
    file = run / "metrics.json"
    if not file.is_file() or json.loads(file.read_text())["accuracy"] < at_least:
        raise typer.Exit(1)

# %% 2: on stdout
gatekeeper = typer.Typer()

@gatekeeper.command()
def gate(run: Path, at_least: Annotated[float, typer.Option()] = 0.9):
    try:
        accuracy = json.loads((run / "metrics.json").read_text())["accuracy"]
    except OSError as error:
        print("error:", error)
        raise typer.Exit(1) from error
    if accuracy < at_least:
        print(f"accuracy {accuracy} is below {at_least}")
        raise typer.Exit(1)

# %% 3: numbers of tiles
prediction = conclusion = {"--n-train 100": {"train"}, "--n-train 200 --seed 1": set()}

def parts(options):
    return split_table(options)["part"].value_counts().to_dict()

# %% 3: the seed moves the training tiles alone
prediction = conclusion = {"--n-train 100": {"train", "val"}, "--n-train 200 --seed 1": {"train"}}

def parts(options):
    return {part: set(rows["name"]) for part, rows in split_table(options).groupby("part")}

# %% 3: the validation tiles stay
prediction = conclusion = {"--n-train 100": {"train"},
                           "--n-train 200 --seed 1": {"train", "val", "test"}}

def parts(options):
    return {part: set(rows["name"]) for part, rows in split_table(options).groupby("part")}

# %% 3: fewer training tiles, all is new
prediction = conclusion = dict.fromkeys(changes, {"train", "val", "test"})

def parts(options):
    return {part: set(rows["name"]) for part, rows in split_table(options).groupby("part")}

# %% 3: an old table is read again
prediction = conclusion = dict.fromkeys(changes, set())

first = split_table("--n-train 200")

def parts(options, table=first):
    return {part: set(rows["name"]) for part, rows in table.groupby("part")}

# %% 3: positions, not names
prediction = conclusion = {"--n-train 100": {"train", "val", "test"},
                           "--n-train 200 --seed 1": set()}

def parts(options):
    return {part: set(rows.index) for part, rows in split_table(options).groupby("part")}
