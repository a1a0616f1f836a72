"""Holds the table of cases in docs/VERIFY.md against the files; runs the examples of textbook.md.

known_answers.py SOURCE_FOLDER HOTLINE
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

CASE = re.compile(r"\| (VC\d{3}) \| ([^|]+) \| `([^`]+)` \| ([^|]+) \|")
NUMBERED = re.compile(r"VC\d{3}")


def cases_of(file: pathlib.Path) -> set[str]:
    """Names of the cases that a scenario file states."""
    with file.open("rb") as text:
        scenario = tomllib.load(text)
    names = {variant["name"] for variant in scenario.get("variant", []) if variant.get("expect")}
    return names | ({scenario["name"]} if scenario.get("expect") else set())


def tests_of(file: pathlib.Path) -> set[str]:
    return {f"{suite}.{name}" for suite, name in
            re.findall(r"TEST(?:_P|_F)?\((\w+),\s*(\w+)\)", file.read_text(encoding="utf-8"))}


def held(root: pathlib.Path, document: str) -> list[str]:
    """What of the table does not fit the files."""
    found = []
    stated: dict[str, set[str]] = {}
    last = ""
    for case, _, where, names in CASE.findall(document):
        if case <= last:
            found.append(f"{case} stands after {last}")
        last = case
        is_test = where.endswith(".cpp")
        file = root / where if is_test else root / "scenarios" / "validation" / where
        if not file.is_file():
            found.append(f"{case}: {where} does not exist")
            continue
        known = tests_of(file) if is_test else cases_of(file)
        for name in re.findall(r"`([^`]+)`", names):
            stated.setdefault(where, set()).add(name)
            if name not in known:
                found.append(f"{case}: {where} has no {name}")
    for file in sorted((root / "scenarios" / "validation").glob("*/*.toml")):
        where = f"{file.parent.name}/{file.name}"
        for name in sorted(cases_of(file) - stated.get(where, set())):
            if NUMBERED.match(name):
                found.append(f"{where}: {name} is not in the table")
    return found


def examples(markdown: str) -> list[str]:
    """Indented blocks that are whole scenarios."""
    blocks = re.findall(r"(?:^ {4}.*\n|^\n)+", markdown, re.MULTILINE)
    texts = [re.sub(r"^ {4}", "", block, flags=re.MULTILINE).strip() for block in blocks]
    return [text for text in texts if text.startswith("name = ")]


def main() -> int:
    root, hotline = pathlib.Path(sys.argv[1]), sys.argv[2]
    document = (root / "docs" / "VERIFY.md").read_text(encoding="utf-8")
    found = held(root, document)
    if len(CASE.findall(document)) < 100:
        found.append("the table of docs/VERIFY.md was not found")
    broken = document.replace("| `VC001` |", "| `VC999` |")
    if len(held(root, broken)) != len(found) + 2:  # no such case, and VC001 is in no row
        found.append("a table with a wrong name is taken for a right one")
    pages = examples((root / "docs" / "scenario" / "textbook.md").read_text(encoding="utf-8"))
    if len(pages) < 2:
        found.append("docs/scenario/textbook.md has no examples")
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(pages):
            file = pathlib.Path(folder, f"{number}.toml")
            file.write_text(text, encoding="utf-8")
            run = subprocess.run([hotline, "verify", file], capture_output=True, text=True,
                                 check=False)
            if run.returncode != 0:
                found.append(f"textbook.md, example {number + 1}: {run.stdout}{run.stderr}")
    print("\n".join(found) or "every case is where the table says, and every example holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
