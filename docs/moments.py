"""The moments of work that `make_pictures.py` draws, each brought about by keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QGuiApplication

from perfdesk.desk.document import Document
from perfdesk.desk.window import Window
from perfdesk.work.commenting import Said, comment_opinion


class Stage(Protocol):
    """What a moment needs of the stage."""

    window: Window
    folder: Path

    def key(self, name: str) -> None: ...
    def type(self, text: str) -> None: ...
    def at(self, path: str) -> None: ...
    def settle(self, seconds: float = ...) -> None: ...
    def picture(self, name: str) -> None: ...
    def in_dialog(self, act: Callable[[], object], name: str) -> None: ...
    def fresh(self) -> None: ...


def start_page(stage: Stage, name: str) -> None:
    """The window before anything is open."""
    stage.window.program.memory.remove("recent")
    stage.fresh()
    stage.settle()
    stage.picture(name)


def level(stage: Stage, name: str) -> None:
    """The list of level 2."""
    stage.at("indicators/3/level2")
    stage.key("Alt+Down")
    stage.settle(0.6)
    stage.picture(name)


def suggestions(stage: Stage, name: str) -> None:
    """Level 3 found by Pinyin initials."""
    stage.at("indicators/8/annual/name")
    stage.type("myd")
    stage.settle(0.6)
    stage.picture(name)


def target(stage: Stage, name: str) -> None:
    """A target typed in one go, and how it was understood."""
    stage.at("indicators/1/annual/target")
    stage.type("不少于190次")
    stage.settle(0.6)
    stage.picture(name)


def long_text(stage: Stage, name: str) -> None:
    """A long text while it is edited."""
    stage.at("fields/goal_mid")
    stage.key("F2")
    stage.type("三是让没有图书馆的村和社区每周都能借到书，并收集读者的意见，逐季改进。")
    stage.settle(0.6)
    stage.picture(name)


def library(stage: Stage, name: str) -> None:
    """The library, searched."""
    stage.at("indicators/1/annual/name")
    stage.key("Ctrl+3")
    stage.type("fw")
    stage.settle(0.6)
    stage.picture(name)


def problems(stage: Stage, name: str) -> None:
    """What the rules say."""
    for path, text in (
        ("indicators/3/annual/target", "图书上架准确率"),
        ("indicators/4/annual/target", "≥95"),
        ("indicators/5/annual/target", "≥2000元/次"),
    ):
        stage.at(path)
        stage.type(text)
        stage.key("Return")
    stage.key("F8")
    stage.settle(0.6)
    stage.picture(name)


def doubts(stage: Stage, name: str) -> None:
    """An import that had to repair damage."""
    document = stage.window.document
    if document is None:
        return
    QGuiApplication.clipboard().setText(damaged(document))
    stage.fresh()
    stage.key("Ctrl+Shift+V")
    stage.settle(1.0)
    stage.picture(name)


def review(stage: Stage, name: str) -> None:
    """The source beside the form, a doubt under review."""
    document = stage.window.document
    if document is None:
        return
    QGuiApplication.clipboard().setText(damaged(document))
    stage.fresh()
    stage.key("Ctrl+Shift+V")
    stage.settle(1.0)
    stage.key("Ctrl+5")
    stage.settle(0.6)
    stage.picture(name)


def block(stage: Stage, name: str) -> None:
    """Several cells selected."""
    stage.at("indicators/1/mid/name")
    for key in ("Shift+Right", "Shift+Down", "Shift+Down", "Shift+Down"):
        stage.key(key)
    stage.settle(0.4)
    stage.picture(name)


def comments(stage: Stage, name: str) -> None:
    """What the bureau says, as a list to be ticked off."""
    document = stage.window.document
    if document is None:
        return
    said = Said("1. 中期滚动目标请写明服务范围；2. 单次流动服务成本的依据请补充。", "市财政局 李科", "2026-10-12 09:30")
    draft = comment_opinion(document.draft, document.number, said, document.template)
    document.edit("审核意见", draft)
    stage.key("Ctrl+6")
    stage.settle(0.6)
    stage.picture(name)


def mendings(stage: Stage, name: str) -> None:
    """All safe mendings, before and after."""
    for path, text in (("indicators/4/annual/target", "达到95%以上"), ("indicators/1/annual/target", "≥１８０次")):
        stage.at(path)
        stage.type(text)
        stage.key("Return")
    stage.settle(0.6)
    stage.in_dialog(stage.window.actions_by_id["check.mend_all"].trigger, name)


def preview(stage: Stage, name: str) -> None:
    """What will be printed."""
    stage.in_dialog(lambda: stage.key("Ctrl+Shift+P"), name)


def help_page(stage: Stage, name: str) -> None:
    """What belongs into the cell under the cursor, and why."""
    stage.at("fields/goal_annual")
    stage.key("F1")
    stage.settle(0.6)
    stage.picture(name)
    if stage.window.helps.dialog is not None:
        stage.window.helps.dialog.close()


def settings(stage: Stage, name: str) -> None:
    """The few settings."""
    stage.in_dialog(lambda: stage.key("Ctrl+,"), name)


def damaged(document: Document) -> str:
    """Return a form as text, as copies often are: a label cut short, a cell lost, figures in full width."""
    sheet = document.sheet()
    grid = sheet.grid
    rows = [[grid.at(r, c).text if grid.is_start(r, c) else "" for c in range(grid.n_cols)] for r in range(grid.n_rows)]
    rows = [[cell.replace("\n", " ") for cell in row] for row in rows]
    text = "\n".join("\t".join(row) for row in rows)
    for was, now in (("≥95%", "≥９５％"), ("服务读者人次\t", ""), ("总体目标", "总体"), ("质量指标\t", "\t")):
        text = text.replace(was, now, 1)
    return "\n".join([*(line.text for line in sheet.above), "", text, ""])


def error(stage: Stage, name: str) -> None:
    """The stick was pulled out."""
    document = stage.window.document
    if document is None or document.path is None:
        return
    stick = stage.folder / "U盘"
    stick.mkdir(exist_ok=True)
    path = stick / "图书馆2026.perfdesk"
    shutil.copy(document.path, path)
    stage.fresh()
    stage.window.files.open_path(path)
    stage.settle()
    stage.at("fields/project_name")
    stage.type("流动图书车")
    shutil.rmtree(stick)
    stick.write_text("", encoding="utf-8")
    stage.in_dialog(lambda: stage.key("Ctrl+S"), name)
    stick.unlink()


def new_draft(stage: Stage, name: str) -> None:
    """A new draft is asked for."""
    stage.in_dialog(lambda: stage.key("Ctrl+N"), name)


def export(stage: Stage, name: str) -> None:
    """An export is asked for."""
    stage.in_dialog(lambda: stage.key("Ctrl+E"), name)


def keys(stage: Stage, name: str) -> None:
    """The list of keys."""
    stage.in_dialog(lambda: stage.key("Ctrl+F1"), name)


ALL: dict[str, Callable[[Stage, str], None]] = {
    "start": start_page,
    "level": level,
    "suggestions": suggestions,
    "target": target,
    "long-text": long_text,
    "library": library,
    "problems": problems,
    "import-doubts": doubts,
    "review": review,
    "block": block,
    "comments": comments,
    "mendings": mendings,
    "preview": preview,
    "help": help_page,
    "settings": settings,
    "error": error,
    "new-draft": new_draft,
    "export": export,
    "keys": keys,
}
