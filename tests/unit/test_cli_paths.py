"""Paths that the system refuses: every command says what is wrong with them, in Chinese, with a code of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from perfdesk import paths
from perfdesk.cli import main
from perfdesk.store import open_draft
from perfdesk.work.importing import read_files

SAMPLE = paths.resources() / "samples" / "library-2026.perfdesk"
LONG = "长" * 90 + ".perfdesk"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("好.perfdesk").write_bytes(SAMPLE.read_bytes())

    def call(*arguments: object) -> tuple[int, str]:
        code = main([str(argument) for argument in arguments])
        return code, capsys.readouterr().err

    return call


def _ring(path: Path) -> None:
    path.symlink_to(path.name)


PLACES: dict[str, Callable[[Path], object]] = {
    LONG: lambda _: None,
    "/".join(["a" * 200] * 25) + "/x.perfdesk": lambda _: None,
    "好.perfdesk/x.perfdesk": lambda _: None,
    "环.perfdesk": _ring,
    "夹.perfdesk": Path.mkdir,
}
if hasattr(os, "mkfifo"):
    PLACES["管.perfdesk"] = os.mkfifo
    PLACES["/dev/zero"] = lambda _: None


@pytest.mark.parametrize("place", list(PLACES), ids=lambda place: place[:12])
@pytest.mark.parametrize(
    "command",
    [
        ["show", "@"],
        ["check", "@"],
        ["recover", "@"],
        ["recover", "@", "-o", "出.perfdesk"],
        ["import", "@", "-o", "出.perfdesk"],
        ["export", "@", "--to", "pdf", "-o", "出.pdf"],
        ["template", "check", "@"],
    ],
    ids=" ".join,
)
def test_a_draft_or_document_that_the_system_does_not_give_is_refused_with_its_reason(
    run: Run, place: str, command: list[str]
) -> None:
    PLACES[place](Path(place))
    code, said = run(*(place if each == "@" else each for each in command))
    assert code in {1, 2, 3}
    assert re.search(r"（E\d\d）", said) or "处错误" in said
    assert "E99" not in said
    assert not Path("出.perfdesk").exists()
    assert not Path("出.pdf").exists()


WRITING = (
    ["recover", "好.perfdesk", "-o", "@", "--force"],
    ["export", "好.perfdesk", "--to", "pdf", "-o", "@", "--force"],
    ["export", "好.perfdesk", "--to", "pdf", "-o", "@", "--split"],
    ["blank", "dongguan-city-2020", "--to", "docx", "-o", "@"],
)
FOLDERS = {"/", "夹.perfdesk"}  # --split asks for one


@pytest.mark.parametrize(
    ("command", "place"),
    [(each, place) for each in WRITING for place in (*PLACES, "/") if not ("--split" in each and place in FOLDERS)],
)
def test_where_nothing_can_be_written_the_reason_is_told(run: Run, place: str, command: list[str]) -> None:
    PLACES.get(place, lambda _: None)(Path(place))
    code, said = run(*(place if each == "@" else each for each in command))
    assert code == 4
    assert re.search(r"（E(60|7\d)）", said)


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder, with a draft and a document in it, that this user may not look into."""
    folder = tmp_path / "单位" / "别人的"
    folder.mkdir(parents=True)
    (folder / "a.perfdesk").write_bytes(SAMPLE.read_bytes())
    (folder / "a.txt").write_text("项目支出绩效目标申报表\n", encoding="utf-8")
    folder.chmod(0)
    if os.access(folder, os.R_OK):
        pytest.skip("this user may look into every folder")
    yield folder
    folder.chmod(0o700)


def test_a_folder_that_may_not_be_looked_into_is_told_and_never_passed_over(run: Run, closed: Path) -> None:
    code, said = run("check", closed.parent)
    assert (code, "没有读取权限" in said) == (3, True)
    (closed.parent / "b.perfdesk").write_bytes(SAMPLE.read_bytes())
    code, said = run("check", closed.parent)
    assert code == 3
    assert "检查了 1 个文件、6 张表" in said
    assert "1 个文件夹打不开" in said
    got = read_files([closed.parent], {})
    assert [(path, error.code) for path, error in got.refused] == [(closed, "E20")]


def test_a_draft_in_a_folder_that_may_not_be_looked_into_is_no_fault_of_the_program(run: Run, closed: Path) -> None:
    for command in (["show"], ["check"], ["recover"], ["export", "--to", "pdf", "-o", "出.pdf"]):
        code, said = run(command[0], closed / "a.perfdesk", *command[1:])
        assert (code, "没有读取权限" in said) == (3, True)


def test_a_folder_that_vanishes_while_its_files_are_listed_is_told(tmp_path: Path) -> None:
    files, refused = paths.files_below(tmp_path / "没有")
    assert files == []
    assert [error.filename for error in refused] == [str(tmp_path / "没有")]


def test_the_folders_that_a_system_keeps_on_a_stick_are_no_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "表.txt").write_text("a", encoding="utf-8")
    kept = tmp_path / "System Volume Information"
    kept.mkdir()
    scan = os.scandir

    def refuse(place: str) -> object:
        if Path(place) == kept:
            raise PermissionError(13, "denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)
    assert paths.files_below(tmp_path) == ([tmp_path / "表.txt"], [])


def test_a_draft_reached_over_a_link_is_known_to_be_the_same_file(tmp_path: Path) -> None:
    path, link = tmp_path / "a.perfdesk", tmp_path / "b.perfdesk"
    path.write_bytes(SAMPLE.read_bytes())
    link.symlink_to(path)
    assert paths.are_same(path, link)
    assert paths.real(link) == paths.real(path)
    assert open_draft(link).draft == open_draft(path).draft
