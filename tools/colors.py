"""Colors of the website: readable on their ground."""

import re
from pathlib import Path

from tools.course import notebooks_of
from tools.notebooks import read_notebook

PAIRS = (("body-color", "body-bg"), ("text-muted", "body-bg"), ("link-color", "body-bg"),
         ("toc-color", "body-bg"), ("code-color", "code-bg"), ("body-color", "code-block-bg"),
         ("navbar-fg", "navbar-bg"), ("navbar-hl", "navbar-bg"), ("sidebar-fg", "sidebar-bg"),
         ("sidebar-hl", "sidebar-bg"), ("footer-fg", "footer-bg"), ("link-color", "footer-bg"),
         ("pre-color", "body-bg"), ("pre-color", "code-block-bg"), ("link-color", "code-bg"),
         ("table-color", "body-bg"), ("input-color", "input-bg"), ("body-color", "popover-bg"),
         ("dropdown-link-color", "dropdown-bg"), ("text-muted", "code-block-bg"))
LINES = {"accent", "border-color", "table-border-color"}  # no text is written in these
LEAST_CONTRAST = 4.5  # WCAG 2, level AA, for text


def luminance(
    color: str,  # such as "#1b6e3c"
) -> float:  # from 0 (black) to 1 (white)
    "Relative luminance of a color, as WCAG 2 defines it."
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                        for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(
    one: str,  # a color such as "#1b6e3c"
    other: str,  # another
) -> float:  # from 1 to 21
    "Contrast of two colors, as WCAG 2 defines it."
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def theme_problems(
    path: Path,  # a theme such as light.scss
    palette: dict[str, str],  # class -> color
) -> list[str]:  # one line for each problem
    "Pairs of colors of a theme that are hard to read, and an accent that is no class color."
    values = dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", path.read_text("utf-8"), flags=re.M))
    looked_at = {name for pair in PAIRS for name in pair} | LINES
    found = [f"{path.name}: nobody looks at ${name}. Add what it is read with to PAIRS of "
             "tools/colors.py, or it to LINES." for name in sorted(set(values) - looked_at)]
    for text, ground in PAIRS:
        if text not in values or ground not in values:
            found.append(f"{path.name}: ${text} or ${ground} is no color such as #1b6e3c.")
        elif (ratio := contrast(values[text], values[ground])) < LEAST_CONTRAST:
            found.append(f"{path.name}: ${text} on ${ground} has a contrast of {ratio:.1f}, "
                         f"less than {LEAST_CONTRAST}.")
    if values.get("accent") not in palette.values():
        found.append(f"{path.name}: $accent is no class color. Take one of CLASS_COLORS.")
    return found


def repeated_colors(
    root: Path,  # folder of the course
    palette: dict[str, str],  # class -> color
) -> list[str]:  # notebooks that write a class color down
    "Class colors are defined in one notebook; elsewhere they are asked for by name."
    sources = {path.name: [cell["source"] for cell in read_notebook(path)["cells"]]
               for path in notebooks_of(root)}
    return [f"{notebook}: {color} is the color of {name}. Write CLASS_COLORS[{name!r}]."
            for notebook, texts in sources.items()
            if not any(re.search(r"^CLASS_COLORS\b.*=", text, flags=re.M) for text in texts)
            for name, color in palette.items() if any(color in text for text in texts)]
