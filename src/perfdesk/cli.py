"""The command line: Chinese messages on stderr, data on stdout, always UTF-8; starts without Qt."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from perfdesk import __version__, paths
from perfdesk.cli_words import Parser, numbers, positive, speak_chinese
from perfdesk.errors import Exit, UserError

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises, never shows a traceback."""
    _speak_utf8()
    speak_chinese()
    try:
        args = _parser().parse_args(argv)
        command: Command = args.command
        code = int(command(args))
        _finish()
    except UserError as error:
        _say(error.text())
        return int(error.exit_code)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(Exit.USAGE)
    except BrokenPipeError:
        _silence()
        return int(Exit.DONE)
    except KeyboardInterrupt:
        _say("已按您的要求停止。")
        return 130
    except Exception as error:
        _say(_internal(error).text())
        return int(Exit.INTERNAL)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="perfdesk", description="项目支出绩效目标表：导入、查看、检查、导出，离线可用。")
    parser.add_argument("--version", action="version", version=f"perfdesk {__version__}", help="显示版本号")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    _add_files(commands)
    _add_check(commands)
    _add_templates(commands)
    command = commands.add_parser("schema", help="输出草稿文件的 JSON Schema")
    command.set_defaults(command=_schema)
    return parser


def _add_files(commands: argparse._SubParsersAction[Parser]) -> None:
    command = commands.add_parser("import", help="把去年的表读成草稿")
    command.add_argument(
        "source", nargs="+", type=Path, metavar="文件", help="Word、Excel、PDF、网页、文本等，可以多个，也可以是文件夹"
    )
    _add_output(command, "草稿文件（.perfdesk）")
    command.add_argument("--template", metavar="版式", help="指定版式，不再自动识别")
    command.set_defaults(command=_import)

    command = commands.add_parser("show", help="以文字显示草稿和存疑")
    command.add_argument("draft", type=Path, metavar="草稿")
    command.add_argument("--format", choices=("text", "json"), default="text", help="显示方式")
    command.set_defaults(command=_show)

    command = commands.add_parser("export", help="导出官方表格")
    command.add_argument("draft", type=Path, metavar="草稿")
    _add_format(command)
    _add_output(command, "导出的文件；与 --split 同用时是文件夹")
    command.add_argument("--forms", metavar="1,3-5", help="只导出这几张表")
    command.add_argument("--split", action="store_true", help="每张表一个文件，以项目名称命名")
    command.add_argument("--signature", action="store_true", help="表下加一行签字栏（版式自带签字行的不加）")
    command.set_defaults(command=_export)

    command = commands.add_parser("recover", help="从损坏的草稿中救出内容，列出备份")
    command.add_argument("draft", type=Path, metavar="草稿")
    command.add_argument("-o", "--output", type=Path, metavar="文件", help="把救出的内容另存为")
    command.add_argument("--backup", type=int, metavar="序号", help="改为取出这一份备份")
    command.add_argument("--force", action="store_true", help="允许覆盖已有文件")
    command.set_defaults(command=_recover)


def _add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    command = commands.add_parser("check", help="按规则检查草稿，指出每一处问题")
    command.add_argument("paths", nargs="+", type=Path, metavar="路径", help="草稿，或者放草稿的文件夹")
    command.add_argument("--format", choices=("text", "json", "csv"), default="text", help="输出方式")
    command.add_argument("--fail-on", choices=("error", "warning", "never"), default="error", help="到哪一级返回 1")
    command.add_argument("--rules", metavar="V02,S08", help="只用这几条规则")
    command.add_argument("--unsure", action="store_true", help="无法判断的也列出")
    command.add_argument("--jobs", type=positive, default=1, metavar="个数", help="同时检查几个文件")
    command.add_argument("--report", type=Path, metavar="文件", help="另存一份检查报告（.xlsx）")
    command.add_argument("--force", action="store_true", help="允许覆盖已有文件")
    command.set_defaults(command=_check)

    command = commands.add_parser("rules", help="列出规则，或说明其中一条")
    command.add_argument("rule", nargs="?", metavar="规则")
    command.set_defaults(command=_rules)


def _add_templates(commands: argparse._SubParsersAction[Parser]) -> None:
    command = commands.add_parser("blank", help="导出空白表，供手工填写")
    command.add_argument("template", metavar="版式")
    _add_format(command)
    _add_output(command, "导出的文件")
    command.add_argument("--signature", action="store_true", help="表下加一行签字栏（版式自带签字行的不加）")
    command.set_defaults(command=_blank)

    command = commands.add_parser("templates", help="列出版式，或说明其中一个")
    command.add_argument("template", nargs="?", metavar="版式")
    command.set_defaults(command=_templates)

    command = commands.add_parser("template", help="版式作者的工具")
    tools = command.add_subparsers(title="命令", metavar="命令", required=True)
    tool = tools.add_parser("check", help="检查一个版式文件夹，指出错误所在的行")
    tool.add_argument("folder", type=Path, metavar="文件夹")
    tool.set_defaults(command=_check_template)


def _add_output(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("-o", "--output", type=Path, required=True, metavar="文件", help=what)
    command.add_argument("--force", action="store_true", help="允许覆盖已有文件")


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", choices=("docx", "xlsx", "pdf"), required=True, help="导出的格式")


def _import(args: argparse.Namespace) -> int:
    from perfdesk.work import commands  # noqa: PLC0415 - the start stays fast: rooms load when asked for

    return commands.import_documents(args.source, args.output, template=args.template, force=args.force, say=_say)


def _show(args: argparse.Namespace) -> int:
    from perfdesk.work import commands  # noqa: PLC0415 - as above

    return commands.show(args.draft, args.format, say=_say, put=_put)


def _export(args: argparse.Namespace) -> int:
    from perfdesk.work import commands  # noqa: PLC0415 - as above

    wish = commands.Wish(args.to, args.output, split=args.split, signature=args.signature, force=args.force)
    return commands.export_draft(args.draft, wish, lambda total: numbers(args.forms, total), say=_say)


def _blank(args: argparse.Namespace) -> int:
    from perfdesk.work import commands  # noqa: PLC0415 - as above

    wish = commands.Wish(args.to, args.output, signature=args.signature, force=args.force)
    return commands.export_blank(args.template, wish, say=_say)


def _templates(args: argparse.Namespace) -> int:
    from perfdesk.work import commands  # noqa: PLC0415 - as above

    return commands.tell_templates(args.template, put=_put)


def _check_template(args: argparse.Namespace) -> int:
    from perfdesk.work import commands  # noqa: PLC0415 - as above

    return commands.check_template(args.folder, say=_say, put=_put)


def _check(args: argparse.Namespace) -> int:
    from perfdesk.work import check_command  # noqa: PLC0415 - as above

    wanted = tuple(code for code in (args.rules or "").replace("，", ",").split(",") if code.strip())
    asked = check_command.Checking(
        tuple(args.paths),
        form=args.format,
        fail_on=args.fail_on,
        rules=wanted,
        jobs=args.jobs,
        report=args.report,
        force=args.force,
        unsure=args.unsure,
    )
    return check_command.check(asked, say=_say, put=_put)


def _rules(args: argparse.Namespace) -> int:
    from perfdesk.work import check_command  # noqa: PLC0415 - as above

    return check_command.tell_rules(args.rule, put=_put)


def _schema(_args: argparse.Namespace) -> int:
    from perfdesk.model import schema  # noqa: PLC0415 - as above

    _put(json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n")
    return Exit.DONE


def _recover(args: argparse.Namespace) -> int:
    from perfdesk.work import commands  # noqa: PLC0415 - as above

    return commands.recover(args.draft, args.output, backup=args.backup, force=args.force, say=_say)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _say(text: str) -> None:
    if sys.stderr is not None:  # a program without a console has none
        with contextlib.suppress(OSError):
            sys.stderr.write(f"{text}\n")


def _put(text: str) -> None:
    if sys.stdout is not None:
        with _told_if_full():
            sys.stdout.write(text)


def _finish() -> None:
    """Send on what was put and waits: what the disk refuses only now must be told, too."""
    if sys.stdout is not None:
        with _told_if_full():
            sys.stdout.flush()


@contextlib.contextmanager
def _told_if_full() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        from perfdesk.store.faults import not_written  # noqa: PLC0415 - the start stays fast

        _silence()
        raise not_written(error, Path("输出")) from error


def _silence() -> None:
    """Let nobody hear what still waits to be put: Python would complain in English when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _internal(error: Exception) -> UserError:
    """Return what a clerk reads of a fault in the program; its traceback goes into the log in the state folder."""
    log = paths.state_folder() / "perfdesk.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log, encoding="utf-8")
        logger = logging.getLogger("perfdesk.internal")
        logger.propagate = False
        logger.addHandler(handler)
        logger.error("internal error", exc_info=error)
        logger.removeHandler(handler)
        handler.close()
    except OSError:
        pass
    return UserError(
        "E99",
        what="程序内部出错，这一步没有完成。",
        safe="原有文件没有改动。",
        todo=f"请把“{log}”发给技术支持。",
        exit_code=Exit.INTERNAL,
    )
