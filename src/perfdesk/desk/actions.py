# house: the one table of all commands, read from top to bottom
"""Every command of the window, one record each; menus, tool bar, shortcuts and the list of keys are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perfdesk.desk import parts
from perfdesk.desk.side import COMMENTS, DOUBTS
from perfdesk.work.statuses import STATUSES

if TYPE_CHECKING:
    from perfdesk.desk.window import Window

Run = Callable[["Window"], object]
Test = Callable[["Window"], bool]


def _always(_window: Window) -> bool:
    return True


def _open(window: Window) -> bool:
    return window.document is not None


def _writable(window: Window) -> bool:
    return window.document is not None and not window.document.read_only


def _drawn(window: Window) -> bool:
    return window.document is not None and window.document.drawable


def _cell(window: Window) -> bool:
    return _writable(window) and _drawn(window)


def _form(window: Window) -> bool:
    return _writable(window) and window.document is not None and bool(window.document.draft.forms)


def _in_tree(window: Window) -> bool:
    return _cell(window) and bool(window.paper.rows.at_cursor())


def _on_row(window: Window) -> bool:
    return _drawn(window) and bool(window.paper.rows.at_cursor())


def _two_horizons(window: Window) -> bool:
    return _cell(window) and window.paper.has_right()


def _several(window: Window) -> bool:
    return window.document is not None and len(window.document.draft.forms) > 1


def _doubted(window: Window) -> bool:
    return _writable(window) and window.doubts.current() is not None


def _rejectable(window: Window) -> bool:
    return _writable(window) and window.doubts.may_reject(window.doubts.current())


def _can_undo(window: Window) -> bool:
    return _writable(window) and window.document is not None and bool(window.document.undo_label())


def _can_redo(window: Window) -> bool:
    return _writable(window) and window.document is not None and bool(window.document.redo_label())


def _status(status: str) -> Run:
    return lambda window: window.checks.set_status(status)


def _keys(window: Window) -> None:
    from perfdesk.desk.dialogs.keys import show_keys  # noqa: PLC0415 -- it lists what stands below

    show_keys(window)


def _about(window: Window) -> None:
    from perfdesk.desk.dialogs.keys import show_about  # noqa: PLC0415 -- as above

    show_about(window)


@dataclass(frozen=True, slots=True)
class Action:
    """One command.

    Args:
        id: stable, such as "file.save".
        text: the words in the menu.
        keys: Qt's names of its keys, the first one is shown.
        group: the menu it stands in.
        enabled: whether it can be given now.
        bar: its words in the tool bar, "" if it has none.
        on_paper: the paper answers these keys itself (an open editor may mean something else by them).
        section: commands of one section stand together, a line parts the sections.
        edits: it may change the draft.
        menu: the menu inside the menu that it stands in, "" for none.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    group: str
    run: Run
    enabled: Test = _always
    bar: str = ""
    on_paper: bool = False
    section: int = 0
    edits: bool = False
    menu: str = ""


FILE, EDIT, FORM, INDICATOR, CHECK, VIEW, HELP = "文件", "编辑", "表", "指标", "检查", "视图", "帮助"
GROUPS = (FILE, EDIT, FORM, INDICATOR, CHECK, VIEW, HELP)

_FILE = (
    Action("file.new", "新建草稿…", ("Ctrl+N",), FILE, lambda w: w.files.new(), bar="新建"),
    Action("file.open", "打开…", ("Ctrl+O",), FILE, lambda w: w.files.open(), bar="打开"),
    Action("file.sample", "打开示例", (), FILE, lambda w: w.files.open_sample()),
    Action("file.save", "保存", ("Ctrl+S",), FILE, lambda w: w.files.save(), _writable, bar="保存", section=1),
    Action("file.save_as", "另存为…", ("F12", "Ctrl+Shift+S"), FILE, lambda w: w.files.save_as(), _open, section=1),
    Action("file.backups", "备份…", (), FILE, lambda w: w.files.show_backups(), _open, section=1),
    Action("file.import", "导入去年表…", ("Ctrl+I",), FILE, lambda w: w.imports.ask(), bar="导入去年表", section=2),
    Action(
        "file.import_clipboard",
        "从剪贴板导入",
        ("Ctrl+Shift+V",),
        FILE,
        lambda w: w.imports.from_clipboard(),
        section=2,
    ),
    Action("file.export", "导出…", ("Ctrl+E",), FILE, lambda w: w.exports.ask(), _open, bar="导出", section=2),
    Action("file.print", "打印…", ("Ctrl+P",), FILE, lambda w: w.prints.ask(), _open, bar="打印", section=3),
    Action("file.preview", "打印预览", ("Ctrl+Shift+P",), FILE, lambda w: w.prints.ask(look=True), _open, section=3),
    Action("file.settings", "设置…", ("Ctrl+,",), FILE, lambda w: w.view.ask_settings(), section=4),
    Action("file.close", "关闭窗口", ("Ctrl+W",), FILE, lambda w: w.close(), section=5),
    Action("file.quit", "退出", ("Ctrl+Q",), FILE, lambda w: w.program.quit(), section=5),
)

_EDIT = (
    Action("edit.undo", "撤销", ("Ctrl+Z",), EDIT, lambda w: w.undo(), _can_undo, bar="↶ 撤销", edits=True),
    Action(
        "edit.redo",
        "重做",
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        EDIT,
        lambda w: w.redo(),
        _can_redo,
        bar="↷ 重做",
        edits=True,
    ),
    Action("edit.cut", "剪切", ("Ctrl+X",), EDIT, lambda w: w.paper.cut(), _cell, on_paper=True, section=1, edits=True),
    Action("edit.copy", "复制", ("Ctrl+C",), EDIT, lambda w: w.paper.copy(), _open, on_paper=True, section=1),
    Action(
        "edit.paste",
        "粘贴",
        ("Ctrl+V",),
        EDIT,
        lambda w: w.paper.paste(),
        _cell,
        on_paper=True,
        section=1,
        edits=True,
    ),
    Action(
        "edit.clear",
        "清除内容",
        ("Del",),
        EDIT,
        lambda w: w.paper.clear_cell(),
        _cell,
        on_paper=True,
        section=1,
        edits=True,
    ),
    Action(
        "edit.select_all",
        "全选",
        ("Ctrl+A",),
        EDIT,
        lambda w: w.paper.block.select_all(),
        _open,
        on_paper=True,
        section=2,
    ),
    Action(
        "edit.select_row",
        "选中整行指标",
        ("Shift+Space",),
        EDIT,
        lambda w: w.paper.block.select_rows(),
        _on_row,
        on_paper=True,
        section=2,
    ),
    Action("edit.find", "查找…", ("Ctrl+F",), EDIT, lambda w: w.finder.open(), _open, section=3),
    Action("edit.replace", "替换…", ("Ctrl+H",), EDIT, lambda w: w.finder.open(replacing=True), _writable, section=3),
    Action("edit.find_next", "下一处", ("F3",), EDIT, lambda w: w.finder.again(1), _open, section=3),
    Action("edit.find_previous", "上一处", ("Shift+F3",), EDIT, lambda w: w.finder.again(-1), _open, section=3),
    Action("edit.open", "编辑单元格", ("F2",), EDIT, lambda w: w.paper.open_editor(), _cell, on_paper=True, section=2),
    Action("edit.next", "下一格", ("Tab",), EDIT, lambda w: w.paper.step(1), _open, on_paper=True, section=2),
    Action(
        "edit.previous",
        "上一格",
        ("Shift+Tab",),
        EDIT,
        lambda w: w.paper.step(-1),
        _open,
        on_paper=True,
        section=2,
    ),
)

_FORM = (
    Action("form.new", "新建表…", ("Ctrl+Shift+N",), FORM, lambda w: w.forms.new_form(), _writable, edits=True),
    Action("form.duplicate", "创建本表副本", (), FORM, lambda w: w.forms.duplicate(), _form, edits=True),
    Action("form.copy", "复制本表", (), FORM, lambda w: w.clips.copy(), _drawn),
    Action("form.paste", "粘贴表", (), FORM, lambda w: w.clips.paste(), _writable, edits=True),
    Action("form.copy_to", "复制到其他草稿…", (), FORM, lambda w: w.forms.copy_to_other(), _drawn),
    Action("form.delete", "删除本表", (), FORM, lambda w: w.forms.delete(), _form, edits=True),
    Action(
        "form.up", "上移本表", ("Alt+Shift+Up",), FORM, lambda w: w.forms.shift(-1), _several, section=1, edits=True
    ),
    Action(
        "form.down", "下移本表", ("Alt+Shift+Down",), FORM, lambda w: w.forms.shift(1), _several, section=1, edits=True
    ),
    Action("form.previous", "上一张表", ("Ctrl+PgUp",), FORM, lambda w: w.forms.step(-1), _several, section=2),
    Action("form.next", "下一张表", ("Ctrl+PgDown",), FORM, lambda w: w.forms.step(1), _several, section=2),
    Action("form.search", "查找表", ("Ctrl+Shift+F",), FORM, lambda w: w.view.search_forms(), _open, section=2),
    Action(
        "form.shared", "全部表共用的内容…", (), FORM, lambda w: w.forms.edit_shared(), _writable, section=3, edits=True
    ),
)

_INDICATOR = (
    Action(
        "indicator.add",
        "在下方新增指标",
        ("Ctrl+Return",),
        INDICATOR,
        lambda w: w.paper.rows.add_below(),
        _in_tree,
        bar="＋ 指标",
        on_paper=True,
        edits=True,
    ),
    Action(
        "indicator.duplicate",
        "创建指标副本",
        ("Ctrl+Shift+D",),
        INDICATOR,
        lambda w: w.paper.rows.duplicate(),
        _in_tree,
        edits=True,
    ),
    Action(
        "indicator.delete",
        "删除指标",
        ("Ctrl+Del",),
        INDICATOR,
        lambda w: w.paper.rows.delete(),
        _in_tree,
        edits=True,
    ),
    Action(
        "indicator.up",
        "上移指标",
        ("Alt+Up",),
        INDICATOR,
        lambda w: w.paper.rows.move(-1),
        _in_tree,
        on_paper=True,
        section=1,
        edits=True,
    ),
    Action(
        "indicator.down",
        "下移指标",
        ("Alt+Down",),
        INDICATOR,
        lambda w: w.paper.rows.move(1),
        _in_tree,
        on_paper=True,
        section=1,
        edits=True,
    ),
    Action(
        "indicator.level",
        "更改所属指标…",
        ("Ctrl+L",),
        INDICATOR,
        lambda w: w.paper.rows.open_level("level2"),
        _in_tree,
        section=1,
        edits=True,
    ),
    Action(
        "indicator.fill_down",
        "向下填充",
        ("Ctrl+D",),
        INDICATOR,
        lambda w: w.paper.rows.fill_down(),
        _cell,
        on_paper=True,
        section=2,
        edits=True,
    ),
    Action(
        "indicator.fill_right",
        "同左填充",
        ("Ctrl+R",),
        INDICATOR,
        lambda w: w.paper.rows.fill_right(),
        _cell,
        bar="同左填充",
        section=2,
        edits=True,
    ),
    Action(
        "indicator.fill_row_right",
        "整行同左填充",
        ("Ctrl+Shift+R",),
        INDICATOR,
        lambda w: w.paper.fill_row_right(),
        _two_horizons,
        section=2,
        edits=True,
    ),
    Action(
        "indicator.fill_all_right",
        "全表同左填充（只填空格）",
        (),
        INDICATOR,
        lambda w: w.paper.fill_all_right(),
        _two_horizons,
        section=2,
        edits=True,
    ),
)

_CHECK = (
    Action("check.show", "检查", ("F7",), CHECK, lambda w: w.view.show_problems(), _open, bar="检查"),
    Action("check.next", "下一处问题", ("F8",), CHECK, lambda w: w.checks.step(1), _open),
    Action("check.previous", "上一处问题", ("Shift+F8",), CHECK, lambda w: w.checks.step(-1), _open),
    Action("check.doubts", "存疑", ("Ctrl+4",), CHECK, lambda w: w.view.show_right(DOUBTS), _open, section=1),
    Action("doubt.next", "下一处存疑", ("F9",), CHECK, lambda w: w.review.step(1), _open, section=1),
    Action("doubt.previous", "上一处存疑", ("Shift+F9",), CHECK, lambda w: w.review.step(-1), _open, section=1),
    Action(
        "doubt.confirm",
        "确认此处存疑",
        ("F11",),
        CHECK,
        lambda w: w.doubts.confirm_current(),
        _doubted,
        section=1,
        edits=True,
    ),
    Action(
        "doubt.reject",
        "改回原文",
        ("Shift+F11",),
        CHECK,
        lambda w: w.doubts.reject_current(),
        _rejectable,
        section=1,
        edits=True,
    ),
    Action("review.show", "对照原文", ("Ctrl+5",), CHECK, lambda w: w.review.toggle(), _open, section=1),
    Action(
        "check.mend", "修正此处", ("Alt+Return",), CHECK, lambda w: w.checks.mend_here(), _cell, section=2, edits=True
    ),
    Action("check.mend_all", "全部修正…", (), CHECK, lambda w: w.checks.mend_all(), _writable, section=2, edits=True),
    Action(
        "check.answer",
        "情况说明…",
        ("Ctrl+Shift+E",),
        CHECK,
        lambda w: w.checks.answer_here(),
        _cell,
        section=2,
        edits=True,
    ),
    Action("comment.new", "新批注…", ("Shift+F2",), CHECK, lambda w: w.remarks.comment(), _form, section=3, edits=True),
    Action("comment.opinion", "审核意见…", (), CHECK, lambda w: w.remarks.take_opinion(), _form, section=3, edits=True),
    Action("comment.show", "批注", ("Ctrl+6",), CHECK, lambda w: w.view.show_right(COMMENTS), _open, section=3),
    *(
        Action(
            f"status.{name}",
            status,
            (),
            CHECK,
            _status(status),
            _form,
            section=4,
            edits=True,
            menu="状态",
        )
        for name, status in zip(("draft", "checked", "submitted", "returned", "final"), STATUSES, strict=True)
    ),
    Action("check.report", "检查报告…", (), CHECK, lambda w: w.reports.ask(), _open, section=5),
)

_VIEW = (
    Action("view.zoom_in", "放大", ("Ctrl++", "Ctrl+="), VIEW, lambda w: w.view.zoom_by(0.1), _open),
    Action("view.zoom_out", "缩小", ("Ctrl+-",), VIEW, lambda w: w.view.zoom_by(-0.1), _open),
    Action("view.zoom_actual", "实际大小", ("Ctrl+0",), VIEW, lambda w: w.view.zoom_to(1.0), _open),
    Action("view.zoom_width", "适合宽度", ("Ctrl+9",), VIEW, lambda w: w.view.fit_width(), _open),
    Action("view.forms", "表的列表", ("Ctrl+1",), VIEW, lambda w: w.view.toggle_left(), _open, section=1),
    Action("view.problems", "右侧栏", ("Ctrl+2",), VIEW, lambda w: w.view.toggle_right(), _open, section=1),
    Action("view.library", "指标库", ("Ctrl+3",), VIEW, lambda w: w.view.show_library(), _open, section=1),
    Action("view.next_part", "下一区域", ("F6",), VIEW, lambda w: parts.step(w, 1), section=1),
    Action("view.previous_part", "上一区域", ("Shift+F6",), VIEW, lambda w: parts.step(w, -1), section=1),
    Action("view.menu", "菜单", ("F10",), VIEW, parts.open_menu, section=1),
    Action("view.paper", "回到表格", ("Esc",), VIEW, lambda w: w.paper.setFocus(), _drawn, section=1),
    Action("view.light", "浅色", (), VIEW, lambda w: w.view.choose_theme("light"), section=2),
    Action("view.dark", "深色", (), VIEW, lambda w: w.view.choose_theme("dark"), section=2),
    Action("view.system", "跟随系统", (), VIEW, lambda w: w.view.choose_theme("system"), section=2),
)

_HELP = (
    Action("help.here", "本处说明", ("F1",), HELP, lambda w: w.helps.here()),
    Action("help.contents", "帮助目录", ("Shift+F1",), HELP, lambda w: w.helps.contents()),
    Action("help.keys", "快捷键", ("Ctrl+F1",), HELP, _keys),
    Action("help.about", "关于", (), HELP, _about, section=1),
)

ACTIONS: tuple[Action, ...] = (*_FILE, *_EDIT, *_FORM, *_INDICATOR, *_CHECK, *_VIEW, *_HELP)
"""Every command, in the order of the menus."""


def by_id(name: str) -> Action:
    """Return the record of a command.

    Raises:
        KeyError: there is none of that id.
    """
    return _BY_ID[name]


_BY_ID = {action.id: action for action in ACTIONS}
