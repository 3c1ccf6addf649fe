"""Characters that a program wrote as radicals: they look like 目 and 页, and are other characters (⽬, ⻚).

Many programs write into a PDF the first character that has the glyph, and that is the radical; what is copied from
there into Word or a web page has it too. A radical is never meant in a form: it is read as what it looks like.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from perfdesk.grid import Source, SourceDocument, SourceLine, SourceNote, SourceTable

_SUPPLEMENT = dict(
    zip(
        "⺎⺒⺓⺟⺠⻁⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰⻱⻲⻳",
        "兀巳幺母民虎见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙龜亀龟",
        strict=True,
    )
)
_RADICALS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | _SUPPLEMENT
_TABLE = str.maketrans(_RADICALS)
_ANY = re.compile(f"[{''.join(_RADICALS)}]")


def without_radicals(document: SourceDocument) -> SourceDocument:
    """Return the document with each radical as the character that it looks like, and a note that says so once."""
    said = "".join(_text(each) for each in document.sources)
    found = _ANY.findall(said)
    if not found:
        return document
    first = found[0]
    why = f"原文有 {len(found)} 个字写成了部首（如“{first}”），已读成看起来一样的“{_RADICALS[first]}”，请核对。"
    sources = tuple(map(_plain, document.sources))
    return SourceDocument(sources, (*map(_plain_note, document.notes), SourceNote(why)))


def _text(source: Source) -> str:
    return source.text if isinstance(source, SourceLine) else "".join(cell.text for cell in source.grid.cells)


def _plain(source: Source) -> Source:
    notes = tuple(map(_plain_note, source.notes))
    if isinstance(source, SourceTable):
        cells = tuple(replace(cell, text=cell.text.translate(_TABLE)) for cell in source.grid.cells)
        return replace(source, grid=source.grid.with_cells(cells), notes=notes)
    return replace(source, text=source.text.translate(_TABLE), notes=notes)


def _plain_note(note: SourceNote) -> SourceNote:
    return replace(note, was=note.was.translate(_TABLE))
