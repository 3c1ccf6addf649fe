"""Published forms on the paper: every input reached once, typed into, undone to the very text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from papers import CTRL, Desk, Key
from perfdesk.model import Draft
from perfdesk.region.load import templates
from perfdesk.work.importing import import_files
from soak import rounds


@cache
def published(folder: Path) -> Draft:
    """Return all published forms as one draft."""
    return import_files(sorted(folder.glob("*.txt")), templates()).draft


@pytest.mark.soak
def test_every_input_of_the_published_forms_is_reached_typed_into_and_undone(paper: Desk, corpus: Path) -> None:
    draft = published(corpus)
    assert len(draft.forms) == 27
    desk = paper(draft)
    start = desk.document.draft.model_dump_json()
    for number in range(0, 27, max(1, 27 // rounds(full=27, share=4))):
        desk.document.show(number)
        desk.key(Key.Key_Home, CTRL)
        places = desk.view.places()
        assert places is not None
        expected = list(places.order)
        sources = {cell.source for cell in desk.document.sheet().grid.cells if cell.kind == "field"}
        assert sources - {None} <= set(expected)
        for path in expected:
            assert desk.view.cursor() == path
            desk.key(Key.Key_F2)
            desk.type("x7")
            desk.key(Key.Key_Tab)
            assert desk.document.draft.forms[number] != draft.forms[number] or path.startswith("shared/"), path
            desk.key(Key.Key_Z, CTRL)
            assert desk.document.draft.forms[number] == draft.forms[number], path
            desk.at(path)
            desk.key(Key.Key_Tab)
        assert desk.view.cursor() == expected[-1]
    assert desk.document.draft.model_dump_json() == start
