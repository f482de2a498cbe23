"""The run folders that `tools.victim` opens: one file of each damaged or forged."""

import contextlib
import random
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from tools.forge_files import forge_run


class RunVictim:
    "Run folders, one file of each damaged."

    def __init__(self, work: Path):
        from landcover.data.split import make_split, save_split
        from landcover.model.classifier import LandcoverClassifier, save_weights
        from landcover.simulate import load_or_simulate_tiles
        from landcover.train.config import make_config
        from landcover.train.run import Run

        self.work, self.run = work, Run(work / "run")
        self.tiles = tiles = load_or_simulate_tiles("simulated", n_simulated=60)
        config = make_config({"data": "simulated", "n_simulated": 60, "n_train": 20, "width": 8})
        self.run.folder.mkdir()
        self.run.write_json(Run.CONFIG, asdict(config))  # JSON is YAML, too
        split = make_split(tiles, n_train=20)
        save_split(split, tiles, self.run.path(Run.SPLIT))
        model = LandcoverClassifier(tiles.classes, [0.3] * 3, [0.1] * 3, width=8)
        save_weights(model, self.run.path(Run.WEIGHTS))
        self.run.write_text(Run.HISTORY, "epoch,train_loss,val_loss,val_accuracy,learning_rate\n"
                                         "0,2.1,2.0,0.2,0.01\n1,1.9,1.8,0.4,0.005\n")
        self.run.write_json(Run.TIMINGS, {"fit_seconds": 1.5, "epochs": 2, "device": "cpu"})
        self.run.write_json(Run.PROVENANCE, {"simulated": True, "data": tiles.fingerprint,
                                             "test": tiles[split.test].fingerprint})
        self.run.seal()
        self.test()
        self.names = [path.name for path in sorted(self.run.folder.iterdir()) if path.is_file()]

    def test(self) -> None:
        "What a test and an export leave."
        from landcover.evaluate import evaluate
        from landcover.predict import export_onnx
        from landcover.train.run import Run

        tested = evaluate(Run.open(self.run.folder, self.tiles))
        self.run.write_text(Run.PREDICTIONS, tested.predictions.to_csv(index=False))
        self.run.write_json(Run.METRICS, tested.metrics)
        with contextlib.suppress(ImportError), contextlib.redirect_stdout(sys.stderr):
            export_onnx(self.run.model, self.run.path(Run.ONNX))

    def make(self, rng: random.Random) -> tuple[str, bytes]:
        "A whole file."
        name, self.again = rng.choice(self.names), False
        shutil.rmtree(self.work / "copy", ignore_errors=True)
        shutil.copytree(self.run.folder, self.work / "copy")
        return f"copy/{name}", self.run.path(name).read_bytes()

    def forge(self, name: str, data: bytes, rng: random.Random) -> tuple[bytes, bool]:
        "One that is well made and wrong; sealed again, half of the time, as who made it would."
        from landcover.train.run import Run

        (self.work / name).write_bytes(forged := forge_run(name, data, rng)[0])
        self.again = rng.random() < 0.5 and not name.endswith((Run.COMPLETE, Run.ONNX))
        if self.again:
            Run(self.work / "copy").seal()
        return forged, False

    def open(self, path: Path):
        "What the library sees: all that the commands look at."
        from landcover.evaluate.compare import tested_predictions
        from landcover.gate import gate
        from landcover.onnx_file import onnx_session
        from landcover.train.run import Run

        run = Run.open(path.parent, self.tiles)
        seen = (run.config, run.model.settings, run.history.to_csv(), run.split.test.tobytes(),
                str(run.timings), str(run.provenance), str(run.metrics),
                tested_predictions(run).to_csv())
        gate(run)
        if path.name == Run.ONNX:
            onnx_session(path)
        return seen

    def objects(self, data: bytes, name: str) -> bool:
        "Whether a sum of ours is for this file: then every change must be seen."
        from landcover.train.run import Run

        sums = (*Run.SEALED, Run.COMPLETE, Run.ONNX)
        return not self.again and name.removeprefix("copy/") in sums
