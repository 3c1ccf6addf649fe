"""Which program holds a file: its host, process and start, so that a crash is told from a running program."""

from __future__ import annotations

import getpass
import os
import platform
import sys
from functools import cache
from pathlib import Path

from perfdesk.paths import is_file


def user() -> str:
    """Return the name of the user, "" if the system does not know one."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@cache
def host() -> str:
    """Return the name of this computer, as it was when the program first asked: a network may give it another."""
    return platform.node()


def started(pid: int) -> str:
    """Return when process `pid` began, as an opaque text; "" if there is none or the system does not tell.

    A number of a process is used again after it has ended; number and start together are not.
    """
    if sys.platform == "win32":
        return _windows_start(pid)
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text()[:8]
    except OSError:
        return ""
    if len(fields) < 20 or fields[0] in {"Z", "X"}:  # a zombie holds nothing any more
        return ""
    return f"{boot}-{fields[19]}"


def is_alive(pid: int, since: str) -> bool:
    """Tell whether the process `pid` of this computer that began at `since` still runs; when in doubt, it does."""
    if pid <= 0:
        return False
    now = started(pid)
    if now:
        return since in ("", now)
    if sys.platform == "win32" or is_file(Path("/proc/self/stat")):
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


if sys.platform == "win32":
    import ctypes

    def _windows_start(pid: int) -> str:
        # os.kill(pid, 0) would send Ctrl+C there; ask for the creation time instead
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, False, pid)
        if not handle:
            return "?" if kernel.GetLastError() == 5 else ""
        times = [ctypes.c_ulonglong() for _ in range(4)]
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.GetProcessTimes(handle, *(ctypes.byref(each) for each in times))
        kernel.CloseHandle(handle)
        return str(times[0].value) if code.value == 259 else ""
