"""--audit: a sound run passes, and gives what it gives when nobody looks."""

import pathlib
import sys
import unittest

from program import ProgramTest

SOURCE = pathlib.Path(sys.argv[1])
ProgramTest.program = sys.argv[2]

TOWN = SOURCE / "scenarios/examples/small-town.toml"
EXPORT = """id,created,closed,due,status,type,subtype,agency,channel,district
1,2021-09-21T00:00:01,2021-09-21T01:00:00,2021-09-21T00:30:00,Closed,Noise,Loud,NYPD,PHONE,BRONX
2,2021-09-20T00:00:02,,,Open,Noise,Loud,NYPD,PHONE,BRONX
"""


class Audit(ProgramTest):
    def test_every_example_passes(self):
        files = sorted((SOURCE / "scenarios/examples").rglob("*.toml"))
        self.assertGreater(len(files), 10)
        for file in files:
            with self.subTest(file.name):
                self.assertEqual(self.succeed("run", file, "--audit", "--quiet"), b"")

    def test_stress_passes_with_many_seeds(self):
        for seed in range(1, 11):
            self.succeed("run", SOURCE / "scenarios/stress.toml", "--seed", seed, "--audit",
                         "--quiet")

    def test_a_day_of_new_york_passes_and_gives_the_same_bytes(self):
        plain = self.succeed("run", "new-york", "--days", "1", "--json", "-", "--facts", "a.log")
        audited = self.succeed("run", "new-york", "--days", "1", "--json", "-", "--audit")
        self.assertEqual(plain, audited)
        self.assertEqual(plain, self.succeed("monitor", "--log", "a.log", "--once", "--audit",
                                             "--json", "-"))

    def test_replications_on_threads_pass(self):
        self.succeed("run", TOWN, "--replications", "4", "--threads", "3", "--days", "1",
                     "--audit", "--quiet")

    def test_an_export_passes(self):
        self.write("rows.csv", EXPORT)
        self.succeed("replay", "rows.csv", "--audit", "--facts", "rows.log", "--quiet")
        self.succeed("monitor", "--log", "rows.log", "--once", "--audit", "--quiet")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
