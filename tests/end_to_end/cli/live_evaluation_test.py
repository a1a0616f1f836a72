"""The evaluation of what is being watched: the numbers of `hotline evaluate`, as metrics."""

import json
import pathlib
import re
import signal
import subprocess
import sys
import unittest
import urllib.request

from program import DEADLINE, ProgramTest

SOURCE = pathlib.Path(sys.argv[1])
ProgramTest.program = sys.argv[2]


class LiveEvaluation(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("town.toml", (SOURCE / "scenarios/examples/small-town.toml").read_text())
        self.succeed("run", "town.toml", "--days", "20", "--facts", "town.facts", "--quiet")

    def metrics_of(self, *arguments):
        """Metrics by name and labels, once all facts are folded."""
        with subprocess.Popen(
                [self.program, "monitor", "--log", "town.facts", "--listen", "127.0.0.1:0",
                 *arguments],
                cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                text=True) as process:
            url = re.fullmatch(r"listening on (\S+)\n", process.stderr.readline()).group(1)
            self.assertIn("all facts are folded", process.stderr.readline())
            with urllib.request.urlopen(url + "metrics" if url.endswith("/") else url + "/metrics",
                                        timeout=DEADLINE) as answer:
                text = answer.read().decode()
            process.send_signal(signal.SIGINT)
            process.stderr.read()
        found = {}
        for name, labels, value in re.findall(r"^(hotline_evaluation_\w+)\{(.*)\} (\S+)$", text,
                                              re.MULTILINE):
            found[name, *re.findall(r'"([^"]*)"', labels)] = float(value)
        return found

    def test_metrics_are_the_numbers_of_evaluate(self):
        found = self.metrics_of("--city", "town.toml")
        document = json.loads(self.succeed(
            "evaluate", "town.toml", "--scheme", "equal", "--log", "town.toml=town.facts",
            "--draws", "0", "--samples", "16", "--json", "-"))
        city = {one["id"]: one for one in document["cities"]}["small-town@town.facts"]
        place = "hotline_evaluation_"
        self.assertAlmostEqual(found[place + "known_ratio", "equal"], city["known"], places=9)
        for key, name in (("score", "score"), ("confirmed_score", "confirmed_score")):
            self.assertEqual((place + name, "equal") in found, city[key] is not None)
            if city[key] is not None:
                self.assertAlmostEqual(found[place + name, "equal"], city[key], places=9)
        groups = {key[2]: value for key, value in found.items() if key[0] == place + "group_score"}
        self.assertEqual(groups.keys(), {g for g, x in city["groups"].items() if x is not None})
        self.assertTrue(groups)
        values = {key[2]: value for key, value in found.items() if key[0] == place + "indicator"}
        known = {name: one["value"] for name, one in city["values"].items()
                 if one["value"] is not None}
        self.assertEqual(values.keys(), known.keys())
        for name, value in values.items():
            self.assertAlmostEqual(value / (known[name] or 1), 1 if known[name] else 0, places=9)

    def test_a_window_is_of_the_last_days_only(self):
        whole = self.metrics_of("--scheme", "three-rates")
        recent = self.metrics_of("--scheme", "three-rates", "--window", "4 d")
        name = "hotline_evaluation_window_seconds", "three-rates"
        self.assertEqual(whole[name], 20 * 86400)
        self.assertGreaterEqual(recent[name], 2 * 86400)
        self.assertLessEqual(recent[name], 4 * 86400)

    def test_a_scheme_that_needs_others_is_refused(self):
        self.write("z.toml", "name='z'\nnormalisation='z-score'\n[group.a]\n"
                             "[indicator.connect_rate]\nin='a'\n")
        words = self.refuse("monitor", "--log", "town.facts", "--scheme", "z.toml")
        self.assertIn("'z-score', which needs other cities", words)
        words = self.refuse("monitor", "--log", "town.facts", "--window", "0 s")
        self.assertIn("found '0 s', expected 1 s at least", words)
        words = self.refuse("monitor", "--log", "town.facts", "--city", "nowhere")
        self.assertIn("nowhere", words)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
