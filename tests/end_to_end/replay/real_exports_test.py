"""Counts of real exports, against those of Python's csv module."""

import collections
import csv
import os
import sys
import unittest

import program

HOTLINE, ROOT = program.arguments()
NYC = program.data_file(ROOT, "nyc311", "nyc311_native_api_2021-09-21.csv")
BOSTON = program.data_file(ROOT, "boston311_2011", "boston311_native_2011Q3.csv")


def count(rows, column):
    return collections.Counter(row[column].strip(" ") or "unknown" for row in rows)


def opened(document, table):
    return collections.Counter({row["name"]: row["opened"] for row in table_of(document, table)})


def table_of(document, table):
    """Rows of a table of counts, with the ticket counts at hand wherever they stand."""
    for row in document["counts"][table]:
        yield {**row.get("tickets", {}), **row}


def by_channel(document):
    names = [row["name"] for row in document["counts"]["channel"]]
    numbers = document["counts"]["tickets_opened_by_channel"]
    return collections.Counter(dict(zip(names, numbers, strict=True)))


class RealExports(unittest.TestCase):
    def compare(self, file, columns):
        with open(file, newline="", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        document = program.replay(HOTLINE, file)
        self.assertEqual(document["input"]["read"], len(rows))
        self.assertEqual(document["input"]["used"], len(rows))
        self.assertEqual(document["input"]["refused"], {})
        self.assertEqual(document["run"]["source"], "replayed")
        self.assertEqual(opened(document, "agency"), count(rows, columns["agency"]))
        self.assertEqual(opened(document, "category"), count(rows, columns["category"]))
        self.assertEqual(opened(document, "district"), count(rows, columns["district"]))
        self.assertEqual(by_channel(document), count(rows, columns["channel"]))
        return document, rows

    @unittest.skipUnless(os.path.exists(NYC), "the real data are not at hand")
    def test_a_day_of_new_york(self):
        document, rows = self.compare(NYC, {
            "agency": "agency", "category": "complaint_type", "district": "borough",
            "channel": "open_data_channel_type"})
        self.assertEqual(len(rows), 7012)
        still_open = sum(row["closed_date"] == "NA" or row["closed_date"].startswith("1900")
                         for row in rows)
        self.assertEqual(document["counts"]["open_tickets_at_end"], still_open)

    @unittest.skipUnless(os.path.exists(BOSTON), "the real data are not at hand")
    def test_a_quarter_of_boston(self):
        document, rows = self.compare(BOSTON, {
            "agency": "department", "category": "reason", "district": "neighborhood",
            "channel": "source"})
        still_open = sum(not row["closed_dt"] for row in rows)
        self.assertEqual(document["counts"]["open_tickets_at_end"], still_open)


if __name__ == "__main__":
    if not os.path.exists(NYC) and not os.path.exists(BOSTON):
        print("skipped: the real data are not at hand (HOTLINE_DATA, or ../shared/data)")
        sys.exit(program.NOT_AT_HAND)
    unittest.main()
