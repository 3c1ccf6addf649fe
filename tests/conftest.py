"""What every test gets: a state folder of its own, an offscreen Qt, the corpus, and no stray warning unseen."""

from __future__ import annotations

import functools
import itertools
import logging
import math
import os
import random
import re
import unittest
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import hypothesis
import pytest

import soak

ROOT = Path(__file__).resolve().parent.parent

# A log record of these loggers that matches may appear in a test: (logger, pattern, why it is harmless).
TOLERATED: list[tuple[str, str, str]] = []

# No deadline and no health check on slowness: a busy machine is not a defect.
# Each run draws anew, and a failure prints the blob that repeats it; a build server draws the same examples each time.
hypothesis.settings.register_profile(
    "perfdesk",
    deadline=None,
    database=None,
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("perfdesk")


# --- what tests ask for ---


@pytest.fixture(autouse=True)
def draws(request: pytest.FixtureRequest) -> None:
    """Let `random` draw the same for each test on a build server, as hypothesis does there; anew everywhere else."""
    if os.environ.get("CI"):
        random.seed(request.node.nodeid)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of published forms; skip, saying so, where it is absent."""
    folder = Path(os.environ.get("PERFDESK_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not (folder / "expected.json").is_file():
        pytest.skip(f"no corpus at {folder} (set PERFDESK_CORPUS)")
    return folder


@pytest.fixture(scope="session")
def _states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("states")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_state_folder(_states: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a state folder of its own (not created yet), so that no test sees the backups of another."""
    folder = next(_states)
    monkeypatch.setenv("PERFDESK_STATE", str(folder))
    return folder


# --- no stray log record ---


def stray(records: list[logging.LogRecord]) -> list[str]:
    """Return the records of WARNING and above that nobody tolerates, as `logger: message`."""
    return [
        f"{record.name}: {record.getMessage()}"
        for record in records
        if record.levelno >= logging.WARNING
        and not any(
            record.name.startswith(name) and re.search(pattern, record.getMessage())
            for name, pattern, _why in TOLERATED
        )
    ]


@pytest.fixture(autouse=True)
def no_stray_log(caplog: pytest.LogCaptureFixture) -> Generator[None]:
    """Fail a test that logs a warning; one that means to calls `caplog.clear()` after looking at it."""
    yield
    found = stray(caplog.get_records("setup") + caplog.get_records("call"))
    if found:
        pytest.fail("stray log records:\n" + "\n".join(found), pytrace=False)


# --- the time of the long loops ---


class _TimeIsUp(unittest.SkipTest):
    """Ends a hypothesis run: it lets this kind of exception through at once."""


def _watched(item: pytest.Function) -> Callable[[], None] | None:
    """Have a soak test of hypothesis end when its time is up; return what notes its count."""
    handle = getattr(item.obj, "hypothesis", None)
    given = getattr(item.obj, "_hypothesis_internal_use_settings", None)
    if handle is None or given is None:
        return None
    inner, full, done = handle.inner_test, given.max_examples, 0

    @functools.wraps(inner)
    def watched(*args: object, **kwargs: object) -> object:
        nonlocal done
        if done >= getattr(full, "share", 20) and soak.time_is_up():
            raise _TimeIsUp("the time is up")
        done += 1
        return inner(*args, **kwargs)

    handle.inner_test = watched

    def finish() -> None:
        handle.inner_test = inner
        soak.note(item.name, done, full)

    return finish


_done_here = itertools.count()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Give a soak test its slice of the time and take its counts into the report."""
    if item.get_closest_marker("soak") is None:
        return (yield)
    workers = getattr(item.config, "workerinput", {}).get("workercount", 1)
    soak.open_slice(next(_done_here), math.ceil(len(item.session.items) / workers))
    finish = _watched(item) if isinstance(item, pytest.Function) else None
    try:
        return (yield)
    except _TimeIsUp:
        return None
    finally:
        if finish is not None:
            finish()
        item.user_properties.extend(("soak", line) for line in soak.close_slice())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many rounds each long loop did."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    for report in reports:
        for name, line in getattr(report, "user_properties", []):
            if name == "soak" and report.when == "call":
                terminalreporter.write_line(line)
