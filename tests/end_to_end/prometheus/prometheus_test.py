#!/usr/bin/env python3
"""A real Prometheus must see the numbers of the report, and answer every panel of the dashboards.

usage: prometheus_test.py SOURCE_DIRECTORY HOTLINE_PROGRAM

Exit status 77 (skipped) where prometheus or promtool is not installed.
"""

import itertools
import json
import math
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

import dashboards

PATIENCE = 90  # seconds, for anything; a machine at rest needs a few

SOURCE = pathlib.Path(sys.argv.pop(1)) if len(sys.argv) > 2 else None
HOTLINE = sys.argv.pop(1) if len(sys.argv) > 1 else None

# metric, (scope of the JSON's counts, key), further labels
COUNTS = [
    ("hotline_contacts_arrived_total", ("channel", "arrived"), {}),
    ("hotline_contacts_redialled_total", ("channel", "redials"), {}),
    ("hotline_contacts_blocked_total", ("channel", "blocked"), {}),
    ("hotline_contacts_queued_total", ("channel", "queued"), {}),
    ("hotline_contacts_answered_total", ("channel", "answered"), {}),
    ("hotline_contacts_answered_at_once_total", ("channel", "answered_at_once"), {}),
    ("hotline_contacts_answered_in_time_total", ("channel", "answered_within"), {}),
    ("hotline_contacts_abandoned_total", ("channel", "abandoned"), {}),
    ("hotline_contacts_abandoned_in_time_total", ("channel", "abandoned_within"), {}),
    ("hotline_contacts_abandoned_short_total", ("channel", "abandoned_short"), {}),
    ("hotline_contacts_ended_total", ("channel", "ended"), {}),
    ("hotline_contacts_ended_direct_total", ("channel", "ended_direct"), {}),
    ("hotline_contacts_left_ticket_total", ("channel", "left_ticket"), {}),
    ("hotline_contacts_waiting", ("channel", "waiting_at_end"), {}),
    ("hotline_group_contacts_answered_total", ("group", "answered"), {}),
    ("hotline_agents_on_duty", ("group", "on_duty_at_end"), {}),
    ("hotline_agents_busy", ("group", "busy_at_end"), {}),
    ("hotline_tickets_dispatched_total", ("agency", "dispatched"), {}),
    ("hotline_tickets_signed_total", ("agency", "signed_for"), {}),
    ("hotline_tickets_responded_total", ("agency", "responded"), {}),
    ("hotline_tickets_returned_total", ("agency", "returned"), {}),
    ("hotline_tickets_arbitrated_total", ("agency", "arbitrated"), {}),
    ("hotline_tickets_resolved_total", ("agency", "resolved"), {}),
    ("hotline_tickets_resolved_again_total", ("agency", "resolved_again"), {}),
    ("hotline_tickets_reopened_total", ("agency", "reopened"), {}),
    ("hotline_sla_missed_total", ("agency", "response_overdue"), {"clock": "response"}),
    ("hotline_sla_missed_total", ("agency", "resolution_overdue"), {"clock": "resolution"}),
    ("hotline_surveys_total", ("agency", "surveyed"), {}),
    ("hotline_surveys_answered_total", ("agency", "survey_answered"), {}),
    ("hotline_surveys_responded_total", ("agency", "survey_responded"), {}),
    ("hotline_surveys_fixed_total", ("agency", "survey_fixed"), {}),
    ("hotline_surveys_satisfied_total", ("agency", "survey_satisfied"), {}),
    ("hotline_surveys_closed_on_time_total", ("agency", "survey_closed_on_time"), {}),
    ("hotline_surveys_fixed_on_time_total", ("agency", "survey_fixed_on_time"), {}),
    ("hotline_crews_on_duty", ("agency", "crews_on_duty_at_end"), {}),
    ("hotline_crews_busy", ("agency", "crews_busy_at_end"), {}),
    ("hotline_category_tickets_opened_total", ("category", "opened"), {}),
    ("hotline_category_tickets_resolved_total", ("category", "resolved"), {}),
    ("hotline_category_tickets_resolved_on_time_total", ("category", "resolution_due_on_time"), {}),
    ("hotline_category_tickets_resolved_late_total", ("category", "resolution_late"), {}),
    ("hotline_district_tickets_opened_total", ("district", "opened"), {}),
    ("hotline_district_tickets_resolved_total", ("district", "resolved"), {}),
]

HISTOGRAMS = [
    ("hotline_contact_wait_seconds", ("channel", "waited_answered"), {"outcome": "answered"}),
    ("hotline_contact_wait_seconds", ("channel", "waited_abandoned"), {"outcome": "abandoned"}),
    ("hotline_contact_talk_seconds", ("channel", "talk"), {}),
    ("hotline_contact_handle_seconds", ("group", "handle"), {}),
    ("hotline_contact_after_call_seconds", ("group", "after_call"), {}),
    ("hotline_ticket_response_seconds", ("agency", "response"), {}),
    ("hotline_ticket_resolution_seconds", ("agency", "resolution"), {}),
    ("hotline_ticket_work_wait_seconds", ("agency", "work_wait"), {}),
    ("hotline_ticket_work_seconds", ("agency", "work"), {}),
]

# Panels that may be without data while a run is live. None is, at present.
MAY_BE_EMPTY = {
    "Governance score",  # too little may be known of the city
}


class Program:
    """A child process, the lines it writes to standard error, and its end."""

    def __init__(self, *arguments):
        self.arguments = arguments
        self.process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, text=True)
        self.lines = []
        self.news = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            with self.news:
                self.lines.append(line.rstrip("\n"))
                self.news.notify_all()
        with self.news:
            self.lines.append(None)
            self.news.notify_all()

    def line_with(self, text):
        """The first line that contains the text; waits for it."""
        deadline = time.monotonic() + PATIENCE
        with self.news:
            while True:
                for line in self.lines:
                    if line is not None and text in line:
                        return line
                left = deadline - time.monotonic()
                if None in self.lines or left <= 0:
                    raise AssertionError(f"{self.arguments} did not say '{text}': {self.lines}")
                self.news.wait(left)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        self.process.stderr.close()
        return self.process.returncode


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url):
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return answer.headers, answer.read().decode("utf-8")


class Prometheus:
    def __init__(self, folder, targets):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        config = folder / "prometheus.yml"
        config.write_text(
            "global: {scrape_interval: 1s, scrape_timeout: 1s}\n"
            "scrape_configs:\n"
            f"  - {{job_name: hotline, static_configs: [{{targets: {json.dumps(targets)}}}]}}\n",
            encoding="utf-8")
        self.program = Program("prometheus", f"--config.file={config}",
                               f"--storage.tsdb.path={folder / 'tsdb'}",
                               f"--web.listen-address=127.0.0.1:{port}")
        self.program.line_with("Server is ready to receive web requests")

    def query(self, expression):
        """[(labels, value)]; raises with Prometheus' own words where it does not parse."""
        url = f"{self.url}/api/v1/query?" + urllib.parse.urlencode({"query": expression})
        try:
            _, body = fetch(url)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{expression}: {error.read().decode('utf-8')}") from error
        return [(sample["metric"], float(sample["value"][1]))
                for sample in json.loads(body)["data"]["result"]]

    def wait_for(self, what, is_true):
        deadline = time.monotonic() + PATIENCE
        while not is_true():
            if time.monotonic() > deadline:
                raise AssertionError(f"{what} did not come within {PATIENCE} s")
            time.sleep(0.2)  # polls a server; nothing depends on the length


class PrometheusTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        # Two weeks of measurement before the first number would be a long wait.
        text = (SOURCE / "scenarios/examples/small-town.toml").read_text(encoding="utf-8")
        self.assertIn('warm_up = "7 d"', text)
        self.scenario = self.folder / "town.toml"
        self.scenario.write_text(text.replace('warm_up = "7 d"', 'warm_up = "0 s"'),
                                 encoding="utf-8")

    def start(self, *arguments):
        program = Program(HOTLINE, *map(str, arguments))
        self.addCleanup(program.stop)
        return program

    def run_to_end(self, *arguments):
        done = subprocess.run([HOTLINE, *map(str, arguments)], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    def prometheus(self, url):
        prometheus = Prometheus(self.folder, [url.removeprefix("http://")])
        self.addCleanup(prometheus.program.stop)
        return prometheus

    def check_counts(self, prometheus, counts):
        for metric, (scope, key), labels in COUNTS:
            seen = {sample[scope]: value for sample, value in prometheus.query(metric)
                    if labels.items() <= sample.items()}
            self.assertEqual(seen, {row["name"]: row[key] for row in counts[scope]}, metric)
        opened = {sample["channel"]: value
                  for sample, value in prometheus.query("hotline_tickets_opened_total")}
        names = [row["name"] for row in counts["channel"]]
        self.assertEqual(opened, dict(zip(names, counts["tickets_opened_by_channel"])))
        self.assertEqual(prometheus.query("sum(hotline_tickets_open)")[0][1],
                         counts["open_tickets_at_end"])

    def check_histograms(self, prometheus, counts):
        bounds = [float(bound) for bound in counts["bucket_bounds_seconds"]] + [math.inf]
        for metric, (scope, key), labels in HISTOGRAMS:
            buckets = {}
            for sample, value in prometheus.query(metric + "_bucket"):
                if labels.items() <= sample.items():
                    buckets.setdefault(sample[scope], {})[float(sample["le"])] = value
            sums = {sample[scope]: value for sample, value in prometheus.query(metric + "_sum")
                    if labels.items() <= sample.items()}
            for row in counts[scope]:
                expected = dict(zip(bounds, itertools.accumulate(row[key]["buckets"])))
                self.assertEqual(buckets[row["name"]], expected, f"{metric} of {row['name']}")
                self.assertEqual(expected[math.inf], row[key]["count"])
                self.assertTrue(math.isclose(sums[row["name"]], row[key]["sum_seconds"],
                                             rel_tol=1e-12), metric)

    def test_prometheus_sees_exactly_the_numbers_of_the_report(self):
        log, report = self.folder / "a.log", self.folder / "a.json"
        self.run_to_end("run", self.scenario, "--days", 7, "--seed", 1, "--facts", log,
                        "--json", report)
        counts = json.loads(report.read_text(encoding="utf-8"))["counts"]
        self.assertGreater(sum(row["answered"] for row in counts["channel"]), 100)

        monitor = self.start("monitor", "--log", log, "--listen", "127.0.0.1:0")
        url = monitor.line_with("listening on http://").split()[-1]
        monitor.line_with("all facts are folded")
        headers, text = fetch(url + "/metrics")
        self.assertEqual(headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        lint = subprocess.run(["promtool", "check", "metrics"], input=text, text=True,
                              capture_output=True, check=False)
        self.assertEqual((lint.returncode, lint.stdout + lint.stderr), (0, ""))

        prometheus = self.prometheus(url)
        prometheus.wait_for("the first scrape", lambda: prometheus.query("hotline_run_info"))
        self.check_counts(prometheus, counts)
        self.check_histograms(prometheus, counts)
        self.assertEqual(prometheus.query("max(hotline_ingest_incomplete)")[0][1], 0)
        self.assertEqual(prometheus.query("max(hotline_sim_running)")[0][1], 0)

    def test_every_panel_of_every_dashboard_has_data_while_a_run_is_live(self):
        live = self.start("live", self.scenario, "--seed", 1, "--speed", 40000,
                          "--listen", "127.0.0.1:0")
        prometheus = self.prometheus(live.line_with("listening on http://").split()[-1])
        waiting = {(board, title, expression)
                   for board, loaded in dashboards.load_all(SOURCE).items()
                   for title, expression in dashboards.expressions(loaded)
                   if title not in MAY_BE_EMPTY}
        self.assertTrue(waiting)

        def all_answered():
            for item in sorted(waiting):
                samples = prometheus.query(dashboards.expanded(item[2]))
                if any(not math.isnan(value) for _, value in samples):
                    waiting.discard(item)
            return not waiting

        try:
            prometheus.wait_for("data for every panel", all_answered)
        except AssertionError as error:
            raise AssertionError(f"{error}; without data: {sorted(waiting)}") from error

    def test_a_monitor_elsewhere_reports_the_same_bytes_as_the_run_itself(self):
        here, there = self.folder / "here.json", self.folder / "there.json"
        live = self.start("live", self.scenario, "--days", 7, "--seed", 1,
                          "--speed", "max", "--once",
                          "--listen", "127.0.0.1:0", "--publish", "tcp://127.0.0.1:*",
                          "--await-monitor", "--json", here)
        endpoint = live.line_with("publishing on ").split()[-1]
        self.run_to_end("monitor", "--connect", endpoint, "--once", "--json", there)
        self.assertEqual(live.process.wait(PATIENCE), 0, live.lines)
        self.assertEqual(here.read_bytes(), there.read_bytes())


if __name__ == "__main__":
    missing = [tool for tool in ("prometheus", "promtool") if shutil.which(tool) is None]
    if missing:
        print(f"skipped: {' and '.join(missing)} not installed")
        sys.exit(77)
    unittest.main(verbosity=2)
