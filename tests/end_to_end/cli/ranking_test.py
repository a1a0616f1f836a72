"""Scores and ranks of cities: the files, the choices, and what is kept."""

import csv
import io
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
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
        draws = () if "--draws" in more else ("--draws", "0")
        return self.succeed("evaluate", "town.toml", "other.toml", "--days", "2", *draws, *more)

    def when_kept(self):
        return {run.name: run.stat().st_mtime_ns for run in (self.folder / "out/runs").iterdir()}

    def test_report_is_written_and_its_files_agree(self):
        text = self.rank("--report", "out").decode()
        self.assertIn("Median   5-95 %", text)
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
        self.assertEqual(len(list((out / "runs").iterdir())), 4)

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
        self.assertEqual(len(list((self.folder / "out/runs").iterdir())), 8)

    def test_threads_change_nothing_and_draws_do(self):
        one = self.rank("--draws", "2", "--threads", "1", "--json", "-")
        self.assertTrue(one == self.rank("--draws", "2", "--threads", "3", "--json", "-"))
        self.assertTrue(one != self.rank("--json", "-"))

    def test_levers_are_simulated_with_the_same_citizens_and_in_every_file(self):
        self.write("levers.toml", """name = "few"
[lever.same]
title = "As it is"
change = "agents"
times = 1
[lever.none]
title = "Nobody answers"
change = "agents"
times = 0
[lever.words]
title = "Open data"
attribute = "open_data"
value = "true"
""")
        self.write("by-hand.toml", SCHEME)
        text = self.rank("--replications", "2", "--levers", "small-town", "--lever-set",
                         "levers.toml", "--scheme", "by-hand.toml", "--report", "out").decode()
        self.assertIn("What would move A small town's hotline", text)
        self.assertIn("Nothing to change here: As it is", text)
        document = json.loads((self.folder / "out/ranking.json").read_text())
        (study,) = document["levers"]
        self.assertEqual(study["city"], "small-town")
        effects = {one["id"]: one for one in study["effects"]}
        self.assertEqual(effects["same"]["numbers_changed"], 0)
        self.assertEqual(effects["none"]["numbers_changed"], 24)  # shifts, day by day
        self.assertLess(effects["none"]["score_change"], 0)
        self.assertIsNotNone(effects["none"]["score_change_half_width"])
        self.assertFalse(effects["words"]["simulated"])
        self.assertEqual(effects["words"]["score_change"], 0)  # this scheme does not look at it
        # With nobody to answer the connect rate is 0, and its part of the score is lost.
        before = {city["id"]: city for city in document["cities"]}["small-town"]
        weight = {item["id"]: item["effective_weight"] for item in document["scheme"]["items"]}
        lost = -weight["connect_rate"] * before["values"]["connect_rate"]["normalised"]
        self.assertAlmostEqual(effects["none"]["items"]["connect_rate"], lost, places=12)
        rows = list(csv.DictReader(io.StringIO((self.folder / "out/levers.csv").read_text())))
        self.assertEqual([row["lever"] for row in rows], [one["id"] for one in study["effects"]])
        # Two cities and one changed one, two replications each; the changed one is kept as well.
        self.assertEqual(len(list((self.folder / "out/runs").iterdir())), 6)

    def test_facts_of_a_log_and_published_requests_stand_beside_the_simulated_cities(self):
        self.succeed("run", "town.toml", "--days", "2", "--facts", "town.facts",
                     "--replications", "2", "--quiet")
        self.write("requests.csv", "id,created,due,closed,agency,type\n"
                   "1,2024-01-01T10:00:00,2024-01-03T10:00:00,2024-01-02T10:00:00,works,light\n"
                   "2,2024-01-01T11:00:00,2024-01-03T11:00:00,2024-01-05T11:00:00,works,light\n")
        document = json.loads(self.rank("--replications", "2", "--log", "town.toml=town.facts",
                                        "--replay", "requests.csv", "--json", "-"))
        cities = {city["id"]: city for city in document["cities"]}
        logged, simulated = cities["small-town@town.facts"], cities["small-town"]
        self.assertTrue(logged["replayed"])
        self.assertFalse(simulated["replayed"])
        self.assertIn("2 runs; attributes of town.toml", logged["origin"])
        self.assertEqual(logged["values"], simulated["values"])  # the same facts, the same numbers
        replayed = cities["slim@requests.csv"]
        self.assertIsNone(replayed["score"])  # too little is known, and unknown is not zero
        self.assertEqual(replayed["values"]["connect_rate"]["source"], "unknown")
        self.assertEqual(replayed["values"]["closed_on_time"]["value"], 0.5)
        self.write("by-hand.toml", SCHEME)
        document = json.loads(self.rank("--replications", "2", "--log", "town.facts", "--scheme",
                                        "by-hand.toml", "--json", "-"))
        scores = {city["id"]: city["score"] for city in document["cities"]}
        self.assertIsNotNone(scores["small-town"])
        self.assertEqual(scores["small-town@town.facts"], scores["small-town"])
        document = json.loads(self.rank("--replay", "requests.csv", "--scheme", "requests",
                                        "--json", "-"))
        replayed = {city["id"]: city for city in document["cities"]}["slim@requests.csv"]
        # By hand: all are declared resolved (1), half on time (0); the median of two weeks at most.
        speed = 1 - replayed["values"]["time_to_resolution"]["value"] / (14 * 86400)
        self.assertAlmostEqual(replayed["score"], (speed + (1 + 0) / 2) / 2, places=12)

    def test_stopped_in_the_middle_it_keeps_what_is_done_and_goes_on_to_the_same_bytes(self):
        arguments = ["evaluate", "town.toml", "other.toml", "--days", "30", "--replications", "40",
                     "--draws", "0", "--threads", "1", "--report", "out", "--json", "stopped.json"]
        leader, follower = pty.openpty()
        with subprocess.Popen([self.program, *arguments], cwd=self.folder, stderr=follower,
                              stdout=subprocess.DEVNULL) as process:
            os.close(follower)
            seen = ""
            while not re.search(r"[1-9][0-9]* of 80 runs, .* left", seen):  # waits for the words
                seen += os.read(leader, 1024).decode()
            process.send_signal(signal.SIGINT)
            try:
                while chunk := os.read(leader, 1024):
                    seen += chunk.decode()
            except OSError:  # the other side is closed
                pass
        os.close(leader)
        self.assertEqual(process.returncode, 130, seen)
        self.assertIn("the same command goes on", seen)
        kept = self.when_kept()
        self.assertGreaterEqual(len(kept), 1)
        self.assertLess(len(kept), 80)
        self.assertNotIn("stopped.json", self.files())
        self.succeed(*arguments)
        after = self.when_kept()
        self.assertEqual(len(after), 80)
        self.assertEqual(kept, {name: after[name] for name in kept})
        self.succeed(*arguments[:-4], "--json", "whole.json")
        self.assertTrue(self.files()["stopped.json"] == self.files()["whole.json"])

    def test_a_script_that_cannot_answer_is_told_in_one_line(self):
        self.write("bad.lua", "function select(question, waiting)\n  return 'first'\nend\n")
        town = (self.folder / "town.toml").read_text()
        self.assertIn('contact_policy = "fifo"', town)
        self.write("scripted.toml", town.replace('contact_policy = "fifo"',
                                                 'contact_policy = { script = "bad.lua" }'))
        for threads in ("1", "2"):
            words = self.refuse("evaluate", "scripted.toml", "town.toml", "--days", "1",
                                "--draws", "0", "--threads", threads)
            self.assertIn("bad.lua", words)
            self.assertIn("select() answered a string", words)

    def test_wrong_words_are_told_in_one_line(self):
        self.write("bad.toml", SCHEME.replace("best = 1", "best = 'one'", 1))
        words = self.refuse("evaluate", "town.toml", "other.toml", "--scheme", "bad.toml")
        self.assertIn("bad.toml:7:8: indicator.connect_rate.best: found 'one'", words)
        words = self.refuse("evaluate", "town.toml", "--scheme", "nowhere")
        self.assertIn("allowed a file or one of: equal, monthly, requests, three-rates", words)
        words = self.refuse("evaluate", "town.toml", "other.toml", "--replay", "x.csv")
        self.assertIn("x.csv", words)
        words = self.refuse("evaluate", "town.toml", "other.toml", "--log", "x.facts", status=3)
        self.assertIn("x.facts", words)
        words = self.refuse("evaluate", "town.toml", "other.toml", "--levers", "nowhere")
        self.assertIn("allowed is a city that is simulated: small-town, other-small-town", words)
        self.write("levers.toml",
                   "name = 'x'\n[lever.a]\ntitle = 'A'\nchange = 'agents'\ntimes = 'x'\n")
        words = self.refuse("evaluate", "town.toml", "other.toml", "--levers", "small-town",
                            "--lever-set", "levers.toml")
        self.assertIn("levers.toml:5:9: lever.a.times: found 'x', expected a number from 0 to 100",
                      words)
        self.write("file", "")
        words = self.refuse("evaluate", "town.toml", "--report", "file", status=3)
        self.assertIn("cannot write", words)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
