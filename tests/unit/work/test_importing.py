"""Last year's documents of any kind become one draft; what is not sure is in doubt, what is not read is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import others
from perfdesk.cli import main
from perfdesk.errors import UserError
from perfdesk.model import Draft
from perfdesk.paths import resources
from perfdesk.region import templates
from perfdesk.store import open_draft
from perfdesk.translate.render import render
from perfdesk.work.importing import import_files
from perfdesk.writers import docx, pdf, xlsx
from ways import MADE


def sample(name: str) -> Draft:
    path = next(iter(resources().glob(f"templates/{name}/*.perfdesk")))
    return open_draft(path).draft


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as clerks have them: documents of several kinds, a lock file, a draft, a folder below."""
    base = tmp_path / "去年"
    (base / "其他").mkdir(parents=True)
    for writer, name, form in ((docx, "甲.docx", "dongkeng-2024"), (xlsx, "乙.xlsx", "shanghai-2023")):
        with (base / name).open("wb") as out:
            writer.write(render(templates(), sample(form)), out)
    with (base / "其他" / "丙.pdf").open("wb") as out:
        pdf.write(render(templates(), sample("dongguan-town-2022")), out)
    (base / "~$甲.docx").write_bytes(b"x")
    (base / "旧稿.perfdesk").write_bytes(b"{}")
    return base


def test_a_folder_of_several_kinds_becomes_one_draft(folder: Path) -> None:
    got = import_files([folder], templates())
    assert {path.name for path in got.files} == {"甲.docx", "乙.xlsx", "丙.pdf"}
    assert {form.template for form in got.draft.forms} == {"dongkeng-2024", "shanghai-2023", "dongguan-town-2022"}
    assert got.refused == ()
    assert import_files([folder], templates()).draft == got.draft


def test_a_file_that_cannot_be_read_is_told_and_the_others_come_in(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "扫描.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    out = tmp_path / "今年.perfdesk"
    assert main(["import", str(folder), "-o", str(out)]) == 3
    told = capsys.readouterr().err
    assert "扫描.png" in told
    assert "扫描件" in told
    assert "另有 1 个文件没有读取" in told
    assert len(open_draft(out).draft.forms) >= 3


def test_a_single_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "扫描.pdf"
    path.write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    with pytest.raises(UserError) as caught:
        import_files([path], templates())
    assert caught.value.code == "E27"


def test_the_summary_says_how_many_forms_of_which_layout(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(folder / "甲.docx"), "-o", str(tmp_path / "a.perfdesk")]) == 0
    layout = templates()["dongkeng-2024"].data
    assert f"{layout.short or layout.name} {len(sample('dongkeng-2024').forms)} 张" in capsys.readouterr().err


def test_the_summary_says_of_each_file_what_came_in_and_what_was_left(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = others.word_table(others.drawn("任务 | 图书馆改造", "承办 | 文化站"))
    (folder / "任务书.docx").write_bytes(others.word(table))
    (folder / "扫描.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    assert main(["import", str(folder), "-o", str(tmp_path / "a.perfdesk")]) == 3
    told = capsys.readouterr().err
    layout = templates()["shanghai-2023"].data
    forms = len(sample("shanghai-2023").forms)
    assert f"乙.xlsx：{forms} 张表（{layout.short or layout.name} {forms} 张）" in told
    assert "任务书.docx：没有表，1 部分不是已知版式" in told
    assert "没有读取“" in told
    assert "另有 1 部分不是已知版式" in told


@pytest.mark.parametrize(
    "how", ["excel_with_a_formula", "excel_with_a_formula_never_computed", "word_with_a_value_deleted"]
)
def test_a_doubt_of_the_reader_stands_at_the_value_it_is_about(how: str, tmp_path: Path) -> None:
    draft = sample("dongkeng-2024")
    path = tmp_path / "表"
    path.write_bytes(MADE[how](next(iter(render(templates(), draft, [0]))), draft))
    doubts = [doubt for doubt in import_files([path], templates()).draft.forms[0].doubts if doubt.code == "I15"]
    assert doubts
    assert all(doubt.path and doubt.place for doubt in doubts)


def test_a_hidden_sheet_is_told_though_nothing_of_it_comes_in(tmp_path: Path) -> None:
    draft = sample("shanghai-2023")
    path = tmp_path / "表.xlsx"
    path.write_bytes(MADE["excel_with_a_hidden_sheet"](next(iter(render(templates(), draft, [0]))), draft))
    got = import_files([path], templates())
    assert len(got.draft.forms) == 1
    assert any("旧稿" in doubt.why for doubt in got.draft.doubts)


def test_an_old_word_file_says_how_to_convert_it_where_libreoffice_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    path = tmp_path / "表.rtf"
    path.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(UserError) as caught:
        import_files([path], templates())
    assert caught.value.code == "E29"
    assert ".docx" in caught.value.todo


def test_a_form_in_no_known_layout_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "课程表.docx"
    path.write_bytes(others.word(others.paragraph("课程表"), others.paragraph("周一 语文")))
    with pytest.raises(UserError) as caught:
        import_files([path], templates())
    assert caught.value.code == "E24"


def test_what_is_not_sure_in_a_cell_of_boxes_is_doubted_at_the_value_that_was_chosen(tmp_path: Path) -> None:
    draft = sample("shanghai-2023")
    sheet = next(iter(render(templates(), draft, [0])))
    table = others.web_table(sheet.grid).replace("一次性项目□", "一次性项目□<sup>[1]</sup>")
    path = tmp_path / "表.html"
    path.write_bytes(others.web(others.web_lines(sheet), table))
    (form,) = import_files([path], templates()).draft.forms
    assert "[1]" in form.fields["project_category"]
    assert [doubt.code for doubt in form.doubts if doubt.path == "fields/project_category"] == ["I15"]
