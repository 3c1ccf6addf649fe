"""Web pages saved as one file (.mht), which Word and Excel also save under .doc and .xls: the pages inside are read.

Nothing is loaded: pictures and styles inside are passed over.
"""

from __future__ import annotations

import email
import email.policy

from perfdesk.errors import UserError
from perfdesk.grid import Source, SourceDocument, SourceNote
from perfdesk.readers.encoding import Decoded, decoded, with_losses_told
from perfdesk.readers.html import read_html
from perfdesk.readers.refusals import damaged

_MOST_PARTS = 500


def read(data: bytes, name: str) -> SourceDocument:
    """Return the lines and tables of the pages, those without a table only if none has one.

    Raises:
        UserError: E28 there is no page inside.
    """
    pages = [with_losses_told(read_html(page.text, name), page.why) for page in _with_tables(_pages(data, name))]
    sources: list[Source] = []
    notes: list[SourceNote] = []
    for page in pages:
        sources += page.sources
        notes += page.notes
    if not sources:
        raise damaged(name)
    return SourceDocument(tuple(sources), tuple(notes))


def _with_tables(pages: list[Decoded]) -> list[Decoded]:
    return [page for page in pages if "<table" in page.text.lower()] or pages


def _pages(data: bytes, name: str) -> list[Decoded]:
    """Return the text of each page inside."""
    try:
        whole = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.compat32)
        parts = [part for number, part in enumerate(whole.walk()) if number < _MOST_PARTS]
        payloads = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html"]
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise damaged(name) from error
    pages = []
    for payload in payloads:
        try:
            pages.append(decoded(payload, name) if isinstance(payload, bytes) else Decoded(""))
        except UserError:
            continue  # an empty page of a frame
    return pages
