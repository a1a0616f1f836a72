"""Holds commands.py against a README and a program `hotline` made up here."""

import pathlib
import tempfile
import unittest

import commands

HOTLINE = """#!/usr/bin/env python3
import signal, sys
word = sys.argv[1]
if word == "run":
    open("results/week.json", "w").write("{}")
elif word == "live" and "--silent" not in sys.argv:
    def stop(*_):
        sys.exit(1 if "--badly" in sys.argv else 130)
    signal.signal(signal.SIGINT, stop)
    print("console: http://127.0.0.1:1/", flush=True)
    signal.pause()
else:
    print("no such word")
    sys.exit(2)
"""


class Readme(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "Makefile").write_text("run:\n\tfalse\n")
        (self.root / "program").mkdir()
        program = self.root / "program" / "hotline"
        program.write_text(HOTLINE)
        program.chmod(0o755)

    def check(self, *lines: str) -> list[str]:
        (self.root / "README.md").write_text("\n".join(("# Title", "```sh", *lines, "```", "")))
        return commands.check(self.root, self.root / "program")

    def test_commands_that_work_raise_no_complaint(self) -> None:
        self.assertEqual(self.check("# a comment", "", "make run",
                                    'export PATH="$PWD/build/release/cli:$PATH"',
                                    "hotline run town \\", "  --days 7",
                                    "cat results/week.json", "hotline live town"), [])

    def test_what_a_command_writes_does_not_land_in_the_tree(self) -> None:
        self.assertEqual(self.check("hotline run town"), [])
        self.assertFalse((self.root / "results").exists())

    def test_a_failing_command_is_named_with_its_line_and_words(self) -> None:
        found = self.check("hotline run town", "hotline dance")
        self.assertEqual(len(found), 1)
        self.assertIn("README.md:4: `hotline dance` ended with status 2", found[0])
        self.assertIn("no such word", found[0])

    def test_a_failure_before_a_pipe_counts(self) -> None:
        self.assertEqual(len(self.check("hotline dance | cat")), 1)

    def test_a_target_that_the_makefile_lacks(self) -> None:
        self.assertIn("make dance", self.check("make dance")[0])

    def test_a_server_that_names_no_address(self) -> None:
        self.assertIn("named no address", self.check("hotline live --silent")[0])

    def test_a_server_that_takes_an_interrupt_badly(self) -> None:
        self.assertIn("status 1 after an interrupt", self.check("hotline live --badly")[0])

    def test_a_readme_without_commands(self) -> None:
        (self.root / "README.md").write_text("```text\nhello\n```\n")
        self.assertEqual(len(commands.check(self.root, self.root / "program")), 1)

    def test_a_command_over_several_lines_keeps_the_number_of_its_first(self) -> None:
        found = commands.commands("```sh\na \\\n  b \\\n  c\nd\n```\n```text\ne\n```\n")
        self.assertEqual([(c.line, c.text.split()) for c in found],
                         [(2, ["a", "b", "c"]), (5, ["d"])])


if __name__ == "__main__":
    unittest.main()
