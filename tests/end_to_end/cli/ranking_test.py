"""Scores and ranks of cities: the files, the choices, and what is kept."""

import csv
import io
import json
import pathlib
import sys
import unittest

from program import ProgramTest

SOURCE = pathlib.Path(sys.argv[1])
ProgramTest.program = sys.argv[2]

SCHEME = """name = "by-hand"
least_known = 0
[group.access]
[indicator.connect_rate]
in = "access"
worst = 0
best = 1
weight = 3
[indicator.self_service]
in = "access"
worst = 0
best = 1
"""


class Ranking(ProgramTest):
    def setUp(self):
        super().setUp()
        town = (SOURCE / "scenarios/examples/small-town.toml").read_text()
        self.write("town.toml", town)
        other = town.replace('name = "', 'name = "other-', 1)
        other = other.replace("agents = 3", "agents = 1", 1)
        self.assertNotEqual(other.count("agents = 1"), town.count("agents = 1"))
        self.write("other.toml", other)

    def rank(self, *more):
        return self.succeed("evaluate", "town.toml", "other.toml", "--days", "2", *more)

    def when_kept(self):
        return {run.name: run.stat().st_mtime_ns for run in (self.folder / "out/runs").iterdir()}

    def test_report_is_written_and_its_files_agree(self):
        text = self.rank("--report", "out").decode()
        self.assertIn("Rank 5-95 %", text)
        out = self.folder / "out"
        page = (out / "index.html").read_text()
        for needs in ("http:", "src=", "url(", "<script"):
            self.assertNotIn(needs, page.replace("http://www.w3.org/2000/svg", ""))
        document = json.loads((out / "ranking.json").read_text())
        self.assertEqual(document["schema"], "hotline.ranking/1")
        scores = list(csv.DictReader(io.StringIO((out / "scores.csv").read_text())))
        self.assertEqual([row["city"] for row in scores],
                         [city["id"] for city in document["cities"]])
        values = list(csv.DictReader(io.StringIO((out / "values.csv").read_text())))
        self.assertEqual(len(values), 2 * len(document["scheme"]["items"]))
        self.assertEqual(len(list((out / "runs").iterdir())), 2)

    def test_score_follows_the_scheme_as_the_formula_says(self):
        self.write("by-hand.toml", SCHEME)
        for weight in (3, 1, 0):
            self.write("by-hand.toml", SCHEME.replace("weight = 3", f"weight = {weight}"))
            document = json.loads(self.rank("--scheme", "by-hand.toml", "--json", "-"))
            for city in document["cities"]:
                known = [(w, city["values"][name]["value"])
                         for name, w in (("connect_rate", weight), ("self_service", 1))
                         if city["values"][name]["value"] is not None]
                expected = sum(w * x for w, x in known) / sum(w for w, _ in known)
                self.assertAlmostEqual(city["score"], expected, places=12)

    def test_finished_runs_are_kept_and_only_those_of_the_same_model_are_used(self):
        first = self.rank("--report", "out", "--json", "a.json")
        kept = self.when_kept()
        self.assertEqual(first, self.rank("--report", "out", "--json", "b.json"))
        self.assertEqual(kept, self.when_kept())
        files = self.files()
        self.assertEqual(files["a.json"], files["b.json"])
        for file in (self.folder / "out/runs").iterdir():  # damaged: run again, not believed
            file.write_bytes(file.read_bytes()[:-1])
        self.assertEqual(first, self.rank("--report", "out"))
        self.rank("--report", "out", "--seed", "2")
        self.assertEqual(len(list((self.folder / "out/runs").iterdir())), 4)

    def test_threads_change_nothing_and_draws_do(self):
        one = self.rank("--draws", "2", "--threads", "1", "--json", "-")
        self.assertTrue(one == self.rank("--draws", "2", "--threads", "3", "--json", "-"))
        self.assertTrue(one != self.rank("--json", "-"))

    def test_wrong_words_are_told_in_one_line(self):
        self.write("bad.toml", SCHEME.replace("best = 1", "best = 'one'", 1))
        words = self.refuse("evaluate", "town.toml", "other.toml", "--scheme", "bad.toml")
        self.assertIn("bad.toml:7:8: indicator.connect_rate.best: found 'one'", words)
        words = self.refuse("evaluate", "town.toml", "--scheme", "nowhere")
        self.assertIn("allowed a file or one of: equal, monthly, three-rates", words)
        words = self.refuse("evaluate", "town.toml", "other.toml", "--replay", "x.csv")
        self.assertIn("--replay", words)
        self.write("file", "")
        words = self.refuse("evaluate", "town.toml", "--report", "file", status=3)
        self.assertIn("cannot write", words)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
