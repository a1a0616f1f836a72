"""The benchmarks, tiny: every row is there, and every answer is right. Measures no time."""

import re
import subprocess
import sys
import unittest

MICRO = sys.argv.pop()
BENCH = sys.argv.pop()

ROWS = (
    "M/M/1 through the kernel",
    "M/M/50+M through the kernel",
    "hold model, 64 pending",
    "hold model, 1000 pending",
    "hold model, 100000 pending",
    "M/M/50+M as a scenario, with scorecard",
    "front office: 12 lines, 36 queues, 300 agents",
    "a day of New York, whole process",
    "front office, scorecard attached",
    "8 replications, wall clock: 1 thread",
)
FIGURES = r" +[\d.]+  .+? +[\d.]+ +[\d.]+ +[\d.]+, +[\d.]+ +[\d.]+ +(?:met|MISSED) +(?:[\d.]+|-) "


def run(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          check=False)


class Table(unittest.TestCase):
    def test_every_row_is_measured_and_its_answer_is_right(self) -> None:
        result = run(BENCH, "--tiny", "--rounds", "1")
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)
        lines = result.stdout.splitlines()
        self.assertRegex(lines[0], r"^(GNU|Clang) [\d.]+, .*-O")
        for row in ROWS:
            with self.subTest(row=row):
                found = [line for line in lines if line.startswith(row + " ")]
                self.assertEqual(len(found), 1, result.stdout)
                self.assertRegex(found[0], "^" + re.escape(row) + FIGURES + "right$")
        self.assertRegex(result.stdout, r"M contacts, .* M tickets: [\d.]+ s of CPU, \d+ MiB")
        self.assertTrue(lines[-1].startswith("All answers are right."), lines[-1])

    def test_one_row_can_be_chosen(self) -> None:
        result = run(BENCH, "--tiny", "--rounds", "1", "--only", "64 pending")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn(ROWS[2], result.stdout)
        self.assertNotIn(ROWS[0], result.stdout)

    def test_a_program_that_is_not_there_is_an_error(self) -> None:
        result = run(BENCH, "--tiny", "--only", "New York", "--hotline", "nowhere")
        self.assertEqual(result.returncode, 2)
        self.assertIn("cannot start nowhere", result.stderr)


class Micro(unittest.TestCase):
    def test_every_part_runs(self) -> None:
        result = run(MICRO, "--benchmark_min_time=0.0001", "--benchmark_format=csv")
        self.assertEqual(result.returncode, 0, result.stderr)
        for name in ("hold<KernelHold<CheapDraws>>/256", "hold<HeapHold<CheapDraws>>/256",
                     "exponential<ModelDraws>", "bits", "duration/lognormal", "statistics",
                     "level"):
            with self.subTest(name=name):
                self.assertIn(f'"{name}",', result.stdout)


if __name__ == "__main__":
    unittest.main()
