"""What breaks by itself: addresses in the texts, and the download of the tiles."""

import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from tools.notebooks import read_notebook

REFUSED = (401, 403, 429)  # not for programs, or not so often
BROWSER = {"User-Agent": "Mozilla/5.0 (landcover: link check)"}


def find_links(
    root: Path,  # folder of the course
) -> dict[str, str]:  # address -> a file that names it
    "Every address on the web in the course's texts, without examples and this computer's own."
    texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
             for pattern in ("*.md", "pipeline/*.md", "nbs/*.qmd")
             for path in sorted(root.glob(pattern))}
    for path in sorted(root.glob("nbs/*.ipynb")):
        texts[f"nbs/{path.name}"] = "\n".join(
            c["source"] for c in read_notebook(path)["cells"] if c["cell_type"] == "markdown")
    found = {}
    for name, text in texts.items():
        for link in re.findall(r"https?://[^\s<>()\[\]\"'`]+", text):
            host = link.split("/")[2].partition(":")[0]
            if "." in host and not re.search(r"(^127\.|(^|\.)example(\.\w+)?$)", host):
                found.setdefault(link.rstrip(".,;:"), name)
    return found


def link_problem(
    link: str,  # an address
    tries: int = 3,  # a server may have a bad moment
) -> str:  # what is wrong, "" where it answers
    "Ask an address whether it is there."
    problem = ""
    for attempt in range(tries):
        time.sleep(attempt)
        try:
            with requests.get(link, headers=BROWSER, timeout=20, stream=True) as answer:
                if answer.ok or answer.status_code in REFUSED:
                    return ""
                problem = f"answers {answer.status_code}"
        except requests.RequestException as error:
            problem = f"does not answer ({type(error).__name__})"
    return problem


def check_links(
    root: Path,  # folder of the course
) -> list[str]:  # addresses that lead nowhere
    "Every address in the texts answers. Needs the network."
    links = find_links(root)
    with ThreadPoolExecutor(8) as pool:
        problems = dict(zip(links, pool.map(link_problem, links), strict=True))
    return [f"{links[link]}: {link} {what}" for link, what in problems.items() if what]


def check_downloads(
    root: Path,  # not needed: a check has it
) -> list[str]:  # addresses that do not give the file we know
    "Each address of EuroSAT gives the file with its checksum. Needs the network."
    from landcover.data import EUROSAT_DOWNLOADS, DataNotFoundError, download_file

    problems = []
    for download in EUROSAT_DOWNLOADS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                download_file((download,), Path(folder), progress=False)
            except DataNotFoundError as error:
                problems.append(str(error))
    return problems
