"""Reading back: 13 forms as Word, Excel and PDF against the plain libraries that only fetch the texts."""

from __future__ import annotations

import io

import docx as python_docx
import openpyxl
import pdfplumber
from frame import Frame, Rival
from rivals import forms

from perfdesk.readers import docx as docx_reader
from perfdesk.readers import pdf as pdf_reader
from perfdesk.readers import xlsx as xlsx_reader
from perfdesk.writers import docx, pdf, xlsx

FORMS = 13


def written(writer: object) -> bytes:
    """Return the file of 13 forms."""
    out = io.BytesIO()
    writer.write(forms(FORMS), out)  # type: ignore[attr-defined]
    return out.getvalue()


def by_python_docx(data: bytes) -> list[str]:
    """Return the text of every cell by `row.cells`."""
    document = python_docx.Document(io.BytesIO(data))
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def by_openpyxl(data: bytes) -> list[object]:
    """Return every value by `iter_rows`."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [value for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row]


def by_pdfplumber(data: bytes) -> list[object]:
    """Return the tables by `extract_tables` and the text of every page."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [(page.extract_tables(), page.extract_text()) for page in document.pages]


def main(frame: Frame) -> None:
    """Race each reader with the library for its format; 1 / 1.5 and 1 / 1.2 of their speed are the goals."""
    word, excel, paper = written(docx), written(xlsx), written(pdf)
    for title, ours, theirs, goal in (
        ("Word, 13 forms read", lambda: docx_reader.read(word, "a"), lambda: by_python_docx(word), 1 / 1.5),
        ("Excel, 13 forms read", lambda: xlsx_reader.read(excel, "a"), lambda: by_openpyxl(excel), 1 / 1.5),
        ("PDF, 13 forms read", lambda: pdf_reader.read(paper, "a"), lambda: by_pdfplumber(paper), 1 / 1.2),
    ):
        frame.race(title, ours, {"the plain library": Rival(theirs, goal=goal)})
