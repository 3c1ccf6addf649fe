"""Why a document is not read, in words that a clerk can act on."""

from __future__ import annotations

from perfdesk.errors import UserError

_SAFE = "没有导入任何内容，也没有改动这个文件。"


def unsafe(name: str, reason: str) -> UserError:
    """Return E25: the file is built in a way that no honest document is."""
    return UserError(
        "E25",
        what=f"没有打开“{name}”：{reason}，不像正常的文档。",
        safe=_SAFE,
        todo="如果确定文件来源可靠，请用 Word、Excel 或 WPS 打开后另存为一份新的，再导入。",
    )


def protected(name: str) -> UserError:
    """Return E26: a password is needed to read the file."""
    return UserError(
        "E26",
        what=f"“{name}”加了密码保护，读不出内容。",
        safe=_SAFE,
        todo="请用原来的程序打开，去掉打开密码后另存，再导入。",
    )


def scanned(name: str) -> UserError:
    """Return E27: pictures only, no text."""
    return UserError(
        "E27",
        what=f"“{name}”是扫描件（只有图像，没有文字），读不出内容。",
        safe="没有导入任何内容，也没有猜测。",
        todo="请找电子版（Word、Excel 或文字版 PDF），或照着它手工填写。",
    )


def damaged(name: str) -> UserError:
    """Return E28: the file breaks its own format."""
    return UserError(
        "E28",
        what=f"“{name}”已损坏或不完整，读不出内容。",
        safe=_SAFE,
        todo="请用原来的程序打开看看；能打开的话另存一份，再导入。",
    )


def not_readable(name: str, what: str, todo: str) -> UserError:
    """Return E29: a format that is not read here; `what` is its name, `todo` how to convert it."""
    return UserError("E29", what=f"“{name}”是{what}，这里不能直接读取。", safe=_SAFE, todo=todo)
