"""The list of city models, and one of them whole, in words and as JSON."""

import json
import pathlib
import sys
import unittest

from program import ProgramTest


class Cities(ProgramTest):
    def test_the_list_says_of_each_whether_the_report_names_it(self):
        words = self.succeed("cities").decode()
        self.assertEqual(words.count("named in public text on the report\n"), 20)
        self.assertEqual(words.count("  our own choice, not named in public text"), 6)
        self.assertIn("hong-kong  Hong Kong 1823\n", words)

    def test_the_list_as_json_counts_every_number_as_sourced(self):
        cities = json.loads(self.succeed("cities", "--json", "-"))["cities"]
        self.assertEqual(len(cities), 20)
        self.assertEqual(sum(city["named_in_report"] for city in cities), 14)
        for city in cities:
            with self.subTest(city=city["name"]):
                self.assertEqual(city["parameters"]["unsourced"], 0)
                self.assertGreater(city["contacts_per_day"], 100)
                self.assertGreater(city["tickets_per_day"], 100)

    def test_one_city_shows_every_number_under_its_source(self):
        words = self.succeed("cities", "show", "hong-kong").decode()
        city = json.loads(self.succeed("cities", "show", "hong-kong", "--json", "-"))
        self.assertEqual(city["schema"], "hotline.city/1")
        for number in city["numbers"]:
            self.assertIn(f"    {number['path']}", words)
            self.assertIn(number["note"], words)
        for source in city["sources"]:
            self.assertIn(source["title"], words)
        self.assertEqual(sum(city["parameters"].values()), len(city["numbers"]))
        per_channel = sum(channel["contacts_per_day"] for channel in city["channels"])
        self.assertAlmostEqual(per_channel, city["contacts_per_day"], places=6)

    def test_a_users_file_can_be_shown_and_may_have_no_sources(self):
        town = pathlib.Path(sys.argv[1]) / "scenarios/examples/small-town.toml"
        words = self.succeed("cities", "show", town).decode()
        self.assertIn("the file does not say whether the report names it\n", words)
        self.assertIn("  unsourced\n", words)

    def test_an_unknown_city_is_refused(self):
        self.refuse("cities", "show", "atlantis")
        self.refuse("cities", "check", "atlantis")


OFFICE = """name = "office"
[run]
start = "2025-01-06"
length = "7 d"
[channel.phone]
kind = "live"
[category.question]
ticket_probability = 0
talk = { constant = "60 s" }
[[demand]]
category = "question"
channel = "phone"
interarrival = { constant = "1 h" }
[group.desk]
channels = ["phone"]
agents = 1
"""

FIGURE = """[[expect]]
measure = "contacts.answered"
per = "contacts.offered"
of = "channel phone"
value = "%s"
tolerance = "5 %%"
source = "a page"
"""


class Check(ProgramTest):
    def check(self, what, status, *options):
        result = self.run_program("cities", "check", what, "--replications", "2", *options)
        self.assertEqual(result.returncode, status, result.stderr.decode())
        return result.stdout.decode()

    def office(self, rows):
        return self.write("office.toml", OFFICE + rows)

    def test_a_figure_that_is_met(self):
        words = self.check(self.office(FIGURE % "98 %"), 0)
        self.assertIn("1 published figures: 1 within, 0 missed", words)
        self.assertIn("100.0 %", words)

    def test_a_figure_that_is_missed_says_why(self):
        reason = 'reason = "nobody is ill in this office"\n'
        words = self.check(self.office(FIGURE % "50 %" + reason), 1)
        self.assertIn("MISSED\n      a page\n      nobody is ill in this office\n", words)
        self.assertIn("1 missed (1 with a reason)", words)
        unexplained = self.check(self.office(FIGURE % "50 %"), 1)
        self.assertIn("not explained yet", unexplained)

    def test_as_json_with_the_ratio(self):
        check = json.loads(self.check(self.office(FIGURE % "50 %"), 1, "--json", "-"))
        self.assertEqual(check["schema"], "hotline.city-check/1")
        self.assertEqual(check["counts"], {"within": 0, "missed": 1, "explained": 0, "unclear": 0,
                                           "unknown": 0})
        figure = check["cities"][0]["figures"][0]
        self.assertEqual(figure["verdict"], "missed")
        self.assertAlmostEqual(figure["ratio"], 2)
        self.assertAlmostEqual(figure["published"]["tolerance"], 0.025)

    def test_a_city_without_figures_is_named_and_not_simulated(self):
        words = self.check("dubai", 0)
        self.assertIn("0 published figures", words)
        self.assertIn("is in the model already: dubai", words)

    def test_a_measure_that_is_not_there_is_refused_before_the_first_run(self):
        rows = FIGURE.replace("contacts.answered", "contacts.answerde") % "50 %"
        words = self.refuse("cities", "check", self.office(rows))
        self.assertIn("office.toml:17:1: expect: found no measure 'contacts.answerde'", words)

    def test_the_page_of_a_city_is_the_one_in_the_tree(self):
        pages = self.folder / "pages"
        result = self.run_program("cities", "check", "singapore", "--write-docs", pages)
        self.assertIn(result.returncode, (0, 1), result.stderr.decode())
        kept = pathlib.Path(sys.argv[1]) / "docs/cities/singapore.md"
        self.assertEqual((pages / "singapore.md").read_text(), kept.read_text())


class Upon(ProgramTest):
    """Scenarios that are laid upon others."""

    def test_a_run_says_which_surges_it_had(self):
        surge = pathlib.Path(sys.argv[1]) / "scenarios/surges/hong-kong-typhoon.toml"
        words = " ".join(self.succeed("run", surge, "--days", "1").decode().split())
        self.assertIn("Surge typhoon, from 2025-09-24 00:00: all demand 4.3 times for 24.0 h, "
                      "then half the way back every 24.0 h.", words)
        self.assertIn("Surge fallen-trees, from 2025-09-24 00:00: trees 1.17 times", words)

    def test_what_is_wrong_below_is_said_of_the_file_in_which_it_stands(self):
        self.write("base.toml", OFFICE.replace("agents = 1", "agents = -1"))
        above = self.write("above.toml", 'name = "above"\nbase = "base.toml"\n')
        self.assertIn("base.toml:16:10: group.desk.agents: ", self.refuse("check", above))


if __name__ == "__main__":
    ProgramTest.program = sys.argv[2]
    unittest.main(argv=sys.argv[:1])
