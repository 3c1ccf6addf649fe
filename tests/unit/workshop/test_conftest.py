"""The net under every test: a stray log record or warning fails it, a soak by hypothesis ends in time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

STRAY_LOG = """
import logging
def test_that_logs():
    logging.getLogger("somebody").warning("half of it was lost")
"""

STRAY_WARNING = """
import warnings
def test_that_warns():
    warnings.warn("old way", DeprecationWarning)
"""

EXPECTED_LOG = """
import logging
def test_that_looks_at_its_log(caplog):
    logging.getLogger("somebody").warning("as it should")
    assert "as it should" in caplog.text
    caplog.clear()
"""

LONG = """
import pytest, time
from hypothesis import given, settings, strategies as st
from soak import rounds
@pytest.mark.soak
@settings(max_examples=rounds(100_000, 15))
@given(st.integers())
def test_that_is_long(number):
    time.sleep(0.001)
"""

LONG_AND_WRONG = LONG.replace("time.sleep(0.001)", "assert number < 10")


def outcome(folder: Path, text: str, **env: str) -> tuple[int, str]:
    """Run one test file of its own with the project's configuration."""
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    (folder / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    paths = f"pythonpath={folder} {ROOT / 'tests'} {ROOT / 'src'}"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]
    done = subprocess.run(
        [*command, "-o", paths, f"--rootdir={folder}", str(folder / "test_it.py")],
        cwd=folder, env={**os.environ, **env}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "said"), [(STRAY_LOG, "half of it was lost"), (STRAY_WARNING, "old way")], ids=["log", "warning"]
)
def test_a_stray_warning_fails_a_test(tmp_path, text, said):
    code, output = outcome(tmp_path, text)
    assert code == 1
    assert said in output


def test_a_log_record_that_the_test_looked_at_is_fine(tmp_path):
    code, output = outcome(tmp_path, EXPECTED_LOG)
    assert code == 0, output


def test_a_soak_by_hypothesis_ends_after_its_share_when_the_time_is_up(tmp_path):
    code, output = outcome(tmp_path, LONG, PERFDESK_SOAK="1", PERFDESK_SOAK_ENDS="1")
    assert code == 0, output
    assert "soak: test_that_is_long: done 15 of 100000" in output


def test_a_soak_by_hypothesis_still_fails(tmp_path):
    code, output = outcome(tmp_path, LONG_AND_WRONG, PERFDESK_SOAK="1", PERFDESK_SOAK_ENDS="")
    assert code == 1, output
    assert "assert number < 10" in output


def test_each_test_has_a_state_folder_of_its_own(own_state_folder):
    assert os.environ["PERFDESK_STATE"] == str(own_state_folder)
    assert not own_state_folder.exists()
