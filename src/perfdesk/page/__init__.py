"""Pages: one layout for screen, paper, PDF, Word and Excel."""

from perfdesk.page.fit import fit
from perfdesk.page.pages import Fit, Line, Page, PageRow, PlacedCell, PlacedParagraph
from perfdesk.page.refit import refit

__all__ = ["Fit", "Line", "Page", "PageRow", "PlacedCell", "PlacedParagraph", "fit", "refit"]
