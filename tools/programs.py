"""Other programs, run and listened to."""

import os
import subprocess
import sys
from pathlib import Path


def run_tool(
    *command: str,  # program and arguments
    folder: Path,  # folder to run it in
    environment: dict[str, str] | None = None,  # environment; None: this one
    seconds: float = 900,  # a tool that takes longer hangs
) -> tuple[bool, str]:  # did it succeed; what it said
    "Run a program and keep what it prints. The programs beside this Python come first."
    environment = dict(environment or os.environ)
    environment.pop("IN_TEST", None)  # nbdev_test sets it; nbdev_export then does nothing
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent),
                                           environment.get("PATH", "")])
    try:
        done = subprocess.run(command, cwd=folder, env=environment, timeout=seconds, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return False, f"{command[0]} is not installed: run `make test`, which installs it"
    except subprocess.TimeoutExpired:
        return False, f"{' '.join(command)} did not end within {seconds:.0f} seconds"
    return done.returncode == 0, done.stdout
