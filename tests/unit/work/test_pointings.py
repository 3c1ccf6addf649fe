"""A layout pointed out once is kept, found again, and read into the draft beside the known forms."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import others
from perfdesk.errors import UserError
from perfdesk.grid import SourceTable
from perfdesk.model import Draft
from perfdesk.paths import resources, state_folder
from perfdesk.region import templates
from perfdesk.store import open_draft
from perfdesk.translate.pointing import Mark, Pointed, Pointing, point_out
from perfdesk.translate.render import render
from perfdesk.work.importing import Imported, import_clipboard, import_files, read_files, with_pointing
from perfdesk.work.pointings import forget_pointing, save_pointing, saved_pointings
from ways import MADE

TEMPLATE = "dongkeng-2024"
ROWS = ("任务 | 图书馆改造", "承办 | 文化站", "要做到 | 修缮馆舍，购书3000册")
GOALS = ("fields/project_name", "fields/department", "fields/goal_annual")


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERFDESK_STATE", str(tmp_path / "state"))


def strange(folder: Path, *rows: str) -> Path:
    """Return a Word file in a layout that nobody has described."""
    path = folder / "任务书.docx"
    path.write_bytes(others.word(others.paragraph("某县任务书"), others.word_table(others.drawn(*rows or ROWS))))
    return path


def pointed(got: Imported) -> Pointing:
    sources = got.left[0].sources
    number = next(number for number, source in enumerate(sources) if isinstance(source, SourceTable))
    return point_out(templates()[TEMPLATE], sources, [Mark(number, row, 0, goal) for row, goal in enumerate(GOALS)])


def sample() -> Draft:
    return open_draft(next(iter(resources().glob(f"templates/{TEMPLATE}/*.perfdesk")))).draft


def test_a_document_in_no_known_layout_is_left_to_be_pointed_out(tmp_path: Path) -> None:
    got = read_files([strange(tmp_path)], templates())
    assert got.draft.forms == ()
    assert got.left[0].has_tables
    with pytest.raises(UserError):
        import_files([strange(tmp_path)], templates())


def test_what_was_pointed_out_becomes_a_form_in_doubt(tmp_path: Path) -> None:
    got = read_files([strange(tmp_path)], templates())
    done = with_pointing(got, pointed(got), templates())
    (form,) = done.draft.forms
    assert (form.template, form.fields["project_name"]) == (TEMPLATE, "图书馆改造")
    assert {doubt.path for doubt in form.doubts} >= set(GOALS[::2])
    assert done.left == ()
    assert done.files == (tmp_path / "任务书.docx",)
    assert not any("不是已知的版式" in doubt.why for _, doubt in done.draft.all_doubts())


def test_the_next_document_of_that_layout_comes_in_by_itself(tmp_path: Path) -> None:
    got = read_files([strange(tmp_path)], templates())
    save_pointing(pointed(got))
    rows = ("任务 | 体育馆维修", "承办 | 体育局", "要做到 | 换地板")
    again = import_files([strange(tmp_path, *rows)], templates(), saved_pointings())
    assert again.draft.forms[0].fields["project_name"] == "体育馆维修"


def test_known_forms_keep_their_own_values_beside_it(tmp_path: Path) -> None:
    known = tmp_path / "甲.docx"
    draft = sample()
    known.write_bytes(MADE["word_as_it_is"](next(iter(render(templates(), draft, [0]))), draft))
    got = read_files([known, strange(tmp_path)], templates())
    done = with_pointing(got, pointed(got), templates())
    assert [path and path.name for path in done.files] == ["甲.docx", "任务书.docx"]
    first = import_files([known], templates()).draft
    assert done.draft.forms[0].fields["project_name"] == first.forms[0].fields["project_name"]
    assert done.draft.forms[1].fields["department"] == "文化站"


def test_a_layout_that_was_pointed_out_is_kept_as_it_is_and_can_be_forgotten() -> None:
    one = Pointing(TEMPLATE, (Pointed("任务", "fields/project_name"), Pointed("单位：", GOALS[1], "inside", 1)), 2)
    save_pointing(one)
    save_pointing(one)
    assert saved_pointings() == (one,)
    forget_pointing(one)
    assert saved_pointings() == ()


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[" * 10_000,
        '{"format": "perfdesk.pointing", "version": 1, "template": "x", "times": 1, "labels": []}',
        '{"format": "perfdesk.pointing", "version": 1, "template": "x", "times": 0, "labels": [{}]}',
        '{"format": "perfdesk.pointing", "version": 1, "template": "x", "times": 1, "labels": [{"text": "a"}]}',
    ],
)
def test_a_damaged_file_of_a_layout_is_passed_over(said: str) -> None:
    folder = state_folder() / "pointings"
    folder.mkdir(parents=True)
    (folder / "a.json").write_text(said, encoding="utf-8")
    assert saved_pointings() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_leads_nowhere_hides_no_other_layout() -> None:
    one = Pointing(TEMPLATE, (Pointed("任务", "fields/project_name"),), 1)
    path = save_pointing(one)
    (path.parent / "b.json").symlink_to(path.parent / "gone")
    assert saved_pointings() == (one,)


# --- the clipboard ---


def test_the_table_on_the_clipboard_keeps_its_merges() -> None:
    draft = sample()
    sheet = next(iter(render(templates(), draft, [0])))
    html = MADE["clipboard_of_excel"](sheet, draft).decode()
    got = import_clipboard(html, "只是一句话", templates())
    assert got.files == (None,)
    assert got.draft.forms[0].indicators
    assert not any(doubt.code == "I03" for doubt in got.draft.forms[0].doubts)


@pytest.mark.parametrize("html", ["", "<p>只是一句话</p>", "<", "<table><tr><td>甲<td>乙</table>"])
def test_the_text_is_read_where_the_html_holds_no_form(html: str, corpus: Path) -> None:
    text = (corpus / "dongkeng-zongzhi-2024.txt").read_text(encoding="utf-8")
    assert len(import_clipboard(html, text, templates()).draft.forms) > 1


def test_a_clipboard_without_a_form_is_left_to_be_pointed_out() -> None:
    html = "<table><tr><td>任务<td>图书馆改造<tr><td>承办<td>文化站</table>"
    got = import_clipboard(html, "任务\t图书馆改造\n承办\t文化站", templates())
    assert got.draft.forms == ()
    assert got.left[0].has_tables
    assert import_clipboard("", " ", templates()).left == ()
