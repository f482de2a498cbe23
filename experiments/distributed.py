"""Training in several processes: what each does, and two of them started on this machine.

torchrun --standalone --nproc-per-node 4 -m experiments.distributed ROOT OUT 12000 16 4
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import lightning as L

from landcover.bench.measure import accuracy
from landcover.data.datamodule import TileDataModule
from landcover.data.split import make_split
from landcover.data.tiles import load_tiles
from landcover.train.callbacks import quiet_lightning
from landcover.train.config import choose_accelerator, choose_precision, profile_config
from landcover.train.trainer import build_task

ROOT = Path(__file__).parents[1]  # the repository


class NotingData(TileDataModule):
    "Notes which training tiles were used, by their positions."

    def augment(self, images, positions, epoch):
        "As always, and note the positions."
        self.seen = getattr(self, "seen", []) + positions.tolist()
        return super().augment(images, positions, epoch)


def train_share(
    root: str | Path,  # archive or image folder
    out: str | Path,  # folder for the answers, `<rank>.json`
    n_train: int,  # training tiles over all classes
    epochs: int,  # passes over them
    processes: int,  # processes on this machine
    nodes: int = 1,  # machines
    accelerator: str = "auto",  # "auto", "cpu", "gpu" or "mps"
) -> None:
    "What each process of a training does: train its share, test the model, note what it saw."
    tiles = load_tiles(root, download=False)
    config = profile_config(n_train=n_train, epochs=epochs)
    batch_size = config.batch_size // (processes * nodes)
    data = NotingData(tiles, make_split(tiles, 0, n_train), batch_size, config.seed)
    accelerator = choose_accelerator(accelerator)
    with quiet_lightning():
        trainer = L.Trainer(
            accelerator=accelerator, devices=processes, num_nodes=nodes,
            strategy="ddp" if processes * nodes > 1 else "auto",
            precision=choose_precision(config.precision, accelerator), max_epochs=epochs,
            limit_val_batches=0, logger=False, enable_checkpointing=False,
            enable_progress_bar=False, enable_model_summary=False,
        )
        task = build_task(config, data)
        trainer.fit(task, data)
    model = task.classifier.cpu()
    weights = sum(float(p.detach().double().abs().sum()) for p in model.parameters())
    facts = {"seen": data.seen, "weights": weights, "n_train": len(data.split.train),
             "accuracy": accuracy(model, tiles[data.split.test])}
    Path(out).mkdir(parents=True, exist_ok=True)
    Path(out, f"{trainer.global_rank}.json").write_text(json.dumps(facts), encoding="utf-8")


def train_in_processes(
    root: str | Path,  # archive or image folder
    processes: int,  # how many, on this machine
    n_train: int,  # training tiles over all classes
    epochs: int,  # passes over them
) -> list[dict]:  # for each process: positions seen, checksum of the weights, accuracy
    "Train with `torchrun` on the CPU; raises CalledProcessError if a process fails."
    with tempfile.TemporaryDirectory() as folder:
        words = [root, folder, n_train, epochs, processes, 1, "cpu"]
        subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "torch.distributed.run", "--standalone",
             "--nproc-per-node", str(processes), "-m", "experiments.distributed",
             *map(str, words)],
            env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}, check=True,
            capture_output=True, text=True,
        )
        return [json.loads(Path(folder, f"{rank}.json").read_text()) for rank in range(processes)]


if __name__ == "__main__":
    root, out, *numbers = sys.argv[1:]
    train_share(root, out, *map(int, numbers[:4]), *numbers[4:])
