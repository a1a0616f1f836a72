"""Runs the commands of README.md: every line of its ```sh blocks, in order, in a working copy.

    commands.py ROOT FOLDER_OF_HOTLINE

How a line is taken depends on its words, and the first rule that fits counts (see RULES). A working
copy has the tree's own folders as links, and a results/ of its own.
"""

import os
import pathlib
import re
import selectors
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import NamedTuple

COMMAND_SECONDS_MAX = 240
ANSWER_SECONDS_MAX = 60
NOT_LINKED = {"build", "results"}


class Command(NamedTuple):
    line: int  # in README.md
    text: str


class Place(NamedTuple):
    folder: pathlib.Path
    environment: dict[str, str]


def commands(markdown: str) -> list[Command]:
    found: list[Command] = []
    inside = False
    open_line = None  # of a command that goes on in the next line
    for number, line in enumerate(markdown.splitlines(), 1):
        if line.startswith("```"):
            inside = line == "```sh"
        elif inside and open_line is not None:
            found[-1] = Command(open_line, found[-1].text[:-1] + line.strip())
        elif inside and line.strip() and not line.lstrip().startswith("#"):
            found.append(Command(number, line.strip()))
        going_on = inside and found and found[-1].text.endswith("\\")
        open_line = found[-1].line if going_on else None
    return found


def start(text: str, place: Place) -> subprocess.Popen:
    return subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", text], cwd=place.folder, env=place.environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True)


def signal_all(process: subprocess.Popen, number: signal.Signals) -> None:
    """Also what the command itself has started."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        pass


def finish(process: subprocess.Popen, seconds: float) -> tuple[str, int | None]:
    """The rest of the output and the exit status; None if it had to be killed."""
    try:
        output, _ = process.communicate(timeout=seconds)
        return output.decode(errors="replace"), process.returncode
    except subprocess.TimeoutExpired:
        signal_all(process, signal.SIGKILL)
        output, _ = process.communicate()
        return output.decode(errors="replace"), None


def read_until(process: subprocess.Popen, word: bytes, seconds: float) -> bytes:
    """Output up to the word; less if the output ended, or stood still for so long."""
    seen = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while word not in seen and selector.select(timeout=seconds):
            piece = os.read(process.stdout.fileno(), 65536)
            if not piece:
                break
            seen += piece
    return seen


def run(text: str, place: Place) -> str | None:
    """The usual rule: it ends, with status 0."""
    output, status = finish(start(text, place), COMMAND_SECONDS_MAX)
    if status == 0:
        return None
    outcome = "did not end" if status is None else f"ended with status {status}"
    return f"{outcome}; it said:\n{output}"


def serve_until_interrupted(text: str, place: Place) -> str | None:
    """It says its address and goes on; an interrupt (Ctrl-C) ends it in good order."""
    process = start(text, place)
    seen = read_until(process, b"http://", ANSWER_SECONDS_MAX)
    if b"http://" not in seen:
        signal_all(process, signal.SIGKILL)
        finish(process, ANSWER_SECONDS_MAX)
        return f"named no address to look at; it said:\n{seen.decode(errors='replace')}"
    signal_all(process, signal.SIGINT)
    output, status = finish(process, ANSWER_SECONDS_MAX)
    if status in (0, 130):
        return None
    return f"ended with status {status} after an interrupt; it said:\n{output}"


def is_target(text: str, place: Place) -> str | None:
    """make is not run again inside of what make has started: the target must exist."""
    return run(text.replace("make ", "make --dry-run ", 1), place)


def set_path(text: str, _: Place) -> str | None:
    """The one way to find the program that the README names; here it is on the PATH already."""
    expected = 'export PATH="$PWD/build/release/cli:$PATH"'
    return None if text == expected else f"expected {expected}"


RULES: list[tuple[str, Callable[[str, Place], str | None]]] = [
    (r"make \w+$", is_target),
    (r"export PATH=", set_path),
    (r"hotline (live|monitor)\b", serve_until_interrupted),
    (r"", run),
]


def complaint_about(command: Command, place: Place) -> str | None:
    rule = next(rule for pattern, rule in RULES if re.match(pattern, command.text))
    complaint = rule(command.text, place)
    return f"README.md:{command.line}: `{command.text}` {complaint}" if complaint else None


def link_working_copy(root: pathlib.Path, folder: pathlib.Path) -> None:
    for entry in root.iterdir():
        if entry.name not in NOT_LINKED and not entry.name.startswith("."):
            (folder / entry.name).symlink_to(entry)
    (folder / "results").mkdir()


def check(root: pathlib.Path, program_folder: pathlib.Path) -> list[str]:
    found = commands((root / "README.md").read_text(encoding="utf-8"))
    if not found:
        return ["README.md: has no command in a ```sh block"]
    environment = dict(os.environ, PATH=f"{program_folder}:{os.environ['PATH']}")
    for inherited in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
        environment.pop(inherited, None)
    with tempfile.TemporaryDirectory() as name:
        place = Place(pathlib.Path(name), environment)
        link_working_copy(root, place.folder)
        return [c for command in found if (c := complaint_about(command, place))]


def main() -> int:
    complaints = check(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
    print("\n".join(complaints) or "every command of README.md does what it says")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
