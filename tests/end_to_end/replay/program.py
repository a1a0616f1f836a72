"""Runs `hotline replay` for the tests of this folder."""

import json
import os
import subprocess
import sys

NOT_AT_HAND = 77


def arguments():
    """The program and the root of the sources, as CTest gives them; not for unittest."""
    program, root = sys.argv[1:3]
    del sys.argv[1:3]
    return program, root


def data_file(root, *parts):
    folder = os.environ.get("HOTLINE_DATA", os.path.join(root, "..", "shared", "data"))
    return os.path.join(folder, *parts)


def replay(program, file, stdin=None):
    """The JSON document of a replay."""
    result = subprocess.run([program, "replay", file, "--json", "-"], stdin=stdin,
                            capture_output=True, check=False)
    if result.returncode != 0:
        raise AssertionError(f"status {result.returncode}: {result.stderr.decode()}")
    return json.loads(result.stdout)
