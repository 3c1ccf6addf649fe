"""A benchmark compares with a name, in one run, and says plainly when a goal is missed."""

from __future__ import annotations

import time

import pytest


def test_a_race_alternates_and_gives_the_ratio(frame, capsys):
    order = []
    measure = frame.Frame(rounds=3)
    medians = measure.race(
        "Word",
        lambda: (order.append("ours"), time.sleep(0.01)),
        {"slow": frame.Rival(lambda: (order.append("slow"), time.sleep(0.5)), goal=2)},
    )
    assert order[2:] == ["ours", "slow", "slow", "ours", "ours", "slow"]
    assert medians["slow"] > 2 * medians["perfdesk"]
    assert "(goal ≥ 2) ✓" in capsys.readouterr().out
    assert measure.missed == []


def test_a_missed_goal_is_remembered(frame, capsys):
    measure = frame.Frame()
    measure.goal("memory", 250, at_most=200, unit="MB")
    measure.goal("shown only", 3, unit="×")
    assert capsys.readouterr().out.splitlines() == ["memory: 250.0 MB (goal ≤ 200) ✗", "shown only: 3.0 ×"]
    assert measure.missed == ["memory: 250.0 MB (goal ≤ 200) ✗"]


def test_a_child_tells_its_own_peak_of_memory(frame):
    ballast = bytearray(150_000_000)
    small = frame.Frame().child("time:sleep", 0.01)
    assert 0.01 <= small.seconds < 1
    assert 3 < small.peak_mb < 100 < len(ballast) / 1_000_000


def test_a_child_that_fails_says_why(frame):
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        frame.Frame().child("operator:truediv", 1, 0)


def test_an_unknown_benchmark_is_refused(frame):
    with pytest.raises(SystemExit, match="no benchmark wrod"):
        frame.benches(["wrod"])
