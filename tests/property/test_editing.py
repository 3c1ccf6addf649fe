"""Undo all is the start, redo all is the end: whatever acts a clerk does in whatever order, on any layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts import Odds, drafts
from perfdesk.model import Draft, Origin
from perfdesk.model import path as paths
from perfdesk.region import Template, templates
from perfdesk.translate.arrange import arranged
from perfdesk.translate.render import render_form
from perfdesk.work import editing, form_editing, tree_editing
from perfdesk.work.history import History, Place
from soak import rounds

TEXTS = st.sampled_from(["", "≥95%", "讲座场次", "第一行\n第二行", "=1+1", "𠮷", "数量指标"])
SHOWN = templates()
Act = Callable[[st.DataObject, Draft, int, Template], Draft]


def _cell(data: st.DataObject, draft: Draft, number: int, template: Template) -> str:
    cells = render_form(template, draft, number).grid.cells
    return data.draw(st.sampled_from([cell.source for cell in cells if cell.source] or ["fields/project_name"]))


def _row(data: st.DataObject, draft: Draft, number: int) -> str:
    return data.draw(st.sampled_from([each.id for each in draft.forms[number].indicators] or ["1"]))


def _type(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    path = _cell(data, draft, number, template)
    return editing.type_text(draft, number, path, data.draw(TEXTS), editing.follows(draft, number, path, template))


def _import(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    path = _cell(data, draft, number, template)
    return editing.set_text(draft, number, path, data.draw(TEXTS), Origin(kind="last_year"))


def _clear(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    return editing.clear(draft, number, [_cell(data, draft, number, template) for _ in range(2)])


def _take(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    path = _cell(data, draft, number, template)
    names = (path, editing.follows(draft, number, path, template))
    return editing.take_name(draft, number, names, ("合格率", "≥%"), template)


def _fill(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    path = _cell(data, draft, number, template)
    fill = data.draw(st.sampled_from([editing.fill_down, editing.fill_cell_right]))
    return data.draw(
        st.sampled_from([fill(draft, number, path, template), editing.fill_right(draft, number, template)])
    )


def _add(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    if data.draw(st.booleans()):
        return tree_editing.add_below(draft, number, _row(data, draft, number), template)
    level2 = data.draw(st.sampled_from(template.taxonomy.level2))
    return tree_editing.add_row(draft, number, (level2.level1.name, level2.name), template)


def _duplicate(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    return tree_editing.duplicate_row(draft, number, _row(data, draft, number), template)


def _delete(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    return tree_editing.delete_rows(draft, number, {_row(data, draft, number), _row(data, draft, number)})


def _move(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    row, by = _row(data, draft, number), data.draw(st.sampled_from([-1, 1]))
    return tree_editing.move_row(draft, number, row, by, template)


def _drop(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    target = (_row(data, draft, number), data.draw(st.sampled_from(["before", "after"])))
    return tree_editing.drop_row(draft, number, _row(data, draft, number), target, template)


def _level(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    rows = [_row(data, draft, number)]
    if data.draw(st.booleans()):
        name = data.draw(st.sampled_from([*(each.name for each in template.taxonomy.level1), "其他"]))
        return tree_editing.set_level1(draft, number, rows, name, template)
    name = data.draw(st.sampled_from([*(each.name for each in template.taxonomy.level2), "其他"]))
    return tree_editing.set_level2(draft, number, rows, name, template)


def _toggle(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    choices = [each for each in template.fields.values() if each.kind == "choice"]
    if not choices:
        return draft
    field = data.draw(st.sampled_from(choices))
    path = paths.join("fields", field.id)
    return editing.toggle(draft, number, path, data.draw(st.sampled_from(field.options)), field)


def _share(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    names = [each.id for each in template.fields.values() if each.scope == "draft"]
    name = data.draw(st.sampled_from(names))
    acts = [
        lambda: editing.share_text(draft, name, data.draw(TEXTS), everywhere=data.draw(st.booleans())),
        lambda: editing.own_text(draft, number, name),
        lambda: editing.use_shared(draft, number, name),
    ]
    return data.draw(st.sampled_from(acts))()


def _form(data: st.DataObject, draft: Draft, number: int, template: Template) -> Draft:
    acts = [
        lambda: form_editing.add_form(draft, data.draw(st.sampled_from(list(SHOWN.values())))),
        lambda: form_editing.duplicate_forms(draft, (number,)),
        lambda: form_editing.delete_forms(draft, (number,)),
        lambda: form_editing.move_form(draft, number, data.draw(st.integers(0, 4))),
        lambda: form_editing.copy_form(draft, number, draft, template),
    ]
    return data.draw(st.sampled_from(acts))()


ACTS: tuple[Act, ...] = (
    *(_type, _type, _import, _clear, _take, _fill, _add, _duplicate),
    *(_delete, _move, _drop, _level, _toggle, _share, _form),
)
TREE_ACTS = (_add, _duplicate, _move, _drop, _level)


@pytest.mark.parametrize("template", SHOWN.values(), ids=list(SHOWN))
@settings(max_examples=rounds(2_000, 40))
@given(data=st.data())
def test_undo_all_is_the_start_and_redo_all_is_the_end(template: Template, data: st.DataObject) -> None:
    start = data.draw(drafts(template, Odds(labels=True)))
    history, drawn = History(start), [start]
    for act in data.draw(st.lists(st.sampled_from(ACTS), max_size=12)):
        draft = history.draft
        number = data.draw(st.integers(0, len(draft.forms) - 1)) if draft.forms else 0
        made = act(data, draft, number, SHOWN[draft.forms[number].template]) if draft.forms else draft
        _is_sound(act, draft, made)
        if history.push(act.__name__, made, Place(number)):
            drawn.append(made)
        else:
            assert made == draft
    for expected in reversed(drawn[:-1]):
        step = history.undo()
        assert step is not None
        assert step.draft == expected
    assert history.undo() is None
    assert history.draft == start
    for expected in drawn[1:]:
        step = history.redo()
        assert step is not None
        assert step.draft == expected
    assert history.redo() is None


def _is_sound(act: Act, before: Draft, after: Draft) -> None:
    """Check what holds after every act: ids are unique and new ones never used, the tree stands as it is printed."""
    assert max(Counter(form.id for form in after.forms).values(), default=1) == 1
    known = {form.id: form for form in before.forms}
    for form in after.forms:
        ids = [each.id for each in form.indicators]
        assert len(ids) == len(set(ids))
        old = known.get(form.id)
        if old is None or old.indicators == form.indicators:
            continue
        used = {each.id for each in old.indicators}
        assert all(int(each) >= int(paths.next_id(old)) for each in ids if each not in used)
        assert int(paths.next_id(form)) >= int(paths.next_id(old))
        if act in TREE_ACTS:
            assert form.indicators == arranged(SHOWN[form.template], form.indicators)
        assert Draft.model_validate(after.model_dump()) == after
