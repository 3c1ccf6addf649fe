"""Radicals, as PDF files have them, are read as the characters that they look like, and that is told once."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import others
from perfdesk.grid import SourceDocument, SourceLine, SourceNote, SourceTable
from perfdesk.paths import resources
from perfdesk.readers.radicals import without_radicals
from perfdesk.region import templates
from perfdesk.store.read import read_bytes
from perfdesk.translate.render import render
from perfdesk.work.importing import import_files

RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}


def test_a_table_and_its_notes_have_the_usual_characters_and_one_note_tells_it() -> None:
    note = SourceNote("请核对。", "⻚数⽬", 0, 1)
    table = SourceTable(others.drawn("项⽬名称 | ⻚数⽬"), notes=(note,))
    document = without_radicals(SourceDocument((SourceLine("⽂化站"), table)))
    line, made = document.sources
    assert isinstance(line, SourceLine)
    assert isinstance(made, SourceTable)
    assert line.text == "文化站"
    assert [cell.text for cell in made.grid.cells] == ["项目名称", "页数目"]
    assert made.notes[0].was == "页数目"
    assert [each.why for each in document.notes] == [
        "原文有 4 个字写成了部首（如“⽂”），已读成看起来一样的“文”，请核对。"
    ]


def test_a_document_without_radicals_stays_as_it_is() -> None:
    document = SourceDocument((SourceLine("项目名称：车站页面①"),))
    assert without_radicals(document) is document


@pytest.mark.parametrize("kind", ["word", "web"])
def test_a_form_with_radicals_comes_in_as_it_looks(kind: str, tmp_path: Path) -> None:
    draft = read_bytes(next(iter(resources().glob("templates/dongkeng-2024/*.perfdesk"))).read_bytes()).draft
    sheet = next(iter(render(templates(), draft, [0])))
    grid = others.changed(
        sheet.grid, lambda cell: others.replace(cell, text=cell.text.translate(str.maketrans(RADICALS)))
    )
    path = tmp_path / "表"
    table = others.word(others.lines(sheet), others.word_table(grid))
    path.write_bytes(table if kind == "word" else others.web(others.web_lines(sheet), others.web_table(grid)))
    got = import_files([path], templates()).draft
    assert got.forms[0].fields == {name: draft.forms[0].fields[name] for name in got.forms[0].fields}
    assert [row.horizons for row in got.forms[0].indicators] == [row.horizons for row in draft.forms[0].indicators]
    assert ["部首" in doubt.why for _, doubt in got.all_doubts()] == [True]
