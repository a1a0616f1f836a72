"""Broken inputs: each one clear line, exit status 2 or 3, nothing half written."""

import pathlib
import resource
import signal
import socket
import sys
import unittest

from program import ProgramTest

SOURCE = pathlib.Path(sys.argv[1])
ProgramTest.program = sys.argv[2]

SMALL_TOWN = (SOURCE / "scenarios/examples/small-town.toml").read_text()
HEADER = "id,created,closed,due,status,type,subtype,agency,channel,district\n"
ROW = "{n},2021-09-21T00:00:0{n},2021-09-21T01:00:00,,Closed,Noise,Loud,NYPD,PHONE,BRONX\n"


def allow_small_files_only():
    """As on a full disk: a write beyond 4 KiB of a file fails."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def small_town(old, new):
    assert SMALL_TOWN.count(old) >= 1, f"{old!r} is not in small-town.toml"
    return SMALL_TOWN.replace(old, new, 1)


class BrokenScenarios(ProgramTest):
    def refuse_scenario(self, text):
        self.write("broken.toml", text)
        return self.refuse("run", "broken.toml", "--json", "out.json", "--facts", "out.facts")

    def test_an_unknown_key_is_named_with_its_place(self):
        words = self.refuse_scenario("colour = 'red'\n" + SMALL_TOWN)
        self.assertRegex(words, r"broken\.toml:1:1: .*colour")

    def test_a_missing_unit_is_named_with_the_units_there_are(self):
        words = self.refuse_scenario(
            small_town('acceptable_wait = "20 s"', 'acceptable_wait = "20"'))
        self.assertRegex(words, r"broken\.toml:\d+:\d+: .*unit.*20.*min")

    def test_shares_that_do_not_sum_to_one_are_refused_with_their_sum(self):
        words = self.refuse_scenario(small_town('share = "35 %"', 'share = "30 %"'))
        self.assertRegex(words, r"broken\.toml:\d+:\d+: .*sum.*0\.95")

    def test_an_empty_file_is_no_scenario(self):
        self.assertIn("broken.toml", self.refuse_scenario(""))

    def test_a_binary_file_is_no_scenario(self):
        self.assertIn("broken.toml", self.refuse_scenario(bytes(range(256)) * 8))

    def test_a_file_that_is_not_there(self):
        words = self.refuse("run", "nowhere.toml")
        self.assertIn("nowhere.toml", words)
        self.assertIn("new-york", words)

    def test_check_names_every_broken_file(self):
        self.write("good.toml", SMALL_TOWN)
        self.write("bad.toml", "x = 1\n")
        result = self.run_program("check", "good.toml", "bad.toml")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"good.toml: valid", result.stdout)
        self.assertRegex(result.stderr.decode(), r"bad\.toml:1:1: ")



class BrokenStates(ProgramTest):
    def test_a_damaged_state_or_that_of_another_run_is_refused(self):
        self.write("town.toml", SMALL_TOWN)
        self.succeed("run", "town.toml", "--save", "a.state", "--save-at", "9 d")
        state = (self.folder / "a.state").read_bytes()
        self.write("cut.state", state[:-100])
        self.assertIn("damaged", self.refuse("run", "town.toml", "--load", "cut.state"))
        self.write("text.state", "hello")
        self.assertIn("no state", self.refuse("run", "town.toml", "--load", "text.state"))
        self.assertIn("another scenario",
                      self.refuse("run", "town.toml", "--days", "3", "--load", "a.state"))
        self.assertIn("allowed from",
                      self.refuse("run", "town.toml", "--load", "a.state",
                                  "--save", "b.state", "--save-at", "8 d"))
        self.assertIn("--save-at", self.refuse("run", "town.toml", "--save", "b.state"))
        self.assertNotIn("b.state", self.files())

class BrokenLogs(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("town.toml", SMALL_TOWN)
        self.succeed("run", "town.toml", "--days", "1", "--facts", "whole.facts", "--quiet")
        self.whole = (self.folder / "whole.facts").read_bytes()

    def refuse_log(self, content):
        self.write("broken.facts", content)
        words = self.refuse("monitor", "--log", "broken.facts", "--once", "--json", "out.json")
        self.assertIn("broken.facts", words)
        return words

    def test_a_whole_log_is_read(self):
        self.succeed("monitor", "--log", "whole.facts", "--once", "--quiet")

    def test_a_truncated_log(self):
        for size in (len(self.whole) // 2, len(self.whole) - 1, 9):
            self.refuse_log(self.whole[:size])

    def test_a_flipped_byte_anywhere(self):
        step = max(1, len(self.whole) // 25)
        for position in range(0, len(self.whole), step):
            broken = bytearray(self.whole)
            broken[position] ^= 0x10
            self.refuse_log(bytes(broken))

    def test_an_empty_log(self):
        self.refuse_log(b"")

    def test_a_binary_file_that_is_no_log(self):
        self.refuse_log(bytes(range(256)) * 64)


class BrokenExports(ProgramTest):
    def test_a_csv_cut_mid_line_is_counted_and_listed(self):
        text = HEADER + "".join(ROW.format(n=n) for n in range(1, 6))
        self.write("cut.csv", text[:-30])
        words = self.succeed("replay", "cut.csv").decode()
        self.assertRegex(words, r"Refused\s+1 ")
        self.assertRegex(words, r"line 6: ")

    def test_an_empty_export(self):
        self.write("empty.csv", "")
        self.assertIn("empty.csv", self.refuse("replay", "empty.csv", "--json", "out.json"))

    def test_a_binary_export(self):
        self.write("binary.csv", bytes(range(256)) * 16)
        self.assertIn("binary.csv", self.refuse("replay", "binary.csv", "--json", "out.json"))

    def test_an_unknown_header_names_the_formats(self):
        self.write("what.csv", "a,b,c\n1,2,3\n")
        self.assertIn("nyc311", self.refuse("replay", "what.csv", "--json", "out.json"))

    def test_a_header_without_rows(self):
        self.write("header.csv", HEADER)
        self.refuse("replay", "header.csv", "--json", "out.json")

    def test_standard_input(self):
        text = HEADER + ROW.format(n=1)
        self.assertIn(b"Opened", self.succeed("replay", "-", stdin=text.encode()))


class BusyAndFull(ProgramTest):
    def test_a_port_in_use_is_named(self):
        with socket.socket() as busy:
            busy.bind(("127.0.0.1", 0))
            busy.listen()
            address = f"127.0.0.1:{busy.getsockname()[1]}"
            words = self.refuse("live", "new-york", "--listen", address, status=3)
            self.assertIn(address, words)

    def test_a_publishing_endpoint_in_use_is_named(self):
        with socket.socket() as busy:
            busy.bind(("127.0.0.1", 0))
            busy.listen()
            endpoint = f"tcp://127.0.0.1:{busy.getsockname()[1]}"
            result = self.run_program("live", "new-york", "--listen", "127.0.0.1:0",
                                      "--publish", endpoint)
            self.assertEqual(result.returncode, 3)
            self.assertIn(endpoint, result.stderr.decode().splitlines()[-1])

    def test_a_disk_that_takes_no_more(self):
        self.write("town.toml", SMALL_TOWN)
        for option in ("--json", "--html", "--facts"):
            with self.subTest(option=option):
                words = self.refuse("run", "town.toml", "--days", "1", "--quiet", option, "out",
                                    status=3, before_start=allow_small_files_only)
                self.assertIn("out", words)

    def test_a_folder_that_is_not_there_is_told_before_the_run(self):
        self.write("town.toml", SMALL_TOWN)
        words = self.refuse("run", "town.toml", "--days", "36525", "--json", "no/such/x.json",
                            status=3)
        self.assertIn("no/such/x.json", words)


class WrongWords(ProgramTest):
    def test_each_is_one_line_and_status_2(self):
        for words in (["nonsense"], ["run"], ["run", "new-york", "--days", "x"],
                      ["run", "new-york", "--days", "-1"], ["run", "new-york", "--policy", "coin"],
                      ["run", "new-york", "--seed", "one"], ["run", "new-york", "--no-such"],
                      ["run", "new-york", "--replications", "0"],
                      ["run", "new-york", "--start", "2025-02-30"],
                      ["monitor"], ["monitor", "--log", "a", "--connect", "b"],
                      ["live", "new-york", "--speed", "0"], ["live", "new-york", "--listen", "x"],
                      ["replay", "a.csv", "--format", "xls"]):
            with self.subTest(words=words):
                self.refuse(*words)

    def test_help_of_every_command_ends_with_two_examples(self):
        overview = self.succeed("--help").decode()
        self.assertLessEqual(len(overview.splitlines()), 30)
        for command in ("run", "replay", "live", "monitor", "evaluate", "check", "cities",
                        "policies", "measures"):
            self.assertIn(f"  {command} ", overview)
            words = self.succeed(command, "--help").decode().strip().splitlines()
            self.assertTrue(words[-1].startswith("  hotline "), words)
            self.assertTrue(words[-2].startswith("  hotline "), words)

    def test_the_version(self):
        self.assertRegex(self.succeed("--version").decode(), r"^hotline \d+\.\d+\.\d+\n$")

    def test_no_words_at_all_show_the_help(self):
        result = self.run_program()
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"evaluate", result.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
