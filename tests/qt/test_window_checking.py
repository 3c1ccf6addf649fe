"""What the rules say, on the desk: the same as in the terminal, as fast as one types, and never in the way."""

from __future__ import annotations

from pathlib import Path

from desks import Desk
from many import draft as many
from papers import sample
from perfdesk.desk import judging
from perfdesk.desk.document import Document
from perfdesk.model import Draft, Form
from perfdesk.model import path as paths
from perfdesk.readers.text import read
from perfdesk.region import templates
from perfdesk.translate.extract import extract
from perfdesk.work.checking import check_draft
from perfdesk.work.form_editing import duplicate_form

RATE = "indicators/3/annual/target"


def twins() -> Draft:
    """Return the sample with one project twice, a form of a layout that is not there, and a rate without its sign."""
    draft = duplicate_form(paths.put(sample(), 0, RATE, "98"), 1)
    return draft.model_copy(update={"forms": (*draft.forms, Form(id="x", template="elsewhere-2030"))})


def looked_at(desk: Desk, draft: Draft) -> Document:
    """Show a draft and wait until the rules have seen everything."""
    document = Document(draft, templates())
    desk.window.show_document(document)
    desk.until(lambda: document.checked)
    return document


# --- the same findings ---


def test_the_window_says_what_the_command_line_says(desk: Desk) -> None:
    for draft in (sample(), twins()):
        assert looked_at(desk, draft).findings() == check_draft(draft, templates())
    assert {"X01", "R02", "V04"} <= {each.code for each in desk.document.findings()}


def test_published_forms_are_judged_alike_in_the_window_and_in_the_terminal(desk: Desk, corpus: Path) -> None:
    for file in sorted(corpus.glob("*.txt")):
        draft, _ = extract(read(file), templates(), file.stem)
        found = check_draft(draft, templates())
        assert found
        assert looked_at(desk, draft).findings() == found


def test_a_large_draft_is_looked_at_between_its_forms_on_a_thread(desk: Desk) -> None:
    draft = duplicate_form(many(0, 12, 60), 3)
    assert sum(len(form.indicators) for form in draft.forms) > judging.IN_TURN_ROWS
    document = looked_at(desk, draft)
    assert document.findings() == check_draft(draft, templates())
    assert "X01" in {each.code for each in document.findings(3)}


def test_findings_between_forms_come_and_go_while_typing(desk: Desk) -> None:
    document = looked_at(desk, duplicate_form(sample(), 0))
    assert "X01" in {each.code for each in document.findings(0)}
    desk.at("fields/project_name")
    desk.type("another one")
    desk.until(lambda: document.checked)
    assert "X01" not in {each.code for each in document.findings()}
    assert desk.window.paper.editing.is_open
    assert document.findings() == check_draft(document.live_draft(), templates())
