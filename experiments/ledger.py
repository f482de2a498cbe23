"""A ledger: a CSV file to which each measurement adds a line."""

import csv
from pathlib import Path


def add_row(
    ledger: Path,  # the file; it begins with its columns
    columns: tuple[str, ...],  # what the values are called
    values: tuple,  # one for each column
) -> None:
    "Add a line, and show it."
    new = not ledger.exists()
    with ledger.open("a", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        if new:
            lines.writerow(columns)
        lines.writerow(values)
    print(*values, flush=True)
