"""A rule: a function that returns what it found, with its name, rank, source; its docstring is the help page."""

from __future__ import annotations

import inspect
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from perfdesk.region import Template
from perfdesk.rules.finding import Finding, Fix, Severity, Unsure
from perfdesk.rules.seen import Seen

CRASHED: Final = "R01"
"""The code of the finding that stands for a rule which did not come to its end."""

WHOLE: Final = "整张表"
"""The place of a finding about a form as a whole, where no label says more."""

_SEVERITIES: Final[Mapping[str, Severity]] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "hint": Severity.HINT,
}
_HEADING = re.compile(r"^#+\s*", re.MULTILINE)
_log = logging.getLogger(__name__)

Found = Finding | Unsure
Run = Callable[[Seen], Iterable[Found]]
Across = Callable[[Sequence[Seen]], Iterable[Finding]]


LeftOpen = Callable[[Seen, "Rule", Unsure], None]


class Outcome(StrEnum):
    """What became of a rule on a form; the value is what a clerk reads."""

    FOUND = "问题"
    CLEAR = "没有问题"
    NOT_APPLICABLE = "不适用"
    UNSURE = "无法判断"


@dataclass(frozen=True, slots=True)
class Help:
    """The help page of a rule: what it looks for in one sentence, then why and how to mend (Markdown)."""

    summary: str
    why: str
    how: str


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue.

    Args:
        code: of the catalogue, "V02".
        name: what it finds, in a few words.
        severity: the gravest that it gives.
        run: yields the findings of a form; looks at nothing else and changes nothing.
        source: the official text it rests on; ends in （待核） while nobody has compared it with the text.
        applies: whether it says anything of such a form at all (不适用 where not); always, if left out.
        across: yields what it finds between the forms of a draft, whatever their order.
        on: whether it runs where the template says nothing of it.
    """

    code: str
    name: str
    severity: Severity
    run: Run
    source: str
    applies: Callable[[Seen], bool] | None = None
    across: Across | None = None
    on: bool = True

    def finding(self, seen: Seen, path: str | None, message: str, fix: Fix | None = None) -> Finding:
        """Return a finding of this rule at `path`, with the rule's own rank."""
        return Finding(self.code, self.severity, path, seen.number, message, seen.place(path), fix)

    def check(self, seen: Seen, left_open: LeftOpen | None = None) -> tuple[Finding, ...]:
        """Return what the rule finds, ranked as the template says; a crash is a finding of its own.

        Args:
            left_open: called with what the rule could not judge.
        """
        if not self._wanted(seen):
            return ()
        found: list[Found] = []
        try:
            if self.applies is None or self.applies(seen):
                found.extend(self.run(seen))
        except Exception:
            found.append(self._crash(seen))
        if not found:
            return ()
        if left_open is not None:
            for each in found:
                if isinstance(each, Unsure):
                    left_open(seen, self, each)
        return self._ranked([each for each in found if isinstance(each, Finding)], seen.template)

    def outcome(self, seen: Seen) -> tuple[Outcome, tuple[Unsure, ...]]:
        """Return what became of the rule on a form, and what it could not judge."""
        if not self._wanted(seen) or (self.applies is not None and not self.applies(seen)):
            return Outcome.NOT_APPLICABLE, ()
        found = tuple(self.run(seen))
        unsure = tuple(each for each in found if isinstance(each, Unsure))
        if len(unsure) < len(found):
            return Outcome.FOUND, unsure
        return (Outcome.UNSURE if unsure else Outcome.CLEAR), unsure

    def check_across(self, forms: Sequence[Seen]) -> tuple[Finding, ...]:
        """Return what the rule finds between the forms of a draft; each form ranked as its own template says."""
        wanted = [seen for seen in forms if self._wanted(seen)]
        if self.across is None or not wanted:
            return ()
        found: list[Finding] = []
        try:
            found.extend(self.across(wanted))
        except Exception:
            found.extend(self._crash(seen) for seen in wanted)
        templates = {seen.number: seen.template for seen in wanted}
        return tuple(one for each in found for one in self._ranked([each], templates[each.number]))

    def _wanted(self, seen: Seen) -> bool:
        order = seen.template.data.rules.get(self.code)
        return self.on if order is None else order != "off"

    def _crash(self, seen: Seen) -> Finding:
        _log.exception("rule %s crashed on form %d", self.code, seen.number + 1)
        message = f"“{self.name}”（{self.code}）检查时出错，这张表没有查完这一项；其他检查不受影响。"
        return Finding(CRASHED, Severity.HINT, None, seen.number, message, WHOLE)

    def _ranked(self, found: Sequence[Finding], template: Template) -> tuple[Finding, ...]:
        order = template.data.rules.get(self.code)
        if order is None or not found:
            return tuple(found)
        return tuple(each if each.code == CRASHED else replace(each, severity=_SEVERITIES[order]) for each in found)

    def rank(self, template: Template) -> Severity | None:
        """Return the rank of the rule in a template, None where it is switched off."""
        order = template.data.rules.get(self.code)
        if order is None:
            return self.severity if self.on else None
        return _SEVERITIES.get(order)

    def help(self) -> Help:
        """Return the help page.

        Raises:
            ValueError: the docstring is not a sentence, then 为什么 and 怎么改, each under its heading.
        """
        text = inspect.getdoc(self.run) or ""
        summary, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
        pages = {_HEADING.sub("", section).partition("\n")[0].strip(): section for section in sections}
        if not summary.strip() or list(pages) != ["为什么", "怎么改"]:
            raise ValueError(f"{self.code}: docstring")
        why, how = (section.partition("\n")[2].strip() for section in pages.values())
        return Help(summary.strip(), why, how)
