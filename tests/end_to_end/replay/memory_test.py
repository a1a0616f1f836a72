"""The memory of a replay does not grow with the export."""

import os
import tempfile
import unittest

import program

HOTLINE, _ = program.arguments()
FEW = 3_000
MANY = 300_000
# The greatest difference that is not growth: pages of the allocator and of the system's libraries.
# The rows of the longer export have 30 MB.
SLACK_KIB = 4_096


def write_export(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,created,closed,due,status,type,subtype,agency,channel,district\n")
        for number in range(rows):
            moment = f"2024-03-01T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}"
            file.write(f"request-{number},{moment},,2024-03-05T00:00:00,Open,"
                       f"type {number % 50},a subtype of some length,agency {number % 7},"
                       f"channel {number % 4},district {number % 20}\n")


def greatest_memory_kib(path):
    """Of one replay, in a process of its own; the document is read, so that it is complete."""
    read_end, write_end = os.pipe()
    child = os.posix_spawn(HOTLINE, [HOTLINE, "replay", path, "--json", "-"], os.environ,
                           file_actions=[(os.POSIX_SPAWN_DUP2, write_end, 1),
                                         (os.POSIX_SPAWN_CLOSE, read_end)])
    os.close(write_end)
    with os.fdopen(read_end) as output:
        text = output.read()
    _, status, usage = os.wait4(child, 0)
    if status != 0 or '"used"' not in text:
        raise AssertionError(f"status {status}")
    return usage.ru_maxrss


class Memory(unittest.TestCase):
    def test_a_hundred_times_the_rows_take_no_more_memory(self):
        with tempfile.TemporaryDirectory() as folder:
            few = os.path.join(folder, "few.csv")
            many = os.path.join(folder, "many.csv")
            write_export(few, FEW)
            write_export(many, MANY)
            self.assertGreater(os.path.getsize(many), 25_000_000)
            self.assertLess(greatest_memory_kib(many), greatest_memory_kib(few) + SLACK_KIB)


if __name__ == "__main__":
    unittest.main()
