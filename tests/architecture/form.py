"""Holds the code's own form against rules that no compiler knows."""

import pathlib
import re
import sys

import tree

CODE = {".hpp", ".cpp", ".py", ".cmake", ".proto", ".sh", ".js", ".css"}
TEXT = CODE | {".md", ".toml", ".json", ".txt", ".yml", ".yaml", ".html", ".service", ""}
SOURCES = {".hpp", ".cpp", ".proto"}
PROGRAMS = ("cli", "tests", "bench")
COLUMNS_MAX = 100
LINES_MAX = 700  # a longer file is two files

# Written in pieces, so that this file does not break its own rules.
MACHINE_PATH = re.compile(
    r"(?<![\w.$}/-])/(?:" + "|".join(("work", "tmp", "home", "root", "Users")) + r")/")
UNFINISHED = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX")) + r")\b")

# Their algorithms are not specified, so results would change with the library.
UNSPECIFIED_RANDOMNESS = re.compile(r"std::(?:\w+_distribution|s?rand|shuffle|sample)\b(?!::)")
RANDOMNESS_ALLOWED = ("tests/", "bench/")
# No model code asks what time it is: the same seed gives the same bytes.
WALL_CLOCK = re.compile(
    r"\b(?:system_clock|steady_clock|high_resolution_clock)::now\b|\bgettimeofday\b"
    r"|\bclock_gettime\b|\bstd::time\(")
WALL_CLOCK_ALLOWED = ("cli/", "sim/live/", "monitor/", "tests/", "bench/")

# The C library chooses its mathematics by CPU, and their last bits differ. Correctly rounded on
# every CPU, and so allowed: sqrt, floor, ceil, trunc, round, fmod, ldexp, frexp, abs, fma.
LIBM = re.compile(
    r"(?:std::|(?<!\w)::)"
    r"(?:log|log2|log10|log1p|exp|exp2|expm1|pow|cbrt|hypot|sin|cos|tan|asin|acos"
    r"|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|erf|erfc|tgamma|lgamma)[fl]?\(")
LIBM_FORBIDDEN = ("sim/", "core/base/")
LIBM_ALLOWED = ("sim/verification/",)  # reckons with results; decides no event


def is_script(file: pathlib.PurePosixPath) -> bool:
    return file.suffix == "" and file.parts[0] in ("scripts", ".ci")


def line_complaints(file: pathlib.PurePosixPath, line: str) -> list[str]:
    code = file.suffix in CODE or is_script(file) or file.name == "CMakeLists.txt"
    found = []
    if MACHINE_PATH.search(line):
        found.append("names a path of one machine")
    if UNFINISHED.search(line):
        found.append("unfinished: do it, or describe it where plans are kept")
    if "\t" in line and file.name != "Makefile":
        found.append("has a tab")
    if line != line.rstrip():
        found.append("ends in blanks")
    if code and len(line) > COLUMNS_MAX:
        found.append(f"has {len(line)} columns; {COLUMNS_MAX} are allowed")
    if file.suffix in (".hpp", ".cpp"):
        if UNSPECIFIED_RANDOMNESS.search(line) and not str(file).startswith(RANDOMNESS_ALLOWED):
            found.append("randomness of the standard library; use sim/random")
        if WALL_CLOCK.search(line) and not str(file).startswith(WALL_CLOCK_ALLOWED):
            found.append("asks the wall clock; only " + " ".join(WALL_CLOCK_ALLOWED) + "may")
        code_alone = re.sub(r"//.*|\"[^\"]*\"", "", line)
        if (LIBM.search(code_alone) and str(file).startswith(LIBM_FORBIDDEN)
                and not str(file).startswith(LIBM_ALLOWED)):
            found.append("mathematics of the C library, which differ by CPU; use "
                         "sim/random/arithmetic.hpp")
    return found


def check_file(root: pathlib.Path, file: pathlib.PurePosixPath) -> list[str]:
    try:
        text = (root / file).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"{file}:1: is not UTF-8 ({error.reason})"]
    lines = text.split("\n")
    found = [f"{file}:{number}: {complaint}"
             for number, line in enumerate(lines, 1) for complaint in line_complaints(file, line)]
    if text and not text.endswith("\n"):
        found.append(f"{file}:{len(lines)}: does not end with a newline")
    if "\r" in text:
        found.append(f"{file}:1: has carriage returns")
    if file.suffix in (".hpp", ".cpp", ".py") and len(lines) - 1 > LINES_MAX:
        found.append(f"{file}:{LINES_MAX}: has {len(lines) - 1} lines; {LINES_MAX} are allowed")
    if file.suffix == ".hpp" and "#pragma once" not in text:
        found.append(f"{file}:1: has no #pragma once")
    return found


def build_file_of(root: pathlib.Path, file: pathlib.PurePosixPath) -> pathlib.PurePosixPath | None:
    for folder in file.parents:
        if (root / folder / "CMakeLists.txt").is_file():
            return folder / "CMakeLists.txt"
    return None


def is_named_in_build(root: pathlib.Path, file: pathlib.PurePosixPath) -> bool:
    build_file = build_file_of(root, file)
    if build_file is None:
        return False
    name = re.escape(str(file.relative_to(build_file.parent)))
    code = re.sub(r"#.*", "", tree.read(root, build_file))
    return re.search(rf"(?<![\w./-]){name}(?![\w./-])", code) is not None


def check_is_alive(root: pathlib.Path, sources: list[pathlib.PurePosixPath]) -> list[str]:
    """A source that no CMakeLists.txt names is dead, or a test that never runs.

    So is a header of a module, or nobody has checked that it compiles by itself. Headers of
    programs need not be named, but somebody must include them.
    """
    included = {name for file in sources
                for name in re.findall(r'#\s*include\s+"([^"]+)"', tree.read(root, file))}
    found = []
    for file in sources:
        if file.suffix == ".hpp" and file.parts[0] in PROGRAMS:
            if str(file) not in included:
                found.append(f"{file}:1: nobody includes it")
        elif not is_named_in_build(root, file):
            found.append(f"{file}:1: no CMakeLists.txt names it")
    return found


def check(root: pathlib.Path) -> list[str]:
    found = []
    for file in tree.files(root):
        if file.suffix in TEXT:
            found += check_file(root, file)
    sources = [file for file in tree.files(root) if file.suffix in SOURCES]
    return found + check_is_alive(root, sources)


if __name__ == "__main__":
    sys.exit(tree.report(check, "every file has the form"))
