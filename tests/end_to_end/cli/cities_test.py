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


if __name__ == "__main__":
    ProgramTest.program = sys.argv[2]
    unittest.main(argv=sys.argv[:1])
