"""Count what `build/reports/` says: failures and skips by name, then `N passed, N failed, N skipped`."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

REPORTS = Path(__file__).resolve().parent.parent / "build" / "reports"


def tally(report: Path) -> tuple[int, list[str], list[str]]:
    """Return (passed, what failed, what was skipped and why) of one JUnit report; a missing report has failed."""
    try:
        cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 -- our own reports
    except (OSError, ET.ParseError) as error:
        return 0, [f"{report.stem}: no report ({error})"], []
    if not cases:
        return 0, [f"{report.stem}: nothing ran"], []
    failed, skipped, passed = [], [], 0
    for case in cases:
        name = f"{report.stem}: {case.get('classname')}::{case.get('name')}"
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(name)
        elif skip is not None:
            skipped.append(f"{name}: {skip.get('message') or 'no reason given'}")
        else:
            passed += 1
    return passed, failed, skipped


def main(names: Sequence[str], folder: Path = REPORTS) -> int:
    """Print the failures, the skips with their reasons and the counts; return 1 if something failed."""
    counts = [tally(folder / f"{name}.xml") for name in names]
    passed = sum(count for count, _, _ in counts)
    failed = [name for _, names, _ in counts for name in names]
    skipped = [name for _, _, names in counts for name in names]
    lines = [*(f"failed: {name}" for name in failed), *(f"skipped: {name}" for name in skipped)]
    lines.append(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
