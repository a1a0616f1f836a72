#!/usr/bin/env python3
"""Holds the dashboards against rules, and against what generate.py writes. Needs no server.

usage: dashboard_rules_test.py SOURCE_DIRECTORY
"""

import pathlib
import re
import subprocess
import sys
import unittest

import dashboards

SOURCE = pathlib.Path(sys.argv.pop(1))
KINDS_OF_SUFFIX = ("_bucket", "_sum", "_count")


def known_metrics():
    page = (SOURCE / "docs" / "METRICS.md").read_text(encoding="utf-8")
    kinds = dict(re.findall(r"^\| `(hotline_\w+)` \| (\w+) \|", page, re.MULTILINE))
    names = set(kinds)
    for name, kind in kinds.items():
        if kind == "histogram":
            names.update(name + suffix for suffix in KINDS_OF_SUFFIX)
    return names


class Dashboards(unittest.TestCase):
    def each(self):
        loaded = dashboards.load_all(SOURCE)
        self.assertTrue(loaded, "there is no dashboard")
        return loaded.items()

    def test_the_json_is_what_the_generator_writes(self):
        done = subprocess.run([sys.executable, str(SOURCE / "grafana" / "generate.py"), "--check"],
                              check=False)
        self.assertEqual(done.returncode, 0)

    def test_each_has_a_stable_name_and_no_version_of_its_own(self):
        for name, board in self.each():
            self.assertEqual(board["schemaVersion"], 39, name)
            self.assertRegex(board["uid"], r"^[a-z0-9-]{1,40}$")
            self.assertNotIn("version", board)
            self.assertIsNone(board.get("id"))

    def test_every_panel_has_title_description_unit_and_data_source(self):
        for name, board in self.each():
            titles = [panel["title"] for panel in dashboards.panels(board)]
            self.assertEqual(len(titles), len(set(titles)), f"{name}: a title occurs twice")
            for panel in dashboards.panels(board):
                where = f"{name}: {panel['title']}"
                self.assertTrue(panel["title"] and panel["description"], where)
                self.assertTrue(panel["fieldConfig"]["defaults"]["unit"], where)
                self.assertEqual(panel["datasource"]["uid"], "${datasource}", where)
                self.assertTrue(panel["targets"], where)
                refs = [target["refId"] for target in panel["targets"]]
                self.assertEqual(len(refs), len(set(refs)), where)

    def test_panels_do_not_overlap_and_fit_the_width(self):
        for name, board in self.each():
            taken = {}
            for panel in board["panels"]:
                place = panel["gridPos"]
                self.assertLessEqual(place["x"] + place["w"], 24, f"{name}: {panel['title']}")
                for x in range(place["x"], place["x"] + place["w"]):
                    for y in range(place["y"], place["y"] + place["h"]):
                        self.assertNotIn((x, y), taken, f"{name}: {panel['title']}")
                        taken[x, y] = panel["title"]

    def test_only_metrics_that_exist_are_used(self):
        known = known_metrics()
        self.assertGreater(len(known), 50)
        for name, board in self.each():
            for title, expression in dashboards.expressions(board):
                for metric in re.findall(r"hotline_\w+", expression):
                    self.assertIn(metric, known, f"{name}: {title}")

    def test_counters_are_rated_over_the_interval_that_grafana_chooses(self):
        for name, board in self.each():
            for title, expression in dashboards.expressions(board):
                for window in re.findall(r"\[(.*?)\]", expression):
                    self.assertEqual(window, "$__rate_interval", f"{name}: {title}")

    def test_quantiles_keep_the_bounds_of_the_buckets(self):
        for name, board in self.each():
            for title, expression in dashboards.expressions(board):
                if "histogram_quantile" in expression:
                    self.assertRegex(expression, r"by \(le\b", f"{name}: {title}")

    def test_every_variable_that_is_used_is_defined(self):
        for name, board in self.each():
            defined = {variable["name"] for variable in board["templating"]["list"]}
            for title, expression in dashboards.expressions(board):
                for variable in re.findall(r"\$(?!__)\{?(\w+)", expression):
                    self.assertIn(variable, defined, f"{name}: {title}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
