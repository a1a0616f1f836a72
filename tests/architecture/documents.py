"""Holds the documents against the tree: links, decisions, the list of packages."""

import pathlib
import re
import sys
import urllib.parse

import tree

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^\s*(```|~~~)")
DECISION_NAME = re.compile(r"\d{4}-[a-z0-9-]+\.md")
DECISION_HEADINGS = ["Context", "Decision", "Alternatives", "Consequences"]
DECISION_LINES_MAX = 60  # a page
PACKAGE_LINE = re.compile(r"^(?:run|test|dev|bench)\s*\|\s*(\S+)\s*\|")


def prose(markdown: str) -> list[tuple[int, str]]:
    """Numbered lines outside of code blocks."""
    lines = []
    fenced = False
    for number, line in enumerate(markdown.splitlines(), 1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            lines.append((number, re.sub(r"`[^`]*`", "", line)))
    return lines


def anchors(markdown: str) -> set[str]:
    """Names of the headings, as the usual viewers make them."""
    names = set()
    for _, line in prose(re.sub("`", "", markdown)):
        heading = re.match(r"#+\s+(.*)", line)
        if heading:
            name = re.sub(r"[^\w\- ]", "", heading[1].strip().lower())
            names.add(name.replace(" ", "-"))
    return names


def check_links(root: pathlib.Path, file: pathlib.PurePosixPath) -> list[str]:
    found = []
    for number, line in prose(tree.read(root, file)):
        for link in LINK.findall(line):
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = file.parent / urllib.parse.unquote(parts.path) if parts.path else file
            target = root / path
            if not target.exists():
                found.append(f"{file}:{number}: {parts.path} does not exist")
            elif parts.fragment and target.suffix == ".md" and (
                    parts.fragment not in anchors(target.read_text(encoding="utf-8"))):
                found.append(f"{file}:{number}: {link} names no heading")
    return found


def check_decision(root: pathlib.Path, file: pathlib.PurePosixPath) -> list[str]:
    if not DECISION_NAME.fullmatch(file.name):
        return [f"{file}:1: is not named NNNN-words-with-hyphens.md"]
    lines = tree.read(root, file).splitlines()
    headings = [line[3:].strip() for line in lines if line.startswith("## ")]
    found = []
    if headings != DECISION_HEADINGS:
        found.append(f"{file}:1: needs the headings {', '.join(DECISION_HEADINGS)}, in this order")
    if len(lines) > DECISION_LINES_MAX:
        found.append(f"{file}:{DECISION_LINES_MAX}: is longer than a page")
    return found


def check_packages(root: pathlib.Path) -> list[str]:
    """scripts/packages and docs/DEPENDENCIES.md name the same packages."""
    script = pathlib.PurePosixPath("scripts/packages")
    document = pathlib.PurePosixPath("docs/DEPENDENCIES.md")
    installed = {m[1] for line in tree.read(root, script).splitlines()
                 if (m := PACKAGE_LINE.match(line))}
    explained = {name for row in tree.table(tree.read(root, document), "Package")
                 for name in tree.quoted(row[0])}
    return ([f"{document}:1: does not explain {p}" for p in sorted(installed - explained)]
            + [f"{script}:1: does not install {p}" for p in sorted(explained - installed)])


def check_glossary(root: pathlib.Path) -> list[str]:
    """What the glossary says is in the code is there: files exist, names occur in a header."""
    document = pathlib.PurePosixPath("docs/GLOSSARY.md")
    names = {name for file in tree.files(root) if file.suffix == ".hpp"
             for name in re.findall(r"\w+", tree.read(root, file))}
    found = []
    for word, _, places, *_ in tree.table(tree.read(root, document), "Word", "Meaning", "In code"):
        for place in tree.quoted(places):
            if "/" in place:
                if not (root / place).exists():
                    found.append(f"{document}: {word}: {place} does not exist")
            elif missing := [n for n in re.findall(r"\w+(?![\w*])", place) if n not in names]:
                found.append(f"{document}: {word}: no header has {', '.join(missing)}")
    return found


def check(root: pathlib.Path) -> list[str]:
    found = check_packages(root) + check_glossary(root)
    numbers: dict[str, pathlib.PurePosixPath] = {}
    for file in tree.files(root):
        if file.suffix == ".md":
            found += check_links(root, file)
        if file.parts[:2] == ("docs", "decisions"):
            found += check_decision(root, file)
            other = numbers.setdefault(file.name[:4], file)
            if other != file:
                found.append(f"{file}:1: has the number of {other.name}")
    return found


if __name__ == "__main__":
    sys.exit(tree.report(check, "every link, decision and package is in order"))
