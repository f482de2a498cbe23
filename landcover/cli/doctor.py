"""`landcover doctor`: whether this computer is ready."""

import platform
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import typer

from landcover.cli.app import FAILED, JsonOption, error_message
from landcover.cli.output import output

SPACE_NEEDED = 0.5e9  # bytes: the archive of EuroSAT and the decoded tiles


@dataclass(frozen=True)
class Finding:
    "One line of the doctor's report."

    name: str  # what was looked at
    state: str  # "ok", "warning" or "problem"
    found: str  # what there is
    advice: str = ""  # what to do; empty where all is well


def requirements(
    extra: str = "",  # such as "export"; "": what the library itself needs
) -> tuple[dict[str, str], list[str]]:  # installed versions by name; requirements that are not met
    "What landcover needs, and whether it is there; PackageNotFoundError if it is not installed."
    from importlib import metadata

    from packaging.requirements import Requirement

    installed, unmet = {}, []
    for line in metadata.requires("landcover") or []:
        needed = Requirement(line)
        applies = needed.marker.evaluate({"extra": extra}) if needed.marker else not extra
        if not applies:
            continue
        try:
            installed[needed.name] = metadata.version(needed.name)
        except metadata.PackageNotFoundError:
            unmet.append(f"{needed.name}{needed.specifier}")
        else:
            if not needed.specifier.contains(installed[needed.name], prereleases=True):
                have = installed[needed.name]
                unmet.append(f"{needed.name}{needed.specifier} (there is {have})")
    return installed, unmet


def check_packages() -> list[Finding]:
    "Whether the required packages are there in the right versions, and which extras are."
    from importlib import metadata

    try:
        installed, unmet = requirements()
    except metadata.PackageNotFoundError:
        advice = "In the folder of the course: pip install -e '.[dev]'"
        return [Finding("packages", "warning", "landcover runs without being installed", advice)]
    known = [f"{name} {installed[name]}" for name in ("torch", "lightning") if name in installed]
    if unmet:
        advice = "Install landcover again: make run, or pip install --upgrade with its address"
        return [Finding("packages", "problem", "missing: " + ", ".join(unmet), advice)]
    checks = [Finding("packages", "ok", f"{', '.join(known)} and {len(installed) - 2} others")]
    uses = {
        "export": "ONNX files",
        "mlops": "DVC and MLflow",
        "maps": "maps of scenes",
        "serve": "a prediction service",
        "models": "pretrained networks",
        "scale": "catalogs, clusters, profilers",
        "dev": "editing and testing the course",
    }
    for extra, use in uses.items():
        _, unmet = requirements(extra)
        advice = f"For {use}: pip install 'landcover[{extra}]'" if unmet else ""
        found = "missing: " + ", ".join(unmet) if unmet else f"for {use}"
        checks.append(Finding(f"extra {extra}", "warning" if unmet else "ok", found, advice))
    return checks


def check_accelerator() -> list[Finding]:
    "What a training would run on, and how precisely it would compute."
    try:
        import torch

        from landcover.train.config import choose_accelerator, choose_precision
    except (ImportError, OSError) as error:
        advice = "Install PyTorch again: https://pytorch.org/get-started"
        return [Finding("accelerator", "problem", f"PyTorch cannot be used: {error}", advice)]
    device = choose_accelerator("auto")
    names = {
        "gpu": lambda: torch.cuda.get_device_name(),
        "mps": lambda: "GPU of an Apple computer",
        "cpu": lambda: f"CPU with {torch.get_num_threads()} threads",
    }
    found = f"{names[device]()}, precision {choose_precision('auto', device)}"
    if device == "cpu" and shutil.which("nvidia-smi"):
        advice = "For a PyTorch that fits the driver: https://pytorch.org/get-started"
        return [Finding("accelerator", "warning", f"{found}; the NVIDIA GPU is not used", advice)]
    return [Finding("accelerator", "ok", found)]


def check_load() -> list[Finding]:
    "Whether other programs have the cores that PyTorch's threads would need."
    from landcover import threads

    try:
        import torch
    except (ImportError, OSError):  # `check_accelerator` says it
        return []
    count, load = torch.get_num_threads(), threads.other_load()
    others = "" if load is None else f", {load:.1f} other processes compute"
    found = f"{threads.usable_cores()} cores, {count} threads{others}"
    if threads.busy_message(count):
        advice = ("Threads that wait for busy cores can be many times slower than one: put "
                  "OMP_NUM_THREADS=1 before the command, or let the others finish")
        return [Finding("load", "warning", found, advice)]
    return [Finding("load", "ok", found)]


def check_cache() -> list[Finding]:
    "Whether the folder for downloads and decoded tiles can be written, and has space."
    from landcover.data.source import cache_folder

    folder = cache_folder()
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            free = shutil.disk_usage(existing).free
    except OSError as error:
        advice = "Set LANDCOVER_CACHE to a folder that can be written"
        found = f"{folder} cannot be written ({error.strerror})"
        return [Finding("cache", "warning", found, advice)]
    found = f"{folder}, {free / 1e9:.1f} GB free"
    if free < SPACE_NEEDED:
        advice = f"Free {SPACE_NEEDED / 1e9} GB, or set LANDCOVER_CACHE to a folder on another disk"
        return [Finding("cache", "warning", found, advice)]
    return [Finding("cache", "ok", found)]


def check_tile_source() -> list[Finding]:
    "Whether there are real tiles, and where. Nothing is downloaded or decoded."
    from landcover.data.source import DataNotFoundError, resolve_source

    try:
        return [Finding("tiles", "ok", str(resolve_source(None, download=False)))]
    except DataNotFoundError:
        advice = "Set LANDCOVER_DATA to the folder that has them, or: landcover data --download"
        return [Finding("tiles", "warning", "none on this computer", advice)]
    except (ValueError, OSError) as error:
        advice = "Correct or unset LANDCOVER_DATA"
        return [Finding("tiles", "problem", error_message(error), advice)]


def check_setup() -> list[Finding]:
    "Python, the profile, and Quarto."
    from landcover.core import profile

    machine = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    checks = [Finding("Python", "ok", machine)]
    try:
        sizes = profile()
        n_tiles = f"{sizes.n_train:,}" if sizes.n_train else "all"
        found = f"{sizes.name}: {n_tiles} training tiles, {sizes.epochs} epochs"
        checks.append(Finding("profile", "ok", found))
    except ValueError as error:
        advice = "Correct or unset LANDCOVER_PROFILE"
        checks.append(Finding("profile", "problem", str(error), advice))
    quarto = shutil.which("quarto")
    advice = "" if quarto else "Only `make docs` needs it: https://quarto.org"
    found = quarto or "not found"
    return [*checks, Finding("Quarto", "ok" if quarto else "warning", found, advice)]


def run_checks() -> Iterator[Finding]:
    "All checks, each as soon as it is known. The last two take seconds: they import PyTorch."
    for check in (check_setup, check_packages, check_cache, check_tile_source, check_accelerator,
                  check_load):
        yield from check()


def doctor_command(as_json: JsonOption = False) -> None:
    """Say whether this computer is ready.

    Each line is ok, a warning or a problem, and says what to do. Looks at Python, packages,
    accelerator, load, disk and tiles. Downloads nothing. Ends with 1 if there is a problem; a warning
    is none.
    """
    styles = {"ok": "green", "warning": "yellow", "problem": "bold red"}
    results = []
    with output(as_json) as out:
        for result in run_checks():
            results.append(result)
            out.print(f"{result.state:8} {result.name:13} {result.found}", styles[result.state])
            if result.advice:
                out.print(f"{'':22} -> {result.advice}")
        n_problems = sum(result.state == "problem" for result in results)
        last = f"{n_problems} to solve first" if n_problems else "ready: try `landcover demo`"
        out.print(last, "bold")
        out.json({"ready": not n_problems, "checks": [asdict(result) for result in results]})
    raise typer.Exit(FAILED if n_problems else 0)
