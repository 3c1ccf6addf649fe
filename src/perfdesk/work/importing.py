"""Last year's documents → one draft: read, recognised, doubts kept."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from perfdesk.errors import UserError
from perfdesk.grid import SourceDocument
from perfdesk.model import Draft, Form
from perfdesk.readers.encoding import LARGEST_TEXT, decode, read_bytes, too_large
from perfdesk.readers.kinds import Kind, kind_of
from perfdesk.readers.text import read_text
from perfdesk.region import Template
from perfdesk.translate.extract import Unknown, extract
from perfdesk.translate.sharing import share
from perfdesk.work.noting import with_notes

Reader = Callable[[bytes, str], SourceDocument]


def _text(data: bytes, name: str) -> SourceDocument:
    if len(data) > LARGEST_TEXT:
        raise too_large(name, LARGEST_TEXT)
    return SourceDocument(tuple(read_text(decode(data, name))))


def _docx(data: bytes, name: str) -> SourceDocument:
    from perfdesk.readers import docx  # noqa: PLC0415 - readers load when a file asks for them

    return docx.read(data, name)


def _xlsx(data: bytes, name: str) -> SourceDocument:
    from perfdesk.readers import xlsx  # noqa: PLC0415 - as above

    return xlsx.read(data, name)


def _pdf(data: bytes, name: str) -> SourceDocument:
    from perfdesk.readers import pdf  # noqa: PLC0415 - as above

    return pdf.read(data, name)


def _html(data: bytes, name: str) -> SourceDocument:
    from perfdesk.readers import html  # noqa: PLC0415 - as above

    return html.read(data, name)


def _xls(data: bytes, name: str) -> SourceDocument:
    from perfdesk.readers import xls  # noqa: PLC0415 - as above

    return xls.read(data, name)


def _by_office(kind: Kind, data: bytes, name: str) -> SourceDocument:
    from perfdesk.readers import legacy  # noqa: PLC0415 - as above

    return legacy.read(data, name, kind)


READERS: Mapping[Kind, Reader] = {
    "text": _text,
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "html": _html,
    "xls": _xls,
    "doc": partial(_by_office, "doc"),
    "rtf": partial(_by_office, "rtf"),
    "odt": partial(_by_office, "odt"),
    "ods": partial(_by_office, "ods"),
    "xlsb": partial(_by_office, "xlsb"),
    "xml": partial(_by_office, "xml"),
}
"""Every input format, by the kind that `kind_of` tells; one line each."""

_NAMESPACE = uuid.UUID("6f0e2c1a-7d5b-5a3e-9c2f-0a1b2c3d4e5f")
_PASSED = (".", "~$")
_OURS = ".perfdesk"


@dataclass(frozen=True)
class Imported:
    """What came in: the draft, the file of each form, and what was left.

    Args:
        files: for each form of the draft, the path of the file that it came from.
        unknown: the parts that are in no known layout.
        refused: the files that could not be read, and why.
        documents: what was read, in the order of the forms; the path is None for the clipboard.
    """

    draft: Draft
    files: tuple[Path, ...]
    unknown: tuple[Unknown, ...]
    refused: tuple[tuple[Path, UserError], ...] = ()
    documents: tuple[tuple[Path | None, SourceDocument], ...] = ()


def read_document(path: Path) -> SourceDocument:
    """Return the lines and tables of a document of any kind, told by its content.

    Raises:
        UserError: E2x it cannot be read; the message says why and what to do.
    """
    data = read_bytes(path)
    return READERS[kind_of(data, path.name)](data, path.name)


def import_files(paths: Sequence[Path], templates: Mapping[str, Template]) -> Imported:
    """Return one draft of all forms in some files and folders, in order; the same files give the same draft.

    A file among several that cannot be read is left out and told.

    Raises:
        UserError: E2x no file can be read; E24 none of them holds a form in a known layout.
    """
    drafts, files, unknown, documents = [], [], [], []
    refused: list[tuple[Path, UserError]] = []
    digest = hashlib.sha256()
    found = list(_files(paths))
    for path in found:
        try:
            document = read_document(path)
        except UserError as error:
            refused.append((path, error))
            continue
        digest.update(repr(document.sources).encode("utf-8", "backslashreplace"))
        draft, strange = extract(document.sources, templates, "")
        drafts.append(with_notes(draft, document, templates))
        documents.append((path, document))
        files.extend([path] * len(draft.forms))
        unknown.extend(strange)
    if refused and not any(draft.forms for draft in drafts):
        raise refused[0][1]
    if not any(draft.forms for draft in drafts):
        raise _nothing_known(found or paths, unknown, templates)
    joined = _joined(drafts, str(uuid.uuid5(_NAMESPACE, digest.hexdigest())), templates)
    return Imported(joined, tuple(files), tuple(unknown), tuple(refused), tuple(documents))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files; of a folder those in it and below, by name, without drafts and what programs leave behind."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for each in sorted(path.rglob("*")):
            if each.is_file() and not each.name.startswith(_PASSED) and each.suffix.lower() != _OURS:
                yield each


def _joined(drafts: Sequence[Draft], draft_id: str, templates: Mapping[str, Template]) -> Draft:
    if len(drafts) == 1:
        return drafts[0].model_copy(update={"id": draft_id})
    forms = [_with_own_fields(form, draft, templates) for draft in drafts for form in draft.forms]
    numbered = tuple(form.model_copy(update={"id": str(number)}) for number, form in enumerate(forms, 1))
    doubts = tuple(doubt for draft in drafts for doubt in draft.doubts)
    return share(Draft(id=draft_id, forms=numbered, doubts=doubts), templates, name_doubts=False)


def _with_own_fields(form: Form, draft: Draft, templates: Mapping[str, Template]) -> Form:
    """Return a form that holds what its draft shared, so that it can be shared anew with forms of other files."""
    names = [name for name, info in templates[form.template].fields.items() if info.scope == "draft"]
    own = {name: form.fields.get(name, draft.shared.get(name, "")) for name in names}
    doubts = tuple(
        doubt.model_copy(update={"path": f"fields/{doubt.path.removeprefix('shared/')}"})
        if doubt.path and doubt.path.startswith("shared/")
        else doubt
        for doubt in form.doubts
    )
    return form.model_copy(update={"fields": {**form.fields, **own}, "doubts": doubts})


def _nothing_known(paths: Sequence[Path], unknown: Sequence[Unknown], templates: Mapping[str, Template]) -> UserError:
    names = "、".join(template.data.short or template.data.name for template in templates.values())
    nearest = next((each.nearest for each in unknown if each.nearest), "")
    hint = f"最接近的是“{nearest}”。" if nearest else ""
    shown = "、".join(f"“{path.name}”" for path in paths[:5])
    return UserError(
        "E24",
        what=f"{shown}中没有找到已知版式的绩效目标表（未知版式）。{hint}",
        safe="没有导入任何内容，也没有猜测。",
        todo=f"已知版式有：{names}。如果确定是其中之一，请用 --template 指定。",
    )
