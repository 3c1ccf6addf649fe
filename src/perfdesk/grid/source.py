"""What a reader yields: the lines and tables of a document in order, interpreting nothing."""

from __future__ import annotations

from dataclasses import dataclass

from perfdesk.grid.grid import Grid


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a reader is not sure of, or has left out; an import makes a doubt of it.

    Args:
        why: the reason, one sentence.
        was: the text that it is about, as it was read; "" if there is none.
        row, col: the place in the table, from 0; None outside tables.
        whole_row: what is not sure is whether the row is one at all.
    """

    why: str
    was: str = ""
    row: int | None = None
    col: int | None = None
    whole_row: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of text outside tables.

    Args:
        joined: it hangs on the line before it, behind a blank.
        below_row: it stands right below a row of a table, with no empty line between.
    """

    text: str
    where: str = ""
    joined: bool = False
    notes: tuple[SourceNote, ...] = ()
    below_row: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as it stood.

    Args:
        grid: cells of kind "blank" are places that the row did not have at all (rows of text may be short).
        loose: the source tells no merges (text): an empty place may be covered, lost or really empty.
        where: which table of the document, for messages, such as "第2个表".
        torn: rows (from 0) that a line end inside a cell had torn in two, and the reader has joined.
        notes: what the reader is not sure of, by place.
        sheet: which sheet of the document it stands on, from 0; always 0 where there are none.
    """

    grid: Grid
    loose: bool = True
    where: str = ""
    torn: tuple[int, ...] = ()
    notes: tuple[SourceNote, ...] = ()
    sheet: int = 0


Source = SourceLine | SourceTable


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as read: its lines and tables in order, and what is to be told of the whole."""

    sources: tuple[Source, ...]
    notes: tuple[SourceNote, ...] = ()
