"""Runs the program as a user would, and says what came of it."""

import pathlib
import subprocess
import tempfile
import unittest

DEADLINE = 240  # seconds; a program that hangs fails its test instead of the whole suite


class ProgramTest(unittest.TestCase):
    """A test with a program (class attribute, set by the script) and a folder of its own."""

    program: str

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_program(self, *arguments, stdin=b"", before_start=None):
        return subprocess.run(
            [self.program, *map(str, arguments)],
            cwd=self.folder, input=stdin, capture_output=True, timeout=DEADLINE,
            check=False, preexec_fn=before_start)

    def succeed(self, *arguments, stdin=b""):
        result = self.run_program(*arguments, stdin=stdin)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        return result.stdout

    def refuse(self, *arguments, status=2, **how):
        """One line on standard error, nothing on standard output, no file new or half written."""
        before = self.files()
        result = self.run_program(*arguments, **how)
        words = result.stderr.decode()
        self.assertEqual(result.returncode, status, words)
        self.assertEqual(words.count("\n"), 1, words)
        self.assertEqual(result.stdout, b"")
        self.assertEqual(self.files(), before)
        return words.rstrip("\n")

    def files(self):
        return {file.name: file.read_bytes() for file in self.folder.iterdir() if file.is_file()}

    def write(self, name, content):
        path = self.folder / name
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content)
        return path
