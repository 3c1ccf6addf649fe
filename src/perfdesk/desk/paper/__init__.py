"""The paper: the official table as it will print, edited in place."""

from perfdesk.desk.paper.view import PaperView

__all__ = ["PaperView"]
