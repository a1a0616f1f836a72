"""Same seed, same bytes: whatever the threads, and whether measured in the run or from its log."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import unittest
import unittest.mock

from program import DEADLINE, ProgramTest

SOURCE = pathlib.Path(sys.argv[1])
ProgramTest.program = sys.argv[2]

# Keeps the C library from what not every x86-64 has.
PLAIN_CPU = "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4"


class SameBytes(ProgramTest):
    def run_week(self, name, *more):
        self.succeed("run", "new-york", "--days", "7", "--seed", "1", "--quiet",
                     "--facts", f"{name}.log", "--json", f"{name}.json", *more)
        return ((self.folder / f"{name}.log").read_bytes(),
                (self.folder / f"{name}.json").read_bytes())

    def test_a_week_of_new_york_on_one_thread_and_on_two_and_from_its_log(self):
        log, numbers = self.run_week("a", "--threads", "1")
        self.assertEqual((log, numbers), self.run_week("b", "--threads", "2"))
        again = self.succeed("monitor", "--log", "a.log", "--once", "--json", "-")
        self.assertEqual(again, numbers)
        document = json.loads(numbers)
        self.assertEqual(document["schema"], "hotline.scorecard/1")
        self.assertGreater(document["measures"]["run"]["contacts.answered"]["value"], 100_000)

    def test_replications_on_threads_and_from_their_log(self):
        self.write("town.toml", (SOURCE / "scenarios/examples/small-town.toml").read_text())

        def run(name, threads):
            self.succeed("run", "town.toml", "--days", "3", "--replications", "5", "--quiet",
                         "--threads", threads, "--facts", f"{name}.log", "--json", f"{name}.json")
            return ((self.folder / f"{name}.log").read_bytes(),
                    (self.folder / f"{name}.json").read_bytes())

        log, numbers = run("a", 1)
        self.assertEqual((log, numbers), run("b", 3))
        self.assertEqual(self.succeed("monitor", "--log", "a.log", "--once", "--json", "-"),
                         numbers)
        self.assertEqual(sorted(self.files()), ["a.json", "a.log", "b.json", "b.log", "town.toml"])

    def test_another_seed_gives_other_bytes(self):
        one = self.succeed("run", "new-york", "--days", "1", "--seed", "1", "--json", "-")
        two = self.succeed("run", "new-york", "--days", "1", "--seed", "2", "--json", "-")
        self.assertNotEqual(one, two)

    def test_saved_and_loaded_it_gives_the_same_bytes(self):
        whole = self.succeed("run", "new-york", "--days", "2", "--json", "-")
        self.succeed("run", "new-york", "--days", "2", "--save", "a.state", "--save-at", "12 d")
        self.succeed("run", "new-york", "--days", "2", "--load", "a.state",
                     "--save", "b.state", "--save-at", "15 d 7 h")
        self.assertEqual(
            whole, self.succeed("run", "new-york", "--days", "2", "--load", "b.state",
                                "--json", "-"))
        fork = self.succeed("run", "new-york", "--days", "2", "--load", "b.state",
                            "--policy", "edf", "--json", "-")
        self.assertNotEqual(whole, fork)
        self.assertEqual(sorted(self.files()), ["a.state", "b.state"])

    def test_stress_on_any_threads_and_saved_at_odd_instants(self):
        stress = SOURCE / "scenarios/stress.toml"
        logs = []
        for threads in (1, 2, 3):
            self.succeed("run", stress, "--days", "1", "--replications", "3", "--threads", threads,
                         "--facts", f"{threads}.log", "--quiet")
            logs.append((self.folder / f"{threads}.log").read_bytes())
        self.assertEqual(logs[0], logs[1])
        self.assertEqual(logs[0], logs[2])
        whole = self.succeed("run", stress, "--days", "2", "--json", "-")
        load = ()
        for number, at in enumerate(("17 s", "11 h 59 min", "1 d 10 h", "1 d 18 h 3 min")):
            self.succeed("run", stress, "--days", "2", *load,
                         "--save", f"{number}.state", "--save-at", at)
            load = ("--load", f"{number}.state")
        self.assertEqual(whole, self.succeed("run", stress, "--days", "2", *load, "--json", "-"))

    def test_every_cpu_gives_the_same_facts(self):
        for scenario, days in ((SOURCE / "scenarios/examples/small-town.toml", 14),
                               (SOURCE / "scenarios/stress.toml", 3), ("new-york", 1)):
            arguments = ("run", scenario, "--days", days, "--quiet", "--facts")
            self.succeed(*arguments, "any.log")
            with unittest.mock.patch.dict(os.environ, GLIBC_TUNABLES=PLAIN_CPU):
                self.succeed(*arguments, "plain.log")
            self.assertEqual((self.folder / "any.log").read_bytes(),
                             (self.folder / "plain.log").read_bytes(), scenario)

    def test_an_unpaced_live_run_measures_the_same(self):
        self.write("town.toml", (SOURCE / "scenarios/examples/small-town.toml").read_text())
        run = self.succeed("run", "town.toml", "--days", "2", "--json", "-")
        live = self.succeed("live", "town.toml", "--days", "2", "--speed", "max", "--once",
                            "--listen", "127.0.0.1:0", "--json", "-")
        self.assertEqual(live, run)


class Interrupted(ProgramTest):
    def interrupt(self, *arguments, when):
        """Starts the program, sends SIGINT when its standard error shows `when`."""
        process = subprocess.Popen(
            [self.program, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        seen = b""
        while when not in seen:
            piece = os.read(process.stderr.fileno(), 4096)
            self.assertTrue(piece, seen)
            seen += piece
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=DEADLINE)
        return process.returncode, output.decode()

    def test_a_live_run_reports_what_was_measured_until_then(self):
        status, output = self.interrupt("live", "new-york", "--speed", "60",
                                        "--listen", "127.0.0.1:0", when=b"listening on http://")
        self.assertEqual(status, 130)
        self.assertIn("Interrupted", output)

    def test_a_monitor_that_serves_a_log_ends_with_its_report(self):
        self.write("town.toml", (SOURCE / "scenarios/examples/small-town.toml").read_text())
        self.succeed("run", "town.toml", "--days", "1", "--facts", "a.log", "--quiet")
        status, output = self.interrupt("monitor", "--log", "a.log", "--listen", "127.0.0.1:0",
                                        when=b"all facts are folded")
        self.assertEqual(status, 130)
        self.assertIn("Tickets".upper(), output.upper())

    def test_a_monitor_that_has_seen_no_run_yet_ends_as_interrupted(self):
        status, output = self.interrupt("monitor", "--connect", "tcp://127.0.0.1:9",
                                        "--listen", "127.0.0.1:0", when=b"listening on http://")
        self.assertEqual((status, output), (130, ""))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
