"""A draft as bytes: UTF-8 JSON, sorted keys, LF, two blanks of indent, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from perfdesk.model import Draft

_LONE = re.compile("[\ud800-\udfff]")
_SUM_LINE = '\n  "sha256": "'  # two blanks: only the outermost record has such a line, texts hold no raw line feed
_NUMBERS = re.compile(rb'\n  "(?:seq|sha256)": [^\n]*')
_SUM_FOUND = re.compile(rb'(\n  "sha256": ")[0-9a-f]{64}(?=")')


def to_bytes(draft: Draft) -> bytes:
    """Return the file of a draft; `draft.sha256` is not looked at, the file carries the right one.

    Keys that this version does not know are written too. A lone surrogate or NUL in a text becomes a JSON escape;
    two surrogates that make one character become that character.
    """
    return signed_bytes(draft)[1]


def signed_bytes(draft: Draft) -> tuple[str, bytes]:
    """Return the checksum and the file of a draft; reading the file gives the draft with that checksum."""
    tree = draft.model_dump()
    tree["sha256"] = ""
    unsigned = _encode(tree)
    digest = hashlib.sha256(unsigned).hexdigest()
    empty = _SUM_LINE.encode()
    return digest, unsigned.replace(empty + b'"', empty + digest.encode() + b'"', 1)


def checksum(data: bytes) -> str:
    """Return the SHA-256 that the file `data` ought to carry: of its own bytes with an empty checksum."""
    return hashlib.sha256(_SUM_FOUND.sub(rb"\1", data, count=1)).hexdigest()


def content_of(data: bytes) -> bytes:
    """Return the bytes of a draft file without what every save changes: number and checksum."""
    return _NUMBERS.sub(b"", data)


def _encode(tree: dict[str, Any]) -> bytes:
    text = _dump(tree)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        joined = json.loads(json.dumps(tree))  # reading the escapes makes one character of each pair
        return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", _dump(joined)).encode("utf-8")


def _dump(tree: dict[str, Any]) -> str:
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"
