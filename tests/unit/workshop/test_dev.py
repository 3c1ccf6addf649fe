"""A fresh machine becomes ready by one command, or the one command to type is named."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def test_a_machine_that_lacks_two_libraries_gets_just_these(dev):
    absent = {"libxcb-cursor.so.0", "libEGL.so.1"}
    assert dev.missing_packages(lambda soname: soname not in absent) == ["libegl1", "libxcb-cursor0"]


def test_a_complete_machine_gets_nothing(dev):
    assert dev.missing_packages(lambda soname: True) == []


def test_a_library_that_is_not_there_is_seen(dev):
    assert not dev.loads("libperfdesk-nobody-has-this.so.9")
    assert dev.loads("libc.so.6")


def test_the_command_to_type_can_be_pasted(dev):
    command = dev.apt_command(["libegl1", "libxcb-cursor0"])
    assert "\n" not in command
    assert command.endswith("install -y --no-install-recommends libegl1 libxcb-cursor0")


def test_without_root_the_command_is_printed_and_the_work_goes_on(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev, "missing_packages", lambda: ["libegl1"])
    monkeypatch.setattr(dev, "root_prefix", lambda: None)
    dev.install_system_libraries()
    assert dev.apt_command(["libegl1"]) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("stamp", "works", "state"),
    [
        ("wanted", True, "ready"),
        ("older locks", True, "update"),
        ("wanted", False, "rebuild"),
        ("updating", True, "rebuild"),
        (None, True, "rebuild"),
    ],
)
def test_a_broken_or_half_made_venv_is_made_anew(dev, tmp_path, stamp, works, state):
    path = tmp_path / "stamp"
    if stamp is not None:
        path.write_text(stamp, encoding="utf-8")
    assert dev.venv_state(path, "wanted", works=works) == state


def test_other_locks_are_noticed(dev, tmp_path, monkeypatch):
    for name in dev.LOCKS:
        (tmp_path / name).write_text("one==1\n", encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    before = dev.fingerprint()
    assert dev.fingerprint() == before
    (tmp_path / dev.LOCKS[1]).write_text("one==2\n", encoding="utf-8")
    assert dev.fingerprint() != before


def test_a_python_without_ensurepip_is_told_what_to_install(dev, monkeypatch):
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(dev.Stop, match=r"sudo apt-get install -y python3\.\d+-venv"):
        dev.make_venv()


def test_a_missing_network_is_told_from_a_wrong_pin(dev):
    unreachable = "WARNING: Retrying after connection broken by 'NewConnectionError(...)'"
    assert dev.no_network(unreachable)
    assert not dev.no_network("ERROR: No matching distribution found for lxml==0.0.1")


def test_it_starts_from_any_folder_and_says_what_it_can_do(dev, tmp_path):
    command = [sys.executable, "-I", str(dev.ROOT / "dev.py"), "--help"]
    env = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=True)
    for verb in dev.VERBS:
        assert f"\n{verb} " in done.stdout


@pytest.mark.parametrize(
    ("typed", "verb", "minutes", "rest"),
    [
        ("soak --minutes 10", "soak", 10, []),
        ("soak --minutes 0.5 -- tests/property -x", "soak", 0.5, ["tests/property", "-x"]),
        ("run -- show a.perfdesk --format json", "run", None, ["show", "a.perfdesk", "--format", "json"]),
        ("bench docx xlsx", "bench", None, ["docx", "xlsx"]),
        ("test", "test", None, []),
    ],
)
def test_what_follows_two_dashes_is_passed_on_as_it_is(dev, typed, verb, minutes, rest):
    args = dev.read_arguments(typed.split())
    assert (args.verb, args.minutes, args.rest) == (verb, minutes, rest)
