"""The champion of the registry as one file for `landcover serve --champion`, renewed when it changes.

The service asks only for a number, of the database or over HTTP. Fetching the model needs MLflow and
PyTorch: a program of its own does that, `python -m landcover.cli.champion NAME FILE`.
"""

import base64
import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from landcover.cli.output import notice

ALIAS = "champion"


def champion_version(
    name: str,  # of the model in the registry
    uri: str,  # address of the store
) -> str | None:  # None: there is none, or this store is asked by MLflow only
    "Which version is the champion now, without MLflow; OSError if the store does not answer."
    from landcover.tracking.store import sqlite_file

    if uri.startswith("sqlite:"):
        query = "SELECT version FROM registered_model_aliases WHERE name = ? AND alias = ?"
        try:
            place = f"file:{quote(sqlite_file(uri).as_posix())}?mode=ro"
            with contextlib.closing(sqlite3.connect(place, uri=True, timeout=5)) as database:
                found = database.execute(query, (name, ALIAS)).fetchone()
        except sqlite3.Error as error:
            raise OSError(f"{sqlite_file(uri)}: {error}") from error
        return found and str(found[0])
    if not uri.startswith(("http:", "https:")):
        return None
    asked = Request(f"{uri.rstrip('/')}/api/2.0/mlflow/registered-models/alias"
                    f"?name={quote(name)}&alias={ALIAS}", headers=_credentials())
    try:
        with urlopen(asked, timeout=10) as reply:
            return str(json.load(reply)["model_version"]["version"])
    except HTTPError as error:
        if error.code in (400, 404):  # no such model, or no champion
            return None
        raise


def _credentials() -> dict[str, str]:
    "What MLflow would send, from the same variables."
    known = {name: os.environ.get(f"MLFLOW_TRACKING_{name}") for name in ("TOKEN", "USERNAME", "PASSWORD")}
    if known["TOKEN"]:
        return {"Authorization": f"Bearer {known['TOKEN']}"}
    if known["USERNAME"]:
        pair = f"{known['USERNAME']}:{known['PASSWORD'] or ''}"
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    return {}


def fetch_champion(
    name: str,  # of the model in the registry
    file: Path,  # .onnx to write, as a whole or not at all
) -> str:  # its version
    "The champion in a process of its own; ValueError with what that says if there is none."
    words = [sys.executable, "-m", "landcover.cli.champion", name, str(file)]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode:
        raise ValueError(done.stderr.strip().removeprefix("error: ") or f"{name}: no champion")
    return done.stdout.split()[-1]


@contextlib.contextmanager
def champion_file(
    name: str,  # of the model in the registry
    every: float,  # seconds from question to question
) -> Iterator[Path]:  # .onnx; replaced when another version is promoted, while the block lasts
    "A file that is always the champion; what fails later is said on stderr, and tried again."
    from landcover.tracking.store import default_uri

    uri, stop = default_uri(), threading.Event()
    with tempfile.TemporaryDirectory(prefix="landcover-champion-") as folder:
        file = Path(folder, "champion.onnx")
        served = fetch_champion(name, file)
        notice(f"{name}: version {served} is the champion")
        if not uri.startswith(("sqlite:", "http:", "https:")):
            notice("warning: another champion is not noticed in a store of this kind", "yellow")

        def watch() -> None:
            nonlocal served
            while not stop.wait(every):
                try:
                    if champion_version(name, uri) not in (None, served):
                        served = fetch_champion(name, file)
                        notice(f"{name}: version {served} is the champion now")
                except (OSError, ValueError) as error:
                    notice(f"warning: version {served} stays: {error}", "yellow")

        thread = threading.Thread(target=watch, name="champion", daemon=True)
        thread.start()
        try:
            yield file
        finally:
            stop.set()
            thread.join(60)


def write_champion(
    name: str,  # of the model in the registry
    file: Path,  # .onnx to write
) -> str:  # its version
    "Export the champion with what its run was measured to be; ValueError if there is none."
    from landcover.core import read_json
    from landcover.predict import export_onnx
    from landcover.tracking import default_uri, load_champion
    from landcover.tracking.registry import CHAMPION
    from landcover.tracking.store import mlflow_client
    from landcover.train.run import Run

    with mlflow_client(default_uri()) as client, tempfile.TemporaryDirectory() as folder:
        # The number first: if another is promoted meanwhile, the service asks once more.
        number = champion_version(name, default_uri())
        model = load_champion(name)  # or the sentence that there is none
        version = client.get_model_version_by_alias(name, CHAMPION)
        there = [item.path for item in client.list_artifacts(version.run_id)]
        known = {}
        for kept in {Run.METRICS, Run.PROVENANCE} & set(there):
            known |= read_json(Path(client.download_artifacts(version.run_id, kept, folder)))
        run_name = client.get_run(version.run_id).info.run_name
    card = {"run": run_name, "champion": f"{name} version {version.version}",
            "temperature": known.get("temperature"), "accuracy": known.get("accuracy"),
            "simulated": bool(known.get("simulated"))}
    export_onnx(model, file, card)
    return number or str(version.version)


def main() -> int:  # exit code
    "Write the champion; what is wrong is said in a sentence."
    from landcover.cli.app import error_message
    from landcover.cli.output import quiet

    try:
        with quiet():
            version = write_champion(sys.argv[1], Path(sys.argv[2]))
    except (ValueError, OSError, ImportError) as error:
        print(f"error: {error_message(error)}", file=sys.stderr)
        return 1
    print(version)
    return 0


if __name__ == "__main__":
    sys.exit(main())
