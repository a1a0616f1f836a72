"""hotline verify and hotline theory: exit statuses, JSON, and one line for what is wrong."""

import json
import sys
import unittest

from program import ProgramTest

ProgramTest.program = sys.argv[2]

QUEUE = """name = "queue"
[run]
start = "2025-01-06"
warm_up = "5 h"
length = "2 d"
[channel.phone]
kind = "live"
[category.call]
ticket_probability = 0
talk = { exponential = "1 min" }
[[demand]]
category = "call"
channel = "phone"
per_day = "1.2 /min"
[group.agents]
channels = ["phone"]
agents = 2
[verify]
source = "exact: Erlang C"
"""
RIGHT = "[[expect]]\nmeasure = 'wait.probability'\nvalue = 0.45\ntolerance = 0.06\n"
WRONG = "[[expect]]\nmeasure = 'wait.probability'\nvalue = 0.60\ntolerance = 0.06\n"


class Verify(ProgramTest):
    def test_all_right_is_0_and_the_same_bytes_on_any_number_of_threads(self):
        self.write("queue.toml", QUEUE + RIGHT)
        text = self.succeed("verify", "queue.toml", "--threads", "1", "--json", "one.json")
        self.succeed("verify", "queue.toml", "--threads", "3", "--json", "three.json")
        self.assertIn(b"1 verdicts: 1 pass, 0 FAIL, 0 undecided", text)
        files = self.files()
        self.assertEqual(files["one.json"], files["three.json"])
        document = json.loads(files["one.json"])
        self.assertEqual(document["schema"], "hotline.verification/1")
        self.assertEqual(document["counts"], {"pass": 1, "fail": 0, "undecided": 0})
        verdict = document["cases"][0]["verdicts"][0]
        self.assertEqual(verdict["place"], "queue.toml:20:1")
        self.assertLess(abs(verdict["relative_error"]), 0.12)

    def test_one_wrong_or_undecided_is_1(self):
        self.write("queue.toml", QUEUE + RIGHT + WRONG)
        result = self.run_program("verify", ".")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"2 verdicts: 1 pass, 1 FAIL", result.stdout)
        result = self.run_program("verify", "queue.toml", "--work", "1e3")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"undecided", result.stdout)

    def test_the_quick_subset_is_what_says_so(self):
        self.write("queue.toml", QUEUE + RIGHT)
        self.assertIn("quick", self.refuse("verify", "queue.toml", "--quick"))
        self.write("queue.toml", QUEUE + "quick = true\n" + RIGHT)
        self.succeed("verify", "queue.toml", "--quick")

    def test_what_is_wrong_is_said_with_its_place_before_the_first_run(self):
        self.write("queue.toml", QUEUE + RIGHT.replace("probability", "likelihood"))
        for command in ("verify", "check"):
            self.assertRegex(self.refuse(command, "queue.toml"),
                             r"queue\.toml:20:1: .*no measure 'wait\.likelihood'")
        self.write("queue.toml", QUEUE)
        self.assertIn("[[expect]]", self.refuse("verify", "queue.toml"))
        self.refuse("verify", "nowhere.toml")


class Theory(ProgramTest):
    ERLANG = ("--rate", "200 /h", "--handle", "3 min", "--agents", "14")

    def answers(self, *words):
        document = json.loads(self.succeed("theory", *words, "--json", "-"))
        self.assertEqual(document["schema"], "hotline.theory/1")
        return {result["name"]: result["value"] for result in document["results"]}

    # VC001 and VC021, computed with 40 digits.
    def test_erlang_c_and_erlang_a(self):
        found = self.answers("erlang-c", *self.ERLANG, "--within", "20 s")
        self.assertAlmostEqual(found["wait_probability"], 0.1741319336, 9)
        self.assertAlmostEqual(found["service_level"], 0.8883500192, 9)
        found = self.answers("erlang-a", *self.ERLANG, "--patience", "5 min")
        self.assertAlmostEqual(found["abandon_probability"], 0.01398374412, 9)
        self.assertIn(b"17.413193 %", self.succeed("theory", "erlang-c", *self.ERLANG))

    # By families: VC011, VC090, VC094, VC119's first stations, VC121.
    def test_other_families(self):
        self.assertEqual(self.answers("agents-for", "--rate", "100 /h", "--handle", "180 s",
                                      "--service-level", "80 %", "--within", "20 s"),
                         {"agents": 8})
        found = self.answers("accumulating-priority", "--rates", "0.4 /s, 0.5 /s",
                             "--handles", "1 s, 1 s", "--slopes", "2, 1")
        self.assertAlmostEqual(found["mean_wait.1"], 6.1875, 9)
        self.assertAlmostEqual(found["mean_wait.2"], 11.25, 9)
        found = self.answers("power-of-d", "--rate", "0.5 /s", "--handle", "1 s", "--choices", "2")
        self.assertAlmostEqual(found["mean_sojourn"], 1.26568603609, 9)
        found = self.answers("jackson", "--rates", "20 /h, 0 /h", "--handles", "10 min, 4 min",
                             "--group-agents", "5, 2", "--routing", "0 1; 0 0")
        self.assertAlmostEqual(found["mean_wait.1"], 0.03266693 * 3600, 4)
        found = self.answers("fork-join", "--rate", "0.8 /s", "--handle", "1 s")
        self.assertAlmostEqual(found["mean_sojourn"], 7, 9)

    def test_the_list_has_every_formula_and_its_parameters(self):
        text = self.succeed("theory").decode()
        for words in ("erlang-b", "cobham", "course", "--patience", "halfin-whitt"):
            self.assertIn(words, text)

    def test_wrong_arguments_are_one_line(self):
        for words, said in (
                (("erlang-d",), "no formula 'erlang-d'"),
                (("erlang-c", "--rate", "200 /h", "--handle", "3 min"), "needs --agents"),
                (("erlang-c", *self.ERLANG, "--patience", "3 min"), "knows no --patience"),
                (("erlang-c", "--rate", "200", "--handle", "3 min", "--agents", "14"), "--rate"),
                (("erlang-c", *self.ERLANG[:-1], "9"), "erlang-c"),
                (("erlang-c", "--rate", "9 /h", "--handle", "0 s", "--agents", "10"), "erlang-c"),
                (("erlang-b", *self.ERLANG[:-1], "1.5"), "whole"),
                (("cobham", "--rates", "1 /s", "--handles", "1 s, 1 s"), "lengths"),
                (("mmn-g", *self.ERLANG, "--patience", "1 min", "--patience-law", "no"), "weibull"),
                (("v-model", "--rates", "1 /s", "--handles", "1 s, 1 s", "--patiences", "1 s, 1 s",
                  "--agents", "2", "--rule", "first-class"), "expected 2")):
            self.assertIn(said, self.refuse("theory", *words))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
