"""All checks that look at files, and how a result is shown."""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.anatomy import check_anatomy
from tools.layers import check_layers
from tools.library import check_clean, check_imports, check_library, check_style
from tools.package import check_package
from tools.programs import run_tool
from tools.promises import check_promises
from tools.reading import check_reading
from tools.site import check_site
from tools.sizes import check_names, check_sizes
from tools.starters import check_wrong
from tools.trouble import check_trouble
from tools.update import check_copies
from tools.workflows import check_schemas, check_security, check_shell


def check_tools(
    root: Path,  # folder of the course
) -> list[str]:  # what pytest says
    "The tools' own tests pass."
    if not (root / "tools" / "tests").is_dir():
        return []
    good, said = run_tool(sys.executable, "-m", "pytest", "-q", "tools", folder=root)
    return [] if good else [said.strip()]


CHECKS: dict[str, Callable[[Path], list[str]]] = {
    "landcover/ is what nbs/ exports": check_library,
    "notebooks are clean": check_clean,
    "badges, minutes, tables, sidebar, API page and exercises/ are in step": check_copies,
    "lessons and workshops have their parts and clean outputs": check_anatomy,
    "wrong answers are kept for each exercise": check_wrong,
    "what went wrong elsewhere is asserted here": check_trouble,
    "lessons can be read in 45 minutes": check_reading,
    "modules and functions are small": check_sizes,
    "no public name stands for two things": check_names,
    "layers are kept, the library imports no development tool": check_layers,
    "the website's pages, links, pictures and colors are in order": check_site,
    "ruff finds nothing": check_style,
    "the library imports without development tools": check_imports,
    "files for GitHub fit their schemas": check_schemas,
    "zizmor finds no open door in the workflows": check_security,
    "shellcheck finds nothing in .ci/ and in the workflows' commands": check_shell,
    "workflows keep their promises: targets, commits, versions, triggers": check_promises,
    "sdist and wheel hold what they should": check_package,
    "the tools pass their own tests": check_tools,
}


def show_result(
    name: str,  # a notebook or a check
    problems: list[str],  # empty where it passed
    seconds: float,  # time it took
) -> bool:  # passed?
    "Print one result, and below it what went wrong."
    print(f"{'FAILED' if problems else 'passed'}  {name} ({seconds:.0f} s)", flush=True)
    for problem in problems:
        print("        " + problem.replace("\n", "\n        "), flush=True)
    return not problems


def count_results(
    results: list[bool],  # passed or not
) -> int:  # exit code: 0 where all passed
    "Print the closing line and give the exit code."
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed", flush=True)
    return 0 if all(results) else 1


def timed(
    function: Callable,  # what to call
    *arguments,  # its arguments
) -> tuple:  # its result, seconds
    "Call a function and take the time."
    start = time.perf_counter()
    return function(*arguments), time.perf_counter() - start


def checked(
    name: str,  # a check, as CHECKS names it
    root: Path,  # folder of the course
) -> tuple[list[str], dict[str, str]]:  # problems; no exercises
    "The result of a check in the form that a notebook's has; a check that breaks has failed."
    try:
        return CHECKS[name](root), {}
    except Exception as error:
        return [f"the check itself failed: {type(error).__name__}: {error}"], {}


def run_checks(
    root: Path,  # folder of the course
    workers: int = 2,  # checks that run side by side
) -> list[bool]:  # a result for each check
    "Run the checks that look at files side by side, and print each result in its turn."
    with ThreadPoolExecutor(workers) as pool:
        jobs = {name: pool.submit(timed, checked, name, root) for name in CHECKS}
        results = {name: job.result() for name, job in jobs.items()}
        return [show_result(name, problems, seconds)
                for name, ((problems, _), seconds) in results.items()]
