"""The command line as a clerk or a script uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import jsonschema
import openpyxl
import pytest

from clock import working_less_than
from perfdesk import paths
from perfdesk.cli import main
from perfdesk.region import templates
from perfdesk.store import open_draft, read_bytes
from perfdesk.translate.render import render
from published import as_published

SAMPLE = paths.resources() / "samples" / "library-2026.perfdesk"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "去年的表.txt"
    draft = open_draft(SAMPLE).draft
    path.write_text(as_published(render(templates(), draft)), encoding="utf-8")
    return path


def test_last_years_text_becomes_a_draft_that_can_be_shown(run: Run, published: Path, tmp_path: Path) -> None:
    out = tmp_path / "今年.perfdesk"
    code, data, messages = run("import", published, "-o", out)
    assert (code, data) == (0, "")
    assert "已导入 6 张表" in messages
    code, data, _ = run("show", out)
    assert code == 0
    assert "流动图书车进社区服务项目" in data
    assert "第6张表" in data


def test_what_is_shown_as_json_is_the_draft_that_the_schema_describes(run: Run) -> None:
    _, schema, _ = run("schema")
    _, shown, _ = run("show", SAMPLE, "--format", "json")
    jsonschema.Draft202012Validator(json.loads(schema)).validate(json.loads(shown))
    assert shown.encode() == SAMPLE.read_bytes()


@pytest.mark.parametrize("path", sorted(paths.resources().rglob("*.perfdesk")), ids=lambda path: path.parent.name)
def test_every_bundled_sample_is_as_the_schema_says(run: Run, path: Path) -> None:
    _, schema, _ = run("schema")
    jsonschema.Draft202012Validator(json.loads(schema)).validate(json.loads(path.read_text(encoding="utf-8")))


def test_a_doubt_is_told_with_file_form_and_place(run: Run, published: Path, tmp_path: Path) -> None:
    text = published.read_text(encoding="utf-8")
    published.write_text(text.replace("项目绩效目标", "项目 绩效 目标"), encoding="utf-8")
    _, _, messages = run("import", published, "-o", tmp_path / "a.perfdesk")
    lines = [line for line in messages.splitlines() if " I07 " in line]
    assert lines
    assert all(line.startswith(f"{published}:") and line.split(":")[1].isdecimal() for line in lines)


def test_a_text_in_no_known_layout_says_so_and_makes_nothing(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "菜单.txt"
    source.write_text("早餐\t中餐\t晚餐\n粥\t饭\t面\n", encoding="utf-8")
    code, _, messages = run("import", source, "-o", tmp_path / "a.perfdesk")
    assert code == 3
    assert "未知版式" in messages
    assert not (tmp_path / "a.perfdesk").exists()


def test_nothing_is_overwritten_without_force(run: Run, published: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.perfdesk"
    out.write_text("别人的文件", encoding="utf-8")
    code, _, messages = run("import", published, "-o", out)
    assert code == 4
    assert out.read_text(encoding="utf-8") == "别人的文件"
    assert "已经存在" in messages or "已存在" in messages
    code, _, _ = run("import", published, "-o", out, "--force")
    assert code == 0
    code, _, _ = run("export", out, "--to", "docx", "-o", published)
    assert code == 4


def test_what_is_read_is_never_written_over_even_with_force(run: Run, published: Path, tmp_path: Path) -> None:
    draft, link = tmp_path / "a.perfdesk", tmp_path / "同一个文件.docx"
    run("import", published, "-o", draft)
    link.symlink_to(draft)
    before = draft.read_bytes(), published.read_bytes()
    for arguments in (
        ["import", published, "-o", published],
        ["export", draft, "--to", "docx", "-o", draft],
        ["export", draft, "--to", "docx", "-o", link],
        ["recover", draft, "-o", draft],
    ):
        code, _, messages = run(*arguments, "--force")
        assert (code, "本身" in messages) == (2, True), arguments
    assert (draft.read_bytes(), published.read_bytes()) == before


@pytest.mark.parametrize("chosen", ["1、3－4", "1，3-4", " 1, 3 - 4 ", "１,3~4"])
def test_forms_may_be_chosen_with_the_signs_of_a_chinese_keyboard(run: Run, tmp_path: Path, chosen: str) -> None:
    assert run("export", SAMPLE, "--to", "xlsx", "-o", tmp_path / "a.xlsx", "--forms", chosen)[0] == 0
    assert len(openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames) == 3


def test_chosen_forms_are_exported_to_word(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    code, _, _ = run("export", SAMPLE, "--to", "docx", "-o", out, "--forms", "1,3-4")
    assert code == 0
    text = "\n".join(cell.text for table in docx.Document(str(out)).tables for row in table.rows for cell in row.cells)
    names = [form.fields["project_name"] for form in open_draft(SAMPLE).draft.forms]
    assert [name in text for name in names] == [True, False, True, True, False, False]


def test_excel_has_a_sheet_for_each_project(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    assert run("export", SAMPLE, "--to", "xlsx", "-o", out)[0] == 0
    book = openpyxl.load_workbook(out)
    names = [form.fields["project_name"] for form in open_draft(SAMPLE).draft.forms]
    assert book.sheetnames == [name[:31] for name in names]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_the_same_draft_gives_the_same_bytes(run: Run, tmp_path: Path, kind: str) -> None:
    for name in ("a", "b"):
        assert run("export", SAMPLE, "--to", kind, "-o", tmp_path / f"{name}.{kind}")[0] == 0
    assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_the_same_text_gives_the_same_draft(run: Run, published: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("import", published, "-o", tmp_path / f"{name}.perfdesk")
    assert (tmp_path / "a.perfdesk").read_bytes() == (tmp_path / "b.perfdesk").read_bytes()


def test_split_writes_a_file_for_each_project(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "分册"
    assert run("export", SAMPLE, "--to", "pdf", "-o", folder, "--split")[0] == 0
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 6
    assert all(len(name.encode()) <= 200 and name.endswith(".pdf") for name in names)


def test_split_writes_nothing_where_one_file_is_in_the_way(run: Run, tmp_path: Path) -> None:
    assert run("export", SAMPLE, "--to", "docx", "-o", tmp_path / "all", "--split")[0] == 0
    last = sorted((tmp_path / "all").iterdir())[-1]
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / last.name).write_text("别人的文件", encoding="utf-8")
    code, _, messages = run("export", SAMPLE, "--to", "docx", "-o", tmp_path / "half", "--split")
    assert (code, last.name in messages) == (4, True)
    assert list((tmp_path / "half").iterdir()) == [tmp_path / "half" / last.name]
    code, _, messages = run("export", SAMPLE, "--to", "docx", "-o", last, "--split")
    assert (code, "不能用作文件夹" in messages) == (4, True)


def test_a_blank_form_can_be_printed(run: Run, tmp_path: Path) -> None:
    for template in templates():
        out = tmp_path / f"{template}.docx"
        assert run("blank", template, "--to", "docx", "-o", out)[0] == 0
        tables = docx.Document(str(out)).tables
        assert "项目名称" in tables[0].rows[0].cells[0].text


def test_the_signature_line_is_printed_only_where_it_is_wished_for_and_missing(run: Run, tmp_path: Path) -> None:
    def lines(template: str, *options: str) -> str:
        out = tmp_path / "a.docx"
        run("blank", template, "--to", "docx", "-o", out, "--force", *options)
        return "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)

    assert "填表人" not in lines("shanghai-2023")
    assert "填表人" in lines("shanghai-2023", "--signature")
    assert "填表人" not in lines("dongguan-town-2022", "--signature")


def test_templates_are_listed_and_what_is_inferred_is_said(run: Run) -> None:
    _, listed, _ = run("templates")
    assert all(template in listed for template in templates())
    _, told, _ = run("templates", "dongkeng-2024")
    assert "推定" in told
    assert "用款单位" in told


@pytest.mark.parametrize("template", list(templates()))
def test_the_bundled_templates_pass_their_own_check(run: Run, template: str) -> None:
    code, drawn, messages = run("template", "check", paths.resources() / "templates" / template)
    assert code == 0
    assert "没有错误" in messages
    assert "空白表" in drawn


def test_a_template_author_is_told_file_and_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "dongkeng-2024"
    folder.mkdir()
    text = (templates()["dongkeng-2024"].folder / "template.toml").read_text(encoding="utf-8")
    broken = text.replace('{ field = "end_year", w = 2 }', '{ field = "end_year", w = 3 }')
    (folder / "template.toml").write_text(broken, encoding="utf-8")
    code, _, messages = run("template", "check", folder)
    line = next(n for n, each in enumerate(broken.splitlines(), 1) if "实施周期" in each and "起始年度" in each)
    assert code == 1
    told = [each for each in messages.splitlines() if "template.toml:" in each]
    assert told
    assert abs(int(told[0].split("template.toml:")[1].split(":")[0]) - line) <= 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "缺少参数"),
        (["export", "a"], "缺少参数"),
        (["export", "a", "--to", "doc", "-o", "b"], "没有 'doc'"),
        (["fly"], "fly"),
        (["show", "a", "--colour"], "不认识的参数"),
        (["templates", "dongguan"], "您要的是不是"),
        (["export", str(SAMPLE), "--to", "docx", "-o", "x.docx", "--forms", "9"], "6 张表"),
        (["export", str(SAMPLE), "--to", "docx", "-o", "x.docx", "--forms", "a-b"], "--forms"),
    ],
)
def test_a_wrong_command_is_explained_in_chinese(run: Run, arguments: list[str], words: str) -> None:
    code, _, messages = run(*arguments)
    assert code == 2
    assert words in messages
    assert not any(word in messages for word in ("error", "usage", "Traceback", "invalid"))


def test_help_is_chinese(run: Run) -> None:
    code, told, _ = run("--help")
    assert code == 0
    assert "用法" in told
    assert not any(word in told for word in ("usage", "options", "show this", "show program"))


def test_a_missing_file_is_told(run: Run, tmp_path: Path) -> None:
    for command in (["show"], ["export", "--to", "docx", "-o", str(tmp_path / "x.docx")], ["recover"]):
        code, _, messages = run(command[0], tmp_path / "没有.perfdesk", *command[1:])
        assert code == 3
        assert "没有" in messages
        assert "Traceback" not in messages


def test_recover_saves_what_can_be_read_beside_the_damaged_file(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "坏.perfdesk"
    broken.write_bytes(SAMPLE.read_bytes()[: SAMPLE.stat().st_size * 2 // 3])
    before = broken.read_bytes()
    code, _, messages = run("recover", broken, "-o", tmp_path / "救.perfdesk")
    assert code == 0
    assert "张表" in messages
    assert broken.read_bytes() == before
    assert open_draft(tmp_path / "救.perfdesk").draft.forms


def test_recover_lists_the_backups_of_a_file_of_which_nothing_is_left(
    run: Run, published: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "a.perfdesk"
    run("import", published, "-o", draft)
    first = draft.read_bytes()
    run("import", published, "-o", draft, "--force")
    draft.write_bytes(b"\0" * 100)
    code, _, messages = run("recover", draft)
    assert code == 3
    assert "文件是空的" in messages
    assert "备份 1：" in messages
    assert "--backup" in messages
    assert run("recover", draft, "--backup", "1", "-o", tmp_path / "救.perfdesk")[0] == 0
    assert len(open_draft(tmp_path / "救.perfdesk").draft.forms) == len(read_bytes(first).draft.forms)


def test_the_start_is_without_qt_and_without_the_writers_libraries() -> None:
    code = "import sys, perfdesk.cli; print([m for m in ('PySide6','openpyxl','docx','reportlab') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_words_reach_a_pipe_as_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}
    out = subprocess.run(
        [sys.executable, "-m", "perfdesk", "show", str(SAMPLE)], capture_output=True, env=environment, check=True
    )
    assert "流动图书车进社区服务项目" in out.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a device that is always full")
@pytest.mark.parametrize("command", [["templates"], ["show", str(SAMPLE)]], ids=["little", "much"])
def test_what_does_not_fit_on_the_disk_is_told_in_chinese(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        out = subprocess.run(
            [sys.executable, "-m", "perfdesk", *command], stdout=full, stderr=subprocess.PIPE, check=False
        )
    said = out.stderr.decode("utf-8")
    assert out.returncode == 4
    assert "磁盘已满。（E70）" in said
    assert "Error" not in said


@pytest.mark.parametrize("command", [["templates"], ["show", str(SAMPLE)]], ids=["little", "much"])
def test_a_reader_that_has_heard_enough_hears_no_complaint(command: list[str]) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-m", "perfdesk", *command], stdout=pipe, stderr=pipe) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        said = run.stderr.read()
    assert (run.returncode, said) == (0, b"")


def test_a_program_without_a_console_runs_commands_all_the_same(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["templates"]) == 0
    assert main(["show", "没有.perfdesk"]) == 3


def test_a_huge_file_is_refused_at_once(run: Run, tmp_path: Path) -> None:
    huge = tmp_path / "大.txt"
    with huge.open("wb") as file:
        file.truncate(1 << 30)
    for arguments in (["import", huge, "-o", tmp_path / "a.perfdesk"], ["show", huge]):
        with working_less_than(2):
            code, _, messages = run(*arguments)
        assert code == 3
        assert "太大" in messages
