"""What the list of forms and its foot say of a draft."""

from __future__ import annotations

from dataclasses import dataclass

from perfdesk.desk.document import Document
from perfdesk.desk.forms.rows import Row
from perfdesk.model import Form
from perfdesk.rules.finding import Finding, Severity
from perfdesk.work.forms import form_name
from perfdesk.work.totals import Total, amount_field


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row was made from."""

    form: Form
    live: Form
    found: tuple[Finding, ...]
    number: int
    told: bool

    def is_same(self, other: Shown) -> bool:
        """Tell whether a row made from the other would be the same; nothing is compared in depth."""
        objects = self.form is other.form and self.live is other.live and self.found is other.found
        return objects and (self.number, self.told) == (other.number, other.told)


def row_of(document: Document, number: int, *, told: bool) -> Row:
    """Return what the row of a form shows; `told`: its amount with the unit, because forms differ in it."""
    form = document.draft.forms[number]
    template = document.templates.get(form.template)
    amount = form.fields.get(amount_field(template) or "", "") if template else ""
    shown = f"{amount} {template.data.money.unit}" if amount and template and told else amount
    ranks = [finding.severity for finding in document.sorted_findings(number).open]
    return Row(
        number,
        form_name(document.draft, number),
        shown,
        ranks.count(Severity.ERROR),
        ranks.count(Severity.WARNING),
        len(form.doubts),
        form.status,
    )


def ceiling_words(found: Total | None) -> str:
    """Return how much may be asked for, and by how much that is exceeded; "" if the draft sets no ceiling."""
    if found is None or not found.ceiling:
        return ""
    return f"上限 {found.ceiling}" + (f"　▲ 超出 {found.over}" if found.over else "")


def total_words(found: Total | None) -> str:
    """Return the sum of what can be read, and how many amounts it lacks."""
    if found is None:
        return "合计 —"
    left = f"　{len(found.missing)} 张未填" if found.missing else ""
    return f"合计 {found.text} {found.unit}{left}"
