"""What all commands share: the application, streams, errors, exit codes and options."""

import contextlib
import itertools
import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import landcover

if TYPE_CHECKING:  # names for annotations only: importing these takes seconds
    import pandas as pd

EPILOG = """
Exit codes: 0, it is done. 1, it could not be done, and stderr says why. 2, the command was not
understood. 130, it was stopped with Ctrl-C.

Environment: LANDCOVER_DATA is the folder or archive with the tiles. LANDCOVER_CACHE is the folder
for downloads. LANDCOVER_PROFILE is test, course or full: how much of everything is used.
"""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: at once, everywhere the same
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(landcover.__version__)
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """What covers the ground? Train and use classifiers of satellite images.

    Begin with `landcover doctor`, which says whether this computer is ready, and `landcover demo`,
    which does everything once, in a few minutes.
    """


def say(
    text: object = "",  # a text, or a table of rich
    style: str | None = None,  # such as "bold green"; seen in a terminal only
    stderr: bool = False,  # for notices, progress and errors
) -> None:
    "Print for people. Lines are not broken, so that paths can be copied."
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False, markup=False, force_jupyter=False)
    console.print(text, style=style, soft_wrap=isinstance(text, str))


def say_json(
    value: dict | list,  # what the caller asked for
) -> None:
    "Print for programs."
    print(json.dumps(value, indent=2))


@contextlib.contextmanager
def libraries_to_stderr() -> Iterator[None]:
    "While this lasts, what libraries print goes to stderr, and only our own warnings are shown."

    import pooch

    def show(message, *_):
        say(f"warning: {message}", "yellow", stderr=True)

    pooch.get_logger().setLevel("WARNING")
    with contextlib.redirect_stdout(sys.stderr), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours = r"landcover\."
        warnings.filterwarnings("always", category=UserWarning, module=ours)
        warnings.showwarning = show
        yield

FAILED, STOPPED = 1, 130  # exit codes; 130 is 128 + 2, the number of the signal that Ctrl-C sends


def sentence(
    error: Exception,  # an error that a user can do something about
) -> str:
    "The message of an error; for one of the operating system the file comes first."
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}."
    return str(error)


@contextlib.contextmanager
def plain_errors() -> Iterator[None]:
    "What a user can cause becomes a message on stderr and an exit code; bugs stay as they are."
    try:
        yield
    except BrokenPipeError:  # `landcover data | head -1`: the reader has had enough
        raise
    except (OSError, ValueError, ImportError) as error:
        say(f"error: {sentence(error)}", "bold red", stderr=True)
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as stop:
        say("stopped" + "".join(f": {words}" for words in stop.args), "yellow", stderr=True)
        raise typer.Exit(STOPPED) from stop

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, to stdout.")]

Data = Annotated[
    str | None,
    typer.Option(
        help="Folder or archive with the tiles, or `simulated`. Without it: LANDCOVER_DATA, then "
        "the cache folder."
    ),
]

Name = Annotated[str, typer.Option(help="The model's name in the registry.")]


def frame_table(
    frame: "pd.DataFrame",  # texts; the index becomes the first column
) -> object:  # a table of rich
    "A table for the terminal."
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in ["", *frame.columns]:
        table.add_column(column, overflow="fold")
    for name, row in frame.iterrows():
        table.add_row(str(name), *map(str, row))
    return table


def new_folder(
    kind: str,  # such as "demo"
) -> Path:  # does not exist yet
    "The next free name in `runs/`, such as runs/demo-3."
    names = (Path("runs", f"{kind}-{number}") for number in itertools.count(1))
    return next(path for path in names if not path.exists())
