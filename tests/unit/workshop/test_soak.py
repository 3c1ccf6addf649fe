"""The long loops: a share in a test, all of it in a soak, an honest count when the time is up."""

from __future__ import annotations

import time

import pytest

import soak


@pytest.fixture
def in_soak(monkeypatch):
    monkeypatch.setenv("PERFDESK_SOAK", "1")
    monkeypatch.delenv("PERFDESK_SOAK_ENDS", raising=False)
    yield monkeypatch
    soak.close_slice()


def test_a_test_runs_the_share(monkeypatch):
    monkeypatch.delenv("PERFDESK_SOAK", raising=False)
    assert soak.rounds(1000, 20) == 20
    assert list(soak.loop("saving", 1000, 3)) == [0, 1, 2]


def test_a_soak_runs_everything(in_soak):
    assert soak.rounds(1000, 20) == 1000
    assert len(list(soak.loop("saving", 1000, 20))) == 1000
    assert soak.close_slice() == ["soak: saving: done 1000 of 1000"]


def test_a_scaled_soak_never_runs_less_than_the_share(in_soak):
    in_soak.setenv("PERFDESK_SOAK", "0.01")
    assert soak.rounds(1000, 20) == 20
    assert soak.rounds(10_000, 20) == 100


def test_a_loop_whose_time_is_up_does_its_share_and_says_so(in_soak):
    in_soak.setenv("PERFDESK_SOAK_ENDS", str(time.time() - 1))
    soak.open_slice(0, 1)
    assert len(list(soak.loop("saving", 1000, 7))) == 7
    assert soak.close_slice() == ["soak: saving: done 7 of 1000"]


def test_the_time_left_is_shared_by_the_tests_left(in_soak):
    in_soak.setenv("PERFDESK_SOAK_ENDS", str(time.time() + 0.2))
    soak.open_slice(0, 1000)
    time.sleep(0.01)
    assert soak.time_is_up()
    soak.open_slice(999, 1000)
    assert not soak.time_is_up()
