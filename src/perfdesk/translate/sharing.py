"""After an import: what all forms share goes into the draft once; names that differ by a sign are doubted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from perfdesk.model import Doubt, Draft, Form, path
from perfdesk.region import Template, fold


def share(draft: Draft, templates: Mapping[str, Template], *, name_doubts: bool = True) -> Draft:
    """Return the draft with the texts of draft-wide fields moved to where the forms share them.

    The text that most forms have is shared; a form with another one, or with none, keeps its own.

    Args:
        name_doubts: compare the names of persons over the forms; off where that has been done.
    """
    shared: dict[str, str] = {}
    for name in _shared_names(draft, templates):
        texts = Counter(form.fields[name] for form in draft.forms if form.fields.get(name))
        if texts:
            shared[name] = max(texts, key=lambda text: (texts[text], -_first(draft, name, text)))
    forms = tuple(_doubt_names(form, draft, templates) for form in draft.forms) if name_doubts else draft.forms
    forms = tuple(_without_shared(form, shared) for form in forms)
    return draft.model_copy(update={"shared": shared, "forms": forms})


def _first(draft: Draft, name: str, text: str) -> int:
    return next(number for number, form in enumerate(draft.forms) if form.fields.get(name) == text)


def _shared_names(draft: Draft, templates: Mapping[str, Template]) -> list[str]:
    names = {
        name: None
        for form in draft.forms
        for name, info in templates[form.template].fields.items()
        if info.scope == "draft"
    }
    return list(names)


def _without_shared(form: Form, shared: Mapping[str, str]) -> Form:
    moved = {name for name, text in shared.items() if form.fields.get(name) == text}
    if not moved:
        return form
    fields = {name: text for name, text in form.fields.items() if name not in moved}
    renamed = {path.join("fields", name): path.join("shared", name) for name in moved}
    doubts = tuple(
        doubt.model_copy(update={"path": renamed[doubt.path]}) if doubt.path in renamed else doubt
        for doubt in form.doubts
    )
    return form.model_copy(update={"fields": fields, "doubts": doubts})


def _doubt_names(form: Form, draft: Draft, templates: Mapping[str, Template]) -> Form:
    """Doubt a person's name that other forms write almost alike and more often."""
    doubts = list(form.doubts)
    for name, info in templates[form.template].fields.items():
        text = form.fields.get(name, "")
        if not info.person or len(text) < 2:
            continue
        counts = Counter(other.fields.get(name, "") for other in draft.forms)
        for other, often in counts.items():
            if other != text and often >= counts[text] and one_sign_apart(fold(text), fold(other)):
                why = f"同一份文件里另有 {often} 张表写作“{other}”，请核对。"
                doubts.append(
                    Doubt(code="I05", path=path.join("fields", name), place=info.name, was=text, now=text, why=why)
                )
    return form.model_copy(update={"doubts": tuple(doubts)})


def one_sign_apart(first: str, second: str) -> bool:
    """Say whether two texts differ by exactly one character replaced, added or left out."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest1, rest2 = first[start:], second[start:]
    return rest1[1:] == rest2[1:] or rest1 == rest2[1:] or rest1[1:] == rest2
