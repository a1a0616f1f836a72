"""A pipe, a redirected file and a named file give the same numbers."""

import os
import subprocess
import tempfile
import unittest

import program

HOTLINE, _ = program.arguments()
EXPORT = """id,created,closed,due,status,type,subtype,agency,channel,district
2,2024-03-02T10:00:00,2024-03-04T10:00:00,2024-03-03T00:00:00,Closed,Light,Out,Works,Phone,North
1,2024-03-01T10:00:00,,,Open,Noise,Party,Police,Web,South
3,2024-03-02T10:00:00,2024-03-01T10:00:00,,Closed,Light,Out,Works,Phone,North
"""


def without_name(document):
    del document["input"]["file"]
    return document


class StandardInput(unittest.TestCase):
    def test_it_is_read_like_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "export.csv")
            with open(path, "w", encoding="utf-8") as file:
                file.write(EXPORT)
            by_name = without_name(program.replay(HOTLINE, path))
            with open(path, "rb") as file:
                redirected = without_name(program.replay(HOTLINE, "-", stdin=file))
            with subprocess.Popen(["cat", path], stdout=subprocess.PIPE) as source:
                piped = without_name(program.replay(HOTLINE, "-", stdin=source.stdout))
        self.assertEqual(by_name["input"]["used"], 2)
        self.assertEqual(by_name["input"]["refused"], {"closed_before_created": 1})
        self.assertEqual(redirected, by_name)
        self.assertEqual(piped, by_name)

    def test_an_export_that_cannot_be_used_ends_with_status_2_and_one_line(self):
        for text in (b"", b"when,what\n1,2\n", b"id,created\n\0"):
            result = subprocess.run([HOTLINE, "replay", "-"], input=text, capture_output=True,
                                    check=False)
            self.assertEqual(result.returncode, 2)
            self.assertEqual(result.stdout, b"")
            self.assertEqual(result.stderr.count(b"\n"), 1, result.stderr)


if __name__ == "__main__":
    unittest.main()
