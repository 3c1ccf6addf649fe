"""Anything on the clipboard, pasted anywhere: no crash, no character lost without a name, undo is the start again."""

from __future__ import annotations

import html
import unicodedata
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers import sample
from perfdesk.errors import UserError
from perfdesk.grid import Grid
from perfdesk.readers.clipboard import Clip, read_clipboard
from perfdesk.region import templates
from perfdesk.store.write import to_bytes
from perfdesk.translate.render import render_form
from perfdesk.work import blocks
from perfdesk.work.frame import Place
from perfdesk.work.history import History
from perfdesk.work.history import Place as Where
from perfdesk.work.pasting import Plan, as_rows, plan
from soak import rounds

CHARACTERS = "甲乙≥95%次　\t\n\r\"'=+-@<>&;#x0b\0\x01\x0b\x0c\x7f\x85\u2028\ud800\udfff\ufeff𠮷é️\u200b☑□"
ANY = st.text(st.one_of(st.sampled_from(CHARACTERS), st.characters()), max_size=12)
LEVELS = st.sampled_from(("数量指标", "质量指标", "产出指标", "一级指标", "项目名称", "年度目标"))
TEXTS = st.one_of(ANY, LEVELS)
SHAPES = (
    "{}",
    "<p>{}</p>",
    "<span lang=EN-US>{}</span>",
    "<p class=MsoNormal><b>{}</b><o:p></o:p></p>",
    "<font>{}<br></font>",
)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return HTML with a table as programs make it, and the texts in its cells."""
    texts, rows = [], []
    for _ in range(draw(st.integers(1, 4))):
        cells = []
        for _ in range(draw(st.integers(1, 4))):
            text = draw(TEXTS)
            texts.append(text)
            spans = draw(
                st.sampled_from(("", " rowspan=2", " colspan=2", " rowspan=0", " colspan=x", " rowspan=99999"))
            )
            cells.append(f"<td{spans}>{draw(st.sampled_from(SHAPES)).format(html.escape(text))}</td>")
        rows.append(f"<tr>{''.join(cells)}")
    table = f"<table>{''.join(rows)}</table>"
    around = draw(
        st.sampled_from(("{}", "<html><body><!--StartFragment-->{}<!--EndFragment--></body></html>", "<div>{}"))
    )
    return around.format(table), texts


def seen(text: str) -> Counter[str]:
    """Return what can be seen of a text: no blanks, no controls, nothing that Python and HTML end lines with."""
    return Counter(char for char in text if not char.isspace() and unicodedata.category(char) not in ("Cc", "Cs", "Cn"))


def kept(clip: Clip) -> Counter[str]:
    found = seen("".join(cell.text for cell in clip.grid.cells)) + seen("".join(was for was, _ in clip.unread))
    return found + Counter({chr(int(name[2:], 16)): count for name, count in clip.gone.items()})


@cache
def shown(number: int) -> Grid:
    draft = sample()
    return render_form(templates()[draft.forms[number].template], draft, number).grid


def pasted(clip: Clip, number: int, at: int, to: int) -> None:
    """Paste at any block of a form and take it back."""
    draft, grid = sample(), shown(number)
    cells = [cell for cell in grid.cells if blocks.is_input(cell)]
    block = blocks.between(grid, cells[at % len(cells)], cells[to % len(cells)])
    template = templates()[draft.forms[number].template]
    before = to_bytes(draft)
    for act in (plan, as_rows):
        found = act(Place(draft, number, template, grid, block), clip.grid)
        nothing_dropped(found, clip, template.id, number)
        history = History(draft)
        if history.push("粘贴", found.draft, Where(number)):
            history.undo()
        assert to_bytes(history.draft) == before
        assert to_bytes(draft) == before


def nothing_dropped(found: Plan, clip: Clip, _template: str, number: int) -> None:
    """Every text stands in the form now, or is left over with a reason."""
    draft = found.draft
    grid = render_form(templates()[draft.forms[number].template], draft, number).grid
    stands = Counter[str]()
    for cell in grid.cells:
        stands |= seen(cell.text)
    left = {each.text for each in found.left}
    assert all(each.where for each in found.left)
    for cell in clip.grid.cells:
        if cell.kind != "blank" and cell.text.strip() and cell.text not in left:
            assert not seen(cell.text) - stands, cell.text


PLACES = st.tuples(st.integers(0, 3), st.integers(0, 300), st.integers(0, 300))


@pytest.mark.soak
@settings(max_examples=rounds(5000, 60), deadline=None)
@given(text=st.lists(TEXTS, max_size=12).map("".join), place=PLACES)
def test_any_text_of_the_clipboard_is_placed_or_named(text: str, place: tuple[int, int, int]) -> None:
    clip = read_clipboard("", text)
    if clip is None:
        assert not seen(text)
        return
    quotes = Counter({'"': text.count('"')})  # the quotes around a cell are Excel's
    assert not seen(text) - quotes - kept(clip)
    pasted(clip, *place)


@pytest.mark.soak
@settings(max_examples=rounds(5000, 60), deadline=None)
@given(page=pages(), place=PLACES)
def test_any_html_of_the_clipboard_is_placed_or_named(page: tuple[str, list[str]], place: tuple[int, int, int]) -> None:
    web, texts = page
    try:
        clip = read_clipboard(web, "")
    except UserError:
        assert not seen("".join(texts))
        return
    if clip is None:
        assert not seen("".join(texts))
        return
    assert not seen("".join(texts)) - kept(clip)
    pasted(clip, *place)
