"""Many drafts in files are checked with memory that does not grow with their number."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import soak
from many import draft
from perfdesk.store import to_bytes

HERE = Path(__file__).resolve()
_FORMS = 500
_MOST_MB = 400
CHECK = """
import json, re, resource, sys
from perfdesk.cli import main
code = main(["check", sys.argv[1], "--jobs", "2", "--fail-on", "never"])
own = int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
sys.stderr.write(json.dumps([code, own / 1024, child / 1024]))
"""


@pytest.mark.soak
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak of memory is read from /proc")
def test_a_hundred_thousand_forms_are_checked_in_flat_memory(tmp_path: Path) -> None:
    forms = int(soak.rounds(100_000, 1000))
    for file in range(forms // _FORMS):
        (tmp_path / f"{file:04d}.perfdesk").write_bytes(to_bytes(draft(file * _FORMS, _FORMS, 8)))
    with (tmp_path / "found.txt").open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [sys.executable, "-c", CHECK, str(tmp_path)],
            env={**os.environ, "PYTHONPATH": str(HERE.parents[2] / "src")},
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
    *words, numbers = done.stderr.strip().splitlines()
    code, own, child = json.loads(numbers)
    soak.note("forms checked in files", forms, 100_000)
    assert code == 0
    assert f"检查了 {forms // _FORMS} 个文件、{forms} 张表" in words[-1]
    assert own + 2 * child < _MOST_MB, (own, child)
    lines = (tmp_path / "found.txt").read_text(encoding="utf-8").splitlines()
    files = [line.partition(":")[0] for line in lines]
    assert files == sorted(files)
    assert len(lines) >= forms
