"""Runs the notebooks of the course, each in a process of its own.

Most notebooks import PyTorch, Lightning and their kin, which takes longer than what they test.
So one process, the server, imports these once and forks for each notebook. A fork begins with all
that is imported and shares nothing that it changes afterwards. The server itself must not compute:
the threads of a computation would not exist in the fork, which would wait for them forever.
"""

import contextlib
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tools.checks import CHECKS, checked, count_results, show_result, timed
from tools.copies import solved_copy
from tools.course import lessons_of, notebooks_of, read_settings
from tools.forks import FORKED_PROGRAMS, forked_programs
from tools.notebooks import notebook_text, read_notebook
from tools.starters import run_chapter

PRELOADED = [  # what is not installed is passed over
    "torch", "torchvision", "lightning", "torchmetrics", "pandas", "seaborn", "sklearn.metrics",
    "scipy.stats", "rasterio", "geopandas", "dask.distributed", "mlflow", "optuna", "onnxscript",
    "nbdev.test", "tools.starters",
    "dvc.cli.parser", "dvc.repo.index", "dvc.repo.experiments", "networkx",  # what dvc itself needs
    "sklearn.model_selection", "sklearn.neighbors",
    "onnxscript.function_libs.torch_lib.ops", "torch.export", "torch._functorch.aot_autograd",
    "torch.utils.tensorboard", "timm", "typer.testing", "fastapi.testclient", "pyogrio",
    "mlflow.store.tracking.sqlalchemy_store", "mlflow.pyfunc.loaders", "pystac_client", "odc.stac",
    "tools.frozen",  # the last one
]
# The C library gives large pieces of memory back at once, and each batch of images costs new ones.
KEPT_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(2**30), "MALLOC_TRIM_THRESHOLD_": str(2**31 - 1)}
# These take longest, alone: begun first, so that none of them is left over at the end.
LONG = {"10f_server", "13_bands", "90a_command", "09a_pipeline", "26b_many_scenes", "26c_together",
        "11_ci", "09_dvc", "15_ensembles", "20_serve", "10_mlflow", "05_train", "05d_trainer"}
LONGEST = 900  # seconds; a notebook that takes longer hangs
# Git, DVC and databases wait for the disk at each step. In memory there is nothing to wait for.
MEMORY, ROOM = Path("/dev/shm"), 2 * 2**30  # bytes that must be free there, or the disk is taken


def cores() -> int:  # number of CPU cores this process may use
    "The cores we may use, which in a container can be fewer than the machine has."
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def quick_folder() -> Path | None:  # None: the usual one
    "Where what the notebooks write lies, unless TMPDIR says it: in memory, if there is room."
    if "TMPDIR" in os.environ or not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return None
    memory = os.statvfs(MEMORY)
    runs_programs = not memory.f_flag & os.ST_NOEXEC  # some notebooks write programs
    return MEMORY if runs_programs and memory.f_bavail * memory.f_frsize > ROOM else None


def notebook_environment(
    root: Path,  # folder of the course
    workers: int,  # notebooks that run side by side
) -> dict[str, str]:  # environment variables for notebooks
    "This environment, with profile test, no windows, absolute paths, and a share of the cores."
    values = dict(os.environ)
    values |= {"LANDCOVER_PROFILE": "test", "MPLBACKEND": "Agg"}
    values["OMP_NUM_THREADS"] = str(max(1, cores() // workers))
    values |= KEPT_MEMORY
    values.pop("PYTHONDONTWRITEBYTECODE", None)  # else every process compiles all that it imports
    values["PYTHONPATH"] = os.pathsep.join(filter(None, [str(root), values.get("PYTHONPATH")]))
    if values.get("LANDCOVER_DATA"):
        values["LANDCOVER_DATA"] = str(Path(values["LANDCOVER_DATA"]).absolute())
    return values


def start_server(
    preloaded: list[str],  # modules that it imports
) -> multiprocessing.context.BaseContext:  # makes processes for notebooks
    "Processes that begin with these modules imported; the first one starts the server."
    if sys.platform != "linux":  # elsewhere a fork is not safe: each begins anew
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(preloaded)
    return context


@contextlib.contextmanager
def quick_programs(
    context: multiprocessing.context.BaseContext,  # from start_server
) -> Iterator[None]:
    "As long as the block lasts, notebooks find stand-ins for programs, where a fork is safe."
    if sys.platform != "linux":
        yield
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ[FORKED_PROGRAMS] = folder
        with forked_programs(context, Path(folder)):
            yield
    del os.environ[FORKED_PROGRAMS]


def run_alone(
    path: Path,  # a notebook
    root: Path,  # folder of the course
    folder: Path,  # what the notebook writes goes there, and with it
    flags: str,  # such as "real slow"
) -> None:
    "In a process of its own: run a notebook as nbdev_test does; leave said.txt and report.json."
    with (folder / "said.txt").open("wb") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell with nohup ignores it
    multiprocessing.set_start_method(None, force=True)  # for the notebook's own processes
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None  # asked for again, now that there is another
    os.chdir(root)
    try:
        passed, attempts = run_chapter(path, flags)
        report = {"passed": passed, "attempts": attempts}
        (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    except BaseException:
        traceback.print_exc()
        raise


def run_notebook(
    path: Path,  # a notebook
    root: Path,  # folder of the course
    context: multiprocessing.context.BaseContext,  # from start_server
    seconds: float = LONGEST,  # after which it is stopped
) -> tuple[list[str], dict[str, str]]:  # problems; exercise -> what is wrong with it
    "Run one notebook in a process of its own; the cells for real tiles where these are set."
    flags = "slow real" if os.environ.get("LANDCOVER_DATA") else "slow"  # nothing is left out
    with tempfile.TemporaryDirectory(dir=quick_folder(), ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary).resolve()
        process = context.Process(target=run_alone, args=(path.resolve(), root, folder, flags))
        process.start()
        process.join(seconds)
        if process.is_alive():
            process.kill()
            process.join()
            return [f"{path.stem} did not end within {seconds:.0f} seconds"], {}
        said = (folder / "said.txt").read_text(encoding="utf-8", errors="replace").strip()
        report = folder / "report.json"
        if not report.is_file():
            return [f"{said}\nThe process of {path.stem} ended without a result"], {}
        result = json.loads(report.read_text(encoding="utf-8"))
    return ([] if result["passed"] else [said]), result["attempts"]


def run_copy(
    path: Path,  # a lesson
    root: Path,  # folder of the course
    context: multiprocessing.context.BaseContext,  # from start_server
) -> tuple[list[str], dict[str, str]]:  # problems; no exercises
    "Run the learner's copy of a lesson, with the lesson's solutions in place of the starters."
    made = solved_copy(read_notebook(path), path.stem, read_settings(root))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder, "exercises", path.name)
        copy.parent.mkdir()
        copy.write_text(notebook_text(made), encoding="utf-8")
        return run_notebook(copy, root, context)[0], {}


def longest_first(
    notebooks: list[Path],  # to test
) -> list[Path]:  # the same
    "The order to begin them in."
    return sorted(reversed(notebooks), key=lambda path: path.stem not in LONG)


def run_jobs(
    notebooks: list[Path],  # to test
    checks: list[str],  # names in CHECKS
    root: Path,  # folder of the course
    run: Callable = run_notebook,  # or run_copy
) -> list[bool]:  # a result for each notebook and check, and one for all exercises
    "Run notebooks and checks side by side and print each result as soon as it is known."
    workers = min(2, cores())
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.update(notebook_environment(root, workers))  # the server inherits it
    context = start_server(PRELOADED)
    tasks = [(path.stem, run, path, root, context) for path in longest_first(notebooks)]
    looks = [(name, checked, name, root) for name in reversed(checks)]
    tasks = tasks[:1] + looks[:1] + tasks[1:] + looks[1:]  # the server needs a while to start
    results, broken, tried = [], [], 0
    with quick_programs(context), ThreadPoolExecutor(workers) as pool:
        jobs = {pool.submit(timed, *task): name for name, *task in tasks}
        try:
            for job in as_completed(jobs):
                (problems, attempts), seconds = job.result()
                results.append(show_result(jobs[job], problems, seconds))
                tried += len(attempts)
                broken += [f"{jobs[job]}, {title}: {what}"
                           for title, what in attempts.items() if what]
        except BaseException:  # Ctrl-C: begin nothing more
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    said = f"starters and wrong answers fail, solutions pass: {tried} exercises"
    return [*results, show_result(said, broken, 0)]


def run_course(
    root: Path,  # folder of the course
    only: list[str],  # names of notebooks; empty: all notebooks and all checks
) -> int:  # exit code: 0 where all passed
    "Run pages, notebooks and checks, print each result and the count; this takes minutes."
    home = sorted(root.glob("nbs/[a-z]*.ipynb"))
    notebooks = {path.stem: path for path in [*home, *notebooks_of(root)]}
    unknown = set(only) - set(notebooks)
    if unknown:
        raise ValueError(f"no notebook is called {', '.join(sorted(unknown))}: see nbs/")
    chosen = [notebooks[name] for name in only or notebooks]
    return count_results(run_jobs(chosen, [] if only else list(CHECKS), root))


def run_copies(
    root: Path,  # folder of the course
    only: list[str],  # names of lessons; empty: all
) -> int:  # exit code: 0 where all passed
    "Run the learner's copies, each exercise solved; this takes minutes."
    lessons = [path for path in lessons_of(root) if not only or path.stem in only]
    return count_results(run_jobs(lessons, [], root, run_copy)[:-1])
