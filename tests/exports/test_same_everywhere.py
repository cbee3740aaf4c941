"""The same scorecard is the same bytes in every process, whatever the order of its sets and the zone of its clock."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kpis.exports.files import FileKind

ROOT = Path(__file__).parents[2]
MAKE_ALL = """
import hashlib
from kpis.exports.files import FileKind, scorecard_file
from tests.exports.test_given_for import a_publication
from tests.exports.test_revised import LAST, red_twice
for kind in FileKind:
    made = scorecard_file(red_twice(), kind, publication=a_publication(), last_seen=LAST)
    print(kind.value, hashlib.sha256(made.content).hexdigest())
"""


def begin(seed, zone):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", MAKE_ALL], cwd=ROOT, env=environment, stdout=pipe, stderr=pipe)


def digests(process):
    """Each kind of file with its digest, as a process of its own made it."""
    told, wrong = process.communicate(timeout=60)
    assert process.returncode == 0, wrong.decode()
    return dict(line.split() for line in told.decode().splitlines())


@pytest.fixture(scope="module")
def both():
    begun = begin("1", "Pacific/Auckland"), begin("77", "America/Los_Angeles")
    return [digests(process) for process in begun]


@pytest.mark.parametrize("kind", [kind.value for kind in FileKind])
def test_a_file_is_the_same_bytes_in_another_process_and_time_zone(both, kind):
    here, there = both
    assert len(here[kind]) == 64
    assert here[kind] == there[kind]
