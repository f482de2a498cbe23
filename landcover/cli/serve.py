"""`landcover serve`: a model behind HTTP and a page."""

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from landcover.cli.app import NameOption
from landcover.cli.champion import champion_file
from landcover.cli.output import notice


def served_file(
    model: Path,  # a run folder, or a .onnx file
) -> Path:  # the .onnx file, as new as the run
    "The file to serve. A run that has none, or one older than itself, is exported first."
    if not model.is_dir():
        return model
    file = model / "model.onnx"
    sources = [model / name for name in ("model.safetensors", "metrics.json")]
    newest = max((path.stat().st_mtime for path in sources if path.is_file()), default=0)
    if not file.is_file() or file.stat().st_mtime < newest:
        notice(f"writing {file}")
        # In a process of its own: PyTorch must not stay in the memory of the service.
        words = [sys.executable, "-m", "landcover", "export", str(model)]
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode:
            raise ValueError(done.stderr.strip().removeprefix("error: ") or f"{model}: no model")
    return file


Model = Annotated[
    Path | None,
    typer.Argument(metavar="RUN", help="A finished run folder, or a .onnx file (or a link)."),
]
Champion = Annotated[
    bool, typer.Option("--champion", help="Serve the champion of the registry, not a RUN.")
]
Every = Annotated[
    float, typer.Option(min=0.1, help="Seconds between two looks for another champion.")
]
Host = Annotated[
    str, typer.Option(help="Address to listen at; 0.0.0.0: whoever can reach this computer.")
]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: any free one.")]
Body = Annotated[float, typer.Option(min=0.01, help="Megabytes in one request.")]
Queue = Annotated[int, typer.Option(min=1, help="Requests inside at once.")]
Seconds = Annotated[
    float, typer.Option(min=0.1, help="To send a request, and to wait for a turn.")
]
Log = Annotated[
    Path | None,
    typer.Option(help="Folder to note numbers of each image and answer in, for landcover monitor."),
]
Keep = Annotated[
    float, typer.Option(min=0, max=1, help="Share of the images to keep in --log, drawn by lot.")
]


def serve_command(
    model: Model = None,
    champion: Champion = False,
    name: NameOption = "landcover",
    every: Every = 10,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    body: Body = 10,
    queue: Queue = 32,
    seconds: Seconds = 10,
    log: Log = None,
    keep: Keep = 0,
) -> None:
    """Answer questions about images over HTTP.

    Prints its address when it is ready. There is a page for people at /, and POST /predict for
    programs; /openapi.json lists the rest. When the file changes, or another model is promoted with
    --champion, the new model takes over and no request is lost. Ends on Ctrl-C or SIGTERM, after
    what it has begun. Of what it sees it keeps only sums, unless there is --log (numbers of each
    image) and --keep (some images). Needs the extra `serve`: pip install 'landcover[serve]'.
    """
    from landcover.core import require_extra

    require_extra("serve", "fastapi", "uvicorn", "onnxruntime", "python_multipart",
                  "prometheus_client")
    from landcover.serve.limits import Limits
    from landcover.serve.process import serve
    from landcover.serve.traffic import TrafficLog

    def say(address: str) -> None:
        print(address, flush=True)
        notice("ready; Ctrl-C ends it", "bold green")

    if champion == (model is not None):
        raise typer.BadParameter("say either RUN or --champion.")
    if keep and not log:
        raise typer.BadParameter("--keep needs a folder: --log FOLDER.")
    limits = Limits(body=round(body * 1e6), queue=queue, seconds=seconds)
    with champion_file(name, every) if champion else nullcontext(served_file(model)) as file:
        serve(file, host, port, limits, say, TrafficLog(log, keep) if log else None)
