"""Last year's documents → one draft: read, recognised, doubts kept."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from perfdesk.errors import UserError
from perfdesk.grid import Source, SourceDocument, SourceTable
from perfdesk.model import Draft, Form
from perfdesk.paths import files_below, is_folder
from perfdesk.readers.columns import in_columns
from perfdesk.readers.commas import read_commas
from perfdesk.readers.encoding import LARGEST_TEXT, decoded, not_opened, read_bytes, too_large, with_losses_told
from perfdesk.readers.kinds import Kind, kind_of
from perfdesk.readers.radicals import without_radicals
from perfdesk.readers.text import read_text
from perfdesk.region import Template
from perfdesk.translate.extract import UNPLACED, Unknown, extract
from perfdesk.translate.pointed import read_pointed
from perfdesk.translate.pointing import Pointing, fits
from perfdesk.translate.sharing import share
from perfdesk.work.noting import with_notes

Reader = Callable[[bytes, str], SourceDocument]


def _text(data: bytes, name: str) -> SourceDocument:
    if len(data) > LARGEST_TEXT:
        raise too_large(name, LARGEST_TEXT)
    said = decoded(data, name)
    table = read_commas(said.text)
    document = SourceDocument((table,) if table is not None else tuple(read_text(said.text)))
    if not any(isinstance(each, SourceTable) for each in document.sources):
        table = read_commas(said.text, ragged=True)
        document = SourceDocument((table,)) if table is not None else in_columns(document)
    return with_losses_told(document, said.why)


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


def _mht(data: bytes, name: str) -> SourceDocument:
    from perfdesk.readers import mht  # noqa: PLC0415 - as above

    return mht.read(data, name)


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
    "mht": _mht,
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
class Left:
    """What a document holds in no known layout.

    Args:
        path: the document; None for the clipboard.
        parts: its unknown parts; each is a doubt of the draft, too.
        sources: their lines and tables, to point labels out in.
    """

    path: Path | None
    parts: tuple[Unknown, ...]
    sources: tuple[Source, ...]

    @property
    def name(self) -> str:
        """The document's name for messages."""
        return self.path.name if self.path is not None else "剪贴板"

    @property
    def has_tables(self) -> bool:
        """Say whether there is a table whose labels can be pointed out."""
        return any(isinstance(source, SourceTable) for source in self.sources)


@dataclass(frozen=True)
class Imported:
    """What came in: the draft, the file of each form, and what was left.

    Args:
        files: for each form of the draft, the path of the file that it came from; None for the clipboard.
        left: what is in no known layout, document by document.
        refused: the files that could not be read, and why.
        documents: what was read, in the order of the forms; the path is None for the clipboard.
    """

    draft: Draft
    files: tuple[Path | None, ...]
    left: tuple[Left, ...] = ()
    refused: tuple[tuple[Path, UserError], ...] = ()
    documents: tuple[tuple[Path | None, SourceDocument], ...] = ()

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """The parts in no known layout, of all documents."""
        return tuple(part for each in self.left for part in each.parts)


def read_document(path: Path) -> SourceDocument:
    """Return the lines and tables of a document of any kind, told by its content.

    Raises:
        UserError: E2x it cannot be read; the message says why and what to do.
    """
    data = read_bytes(path)
    return READERS[kind_of(data, path.name)](data, path.name)


def import_files(
    paths: Sequence[Path], templates: Mapping[str, Template], pointings: Sequence[Pointing] = ()
) -> Imported:
    """Return one draft of all forms in some files and folders, in order; the same files give the same draft.

    A file among several that cannot be read is left out and told.

    Args:
        pointings: layouts whose labels the clerk has pointed out before.

    Raises:
        UserError: E2x no file can be read; E24 none of them holds a form in a known layout.
    """
    got = read_files(paths, templates, pointings)
    if got.refused and not got.draft.forms:
        raise got.refused[0][1]
    if not got.draft.forms:
        raise nothing_known(got, templates)
    return got


def read_files(
    paths: Sequence[Path],
    templates: Mapping[str, Template],
    pointings: Sequence[Pointing] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Imported:
    """Return what `import_files` does, also if no form came in: then labels may be pointed out in what is left.

    Args:
        progress: called with (done, total) before each file.
    """
    documents: list[tuple[Path | None, SourceDocument]] = []
    refused: list[tuple[Path, UserError]] = []
    files = list(_files(paths, refused))
    for done, path in enumerate(files):
        if progress:
            progress(done, len(files))
        try:
            documents.append((path, read_document(path)))
        except UserError as error:
            refused.append((path, error))
    return replace(_imported(documents, templates, pointings), refused=tuple(refused))


def import_clipboard(
    html: str, text: str, templates: Mapping[str, Template], pointings: Sequence[Pointing] = ()
) -> Imported:
    """Return what stands on the clipboard: as HTML, which tells the merges, if that holds a form; else as text.

    No form at all is no error here, as labels may be pointed out in what is left.

    Raises:
        UserError: E21 too much text.
    """
    tried = []
    for said, reader in ((html, _clipboard_html), (text, _clipboard_text)):
        if said.strip():
            got = _imported([(None, reader(said))], templates, pointings)
            if got.draft.forms:
                return got
            tried.append(got)
    best = next((got for got in tried if any(left.has_tables for left in got.left)), None)
    return best or (tried[-1] if tried else Imported(Draft(id=""), ()))


def _clipboard_html(said: str) -> SourceDocument:
    from perfdesk.readers.html import read_html  # noqa: PLC0415 - as above

    try:
        return read_html(said)
    except UserError:
        return SourceDocument(())  # no page: the text that stands beside it is read


def _clipboard_text(said: str) -> SourceDocument:
    return in_columns(SourceDocument(tuple(read_text(said))))


def with_pointing(got: Imported, pointing: Pointing, templates: Mapping[str, Template]) -> Imported:
    """Return the import with the forms of every document left that has the layout pointed out; the others stay left."""
    template = templates.get(pointing.template)
    if template is None:
        return got
    drafts, files, left = [got.draft], list(got.files), list[Left]()
    for each in got.left:
        if not fits(pointing, each.sources):
            left.append(each)
            continue
        draft = read_pointed(each.sources, pointing, template, "")
        noted = with_notes(draft, SourceDocument(each.sources), templates)
        drafts.append(noted.model_copy(update={"doubts": ()}))  # of the whole: told when the document was read
        drafts[0] = _without_doubts_of(each, drafts[0])
        files.extend([each.path] * len(draft.forms))
    if len(drafts) == 1:
        return got
    return replace(got, draft=_joined(drafts, got.draft.id, templates), files=tuple(files), left=tuple(left))


def _without_doubts_of(left: Left, draft: Draft) -> Draft:
    """Return a draft without the doubts that a part was in no known layout, one for each part."""
    doubts = list(draft.doubts)
    for part in left.parts:
        told = next((each for each in doubts if each.code == UNPLACED and each.was == part.text), None)
        if told is not None:
            doubts.remove(told)
    return draft.model_copy(update={"doubts": tuple(doubts)})


def _imported(
    documents: Sequence[tuple[Path | None, SourceDocument]],
    templates: Mapping[str, Template],
    pointings: Sequence[Pointing],
) -> Imported:
    drafts, files, left = [], [], []
    digest = hashlib.sha256()
    documents = [(path, without_radicals(document)) for path, document in documents]
    for path, document in documents:
        digest.update(repr(document.sources).encode("utf-8", "backslashreplace"))
        draft, unknown = extract(document.sources, templates, "")
        drafts.append(_named(with_notes(draft, document, templates), path if len(documents) > 1 else None))
        files.extend([path] * len(draft.forms))
        if unknown:
            numbers = sorted({number for part in unknown for number in part.sources})
            left.append(Left(path, tuple(unknown), tuple(document.sources[number] for number in numbers)))
    joined = _joined(drafts, str(uuid.uuid5(_NAMESPACE, digest.hexdigest())), templates)
    got = Imported(joined, tuple(files), tuple(left), documents=tuple(documents))
    for pointing in pointings:
        got = with_pointing(got, pointing, templates) if got.left else got
    return got


def _files(paths: Sequence[Path], refused: list[tuple[Path, UserError]]) -> Iterator[Path]:
    """Yield the files; of a folder those in it and below, by name, without drafts and what programs leave behind.

    Folders that cannot be looked into are added to `refused`.
    """
    for path in paths:
        if not is_folder(path):
            yield path
            continue
        files, closed = files_below(path)
        yield from (each for each in files if not each.name.startswith(_PASSED) and each.suffix.lower() != _OURS)
        for error in closed:
            folder = Path(error.filename)
            refused.append((folder, not_opened(error, folder)))


def _named(draft: Draft, path: Path | None) -> Draft:
    """Return a draft whose own doubts say of which of several files they are."""
    if path is None:
        return draft
    doubts = tuple(each if each.place else each.model_copy(update={"place": path.name}) for each in draft.doubts)
    return draft.model_copy(update={"doubts": doubts})


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


def nothing_known(got: Imported, templates: Mapping[str, Template]) -> UserError:
    """Return E24: no form in a known layout came in."""
    names = "、".join(template.data.short or template.data.name for template in templates.values())
    nearest = next((each.nearest for each in got.unknown if each.nearest), "")
    hint = f"最接近的是“{nearest}”。" if nearest else ""
    read = [f"“{path.name}”" if path else "剪贴板" for path, _ in got.documents]
    shown = "、".join(read[:5]) + ("等" if len(read) > 5 else "") or "所选的文件夹"
    return UserError(
        "E24",
        what=f"{shown}中没有找到已知版式的绩效目标表（未知版式）。{hint}",
        safe="没有导入任何内容，也没有猜测。",
        todo=f"已知版式有：{names}。如果确定是其中之一，请指定版式再导入（命令行：--template）。",
    )
