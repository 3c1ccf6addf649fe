"""perfdesk: the official performance-target form, edited in place, offline."""

__version__ = "0.1.0"
