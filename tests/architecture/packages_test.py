"""Runs scripts/packages among stand-ins for dpkg-query, apt-get and sudo, and looks what it did."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(sys.argv.pop(1)).resolve()

DPKG_QUERY = """#!/bin/sh
for package; do :; done
while read -r name; do [ "$name" = "$package" ] && exit 1; done < "$FAKES/missing"
printf 'ii '
"""
APT_GET = """#!/bin/sh
echo "$*" >> "$FAKES/apt"
[ ! -e "$FAKES/apt_fails" ]
"""
SUDO = """#!/bin/sh
echo "$*" >> "$FAKES/sudo"
[ "$1" = -n ] && shift
[ -e "$FAKES/no_password" ] && exit 1
exec "$@"
"""


class Packages(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.fakes = pathlib.Path(folder.name)
        for name, text in (("dpkg-query", DPKG_QUERY), ("apt-get", APT_GET), ("sudo", SUDO)):
            self.program(name, text)
        for name in ("bash", "sh", "env", "true"):
            (self.fakes / name).symlink_to(shutil.which(name))

    def program(self, name: str, text: str) -> None:
        (self.fakes / name).write_text(text)
        (self.fakes / name).chmod(0o755)

    def run_script(self, *arguments: str, missing: str = "") -> subprocess.CompletedProcess:
        (self.fakes / "missing").write_text(missing)
        return subprocess.run(
            [SCRIPT, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            env={"PATH": str(self.fakes), "FAKES": str(self.fakes)}, check=False)

    def apt(self) -> list[str]:
        log = self.fakes / "apt"
        return log.read_text().splitlines() if log.exists() else []

    def test_nothing_missing_nothing_said_nothing_done(self) -> None:
        result = self.run_script("run", "test", "dev")
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))
        self.assertEqual(self.apt(), [])

    def test_what_is_missing_is_said_with_its_reason_and_installed(self) -> None:
        result = self.run_script("run", missing="cmake\nzlib1g-dev\n")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stderr, r"cmake +configures the build")
        self.assertEqual(len(self.apt()), 2)
        self.assertIn("update", self.apt()[0])
        self.assertRegex(self.apt()[1], r"install .*--no-install-recommends cmake zlib1g-dev$")

    def test_only_the_named_purposes_count(self) -> None:
        result = self.run_script("run", missing="clang-14\n")
        self.assertEqual((result.returncode, self.apt()), (0, []))

    def test_check_only_says_it(self) -> None:
        result = self.run_script("--check", "run", "dev", missing="clang-14\n")
        self.assertEqual((result.returncode, self.apt()), (1, []))
        self.assertIn("clang-14", result.stderr)

    def test_a_failing_apt_get_is_a_failure_with_the_command_to_run(self) -> None:
        (self.fakes / "apt_fails").touch()
        result = self.run_script(missing="cmake\n")
        self.assertEqual(result.returncode, 3)
        self.assertIn("apt-get install --yes --no-install-recommends cmake", result.stderr)

    def test_an_unknown_word_is_wrong_use(self) -> None:
        self.assertEqual(self.run_script("everything").returncode, 2)

    def test_elsewhere_than_debian_it_says_that_it_checked_nothing(self) -> None:
        (self.fakes / "dpkg-query").unlink()
        result = self.run_script()
        self.assertEqual((result.returncode, self.apt()), (0, []))
        self.assertIn("not Debian", result.stderr)

    @unittest.skipIf(os.geteuid() == 0, "root needs no sudo")
    def test_who_is_not_root_uses_sudo(self) -> None:
        self.assertEqual(self.run_script(missing="cmake\n").returncode, 0)
        self.assertIn("apt-get", (self.fakes / "sudo").read_text())

    @unittest.skipIf(os.geteuid() == 0, "root needs no sudo")
    def test_without_sudo_it_says_the_command_to_run(self) -> None:
        for trouble in (lambda: (self.fakes / "no_password").touch(),
                        lambda: (self.fakes / "sudo").unlink()):
            trouble()
            result = self.run_script(missing="cmake\n")
            self.assertEqual((result.returncode, self.apt()), (3, []))
            self.assertIn("apt-get install --yes --no-install-recommends cmake", result.stderr)


if __name__ == "__main__":
    unittest.main()
