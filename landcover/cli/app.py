"""What all commands share: the application, errors and exit codes, options."""

import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

import landcover
from landcover.cli.output import notice

FAILED, STOPPED = 1, 130  # exit codes; 130 is 128 + 2, the number of the signal that Ctrl-C sends

EPILOG = """
Exit codes: 0, it is done. 1, it could not be done, and stderr says why. 2, the command was not
understood. 130, it was stopped with Ctrl-C.

Environment: LANDCOVER_DATA is the folder or archive with the tiles. LANDCOVER_CACHE is the folder
for downloads. LANDCOVER_PROFILE is test, course or full: how much of everything is used.
"""


def error_message(
    error: Exception,  # an error that a user can do something about
) -> str:
    "The message of an error; for one of the operating system the file comes first."
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}."
    return str(error)


@contextlib.contextmanager
def handle_errors() -> Iterator[None]:
    "What a user can cause becomes a message on stderr and an exit code; bugs stay as they are."
    try:
        yield
    except BrokenPipeError:  # `landcover data | head -1`: the reader has had enough
        raise
    except (OSError, ValueError, ImportError) as error:
        notice(f"error: {error_message(error)}", "bold red")
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as stop:
        notice("stopped" + "".join(f": {words}" for words in stop.args), "yellow")
        raise typer.Exit(STOPPED) from stop


class Commands(TyperGroup):
    "All commands. Their errors end here, before typer turns Ctrl-C into a code without words."

    def invoke(self, ctx):
        "Call the command that was asked for."
        with handle_errors():
            return super().invoke(ctx)


app = typer.Typer(
    cls=Commands,
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
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """What covers the ground? Train and use classifiers of satellite images.

    Begin with `landcover doctor`, which says whether this computer is ready, and `landcover demo`,
    which does everything once, in a few minutes.
    """


# Options and arguments of more than one command.
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON, and nothing else, to stdout.")
]
DataOption = Annotated[
    str | None,
    typer.Option(
        help="Folder or archive with the tiles, or `simulated`. Without it: LANDCOVER_DATA, then "
        "the cache folder."
    ),
]
MovedOption = Annotated[
    str | None,
    typer.Option("--data", help="Where the run's tiles lie now, if they have moved."),
]
NameOption = Annotated[str, typer.Option(help="The model's name in the registry.")]
TestedRun = Annotated[Path, typer.Argument(metavar="RUN", help="A tested run folder.")]
ModelArgument = Annotated[
    Path, typer.Argument(metavar="MODEL", help="A finished run folder, or a .safetensors file.")
]


def out_option(
    help: str,  # what is made there
) -> object:  # for Annotated
    "The option --out, which is -o too."
    return typer.Option("--out", "-o", help=help)


def next_run_folder(
    kind: str,  # such as "demo"
) -> Path:  # does not exist yet
    "The next free name in `runs/`, such as runs/demo-3."
    names = (Path("runs", f"{kind}-{number}") for number in itertools.count(1))
    return next(path for path in names if not path.exists())
