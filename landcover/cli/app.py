"""What all commands share: the application, errors and exit codes, options."""

import contextlib
import errno
import itertools
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

import landcover
from landcover.cli.output import notice

# What typer raises to end a command: the code, "Aborted", a word that was not understood.
ENDINGS = (typer.Exit, typer.Abort, typer.BadParameter.__mro__[2])
ISSUES = "https://github.com/landcover-course/landcover/issues"
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
        advice = (" Name a place where you may write, or change the rights of this one."
                  if error.errno in (errno.EACCES, errno.EROFS) else "")
        return f"{error.filename}: {error.strerror}.{advice}"
    return str(error)


def memory_message(
    error: Exception,  # any
) -> str:  # empty if memory is not what is missing
    "What to do where memory does not suffice; PyTorch says so by a RuntimeError."
    said = str(error)
    if not isinstance(error, MemoryError) and not re.search("allocate memory|out of memory", said):
        return ""
    wanted = re.search(r"allocate (\d+) bytes", said)
    size = f"{int(wanted[1]) / 1e9:,.1f} GB are asked for at once. " if wanted else ""
    return (f"not enough memory. {size}Take a smaller width, batch_size or tile, fewer tiles, or for "
            "maps a smaller --memory.")


def bug_report(
    error: Exception,  # that nobody expected
) -> str:
    "A sentence for what should not happen: what, where, and how to say it."
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (f"a bug, and none of yours: {type(error).__name__}: {error} ({Path(place.filename).name}, "
            f"line {place.lineno}). `landcover --debug` before the same words shows where it comes "
            f"from; please report that at {ISSUES}")


DEBUG = False  # whether a bug shows its traceback; `root` sets it


@contextlib.contextmanager
def handle_errors() -> Iterator[None]:
    "What goes wrong becomes a message on stderr and an exit code; with --debug a bug its traceback."
    try:
        yield
    except BrokenPipeError:  # `landcover data | head -1`: the reader has had enough
        raise
    except (OSError, ValueError, ImportError) as error:
        notice(f"error: {error_message(error)}", "bold red")
        raise typer.Exit(FAILED) from error
    except ENDINGS:
        raise
    except Exception as error:
        if DEBUG:
            raise
        notice(f"error: {memory_message(error) or bug_report(error)}", "bold red")
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
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where a bug comes from: the traceback.")
    ] = False,
) -> None:
    """What covers the ground? Train and use classifiers of satellite images.

    Begin with `landcover doctor`, which says whether this computer is ready, and `landcover demo`,
    which does everything once, in a few minutes.
    """
    global DEBUG
    DEBUG = debug


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
