"""Programs that begin with everything imported, for notebooks that call many.

`dvc repro` runs a Python for each stage, and most of that Python's time goes into imports. Here a
process that has imported PyTorch, DVC and their kin waits at a socket and forks for each program.
A folder with small scripts named `python` and `dvc` stands in for the programs: put first into a
PATH, they hand their arguments, folder, environment and streams on. A notebook asks for this only
where a process's own start, signals and end are not what it tests; `make model` runs the real ones.
"""

import contextlib
import json
import multiprocessing
import os
import runpy
import socket
import socketserver
import sys
import threading
import traceback
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

PROGRAMS = ("python", "dvc")  # whatever else is in the PATH comes after them, as it is
FORKED_PROGRAMS = "FORKED_PROGRAMS"  # environment variable: where the stand-ins are
STAND_IN = """#!{python} -IS
import json, os, socket, sys, time
name, arguments = os.path.basename(sys.argv[0]), sys.argv[1:]
arguments = arguments[arguments[:1] == ["-u"]:]  # torchrun asks for streams without a buffer
if name == "python" and arguments[0] != "-m" and not arguments[0].endswith(".py"):
    os.execv(sys.executable, [sys.executable, *arguments])
with socket.socket(socket.AF_UNIX) as server:
    for wait in range(600):  # the server may still be starting
        if not server.connect_ex({address!r}):
            break
        time.sleep(0.1)
    socket.send_fds(server, [b"."], [0, 1, 2])
    server.sendall(json.dumps([os.getcwd(), dict(os.environ), [name, *arguments]]).encode())
    server.shutdown(socket.SHUT_WR)
    said = server.recv(1)
sys.exit(said[0] if said else "the process of " + name + " ended without a result")
"""


def run_program(
    arguments: list[str],  # such as ["dvc", "repro"], ["python", "-m", "landcover", "data"]
) -> None:  # ends with SystemExit or another error where the program does
    "Run a program in this process as if it had been started."
    name, *rest = arguments
    if name == "python" and rest[0] == "-m":
        sys.argv = rest[1:]
        sys.path.insert(0, os.getcwd())
        runpy.run_module(rest[1], run_name="__main__", alter_sys=True)
    elif name == "python":
        sys.argv = rest
        sys.path.insert(0, str(Path(rest[0]).resolve().parent))
        runpy.run_path(rest[0], run_name="__main__")
    else:
        sys.argv = arguments
        (program,) = entry_points(group="console_scripts", name=name)
        sys.exit(program.load()())


def exit_code(
    arguments: list[str],  # as for run_program
) -> int:  # 0 where all is well
    "Run a program to its end, threads included, and say how it ended."
    code = 0
    try:
        run_program(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        code = 1
    threading._shutdown()  # as Python does at its end: waits for threads
    sys.stdout.flush()
    sys.stderr.flush()
    return code


class Fork(socketserver.BaseRequestHandler):
    "In a fork of the server: becomes the program that a stand-in asks for."

    def handle(self) -> None:
        _, streams, _, _ = socket.recv_fds(self.request, 1, 3)
        with self.request.makefile("rb") as asked:
            folder, environment, arguments = json.load(asked)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, closefd=False) for number, mode in enumerate("rww"))
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        self.request.sendall(bytes([exit_code(arguments)]))


def serve(
    address: str,  # of the socket
) -> None:
    "Wait for stand-ins, and fork for each."

    class Server(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
        request_queue_size = 50

    multiprocessing.set_start_method(None, force=True)  # for the programs' own processes
    with Server(address, Fork) as server:
        server.serve_forever()


@contextlib.contextmanager
def forked_programs(
    context: multiprocessing.context.BaseContext,  # makes processes that begin with all imported
    folder: Path,  # an empty one, for the stand-ins
) -> Iterator[Path]:  # the folder to put first into a PATH
    "Stand-ins for programs, as long as the block lasts."
    address = str(folder / "socket")
    for name in PROGRAMS:
        (folder / name).write_text(STAND_IN.format(python=sys.executable, address=address))
        (folder / name).chmod(0o755)
    process = context.Process(target=serve, args=(address,))
    process.start()
    try:
        yield folder
    finally:
        process.terminate()
        process.join()
        (folder / "socket").unlink(missing_ok=True)
