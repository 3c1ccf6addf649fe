"""What programs put on the clipboard is read cell by cell; nothing of it goes without a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.errors import UserError
from perfdesk.readers.clipboard import cleaned, read_clipboard, split_cells


def texts(web: str = "", text: str = "") -> list[tuple[int, int, str]]:
    clip = read_clipboard(web, text)
    assert clip is not None
    return [(cell.row, cell.col, cell.text) for cell in clip.grid.cells if cell.kind != "blank"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"a\nb"\t"say ""x"""\r\n', [["a\nb", 'say "x"']]),
        ('"a\tb"\n', [["a\tb"]]),
        ('"quoted"\tb', [['"quoted"', "b"]]),
        ('"open\tb\nc', [['"open', "b"], ["c"]]),
        ('5"\t6"', [['5"', '6"']]),
        ("a\x0bb\tc", [["a\nb", "c"]]),
        ("a\t\n\tb", [["a", ""], ["", "b"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("", []),
        ("\t", [["", ""]]),
    ],
)
def test_cells_are_parted_as_excel_parts_them(text: str, rows: list[list[str]]) -> None:
    assert split_cells(text) == rows


@given(rows=st.lists(st.lists(st.text(st.sampled_from('ab"\t\n '), max_size=4), min_size=2, max_size=4), min_size=1))
def test_what_is_quoted_comes_back(rows: list[list[str]]) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(char in text for char in '"\t\n') else text

    assert split_cells("".join("\t".join(map(quoted, row)) + "\r\n" for row in rows)) == rows


def test_characters_that_no_document_holds_are_taken_out_and_counted() -> None:
    found = cleaned("a\0b\ud800\x01\0\r\nc\x0bd\u2028e")
    assert found.text == "ab\nc\nd\ne"
    assert found.gone == {"U+0000": 2, "U+D800": 1, "U+0001": 1}


def test_merges_come_from_the_html_and_blanks_from_the_text() -> None:
    web = "<table><tr><td rowspan=2>a</td><td>x&nbsp; y</td></tr><tr><td>z</td></tr></table>"
    assert texts(web, "a\tx  y\n\tz\n") == [(0, 0, "a"), (0, 1, "x  y"), (1, 1, "z")]


def test_html_without_a_table_gives_way_to_the_text() -> None:
    assert texts("<p>a <b>b</b></p>", "a b") == [(0, 0, "a b")]


def test_lines_around_a_table_and_a_second_table_are_kept() -> None:
    web = "<p>one</p><table><tr><td>a<td>b</tr></table><p>two</p><table><tr><td>c<td>d</tr></table>"
    assert [text for *_, text in texts(web)] == ["one", "a", "b", "two", "c", "d"]


def test_control_characters_written_as_references_are_named() -> None:
    clip = read_clipboard("<table><tr><td>a&#1;&#x0;b<td>c</tr></table>", "")
    assert clip is not None
    assert [cell.text for cell in clip.grid.cells] == ["ab", "c"]
    assert clip.gone == {"U+0001": 1, "U+0000": 1}


def test_hidden_text_is_told_not_pasted() -> None:
    clip = read_clipboard("<div style='display:none'>secret</div><table><tr><td>a<td>b</tr></table>", "a\tb")
    assert clip is not None
    assert [was for was, _ in clip.unread] == ["secret"]


def test_an_empty_clipboard_is_nothing() -> None:
    assert read_clipboard("", "") is None
    with pytest.raises(UserError):
        read_clipboard("<!---->", "")
