"""The child of `tools.fuzz`: opens damaged files with the library, and says what came of each."""

import contextlib
import io
import json
import logging
import random
import resource
import shutil
import sys
import traceback
import warnings
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from tools.forge import forge_image
from tools.forge_files import forge_archive, forge_scene
from tools.fuzz import mutate
from tools.victim_run import RunVictim

REFUSALS = (OSError, ValueError, ImportError)  # the command makes a sentence of these
STARTED: list[str] = []  # what was started, or asked over a network


def listen(
    event: str,  # of Python's audit
    arguments: tuple,  # of the event
) -> None:
    "Note each process and each connection."
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork",
                 "socket.connect"):
        STARTED.append(f"{event}{str(arguments)[:200]}")


def picture(rng: random.Random) -> np.ndarray:  # uint8 (64, 64, 3)
    "Soft shapes with noise: what cameras see."
    noise = np.random.default_rng(rng.randrange(2**32))
    ramp = np.add.outer(np.arange(64), np.arange(64))[..., None] + noise.integers(0, 60, 3)
    return np.clip(ramp + noise.integers(0, 20, (64, 64, 3)), 0, 255).astype(np.uint8)


def encoded(rng: random.Random, format: str, **options) -> bytes:
    "A picture as a file."
    file = io.BytesIO()
    Image.fromarray(picture(rng)).save(file, format, **options)
    return file.getvalue()


class ImageVictim:
    "Tiles: JPEG, PNG, TIFF, WebP, BMP."

    def __init__(self, work: Path):
        self.work = work

    def make(self, rng: random.Random) -> tuple[str, bytes]:
        "A whole file."
        format, options = rng.choice([
            ("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("BMP", {}),
            ("TIFF", {"compression": rng.choice(["tiff_lzw", "raw", "packbits"])})])
        return f"x.{format.lower()}", encoded(rng, format, **options)

    def forge(self, name: str, data: bytes, rng: random.Random) -> tuple[bytes, bool]:
        "One that is well made and wrong; whether it must be refused."
        return forge_image(name[2:].upper(), data, rng)

    def open(self, path: Path):
        "What the library sees."
        from landcover.data.images import decode_tile  # what `predict` and tiles come through

        return decode_tile(path, str(path), 64, False).tobytes()

    def objects(self, data: bytes, name: str) -> bool:
        "Whether the decoder of the format complains."
        import simplejpeg

        try:
            with warnings.catch_warnings(action="error"):
                with Image.open(io.BytesIO(data)) as image:
                    image.verify()
                with Image.open(io.BytesIO(data)) as image:
                    image.load()
                if data.startswith(b"\xff\xd8"):
                    simplejpeg.decode_jpeg(data, "RGB", strict=True)
        except Exception:
            return True
        return False


class SceneVictim:
    "Scenes: GeoTIFFs in several layouts, and JPEG 2000."

    def __init__(self, work: Path):
        self.work = work

    def make(self, rng: random.Random) -> tuple[str, bytes]:
        "A whole file."
        from affine import Affine
        from rasterio.io import MemoryFile

        driver, options = rng.choice([
            ("GTiff", {}), ("GTiff", {"compress": "deflate"}), ("GTiff", {"compress": "lzw"}),
            ("GTiff", {"compress": "deflate", "tiled": True, "blockxsize": 32, "blockysize": 32}),
            ("GTiff", {"compress": "zstd"}), ("JP2OpenJPEG", {"REVERSIBLE": "YES"})])
        size = 256 if driver == "JP2OpenJPEG" else 96
        noise = np.random.default_rng(rng.randrange(2**32))
        pixels = (noise.integers(200, 400, (3, size, size)) + np.arange(size) * 9).astype(np.uint16)
        with MemoryFile(ext=".jp2" if size == 256 else ".tif") as memory:
            with memory.open(driver=driver, height=size, width=size, count=3, dtype="uint16",
                             nodata=0, crs="EPSG:32633",
                             transform=Affine(10, 0, 5e5, 0, -10, 5e6), **options) as file:
                file.write(pixels)
            data = bytes(memory.getbuffer())
        return f"x.{'jp2' if driver == 'JP2OpenJPEG' else 'tif'}", data

    def forge(self, name: str, data: bytes, rng: random.Random) -> tuple[bytes, bool]:
        "One that is well made and wrong; whether it must be refused."
        return forge_scene(name, data, rng)

    def open(self, path: Path) -> tuple:
        "What the library sees."
        from landcover.maps import read_scene

        bands = ["B02", "B03", "B04"]
        scene = read_scene(path, bands=bands, scale=10_000, nodata=0, offset=0)
        pixels, valid = scene.read(bands)
        return scene.crs, tuple(scene.transform), pixels.tobytes(), valid.tobytes()

    def objects(self, data: bytes, name: str) -> bool:
        "Whether GDAL complains, be it in its log."
        import rasterio

        said: list[str] = []
        handler = logging.Handler(logging.WARNING)
        handler.emit = lambda record: said.append(record.getMessage())
        logger = logging.getLogger("rasterio")
        logger.addHandler(handler)
        try:
            with rasterio.open(self.work / name) as file:
                file.read()
        except Exception:
            return True
        finally:
            logger.removeHandler(handler)
        return bool(said)


class ArchiveVictim:
    "Zip archives of tiles."

    def __init__(self, work: Path):
        self.work = work

    def make(self, rng: random.Random) -> tuple[str, bytes]:
        "A whole file."
        file, base = io.BytesIO(), rng.choice(["", "data/", "../", "/tmp/", "a/../../"])
        with zipfile.ZipFile(file, "w", rng.choice([0, 8, 8, 12, 14])) as archive:
            for name in ("Forest", "River"):
                for k in range(4):
                    info = zipfile.ZipInfo(f"{base}{name}/{k}.jpg")  # without the hour
                    archive.writestr(info, encoded(rng, "JPEG"), archive.compression)
        return "x.zip", file.getvalue()

    def forge(self, name: str, data: bytes, rng: random.Random) -> tuple[bytes, bool]:
        "One that is well made and wrong; whether it must be refused."
        return forge_archive(name, data, rng)

    def open(self, path: Path):
        "What the library sees."
        from landcover.data import load_tiles

        shutil.rmtree(self.work / "cache", ignore_errors=True)
        tiles = load_tiles(path)
        return tiles.fingerprint

    def objects(self, data: bytes, name: str) -> bool:
        "Whether the checksums inside do not fit."
        try:
            return zipfile.ZipFile(io.BytesIO(data)).testzip() is not None
        except Exception:
            return True


VICTIMS = {"image": ImageVictim, "scene": SceneVictim, "archive": ArchiveVictim, "run": RunVictim}


def try_one(
    victim,  # one of VICTIMS
    rng: random.Random,  # of this file
    work: Path,  # a folder for it
) -> tuple[str, str]:  # outcome, and what was said
    "Damage one file, and open it."
    name, whole = victim.make(rng)
    path = work / name
    path.write_bytes(whole)
    expected = None
    with contextlib.suppress(ValueError):  # names that lead out of an archive are refused
        expected = victim.open(path)
    forged = rng.random() < 0.5
    data, must = victim.forge(name, whole, rng) if forged else (mutate(whole, rng), False)
    path.write_bytes(data)
    (work / "damaged.bin").write_bytes(data)
    STARTED.clear()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    try:
        seen = victim.open(path)
    except REFUSALS as error:
        outcome = "refused" if path.name in str(error) else "refused without a name"
        said = f"{type(error).__name__}: {error}"
    except BaseException:
        outcome, said = "traceback", traceback.format_exc()
    else:
        same = seen == expected
        outcome, said = ("read as it was" if same else "read as something else"), name
        if data != whole and not same and (must or victim.objects(data, name)):
            outcome = "accepted"
    if STARTED or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > before:
        outcome, said = "started", f"{STARTED}"
    return outcome, said


def main(
    kind: str,  # of VICTIMS
    first: int,  # number of the first file
    count: int,  # number of the last, plus one
    seed: int,  # of the mutations
    work: Path,  # an empty folder
) -> None:
    "Write a line of JSON for each file."
    lines = sys.stdout
    sys.stdout = sys.stderr  # what a library prints is no line of ours
    logging.getLogger("rasterio").addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")
    victim = VICTIMS[kind](work)
    sys.addaudithook(listen)
    for item in range(first, count):
        rng = random.Random(f"{seed} {kind} {item}")
        outcome, said = try_one(victim, rng, work)
        line = {"kind": kind, "item": item, "outcome": outcome, "said": said[-2_000:]}
        print(json.dumps(line), file=lines, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]), Path(sys.argv[5]))
