"""The colours of the window, light and dark; the paper stays white in both."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

RADIUS = 6
"""Corner radius of cards, buttons and chips, px at 100 %."""
STEP = 4
"""Every spacing is a multiple of this, px at 100 %."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as "#rrggbb"; text on ground and panel has a contrast of at least 4.5 : 1.

    Args:
        ground: behind the paper. panel: tool bar, side panels, status line. line: borders.
        ink, soft: text, and text that matters less.
        accent, accent_ground: what is chosen or being edited, and the ground under it. on_accent: text on accent.
        error, warning, doubt, good, comment: never the only sign, always with a shape.
        paper, paper_ink, paper_line: the sheet itself, white in both themes.
        paper_hover, paper_block: an input cell under the pointer, in the selected block.
        paper_carried: a value carried over from last year.
        paper_found, paper_found_here: what is looked for, and the place of it gone to.
    """

    name: str
    ground: str
    panel: str
    line: str
    ink: str
    soft: str
    accent: str
    accent_ground: str
    on_accent: str
    error: str
    warning: str
    doubt: str
    good: str
    comment: str
    paper: str = "#FFFFFF"
    paper_ink: str = "#1F2328"
    paper_line: str = "#222222"
    paper_hover: str = "#F5F9FF"
    paper_block: str = "#DDE9FB"
    paper_carried: str = "#FFF6DC"
    paper_found: str = "#FFE9A8"
    paper_found_here: str = "#FFBE55"
    paper_accent: str = "#1F5FBF"
    paper_soft: str = "#667085"
    paper_error: str = "#C62828"
    paper_warning: str = "#B26A00"
    paper_doubt: str = "#3B6EA8"
    paper_comment: str = "#7A3E9D"

    def colour(self, name: str) -> QColor:
        """Return the colour of that name."""
        return QColor(getattr(self, name))


LIGHT = Theme(
    name="light",
    ground="#F3F4F6",
    panel="#FBFBFC",
    line="#D9DCE1",
    ink="#1F2328",
    soft="#636C81",
    accent="#1F5FBF",
    accent_ground="#EBF2FC",
    on_accent="#FFFFFF",
    error="#C62828",
    warning="#A05F00",
    doubt="#3B6EA8",
    good="#2E7D32",
    comment="#7A3E9D",
)
DARK = Theme(
    name="dark",
    ground="#24272C",
    panel="#2C3036",
    line="#3D4249",
    ink="#E6E8EB",
    soft="#A3ABB6",
    accent="#6EA8FF",
    accent_ground="#2A3B58",
    on_accent="#10233F",
    error="#FF8A80",
    warning="#FFB74D",
    doubt="#90B8F0",
    good="#81C784",
    comment="#D0A6EE",
)
LARGE = 1.3
"""How much larger the text of the window is in large text (大字); the paper has its own zoom."""
_chosen: Theme = LIGHT
_scale = 1.0


def current() -> Theme:
    """Return the theme in use."""
    return _chosen


def room(px: int) -> int:
    """Return the room in px that what needs `px` in the usual text has now."""
    return round(px * _scale)


def enlarge(*, large: bool) -> float:
    """Use large text, or the usual; return how large it is, 1.0 the usual."""
    global _scale  # noqa: PLW0603 -- as for the theme
    _scale = LARGE if large else 1.0
    return _scale


def choose(name: str) -> Theme:
    """Use a theme: "light", "dark", or "system" for what the desktop says; return it."""
    global _chosen  # noqa: PLW0603 -- one window system, one theme; painters ask for it on every repaint
    _chosen = DARK if name == "dark" or (name == "system" and _desktop_is_dark()) else LIGHT
    return _chosen


def palette(theme: Theme) -> QPalette:
    """Return the colours for Qt's own widgets and dialogs."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.panel,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.ground if theme is DARK else "#FFFFFF",
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.Button: theme.panel,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.ToolTipBase: theme.panel,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.soft,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Light: theme.panel,
        QPalette.ColorRole.Dark: theme.line,
        QPalette.ColorRole.Shadow: theme.line,
        QPalette.ColorRole.Accent: theme.accent,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.soft))
    return made


def _desktop_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
