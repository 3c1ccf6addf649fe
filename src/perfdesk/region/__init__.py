"""What a region prescribes, as data: templates, taxonomies, the vocabulary of fields."""

from perfdesk.region.faults import Fault, paper_mm
from perfdesk.region.fold import ENTITY, TAG, Folded, fold, fold_label, fold_with_places
from perfdesk.region.load import TemplateError, load_template, read_template, templates, vocabulary
from perfdesk.region.pattern import Found, Pattern, Piece
from perfdesk.region.schema import BlockData, CellData, ColumnData, HeadData, LineData, RowData
from perfdesk.region.taxonomy import Level1, Level2, Taxonomy
from perfdesk.region.template import Field, Template, pattern

__all__ = [
    "ENTITY",
    "TAG",
    "BlockData",
    "CellData",
    "ColumnData",
    "Fault",
    "Field",
    "Folded",
    "Found",
    "HeadData",
    "Level1",
    "Level2",
    "LineData",
    "Pattern",
    "Piece",
    "RowData",
    "Taxonomy",
    "Template",
    "TemplateError",
    "fold",
    "fold_label",
    "fold_with_places",
    "load_template",
    "paper_mm",
    "pattern",
    "read_template",
    "templates",
    "vocabulary",
]
