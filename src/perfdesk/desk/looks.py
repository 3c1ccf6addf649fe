"""The looks of Qt's widgets: the window's font and one style sheet made from the theme."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from perfdesk.desk import theme
from perfdesk.desk.theme import RADIUS, Theme, room
from perfdesk.paths import resources

# Upright faces without serifs that show Chinese, the usual ones of each system first.
_CHINESE = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
BUNDLED = "Noto Sans SC"
_TRANSLATOR = "qtbase_zh_CN"
_USUAL = "usual_pt"
_OWN = {
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QAbstractFileIconProvider", "Drive"): "磁盘",
    ("QFileSystemModel", "Size"): "大小",
    ("QLineEdit", "&Undo"): "撤销(&U)",
    ("QWidgetTextControl", "&Undo"): "撤销(&U)",
}
"""What Qt's own Chinese lacks, or says with other words than this window."""


class _Own(QTranslator):
    """Words of ours for some of Qt's."""

    def translate(self, context: str, text: str, _hint: str | None = None, _n: int = -1) -> str | None:  # type: ignore[override]
        """Return our word, None to have Qt's."""
        return _OWN.get((context, text))


def dress(app: QApplication, name: str) -> Theme:
    """Give the whole application a theme ("light", "dark", "system"); return it."""
    chosen = theme.choose(name)
    app.setPalette(theme.palette(chosen))
    app.setStyleSheet(stylesheet(chosen))
    return chosen


def choose_font(app: QApplication, *, large: bool = False) -> None:
    """Use the system's font; on a computer without a Chinese one, the bundled; `large`: larger than usual."""
    font = QFont(app.font())
    usual = app.property(_USUAL) or max(font.pointSizeF(), 9.75)
    app.setProperty(_USUAL, usual)
    known = set(QFontDatabase.families())
    found = next((family for family in _CHINESE if family in known), None)
    if found is None:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / "window" / "NotoSansSC-Regular.ttf"))
        found = BUNDLED
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if font.family() != found:
        font.setFamilies([found])
    font.setPointSizeF(usual * theme.enlarge(large=large))
    app.setFont(font)


def speak_chinese(app: QApplication) -> None:
    """Have Qt's own buttons and dialogs speak Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    if app.findChild(QTranslator, _TRANSLATOR) is None:
        translator = QTranslator(app)
        translator.setObjectName(_TRANSLATOR)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
        app.installTranslator(_Own(app))


def stylesheet(chosen: Theme) -> str:
    """Return the style sheet of the window; dialogs and menus keep the looks of the system."""
    ticks = _ticks(chosen) if chosen is theme.DARK else ""
    return "".join((_frame(chosen), _bar(chosen), _panels(chosen), _cards(chosen), _focus(chosen), ticks))


def _ticks(t: Theme) -> str:
    """Return boxes and rounds that can be seen in the dark, where Qt draws them black on black."""
    return f"""
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
  width: 10px; height: 10px; border: 1px solid {t.soft}; padding: 2px;
}}
QCheckBox::indicator, QAbstractItemView::indicator {{ border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {t.line}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
  background: {t.accent}; background-clip: content; background-origin: content; border-color: {t.accent};
}}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; padding: 0; border: 5px solid {t.accent}; }}
"""


def _frame(t: Theme) -> str:
    return f"""
QMainWindow {{ background: {t.ground}; }}
QMainWindow::separator {{ width: 0; height: 0; }}
QMenuBar {{ background: {t.panel}; color: {t.ink}; border-bottom: 1px solid {t.line}; }}
QMenuBar::item {{ padding: 4px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {t.accent_ground}; }}
QMenu {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px 0; }}
QMenu::item {{ padding: 5px 28px 5px 28px; }}
QMenu::item:selected {{ background: {t.accent_ground}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.soft}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 0; }}
QToolTip {{ background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px 6px; }}
#centre, #start, #preview, #preview > QWidget {{ background: {t.ground}; }}
#soft {{ color: {t.soft}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
"""


def _bar(t: Theme) -> str:
    return f"""
#bar {{ background: {t.panel}; border: 0; border-bottom: 1px solid {t.line}; spacing: 0; padding: 0 8px; }}
#bar QToolButton {{ color: {t.ink}; background: transparent; border: 0; border-radius: {RADIUS}px;
    padding: 5px 9px; margin: 5px 1px; }}
#bar[tight="true"] QToolButton {{ padding: 5px 4px; }}
#bar #qt_toolbar_ext_button {{ padding: 0; margin: 0; width: 18px;
    background: {t.soft if t is theme.DARK else t.line}; }}
#bar QToolButton:hover {{ background: {t.accent_ground}; }}
#bar QToolButton:focus {{ border: 1px solid {t.accent}; padding: 4px 8px; }}
#bar[tight="true"] QToolButton:focus {{ padding: 4px 3px; }}
#bar QToolButton:disabled {{ color: {t.soft}; }}
#bar QToolButton::menu-indicator {{ image: none; }}
#bar #check {{ background: {t.accent_ground}; color: {t.accent}; }}
#bar #rule {{ background: {t.line}; max-width: 1px; margin: 11px 7px; }}
#status {{ background: {t.panel}; border-top: 1px solid {t.line}; }}
#status QLabel {{ color: {t.soft}; }}
#status #over {{ color: {t.error}; }}
#status QToolButton {{ color: {t.soft}; background: transparent; border: 0; border-radius: 4px; padding: 1px 5px; }}
#status QToolButton:hover {{ background: {t.accent_ground}; color: {t.ink}; }}
#status QToolButton:focus {{ border: 1px solid {t.accent}; padding: 0 4px; }}
#banner {{ background: {t.accent_ground}; border-bottom: 1px solid {t.line}; }}
#banner QLabel {{ color: {t.ink}; }}
"""


def _panels(t: Theme) -> str:
    return f"""
#left {{ background: {t.panel}; border-right: 1px solid {t.line}; }}
#right {{ background: {t.panel}; border-left: 1px solid {t.line}; }}
#left QLabel, #right QLabel {{ color: {t.ink}; background: transparent; }}
#left #heading {{ font-weight: bold; }}
#left #soft, #right #soft {{ color: {t.soft}; }}
#left QListView, #left QListView::viewport {{ background: {t.panel}; border: 1px solid transparent;
    outline: 0; }}
#left QLineEdit, #right QLineEdit {{ background: {t.ground}; color: {t.ink}; border: 1px solid {t.line};
    border-radius: {RADIUS}px; padding: 4px 8px; selection-background-color: {t.accent}; }}
#left QLineEdit:focus, #right QLineEdit:focus {{ border-color: {t.accent}; }}
#left #link, #right #link {{ color: {t.accent}; background: transparent; border: 0; text-align: left;
    padding: 6px 12px; }}
#left #link:hover, #left #link:focus {{ background: {t.accent_ground}; }}
#foot {{ border-top: 1px solid {t.line}; }}
#right QScrollArea, #right #list {{ background: {t.panel}; border: 0; }}
#right QListView {{ background: {t.panel}; color: {t.ink}; border: 1px solid transparent; outline: 0; }}
#tab {{ color: {t.soft}; background: transparent; border: 0; border-bottom: 2px solid transparent;
    padding: 10px 12px 9px 12px; }}
#tab:checked {{ color: {t.ink}; border-bottom: 2px solid {t.accent}; font-weight: bold; }}
#tab:hover, #tab:focus {{ color: {t.accent}; }}
#ticks::item:selected {{ background: {t.accent_ground}; color: {t.ink}; }}
#tabs {{ border-bottom: 1px solid {t.line}; }}
#strip QToolButton {{ color: {t.ink}; background: transparent; border: 0; border-radius: {RADIUS}px;
    padding: 6px 2px; }}
#strip QToolButton:hover, #strip QToolButton:focus {{ background: {t.accent_ground}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {t.line}; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {t.soft}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _cards(t: Theme) -> str:
    return f"""
#card {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 8px; }}
#card:hover {{ border-color: {t.soft}; }}
#card[current="true"] {{ border-color: {t.accent}; }}
#right #heading {{ font-weight: bold; padding: 6px 2px 0 2px; }}
#fold {{ color: {t.ink}; background: transparent; border: 0; padding: 6px 2px; text-align: left; }}
#fold:hover, #fold:focus {{ color: {t.accent}; }}
#card #title {{ font-weight: bold; }}
#card QPushButton, #start QPushButton, #banner QPushButton, #review QPushButton {{
    background: {t.panel}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {RADIUS}px; padding: 3px 10px; }}
#card QPushButton:hover, #start QPushButton:hover, #banner QPushButton:hover,
#review QPushButton:hover {{ border-color: {t.accent}; }}
#card QPushButton:focus, #start QPushButton:focus, #banner QPushButton:focus,
#review QPushButton:focus {{ border-color: {t.accent}; }}
#card QPushButton#mend, #review QPushButton#mend, #start QPushButton#first {{ background: {t.accent};
    color: {t.on_accent}; border-color: {t.accent}; }}
#card QPushButton#mend:disabled, #review QPushButton#mend:disabled, #review QPushButton:disabled {{
    background: transparent; color: {t.soft};
    border-color: {t.line}; }}
#chip {{ background: transparent; color: {t.ink}; border: 1px solid {t.line}; border-radius: 11px;
    padding: 2px 7px; font-size: {room(12)}px; }}
#chip:hover, #chip:focus {{ border-color: {t.accent}; }}
#chip[colour="error"] {{ color: {t.error}; }}
#chip[colour="warning"] {{ color: {t.warning}; }}
#chip:checked {{ background: {t.accent_ground}; border-color: {t.accent}; }}
#start QLabel#big {{ font-size: {room(20)}px; font-weight: bold; color: {t.ink}; }}
#start QLabel {{ color: {t.soft}; }}
#start QPushButton {{ padding: 8px 20px; }}
#start QPushButton#recent {{ border: 0; background: transparent; text-align: left; padding: 6px 8px;
    color: {t.accent}; }}
#start QPushButton#recent:hover {{ background: {t.accent_ground}; }}
"""


def _focus(t: Theme) -> str:
    """Return how what has the focus is seen, where a border in the accent's colour stands there anyway or none does."""
    return f"""
#left QListView:focus, #right QListView:focus, #card:focus {{ border: 1px solid {t.accent}; }}
#chip:focus {{ border: 2px solid {t.accent}; padding: 1px 6px; }}
#tab:focus {{ border-bottom: 2px solid {t.accent}; background: {t.accent_ground}; }}
#card QPushButton#mend:focus, #review QPushButton#mend:focus, #start QPushButton#first:focus {{
    border: 2px solid {t.ink}; text-decoration: underline; }}
#card QPushButton#mend:focus, #review QPushButton#mend:focus {{ padding: 2px 9px; }}
#start QPushButton#first:focus {{ padding: 7px 19px; }}
#start QPushButton#recent:focus {{ background: {t.accent_ground}; }}
"""
