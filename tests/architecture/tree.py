"""What the architecture tests share: the files of the tree, and tables written in Markdown."""

import os
import pathlib
import re
import sys
from collections.abc import Callable, Iterator

# Built, written by a run, or not ours.
SKIPPED_FOLDERS = {"build", "results", "__pycache__", "node_modules"}
KEPT_HIDDEN = {".ci"}


def files(root: pathlib.Path) -> Iterator[pathlib.PurePosixPath]:
    """Every file of the source tree, relative to its root, in a fixed order."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            f for f in folders
            if f not in SKIPPED_FOLDERS and (not f.startswith(".") or f in KEPT_HIDDEN))
        for name in sorted(set(names) - {".git"}):  # a file in a worktree of git
            path = pathlib.Path(folder, name)
            if path.is_file():
                yield pathlib.PurePosixPath(path.relative_to(root).as_posix())


def read(root: pathlib.Path, file: pathlib.PurePosixPath) -> str:
    """The file's text; bytes that are no UTF-8 are replaced, for those have a rule of their own."""
    return (root / file).read_text(encoding="utf-8", errors="replace")


def table(markdown: str, *headings: str) -> list[list[str]]:
    """Rows of all tables that begin with these headings. ValueError if there is none."""
    rows: list[list[str]] = []
    inside = False
    for line in markdown.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.lstrip().startswith("|"):
            inside = False
        elif cells[: len(headings)] == list(headings):
            inside = True
        elif inside and not re.fullmatch(r"[-:| ]+", line.strip()):
            rows.append(cells)
    if not rows:
        raise ValueError(f"no table with the headings {', '.join(headings)}")
    return rows


def quoted(cell: str) -> list[str]:
    """What a cell has between backquotes."""
    return re.findall(r"`([^`]+)`", cell)


def report(rule: Callable[[pathlib.Path], list[str]], all_well: str) -> int:
    """Holds a tree (first argument of the program) against a rule: the exit status."""
    complaints = rule(pathlib.Path(sys.argv[1]))
    print("\n".join(complaints) or all_well)
    return 1 if complaints else 0
