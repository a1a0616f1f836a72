"""Holds every #include and every linked module against the tables of docs/ARCHITECTURE.md."""

import fnmatch
import pathlib
import re
import sys

import tree

PRODUCT = ("core", "proto", "sim", "monitor", "evaluation", "cli")
# They test or measure anything with anything; nobody includes them.
FREE = ("tests", "bench")
DOCUMENT = "docs/ARCHITECTURE.md"
INCLUDE = re.compile(r'\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')
STANDARD_LIBRARY = re.compile(r"[a-z_0-9]+")
EVERYTHING = "everything"
EVERYWHERE = "everywhere"


class Rules:
    """The two tables, read."""

    def __init__(self, markdown: str) -> None:
        self.modules: dict[str, set[str] | None] = {}  # None: may include every module
        for module, allowed, *_ in tree.table(markdown, "Module", "May include"):
            name = tree.quoted(module)[0]
            self.modules[name] = None if allowed == EVERYTHING else set(tree.quoted(allowed))
        self.libraries = [
            (tree.quoted(headers), set(self.modules if where == EVERYWHERE else tree.quoted(where)))
            for _, headers, where, *_ in tree.table(markdown, "Library", "Headers", "Only in")]

    def module_of(self, path: str) -> str | None:
        fits = [m for m in self.modules if path.startswith(m + "/")]
        return max(fits, key=len, default=None)

    def homes_of(self, header: str) -> set[str] | None:
        """Where a header that is not ours may be included; None if no table row names it."""
        for patterns, homes in self.libraries:
            if any(fnmatch.fnmatchcase(header, pattern) for pattern in patterns):
                return homes
        return None

    def faults(self) -> list[str]:
        """Troubles within the table itself: unknown names, a circle."""
        found = []
        for module, allowed in self.modules.items():
            for other in sorted((allowed or set()) - self.modules.keys()):
                found.append(f"{DOCUMENT}: {module} may include {other}, which is no module")
        for patterns, homes in self.libraries:
            for home in sorted(homes - self.modules.keys()):
                found.append(f"{DOCUMENT}: {patterns[0]} is at home in {home}, which is no module")
        return found or self.circles()

    def circles(self) -> list[str]:
        left = {m: set(a) for m, a in self.modules.items() if a is not None}
        while True:
            ground = {m for m, allowed in left.items() if not allowed}
            if not ground:
                break
            left = {m: a - ground for m, a in left.items() if m not in ground}
        return [f"{DOCUMENT}: a circle among {', '.join(sorted(left))}"] if left else []


def own_include(rules: Rules, here: str, included: str) -> str | None:
    """What is wrong with #include "included" in module `here`, if anything."""
    there = rules.module_of(included)
    allowed = rules.modules[here]
    if there is None:
        if included.startswith(tuple(f + "/" for f in PRODUCT + FREE)):
            return f"{included} belongs to no module of {DOCUMENT}"
        return f"{included}: write our own headers from the root, others in <>"
    if there == here or allowed is None or there in allowed:
        return None
    return f"{here} may not include {included}"


def foreign_include(rules: Rules, here: str, included: str) -> str | None:
    """What is wrong with #include <included> in module `here`, if anything."""
    homes = rules.homes_of(included)
    if homes is None:
        if STANDARD_LIBRARY.fullmatch(included):
            return None
        return f"<{included}> is in no row of the libraries in {DOCUMENT}"
    if here in homes:
        return None
    return f"<{included}> may be included in {', '.join(sorted(homes))} only, not in {here}"


def check_product_file(rules: Rules, root: pathlib.Path, file: pathlib.PurePosixPath) -> list[str]:
    here = rules.module_of(str(file))
    if here is None:
        return [f"{file}:1: belongs to no module of {DOCUMENT}"]
    found = []
    for number, line in enumerate(tree.read(root, file).splitlines(), 1):
        include = INCLUDE.match(line)
        if not include:
            continue
        own, foreign = include.groups()
        if own and rules.homes_of(own) is None:
            complaint = own_include(rules, here, own)
        else:  # also generated headers, which are ours by place and a library's by content
            complaint = foreign_include(rules, here, own or foreign)
        if complaint:
            found.append(f"{file}:{number}: {complaint}")
    return found


def check_links(rules: Rules, root: pathlib.Path, file: pathlib.PurePosixPath) -> list[str]:
    """hotline::core_base in sim/kernel/CMakeLists.txt: may sim/kernel include core/base?"""
    here = rules.module_of(str(file))
    if here is None:
        return []
    allowed = rules.modules[here]
    targets = {m.replace("/", "_"): m for m in rules.modules}
    found = []
    for number, line in enumerate(tree.read(root, file).splitlines(), 1):
        for target in re.findall(r"hotline::(\w+)", line):
            there = targets.get(target)
            if there is None:
                found.append(f"{file}:{number}: hotline::{target} is no module of {DOCUMENT}")
            elif there != here and allowed is not None and there not in allowed:
                found.append(f"{file}:{number}: {here} may not link {there}")
    return found


def missing_modules(rules: Rules, root: pathlib.Path) -> list[str]:
    return [f"{DOCUMENT}: {module} has no folder with a CMakeLists.txt"
            for module in rules.modules if not (root / module / "CMakeLists.txt").is_file()]


def check(root: pathlib.Path) -> list[str]:
    rules = Rules(tree.read(root, pathlib.PurePosixPath(DOCUMENT)))
    found = rules.faults() + missing_modules(rules, root)
    for file in tree.files(root):
        if file.parts[0] not in PRODUCT:
            continue
        if file.suffix in (".hpp", ".cpp"):
            found += check_product_file(rules, root, file)
        elif file.name == "CMakeLists.txt":
            found += check_links(rules, root, file)
    return found


if __name__ == "__main__":
    sys.exit(tree.report(check, "every include and every link runs in an allowed direction"))
