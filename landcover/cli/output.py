"""Where words go: what was asked for to stdout, as text or as JSON; all else to stderr."""

import contextlib
import json
import sys
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:  # a name for annotations only: importing it takes a second
    import pandas as pd


class Output:
    "What a command says to its caller: to people in words, to programs, with --json, in JSON."

    def __init__(
        self,
        as_json: bool = False,  # for a program
        stdout: TextIO | None = None,  # the stream of the result; None: that of the process
    ):
        self.as_json = as_json
        self.stdout = stdout or sys.stdout

    def print(
        self,
        text: str = "",  # one line or more
        style: str | None = None,  # such as "bold green"; seen in a terminal only
    ) -> None:
        "The result in words; with --json, nothing."
        if not self.as_json:
            _print(text, style, self.stdout)

    def table(
        self,
        frame: "pd.DataFrame",  # texts; the index becomes the first column
    ) -> None:
        "The result as a table; with --json, nothing."
        if self.as_json:
            return
        from rich.box import SIMPLE_HEAD
        from rich.table import Table

        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for column in ["", *frame.columns]:
            table.add_column(column, overflow="fold")
        for name, row in frame.iterrows():
            table.add_row(str(name), *map(str, row))
        _print(table, None, self.stdout)

    def json(
        self,
        values: dict | list,  # what the caller asked for
    ) -> None:
        "The result as JSON, where a program asked for that."
        if self.as_json:
            print(json.dumps(values, indent=2), file=self.stdout)

    def note(
        self,
        text: str = "",  # one line or more
        style: str | None = None,  # such as "bold yellow"
    ) -> None:
        "Something that is said on the way: beside the words for people, but not beside JSON."
        _print(text, style, sys.stderr if self.as_json else self.stdout)


def notice(
    text: str,  # progress, a warning or an error
    style: str | None = None,  # such as "bold red"
) -> None:
    "Something that is not the result, on stderr."
    _print(text, style, sys.stderr)


def _print(text: object, style: str | None, stream: TextIO) -> None:
    "Print a text or a table of rich. Lines are not broken, so that paths can be copied."
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, force_jupyter=False)
    console.print(text, style=style, soft_wrap=isinstance(text, str))


@contextlib.contextmanager
def output(
    as_json: bool = False,  # for a program
) -> Iterator[Output]:
    "The output of one command. Meanwhile what libraries print goes to stderr; see `quiet`."
    out = Output(as_json)
    with quiet():
        yield out


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    "While this lasts, what libraries print goes to stderr, and only our own warnings are shown."
    import pooch

    from landcover.core import LandcoverWarning

    def show(message, *_):
        notice(f"warning: {message}", "yellow")

    pooch.get_logger().setLevel("WARNING")
    with contextlib.redirect_stdout(sys.stderr), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", LandcoverWarning)
        warnings.showwarning = show
        yield
