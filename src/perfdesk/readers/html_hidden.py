"""What a web page does not show: by its own looks, or by a rule of a style sheet inside the page.

Of style sheets only what hides is read, and of its selectors tags, classes, ids and what they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_HIDES = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_SHRINKS = re.compile(r"(?:^|[;\s{])(?:font-size|opacity)\s*:\s*0(?:\.0*)?(?:p[tx]|r?em|%)?\s*(?:[;!}]|$)", re.I)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.I)
_NAME = re.compile(r"[.#][\w-]+")
_MOST_RULES = 500
_LONGEST_SHEET = 1 << 20

Step = tuple[str, frozenset[str], frozenset[str]]
"""What an element has to be: its tag ("" for any), its classes, its ids."""


def is_hidden(element: etree._Element) -> bool:
    """Say whether an element is not shown, by its own looks; text without any size hides as well."""
    style = element.get("style") or ""
    return element.get("hidden") is not None or _hides(style, leaf=len(element) == 0)


def mark_hidden(root: etree._Element) -> None:
    """Mark the elements that the style sheets of the page hide as hidden ones."""
    rules = list(_rules(root))
    if not rules:
        return
    for element in root.iter(etree.Element):
        if any(_is(element, steps) and (not leaf or len(element) == 0) for steps, leaf in rules):
            element.set("hidden", "")


def _hides(looks: str, *, leaf: bool) -> bool:
    return _HIDES.search(looks) is not None or (leaf and _SHRINKS.search(looks) is not None)


def _rules(root: etree._Element) -> Iterator[tuple[list[Step], bool]]:
    """Yield what a rule is about, and whether only elements without others inside, for each rule that hides."""
    sheets = "\n".join(element.text or "" for element in root.iter("style"))[:_LONGEST_SHEET]
    plain = _MEDIA.sub("", _COMMENT.sub(" ", sheets))  # what holds on paper or small screens alone hides nothing here
    made = 0
    for selectors, looks in _RULE.findall(plain):
        if not _hides(looks, leaf=True) or made >= _MOST_RULES:
            continue
        for selector in selectors.rpartition(";")[2].split(","):
            steps = [_step(each) for each in selector.replace(">", " ").split()]
            if steps and all(step is not None for step in steps):
                made += 1
                yield [step for step in steps if step is not None], not _hides(looks, leaf=False)


def _step(text: str) -> Step | None:
    """Return one part of a selector; None if it asks for something else, as a state or a place among others."""
    found = _SIMPLE.fullmatch(text)
    if found is None:
        return None
    names = _NAME.findall(found[2])
    classes = frozenset(name[1:] for name in names if name[0] == ".")
    ids = frozenset(name[1:] for name in names if name[0] == "#")
    return "" if found[1] in (None, "*") else found[1].lower(), classes, ids


def _is(element: etree._Element, steps: list[Step]) -> bool:
    if not _fits(element, steps[-1]):
        return False
    above: etree._Element | None = element.getparent()
    for step in reversed(steps[:-1]):
        while above is not None and not _fits(above, step):
            above = above.getparent()
        if above is None:
            return False
        above = above.getparent()
    return True


def _fits(element: etree._Element, step: Step) -> bool:
    tag, classes, ids = step
    return (
        (not tag or element.tag == tag)
        and classes <= set((element.get("class") or "").split())
        and ids <= {element.get("id") or ""}
    )
