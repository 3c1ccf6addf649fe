"""The library: level-3 names to suggest, found by text and by Pinyin initials, and the names that the unit uses."""

from perfdesk.library.entry import Entry, Kind
from perfdesk.library.own import own_entries
from perfdesk.library.search import Library, Suggestion, library

__all__ = ["Entry", "Kind", "Library", "Suggestion", "library", "own_entries"]
