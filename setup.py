"""Package metadata: everything comes from settings.ini, which nbdev reads too."""

import re
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup

config = ConfigParser(delimiters=["="])
config.read("settings.ini", encoding="utf-8")
settings = config["DEFAULT"]


def requirements(key: str) -> list[str]:
    """The requirements listed under `key`, one a line."""
    return settings[key].split()


def readme() -> str:
    """README.md with links that also work on the page of the package, outside the repository."""
    text = Path("README.md").read_text(encoding="utf-8")
    place = f"{settings['git_url']}/{{}}/v{settings['version']}/"
    for mark, kind in ((r"(!\[[^]]*\]\()", "raw"), (r"(\]\()", "blob")):
        text = re.sub(mark + r"(?!\w+:|#)", rf"\1{place.format(kind)}", text)
    return text


EXTRAS = ("export", "maps", "mlops", "models", "serve", "explain", "scale")
extras = {name: requirements(f"{name}_requirements") for name in EXTRAS}
extras["dev"] = requirements("dev_requirements") + sum(extras.values(), [])

setup(
    name=settings["lib_name"],
    version=settings["version"],
    description=settings["description"],
    long_description=readme(),
    long_description_content_type="text/markdown",
    author=settings["author"],
    author_email=settings["author_email"],
    url=settings["git_url"],
    license="MIT",
    keywords=settings["keywords"].split(),
    classifiers=[f"Programming Language :: Python :: {v}" for v in settings["pythons"].split()],
    python_requires=f">={settings['min_python']}",
    packages=find_packages(include=["landcover", "landcover.*"]),
    package_data={"landcover": ["templates/*"]},  # pages and cards
    install_requires=requirements("requirements"),
    extras_require=extras,
    entry_points={"console_scripts": requirements("console_scripts")},
)
