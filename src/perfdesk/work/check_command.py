"""`perfdesk check` and `perfdesk rules`: what the rules say of files, and what each rule is for.

The findings are those of the window: both come from `work.checking`.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from perfdesk.errors import Exit, UserError
from perfdesk.model import Draft
from perfdesk.paths import files_below, is_folder, is_missing
from perfdesk.region import templates
from perfdesk.rules import CRASHED, Finding, Outcome, Rule, Seen, Severity, Unsure
from perfdesk.rules.checks import RULES
from perfdesk.store import open_draft
from perfdesk.store.faults import not_read
from perfdesk.work.answering import answer_to
from perfdesk.work.checking import NOT_INSTALLED, check_draft

Say = Callable[[str], None]

NAMES: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}
"""The ranks as scripts read them."""
ANSWERED: Final = "answered"
"""What the tally calls a finding that was answered, whatever its rank."""
UNSURE: Final = "unsure"
"""What a rule could not judge, as scripts read it; listed only where they ask for it."""
WORDS: Final = {name: severity.value for severity, name in NAMES.items()} | {UNSURE: Outcome.UNSURE.value}
"""The ranks as a clerk reads them."""

_SOURCES: Final = {rule.code: rule.source for rule in RULES}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DRAFT = ".perfdesk"
_AHEAD = 8  # files waiting for each worker: enough to keep it busy, few enough to keep memory flat


@dataclass(frozen=True, slots=True)
class Told:
    """One finding as a script or a report gets it; `form` counts from 1, `path` is "" for the form as a whole.

    Args:
        answer: the 情况说明 that holds for it, "" if it is open. An answered finding counts for nothing.
    """

    file: str
    form: int
    project: str
    place: str
    path: str
    code: str
    severity: str
    message: str
    source: str
    answer: str = ""

    def line(self) -> str:
        """Return `path:form:place: V02 错误 …` in one line."""
        text = f"{self.file}:{self.form}:{self.place}: {self.code} {WORDS[self.severity]} {self.said}"
        return " ".join(text.split())

    @property
    def said(self) -> str:
        """The message, with the answer that was given to it."""
        return f"{self.message}（情况说明：{self.answer}）" if self.answer else self.message


_COLUMNS: Final = [field.name for field in fields(Told) if field.name != "answer"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one file: its findings, what was left open, notices, or (`fault`) why it could not be read."""

    file: str
    forms: int = 0
    told: tuple[Told, ...] = ()
    unsure: tuple[Told, ...] = ()
    notices: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True)
class Checking:
    """What `perfdesk check` was asked for.

    Args:
        form: "text", "json" or "csv".
        fail_on: the rank from which on the exit code is 1: "error", "warning" or "never".
        rules: only these codes, in whatever order; empty: all.
        jobs: how many files are checked at once.
        report: an Excel file to write too, None for none.
        unsure: whether to list what the rules could not judge, too; it is counted in any case.
    """

    paths: tuple[Path, ...]
    form: str = "text"
    fail_on: str = "error"
    rules: tuple[str, ...] = ()
    jobs: int = 1
    report: Path | None = None
    force: bool = False
    unsure: bool = False


def check(asked: Checking, *, say: Say, put: Say) -> int:
    """Check drafts and folders of drafts in a fixed order; return 1 from the rank on that was asked for.

    Raises:
        UserError: E02, a path is not there, a folder has no draft, there is no such rule, or the report is no .xlsx.
    """
    codes = frozenset(known_code(code) for code in asked.rules)
    if asked.report is not None and asked.report.suffix.lower() != ".xlsx":
        what = f"检查报告“{asked.report.name}”的后缀不对。"
        raise _wrong(what, "检查报告是 Excel 文件，请用 .xlsx 结尾。")
    files, closed = drafts_in(asked.paths)
    show = _SHOWN[asked.form](put)
    tally, kept, unread, forms = Counter[str](), list[Told](), 0, 0
    for checked in _checked(files, codes, asked.jobs):
        for notice in checked.notices:
            say(f"{checked.file}：{notice}")
        if checked.fault:
            say(f"{checked.file}：{checked.fault}")
        unread += bool(checked.fault)
        forms += checked.forms
        both = (*checked.told, *checked.unsure)
        tally.update(ANSWERED if told.answer else told.severity for told in both)
        tally.update(told.code for told in checked.told if told.code in (CRASHED, NOT_INSTALLED))
        show.add(both if asked.unsure else checked.told)
        if asked.report is not None:
            kept.extend(both)
    show.end()
    for fault in closed:
        say(fault.text())
    if asked.report is not None:
        _write_report(asked, kept, say)
    say(_summary(len(files) - unread, forms, tally, unread, len(closed)))
    return Exit.UNREADABLE if unread or closed else _exit(asked.fail_on, tally)


def drafts_in(paths: Sequence[Path]) -> tuple[list[Path], list[UserError]]:
    """Return the draft files meant: files as given, those below a folder by name, each once; and folders not read.

    Raises:
        UserError: E02, a path is not there or a folder has no draft; E60, a folder cannot be read.
    """
    found: dict[Path, None] = {}
    closed: list[UserError] = []
    for path in paths:
        if is_missing(path):
            raise _wrong(f"没有“{path}”。", _NO_DRAFTS)
        below = [path]
        if is_folder(path):
            files, errors = files_below(path)
            below = [each for each in files if each.suffix.lower() == _DRAFT and not each.name.startswith(".")]
            closed += [not_read(error, Path(error.filename)) for error in errors]
        if not below:
            raise closed[-1] if closed else _wrong(f"文件夹“{path}”里没有草稿（.perfdesk）。", _NO_DRAFTS)
        found |= dict.fromkeys(below)
    return list(found), closed


def tell_findings(file: str, draft: Draft, found: Iterable[Finding]) -> Iterator[Told]:
    """Yield the findings of a draft as scripts and reports get them."""
    for each in found:
        project = draft.forms[each.number].fields.get("project_name", "").strip()
        source = _SOURCES.get(each.code, "")
        path, rank = each.path or "", NAMES[each.severity]
        given = answer_to(draft, each)
        text = given.text if given is not None else ""
        yield Told(file, each.number + 1, project, each.place, path, each.code, rank, each.message, source, text)


def tell_rules(code: str | None, *, put: Say) -> int:
    """List the rules, or print the help page of one.

    Raises:
        UserError: E02, there is no such rule.
    """
    if code is None:
        for rule in RULES:
            put(f"{rule.code}\t{rule.severity.value if rule.on else '默认不开'}\t{rule.name}\n")
        return Exit.DONE
    rule = next(each for each in RULES if each.code == known_code(code))
    page = rule.help()
    rank = f"{rule.severity.value}{'' if rule.on else '（默认不开）'}"
    put(f"{rule.code} {rule.name}\n级别：{rank}\n依据：{rule.source}\n")
    put(f"\n{page.summary}\n\n为什么\n{page.why}\n\n怎么改\n{page.how}\n")
    ranked = [(each.id, each.data.rules[rule.code]) for each in templates().values() if rule.code in each.data.rules]
    for name, order in ranked:
        put(f"\n版式 {name}：{_ORDERS[order]}\n")
    return Exit.DONE


def known_code(code: str) -> str:
    """Return the code of a rule as the catalogue writes it.

    Raises:
        UserError: E02, there is no such rule; the nearest ones are named.
    """
    codes = [rule.code for rule in RULES]
    wanted = code.strip().upper()
    if wanted in codes:
        return wanted
    near = difflib.get_close_matches(wanted, codes, n=3, cutoff=0.5)
    todo = f"您是不是要找 {'、'.join(near)}？" if near else "请用“perfdesk rules”查看全部规则。"
    raise _wrong(f"没有规则“{code}”。", todo)


_ORDERS: Final = {"off": "不检查", "hint": "提示", "warning": "提醒", "error": "错误"}


class _Lines:
    """Findings as lines."""

    def __init__(self, put: Say) -> None:
        self._put = put

    def add(self, told: Sequence[Told]) -> None:
        """Print some."""
        for each in told:
            self._put(each.line() + "\n")

    def end(self) -> None:
        """Print what closes the list."""


class _Json(_Lines):
    """Findings as one JSON list, printed as they come."""

    _before = "[\n"

    def add(self, told: Sequence[Told]) -> None:
        """Print some."""
        for each in told:
            record = {name: value for name, value in asdict(each).items() if name in _COLUMNS or value}
            self._put(self._before + json.dumps(record, ensure_ascii=False))
            self._before = ",\n"

    def end(self) -> None:
        """Print what closes the list."""
        self._put("\n]\n" if self._before == ",\n" else "[]\n")


class _Csv(_Lines):
    """Findings as CSV, the names of the columns in the first line."""

    def __init__(self, put: Say) -> None:
        super().__init__(put)
        self._row(_COLUMNS)

    def add(self, told: Sequence[Told]) -> None:
        """Print some."""
        for each in told:
            self._row([_plain(getattr(replace(each, message=each.said), name)) for name in _COLUMNS])

    def _row(self, values: Sequence[object]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(values)
        self._put(line.getvalue())


def _plain(value: object) -> object:
    """Return a value that a spreadsheet takes for text, never for a formula: an apostrophe stands before such signs."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


_SHOWN: Final[dict[str, Callable[[Say], _Lines]]] = {"text": _Lines, "json": _Json, "csv": _Csv}


def _checked(files: Sequence[Path], codes: frozenset[str], jobs: int) -> Iterator[Checked]:
    """Yield what became of each file, in the order of the files, however many are checked at once."""
    one = partial(_check_file, codes=codes)
    if jobs <= 1 or len(files) < 2:
        yield from map(one, files)
        return
    with ProcessPoolExecutor(min(jobs, len(files)), mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Checked]] = deque()
        for file in files:
            waiting.append(pool.submit(one, file))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _check_file(file: Path, codes: frozenset[str]) -> Checked:
    try:
        opened = open_draft(file)
    except UserError as error:
        return Checked(str(file), fault=error.text())
    draft, unsure = opened.draft, list[Told]()

    def left_open(seen: Seen, rule: Rule, each: Unsure) -> None:
        if not codes or rule.code in codes:
            where, project = each.path or "", seen.text("project_name").strip()
            named = (str(file), seen.number + 1, project, seen.place(each.path), where)
            unsure.append(Told(*named, rule.code, UNSURE, each.why, rule.source))

    found = check_draft(draft, templates(), left_open)
    wanted = [each for each in found if not codes or each.code in codes]
    told = tuple(tell_findings(str(file), draft, wanted))
    return Checked(str(file), len(draft.forms), told, tuple(unsure), opened.notices)


def _write_report(asked: Checking, told: Sequence[Told], say: Say) -> None:
    from perfdesk.work.check_report import write_report  # noqa: PLC0415 - writers load when asked for

    if asked.report is not None:
        made = write_report(asked.report, told, force=asked.force)
        for notice in made.warnings:
            say(f"注意：{notice}")
        say(f"检查报告：{made.files[0]}")


def _summary(files: int, forms: int, tally: Counter[str], unread: int, closed: int) -> str:
    ranks = "，".join(f"{severity.value} {tally[name]}" for severity, name in NAMES.items())
    answered = f"，已说明 {tally[ANSWERED]}" if tally[ANSWERED] else ""
    more = f"；{tally[UNSURE]} 处无法判断" if tally[UNSURE] else ""
    halves = tally[CRASHED] + tally[NOT_INSTALLED]
    more += f"；{halves} 处没有查完" if halves else ""
    more += f"；{unread} 个文件读不出来" if unread else ""
    more += f"；{closed} 个文件夹打不开" if closed else ""
    return f"检查了 {files} 个文件、{forms} 张表：{ranks}{answered}{more}。"


def _exit(fail_on: str, tally: Counter[str]) -> Exit:
    grave = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    return Exit.FINDINGS if any(tally[name] for name in grave) else Exit.DONE


_NO_DRAFTS: Final = "请写草稿文件，或者放草稿的文件夹。"


def _wrong(what: str, todo: str) -> UserError:
    return UserError("E02", what=what, safe="没有改动任何文件。", todo=todo, exit_code=Exit.USAGE)
