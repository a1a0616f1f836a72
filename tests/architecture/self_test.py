"""Plants what each rule forbids into a small tree, and expects file and line."""

import pathlib
import tempfile
import unittest

import documents
import form
import includes

TABLES = """
| Module | May include | Never |
|---|---|---|
| `core/base` | nothing | anything |
| `sim/city` | `core/base` | the kernel |
| `sim/kernel` | `core/base` | the city |
| `cli` | everything | |

| Library | Headers | Only in |
|---|---|---|
| toml++ | `toml++/*` | `sim/city` |
| Files | `fstream` | `cli` |
| Protocol Buffers | `*.pb.h` | `cli` |
"""

GLOSSARY = """
| Word | Meaning | In code |
|---|---|---|
| time | what passes | `once` in `core/base/time.hpp` |
"""

DECISION = "# 1. Title\n\n## Context\n\n## Decision\n\n## Alternatives\n\n## Consequences\n"


class PlantedTree(unittest.TestCase):
    """A small house in order; each test breaks one thing in it."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("docs/ARCHITECTURE.md", TABLES)
        self.write("docs/DEPENDENCIES.md", "| Package | Why |\n|---|---|\n| `g++` | compiler |\n")
        self.write("docs/GLOSSARY.md", GLOSSARY)
        self.write("docs/decisions/0001-title.md", DECISION)
        self.write("scripts/packages", "run  | g++ | the compiler\n")
        self.write("core/base/CMakeLists.txt", "hotline_module(core_base HEADERS time.hpp)\n")
        self.write("core/base/time.hpp", "#pragma once\n")
        self.write("sim/city/CMakeLists.txt", "hotline_module(sim_city HEADERS city.hpp)\n")
        self.write("sim/city/city.hpp", "#pragma once\n#include \"core/base/time.hpp\"\n")
        self.write("sim/kernel/CMakeLists.txt",
                   "hotline_module(sim_kernel HEADERS list.hpp LINKS hotline::core_base)\n")
        self.write("sim/kernel/list.hpp", "#pragma once\n")
        self.write("cli/CMakeLists.txt", "add_executable(hotline main.cpp)\n")
        self.write("cli/main.cpp", "#include <fstream>\n\n#include \"sim/city/city.hpp\"\n")

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def expect(self, rule, complaint: str) -> None:
        found = rule.check(self.root)
        self.assertTrue(any(complaint in line for line in found),
                        f"expected '{complaint}' among {found}")

    def test_a_house_in_order_has_no_complaints(self) -> None:
        for rule in (includes, form, documents):
            self.assertEqual(rule.check(self.root), [])


class Includes(PlantedTree):
    def test_no_model_code_uses_mathematics_that_differ_by_cpu(self) -> None:
        for words in ("std::exp(x)", "std::tgamma(x)", "::pow(x, 2)", "std::logf(x)"):
            self.write("sim/city/city.hpp", f"#pragma once\ninline double y = {words};\n")
            self.expect(form, "sim/city/city.hpp:2: mathematics of the C library")
        self.write("sim/city/city.hpp",
                   "#pragma once\n// exp(x)\ninline double y = std::sqrt(fixed_log(x));\n")
        self.assertEqual(form.check(self.root), [])

    def test_an_include_in_a_forbidden_direction(self) -> None:
        self.write("sim/kernel/list.hpp", "#pragma once\n\n#include \"sim/city/city.hpp\"\n")
        self.expect(includes, "sim/kernel/list.hpp:3: sim/kernel may not include sim/city/city.hpp")

    def test_nobody_includes_the_program(self) -> None:
        self.write("sim/city/city.hpp", "#pragma once\n#include \"cli/main.hpp\"\n")
        self.expect(includes, "sim/city/city.hpp:2: sim/city may not include cli/main.hpp")

    def test_a_link_in_a_forbidden_direction(self) -> None:
        self.write("sim/kernel/CMakeLists.txt",
                   "hotline_module(sim_kernel\n LINKS hotline::sim_city)\n")
        self.expect(includes, "sim/kernel/CMakeLists.txt:2: sim/kernel may not link sim/city")

    def test_a_library_outside_its_home(self) -> None:
        self.write("sim/kernel/list.hpp", "#pragma once\n#include <toml++/toml.h>\n")
        self.expect(includes, "list.hpp:2: <toml++/toml.h> may be included in sim/city only")

    def test_a_standard_header_with_a_home(self) -> None:
        self.write("sim/kernel/list.hpp", "#pragma once\n#include <fstream>\n")
        self.expect(includes, "sim/kernel/list.hpp:2: <fstream> may be included in cli only")

    def test_a_generated_header_outside_its_home(self) -> None:
        self.write("sim/kernel/list.hpp", "#pragma once\n#include \"proto/v1/fact.pb.h\"\n")
        self.expect(includes, "list.hpp:2: <proto/v1/fact.pb.h> may be included in cli only")

    def test_a_library_that_no_row_names(self) -> None:
        self.write("sim/kernel/list.hpp", "#pragma once\n#include <sqlite3.h>\n")
        self.expect(includes, "sim/kernel/list.hpp:2: <sqlite3.h> is in no row")

    def test_a_folder_that_no_row_names(self) -> None:
        self.write("sim/weather/rain.hpp", "#pragma once\n")
        self.expect(includes, "sim/weather/rain.hpp:1: belongs to no module")

    def test_an_include_beside_the_root(self) -> None:
        self.write("sim/city/city.hpp", "#pragma once\n#include \"street.hpp\"\n")
        self.expect(includes, "city.hpp:2: street.hpp: write our own headers from the root")

    def test_a_row_without_a_folder(self) -> None:
        self.write("docs/ARCHITECTURE.md",
                   TABLES.replace("| `cli` | e", "| `sim/moon` | nothing | |\n| `cli` | e"))
        self.expect(includes, "sim/moon has no folder")

    def test_a_circle_in_the_table(self) -> None:
        self.write("docs/ARCHITECTURE.md", TABLES.replace("| nothing |", "| `sim/city` |"))
        self.expect(includes, "a circle among core/base, sim/city")


class Form(PlantedTree):
    def plant(self, line: str) -> None:
        self.write("sim/city/city.hpp", "#pragma once\n" + line + "\n")

    def test_what_a_line_may_not_contain(self) -> None:
        for line, complaint in (
                ("// see /" + "home/me/notes", "names a path of one machine"),
                ("// TO" + "DO: later", "unfinished"),
                ("\tint x;", "has a tab"),
                ("int x; ", "ends in blanks"),
                ("// " + "x" * 98, "has 101 columns"),
                ("std::normal_distribution<> n;", "randomness of the standard library"),
                ("int i = std::rand();", "randomness of the standard library"),
                ("std::shuffle(a, b, g);", "randomness of the standard library"),
                ("auto t = std::chrono::system_clock::now();", "asks the wall clock")):
            with self.subTest(line=line):
                self.plant(line)
                self.expect(form, "sim/city/city.hpp:2: " + complaint)

    def test_the_program_may_ask_the_wall_clock(self) -> None:
        self.write("cli/main.cpp", "auto t = std::chrono::system_clock::now();\n")
        self.assertEqual(form.check(self.root), [])

    def test_the_longest_line_and_the_longest_file_are_allowed(self) -> None:
        self.plant("// " + "x" * 97)
        self.write("cli/main.cpp", "//\n" * 700)
        self.assertEqual(form.check(self.root), [])

    def test_a_file_that_is_too_long(self) -> None:
        self.write("cli/main.cpp", "//\n" * 701)
        self.expect(form, "cli/main.cpp:700: has 701 lines")

    def test_a_file_without_a_last_newline(self) -> None:
        self.write("cli/main.cpp", "int x;\nint y;")
        self.expect(form, "cli/main.cpp:2: does not end with a newline")

    def test_a_source_that_is_not_built(self) -> None:
        self.write("sim/city/street.cpp", "int x;\n")
        self.expect(form, "sim/city/street.cpp:1: no CMakeLists.txt names it")

    def test_a_header_of_a_program_must_be_included(self) -> None:
        self.write("cli/main.hpp", "#pragma once\n")
        self.expect(form, "cli/main.hpp:1: nobody includes it")
        self.write("cli/main.cpp", "#include \"cli/main.hpp\"\n")
        self.assertEqual(form.check(self.root), [])

    def test_a_source_that_is_named_in_a_comment_only(self) -> None:
        self.write("sim/city/street.cpp", "int x;\n")
        self.write("sim/city/CMakeLists.txt",
                   "hotline_module(sim_city HEADERS city.hpp) # street.cpp\n")
        self.expect(form, "sim/city/street.cpp:1: no CMakeLists.txt names it")


class Documents(PlantedTree):
    def test_a_link_to_nowhere(self) -> None:
        self.write("README.md", "Hello\n\n[see](docs/NOWHERE.md)\n")
        self.expect(documents, "README.md:3: docs/NOWHERE.md does not exist")

    def test_a_picture_that_is_not_there(self) -> None:
        self.write("README.md", "![a picture](docs/img/none.png)\n")
        self.expect(documents, "README.md:1: docs/img/none.png does not exist")

    def test_a_link_to_a_heading(self) -> None:
        self.write("README.md", "# The end\n\n[a](#the-end) [b](README.md#the-beginning)\n")
        found = documents.check(self.root)
        self.assertEqual(found, ["README.md:3: README.md#the-beginning names no heading"])

    def test_links_of_others_and_links_in_code_are_left_alone(self) -> None:
        self.write("README.md",
                   "[x](https://example.org/x)\n```\n[y](nowhere)\n```\n`[z](nowhere)`\n")
        self.assertEqual(documents.check(self.root), [])

    def test_a_decision_without_alternatives(self) -> None:
        self.write("docs/decisions/0002-x.md", DECISION.replace("## Alternatives\n\n", ""))
        self.expect(documents, "0002-x.md:1: needs the headings Context, Decision, Alternatives")

    def test_two_decisions_of_one_number(self) -> None:
        self.write("docs/decisions/0001-y.md", DECISION)
        self.expect(documents, "0001-y.md:1: has the number of 0001-title.md")

    def test_a_word_of_the_glossary_without_its_code(self) -> None:
        self.write("docs/GLOSSARY.md", GLOSSARY.replace("`once`", "`Noon::strike`"))
        self.expect(documents, "docs/GLOSSARY.md: time: no header has Noon, strike")
        self.write("docs/GLOSSARY.md", GLOSSARY.replace("time.hpp", "noon.hpp"))
        self.expect(documents, "docs/GLOSSARY.md: time: core/base/noon.hpp does not exist")

    def test_a_package_that_is_not_explained(self) -> None:
        self.write("scripts/packages", "run  | g++ | the compiler\ndev  | zstd | to pack\n")
        self.expect(documents, "docs/DEPENDENCIES.md:1: does not explain zstd")

    def test_a_package_that_is_not_installed(self) -> None:
        self.write("scripts/packages", "test | make | to make\n")
        self.expect(documents, "scripts/packages:1: does not install g++")


if __name__ == "__main__":
    unittest.main()
