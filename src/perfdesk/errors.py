"""Errors that a clerk reads: what happened, what is still safe, what to do, and a code for support."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    NOT_WRITTEN = 4
    INTERNAL = 70


class UserError(Exception):
    """An error that the clerk can act on; never shows a class name or a traceback.

    Args:
        code: a stable code for support, such as "E12" (all codes: `docs/errors.md`).
        what: what happened, one sentence.
        safe: what is still safe, one sentence.
        todo: what the clerk can do now, one sentence.
        exit_code: what the command line returns.
    """

    def __init__(
        self, code: str, *, what: str, safe: str = "", todo: str = "", exit_code: Exit = Exit.UNREADABLE
    ) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.safe = safe
        self.todo = todo
        self.exit_code = exit_code

    def text(self) -> str:
        """Return the message as the clerk reads it: one line per part, the code at the end of the first."""
        lines = [f"{self.what}（{self.code}）", self.safe, self.todo]
        return "\n".join(line for line in lines if line)
