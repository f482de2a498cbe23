"""The command `landcover`: one file a topic, written by hand. Chapter 90 shows it to its user."""

from landcover.cli import app as _app
from landcover.cli import apply, demo, doctor, learn, operate  # noqa: F401  each adds its commands


def main(
    arguments: list[str] | None = None,  # words of the command line; None: those of the process
) -> None:
    "The command `landcover`; ends the process with an exit code."
    _app.app(arguments, prog_name="landcover")
