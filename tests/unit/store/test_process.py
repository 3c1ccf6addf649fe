"""Is the program that holds a file still running?"""

from __future__ import annotations

import os
import subprocess
import sys

from perfdesk.store.process import is_alive, started, user


def test_this_program_runs() -> None:
    assert started(os.getpid())
    assert is_alive(os.getpid(), started(os.getpid()))


def test_a_program_of_the_same_number_but_another_start_is_another() -> None:
    assert not is_alive(os.getpid(), "earlier")


def test_a_program_that_has_ended_runs_no_more() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as run:
        since = started(run.pid)
        assert is_alive(run.pid, since)
        run.kill()
        run.wait()
        assert not is_alive(run.pid, since)


def test_a_program_killed_but_not_yet_buried_holds_nothing() -> None:
    run = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    since = started(run.pid)
    run.kill()
    os.waitid(os.P_PID, run.pid, os.WEXITED | os.WNOWAIT)
    assert not is_alive(run.pid, since)
    run.communicate()


def test_no_program_has_number_0_or_less() -> None:
    assert not is_alive(0, "")
    assert not is_alive(-1, "")


def test_the_user_has_a_name_or_none() -> None:
    assert isinstance(user(), str)
