"""Which rules may mark which cell: read off what the rules find in their own cases."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests" / "rules"))

from test_cases import ALL, Case

from perfdesk.model import path
from perfdesk.rules import Seen


def marks() -> dict[str, list[str]]:
    """Return the codes of the rules by field, or by part of an indicator."""
    found: dict[str, set[str]] = {}
    for param in ALL:
        case: Case = param.values[0]
        if case.data.get("finds"):
            draft, template = case.draft(), case.template
            forms = [Seen(draft, number, template) for number in range(len(draft.forms))]
            findings = [each for seen in forms for each in case.rule.check(seen)]
            for finding in (*findings, *case.rule.check_across(forms)):
                if finding.path and finding.code == case.rule.code:
                    found.setdefault(path.split(finding.path)[-1], set()).add(finding.code)
    return {name: sorted(codes) for name, codes in sorted(found.items())}
