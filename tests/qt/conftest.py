"""Fixtures of the window's tests."""

from desks import desk
from papers import paper

__all__ = ["desk", "paper"]
