"""The command `landcover`, written by hand: one file a topic. Chapter 90 shows it to its user.

```
output.py   text or JSON on stdout, all else on stderr
app.py      the application; errors become one sentence and an exit code; shared options
doctor.py   is this computer ready?
audit.py    audit, tiles: is a folder fit to train on, and how does it become so?
data.py     data: the tiles that there are
learn.py    train, evaluate: tiles -> a tested run
ensemble.py ensemble: several runs become one
apply.py    predict, export: a model at work
map.py      map, areas: a model and a whole scene; map_job.py makes one for serve
change.py   change: two dates of one place
trust.py    explain, and the sets of predict
suggest.py  suggest: which tiles to label next
serve.py    serve: a model behind HTTP
monitor.py  monitor: has what a service gets changed, and did it do harm?
operate.py  track, promote, rollback, gate, bench
demo.py     everything once
checklist.py  what a project has, and what it lacks
```
A command reads its arguments, calls the library, and shows what came back. What it imports, it
imports inside: `landcover --help` must not wait for PyTorch.
"""

import functools
import gc
import sys


@functools.cache
def commands():  # typer's application
    "The application with its commands, in the order of --help."
    from landcover.cli import apply, audit, change, checklist, data, demo, doctor, ensemble, learn
    from landcover.cli import map as map_topic
    from landcover.cli import monitor, operate, serve, suggest, trust
    from landcover.cli.app import app

    for command in (
        doctor.doctor_command,
        data.data_command,
        audit.audit_command,
        audit.tiles_command,
        learn.train_command,
        learn.evaluate_command,
        ensemble.ensemble_command,
        apply.predict_command,
        trust.explain_command,
        suggest.suggest_command,
        apply.export_command,
        map_topic.map_command,
        map_topic.areas_command,
        change.change_command,
        serve.serve_command,
        monitor.monitor_command,
        operate.track_command,
        operate.promote_command,
        operate.rollback_command,
        operate.bench_command,
        operate.gate_command,
        demo.demo_command,
        checklist.checklist_command,
    ):
        app.command(command.__name__.removesuffix("_command"))(command)
    return app


def tolerate_letters() -> None:
    "A console that cannot show a letter shows a ? instead; nothing fails for its sake."
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def main(
    arguments: list[str] | None = None,  # words of the command line; None: those of the process
) -> None:
    "The command `landcover`; ends the process with an exit code."
    tolerate_letters()
    gc.set_threshold(100_000)  # imports make many objects that stay: look at them less often
    commands()(arguments, prog_name="landcover")
