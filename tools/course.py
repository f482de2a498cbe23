"""Where the course lives, and which notebooks it has."""

import re
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    "Where the course lives, read from settings.ini."

    user: str  # GitHub user or organization
    repo: str  # name of the repository
    branch: str  # branch that the badges open
    version: str  # version of the library, without "v"
    site: str  # address of the website, without a slash at the end

    @property
    def github(self) -> str:  # address of the repository
        "Where the repository is on GitHub."
        return f"https://github.com/{self.user}/{self.repo}"


def read_settings(
    root: str | Path,  # folder of the course
) -> Settings:  # the part of settings.ini that links need
    "Raises FileNotFoundError or ValueError that says what settings.ini lacks."
    path = Path(root) / "settings.ini"
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: run this in the folder of the course")
    config = ConfigParser(delimiters=["="])
    config.read(path, encoding="utf-8")
    values = config["DEFAULT"]
    missing = {"user", "repo", "branch", "version", "doc_host", "doc_baseurl"} - set(values)
    if missing:
        raise ValueError(f"{path} has no {', '.join(sorted(missing))}: add a line for each")
    site = (values["doc_host"] + values["doc_baseurl"]).rstrip("/")
    return Settings(values["user"], values["repo"], values["branch"], values["version"], site)


def find_root(
    start: Path,  # a folder in the course
) -> Path:  # the folder that holds settings.ini
    "The folder of the course. Raises FileNotFoundError outside of one."
    for folder in [start, *start.parents]:
        if (folder / "settings.ini").is_file() and (folder / "nbs").is_dir():
            return folder
    raise FileNotFoundError(f"{start} is not in a course: no settings.ini beside a folder nbs/")


def lessons_of(
    root: Path,  # folder of the course
) -> list[Path]:  # notebooks such as 08_maps.ipynb, in their order
    "The lessons of the course. Raises FileNotFoundError where there are none."
    paths = sorted(root.glob("nbs/[0-9][0-9]_*.ipynb"))
    if not paths:
        raise FileNotFoundError(f"{root / 'nbs'} holds no lesson such as 01_data.ipynb")
    return paths


def workshops_of(
    root: Path,  # folder of the course
) -> list[Path]:  # notebooks such as 08a_scene.ipynb, in their order
    "The workshops of the course: machinery that lessons only use."
    return sorted(root.glob("nbs/[0-9][0-9][a-z]_*.ipynb"))


def notebooks_of(
    root: Path,  # folder of the course
) -> list[Path]:  # each lesson, followed by its workshops
    "All numbered notebooks: each is tested, each can make a module."
    return sorted([*lessons_of(root), *workshops_of(root)])


def is_workshop(
    name: str,  # name of a notebook, such as "08a_scene"
) -> bool:  # a letter after the number?
    "Whether a notebook is a workshop, by its name."
    return re.match(r"\d\d[a-z]_", name) is not None


def page_of(
    name: str,  # name of a notebook, such as "08a_scene"
) -> str:  # name of its page, such as "scene"
    "The page of a notebook on the website, as nbdev names it: without the number."
    return re.sub(r"^\d+[a-zA-Z0-9]*_", "", name).lower()
