"""Dated copies of what was saved over."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from perfdesk.errors import UserError
from perfdesk.model import Draft
from perfdesk.store import backups, open_draft, save_draft
from perfdesk.store.backups import KEEP_NEWEST, MAX_TOTAL, Backup, chosen, put_away, restore, seq_of
from perfdesk.store.write import to_bytes

NOON = datetime(2024, 12, 31, 12, 0)


def copies(ages: list[timedelta], size: int = 1000) -> list[Backup]:
    """Return backups, newest first, of those ages."""
    top = len(ages)
    return [Backup(NOON - age, top - number, size, Path(str(number))) for number, age in enumerate(ages)]


def test_files_of_one_name_in_two_folders_have_their_own_backups(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        first = save_draft(tmp_path / name / "草稿.perfdesk", Draft(id=name))
        save_draft(tmp_path / name / "草稿.perfdesk", first.draft, stamp=first.stamp)
    for name in ("甲", "乙"):
        (only,) = backups(tmp_path / name / "草稿.perfdesk")
        assert open_draft(only.path).draft.id == name


def test_a_link_and_its_file_have_the_same_backups(tmp_path: Path) -> None:
    path = tmp_path / "a.perfdesk"
    put_away(path, b"x", 1)
    path.write_bytes(b"y")
    (tmp_path / "link").symlink_to(path)
    assert backups(tmp_path / "link") == backups(path) != []


def test_a_draft_without_backups_has_none(tmp_path: Path) -> None:
    assert backups(tmp_path / "a.perfdesk") == []


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "a.perfdesk"
    assert put_away(path, b"x", 1) == put_away(path, b"x", 1)
    assert put_away(path, b"y", 1) != put_away(path, b"x", 1)
    assert len(backups(path)) == 2


def test_the_order_is_that_of_the_saves_when_the_clock_goes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.perfdesk"
    folder = put_away(path, b"1", 1).parent
    for seq, when in ((2, "20240510-120000"), (3, "20140510-120000"), (4, "20380120-000000"), (5, "19991231-235959")):
        (folder / f"{seq:016d}_{when}_{seq:08x}.perfdesk").write_bytes(b"x" * seq)
    assert [each.seq for each in backups(path)] == [5, 4, 3, 2, 1]


def test_names_that_are_no_backups_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.perfdesk"
    folder = put_away(path, b"1", 1).parent
    for name in ("notes.txt", "0000000000000002_20249999-999999_00000000.perfdesk", ".x.~01234567"):
        (folder / name).write_bytes(b"x")
    assert len(backups(path)) == 1


def test_the_newest_are_kept_then_one_an_hour_a_day_a_week_a_month() -> None:
    every_half_hour = [timedelta(minutes=30 * number) for number in range(2 * 24 * 400)]
    kept = chosen(copies(every_half_hour))
    ages = [NOON - each.when for each in kept]
    assert ages[:KEEP_NEWEST] == every_half_hour[:KEEP_NEWEST]
    assert sum(age <= timedelta(hours=23) for age in ages) >= 23
    assert sum(age <= timedelta(days=13) for age in ages) >= 35
    assert len({each.when.strftime("%Y%m") for each in kept}) == 14
    assert len(kept) < 80


def test_a_clock_that_goes_back_ten_years_costs_no_recent_copy() -> None:
    before = [timedelta(minutes=number) for number in range(30)]
    after = [timedelta(days=3650, minutes=number) for number in range(15)]
    found = copies(after + before)
    assert set(found[:KEEP_NEWEST]) <= set(chosen(found))
    assert any(each.when.year == 2024 for each in chosen(found))


def test_large_drafts_keep_fewer_copies_but_always_one() -> None:
    ages = [timedelta(days=number) for number in range(10)]
    assert len(chosen(copies(ages, size=MAX_TOTAL // 3))) == 3
    assert len(chosen(copies(ages, size=MAX_TOTAL * 2))) == 1


def test_thinning_removes_files_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.perfdesk"
    for seq in range(40):
        put_away(path, str(seq).encode(), seq)
    assert KEEP_NEWEST <= len(backups(path)) <= KEEP_NEWEST + 2
    assert [each.seq for each in backups(path)][:KEEP_NEWEST] == list(range(39, 39 - KEEP_NEWEST, -1))


def test_fifty_states_restored_are_what_was_saved(tmp_path: Path) -> None:
    random = Random(20240510)
    path = tmp_path / "a.perfdesk"
    saved = save_draft(path, Draft(id="a"))
    states = {}
    for number in range(50):
        states[saved.seq] = path.read_bytes()
        text = "".join(random.choice("甲乙丙丁\n\ud800") for _ in range(random.randrange(200)))
        saved = save_draft(path, saved.draft.model_copy(update={"shared": {"x": f"{number}{text}"}}), stamp=saved.stamp)
        kept = backups(path)
        chance = random.choice(kept)
        copy = restore(chance, tmp_path / f"copy{number}.perfdesk")
        assert copy.read_bytes() == states[chance.seq]
        assert open_draft(copy).notices == ()


def test_a_restore_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.perfdesk"
    put_away(path, to_bytes(Draft(id="a")), 1)
    path.write_bytes(b"mine")
    with pytest.raises(UserError):
        restore(backups(path)[0], path)
    assert path.read_bytes() == b"mine"


def test_the_number_of_a_file_is_seen_without_reading_all_of_it() -> None:
    assert seq_of(to_bytes(Draft(id="a", seq=12))) == 12
    assert seq_of(b"garbage") == 0
    assert seq_of(b'{"x": {\n    "seq": 9,\n}}') == 0
