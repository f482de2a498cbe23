"""People who ask the service, for locust: each sends a tile, waits for the answer, sends the next.

    LANDCOVER_TILES=folder-of-jpg-tiles locust -f deploy/locustfile.py --host http://127.0.0.1:8000

Add --headless --users 32 --run-time 60s for figures without a page. This is a closed loop: when the
service is slow, they ask less. Chapter 21 says what that hides.
"""

import os
from itertools import cycle
from pathlib import Path

from locust import HttpUser, constant, task

FOLDER = Path(os.environ.get("LANDCOVER_TILES", "."))
TILES = [(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.jpg"))]
if not TILES:
    raise SystemExit(f"{FOLDER}: no .jpg files. Set LANDCOVER_TILES to a folder of tiles.")


class Person(HttpUser):
    "Asks without a pause; one question of twenty is /health."

    wait_time = constant(0)

    def on_start(self) -> None:
        self.tiles = cycle(TILES)

    @task(19)
    def predict(self) -> None:
        sent = {"images": next(self.tiles)}
        with self.client.post("/predict", files=sent, catch_response=True) as reply:
            if reply.ok and len(reply.json()["answers"]) != 1:
                reply.failure("not one answer for one tile")

    @task(1)
    def health(self) -> None:
        self.client.get("/health")
