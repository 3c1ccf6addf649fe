#!/usr/bin/env python3
"""The workshop of perfdesk: `python3 dev.py VERB`. Needs Python 3.11 and its venv module, nothing else.

setup     make .venv with every pinned package (once; later runs take no time)
run       open the window on the bundled sample; without a display, draw it and export into build/demo/
          (`run -- ARGS`: to perfdesk)
test      check, then all tests with a share of the long loops; under 5 minutes (`-- ARGS`: to pytest)
check     format, lint, types (Linux and Windows), rooms, house numbers, resources; seconds
bench     speed against named baselines (`bench NAME` runs one)
soak      the long loops; `--minutes N` is the time that they share
pictures  draw the window into docs/pictures/
referee   renderings and round trips through LibreOffice
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "perfdesk-setup"
LOCKS = ("requirements.txt", "requirements-dev.txt")
REPORTS = ROOT / "build" / "reports"
DEMO = ROOT / "build" / "demo"
SAMPLE = "library-2026.perfdesk"
UPDATING = "updating"

# What Qt loads from the system, offscreen and on X11 (xcb), and the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libcups.so.2": "libcups2",
}
LIBREOFFICE = ("libreoffice-writer-nogui", "libreoffice-calc-nogui", "poppler-utils")


class Stop(Exception):  # noqa: N818 -- it ends the run with a message, it is no error of ours
    """What hinders the workshop, and the one command that helps."""


def say(text: str) -> None:
    """Print at once, whatever the terminal's encoding."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    print(text, flush=True)


# --- setup ---


def loads(soname: str) -> bool:
    """Return whether the system has this shared library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_packages(has: Callable[[str], bool] = loads) -> list[str]:
    """Return the Debian packages that Qt still needs, in the order of `QT_LIBRARIES`."""
    return [package for soname, package in QT_LIBRARIES.items() if not has(soname)]


def root_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root without a question; None if that cannot be done."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def apt_command(packages: Sequence[str]) -> str:
    """Return the one command that a person types."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def install_system_libraries() -> None:
    """Install what Qt lacks, or say what to type; never the reason to stop."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages()
    if not packages:
        return
    prefix = root_prefix() if shutil.which("apt-get") else None
    if prefix is not None:
        say("setup: installing the system libraries of Qt: " + " ".join(packages))
        apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, check=False)
        install = [*apt, "install", "-y", "--no-install-recommends", *packages]
        subprocess.run(install, stdout=subprocess.DEVNULL, check=False)
    if left := missing_packages():
        say(f"setup: Qt will not start until these system libraries are there:\n  {apt_command(left)}")


def fingerprint() -> str:
    """Return what the venv was made from: the locks, this Python, this place."""
    parts = [
        "{}.{}".format(*sys.version_info),
        str(ROOT),
        *((ROOT / name).read_text(encoding="utf-8") for name in LOCKS),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def venv_state(stamp: Path, wanted: str, *, works: bool) -> str:
    """Return "ready", "update" (other locks), or "rebuild" (absent, broken, or its making was cut short)."""
    found = stamp.read_text(encoding="utf-8") if stamp.is_file() else UPDATING
    if not works or found == UPDATING:
        return "rebuild"
    return "ready" if found == wanted else "update"


def venv_works() -> bool:
    """Return whether the venv's Python starts and is of this Python's version."""
    same = f"sys.version_info[:2] == {tuple(sys.version_info[:2])}"
    code = f"import sys, importlib.util as u; sys.exit(not ({same} and u.find_spec('pip')))"
    try:
        return subprocess.run([PYTHON, "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make an empty venv, in place of whatever is there."""
    if importlib.util.find_spec("ensurepip") is None:
        version = "{}.{}".format(*sys.version_info)
        raise Stop(f"this Python has no ensurepip. Type:\n  sudo apt-get install -y python{version}-venv")
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"the venv could not be made:\n{done.stdout}{done.stderr}")


def no_network(output: str) -> bool:
    """Return whether pip's output says that it reached no package index."""
    signs = "NewConnectionError|NameResolutionError|name resolution|Connection refused|Network is unreachable"
    return re.search(signs + "|ConnectTimeout|Read timed out|ProxyError|Failed to establish", output) is not None


def install_packages() -> None:
    """Install the locked packages, then the project itself, into the venv."""
    say("setup: installing the pinned packages (some 400 MB; minutes on a slow line)")
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "--quiet",
    ]
    for name in LOCKS:
        pip += ["-r", ROOT / name]
    done = subprocess.run(pip, stdout=None, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        tail = "\n".join(done.stderr.strip().splitlines()[-12:])
        hint = "no package index could be reached: check the network or pip's index and proxy, then type it again"
        raise Stop(f"{hint if no_network(done.stderr) else 'pip failed'}\n{tail}")
    install_project()


def install_project() -> None:
    """Let the venv import `src/` and know the command `perfdesk`.

    Not `pip install -e`: that would copy `resources/` into the venv, where the copy grows stale.
    """
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    (Path(site) / "perfdesk.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    if os.name == "nt":
        (BIN / "perfdesk.cmd").write_text(f'@"{PYTHON}" -m perfdesk %*\r\n', encoding="utf-8")
        return
    command = BIN / "perfdesk"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m perfdesk "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def setup(_args: argparse.Namespace) -> int:
    """Make the machine ready; nothing is done twice."""
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        raise Stop("Python 3.11, 3.12 or 3.13 is needed; this is " + sys.version.split()[0])
    wanted = fingerprint()
    state = venv_state(STAMP, wanted, works=venv_works())
    if state == "ready":
        return 0
    install_system_libraries()
    if state == "rebuild":
        make_venv()
    STAMP.write_text(UPDATING, encoding="utf-8")
    install_packages()
    STAMP.write_text(wanted, encoding="utf-8")
    say(f"setup: ready ({BIN / 'perfdesk'})")
    return 0


# --- run ---


def perfdesk(*args: str | Path) -> int:
    """Run the command line of the checkout."""
    return subprocess.run([PYTHON, "-m", "perfdesk", *args], cwd=Path.cwd(), check=False).returncode


def run(args: argparse.Namespace) -> int:
    """Open the window on the sample; or pass the arguments on."""
    if args.rest:
        return perfdesk(*args.rest)
    DEMO.mkdir(parents=True, exist_ok=True)
    if hindrance := no_display():
        say(f"{hindrance}\n窗口的图片和导出的文件在这里，请打开查看：")
        return perfdesk("--demo", DEMO)
    sample, draft = ROOT / "resources" / "samples" / SAMPLE, DEMO / SAMPLE
    if not draft.exists() or draft.stat().st_mtime < sample.stat().st_mtime:
        shutil.copy(sample, draft)  # a copy: what is tried out never changes the sample
    return perfdesk(draft)


def no_display() -> str:
    """Return why no window can be shown, "" if one can."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return "QT_QPA_PLATFORM 要求不显示窗口。"
    code = "from perfdesk.app import no_display; print(no_display())"
    env = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run([PYTHON, "-c", code], env=env, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Stop(f"the window program does not start:\n{done.stderr}")
    return done.stdout.strip()


def pictures(_args: argparse.Namespace) -> int:
    """Draw the window in every layout, size and theme, and at work."""
    return subprocess.run([PYTHON, ROOT / "docs" / "make_pictures.py"], cwd=ROOT, check=False).returncode


# --- check and test ---

WORKSHOP = (
    "dev.py",
    ".ci/tally.py",
    "tests/conftest.py",
    "tests/soak.py",
    "tests/house.py",
    "tests/bench/frame.py",
    "installer/build.py",
    "docs/make_pictures.py",
    "docs/moments.py",
)
PARTS: dict[str, tuple[str, ...]] = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "--output-format", "concise", "."),
    "types": ("mypy",),
    "types on Windows": ("mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/win32"),
    "types of the workshop": ("mypy", "--cache-dir", ".mypy_cache/workshop", *WORKSHOP),
    "rooms": ("lint-imports", "--no-cache", "--no-logo"),
    "house": ("python", "tests/house.py"),
}


def part(command: Sequence[str]) -> tuple[int, str, float]:
    """Run one part of the check; return its exit code, what it said, and its seconds."""
    start = time.monotonic()
    full = [str(BIN / command[0]), *command[1:]]
    env = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(full, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr, time.monotonic() - start


def check(_args: argparse.Namespace) -> int:
    """Run every part, also after one failed; say at the end which did."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        results = dict(zip(PARTS, pool.map(part, PARTS.values()), strict=True))
    cases = []
    for name, (code, output, seconds) in results.items():
        if code:
            say(f"--- {name}\n{output.rstrip()}")
        fault = f"<failure>{escape(output)}</failure>" if code else ""
        cases.append(f"<testcase classname='check' name={quoteattr(name)} time='{seconds:.2f}'>{fault}</testcase>")
    REPORTS.mkdir(parents=True, exist_ok=True)
    report = f"<testsuites><testsuite name='check'>{''.join(cases)}</testsuite></testsuites>"
    (REPORTS / "check.xml").write_text(report, encoding="utf-8", errors="replace")
    marks = [f"{'✗' if code else '✓'} {name} {seconds:.1f}s" for name, (code, _, seconds) in results.items()]
    say("check: " + " · ".join(marks))
    return int(any(code for code, _, _ in results.values()))


def pytest(report: str, *args: str | Path, **env: str) -> int:
    """Run tests; the counts go to `build/reports/`."""
    path = REPORTS / f"{report}.xml"
    path.unlink(missing_ok=True)
    command = [PYTHON, "-m", "pytest", "--junitxml", path, *args]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=False).returncode


def test(args: argparse.Namespace) -> int:
    """Check, then run every test but the referee's."""
    checked = check(args)
    workers = ["-n", str(min(4, os.cpu_count() or 1))]
    tested = pytest("test", "-m", "not referee and not built", "--timeout=120", *workers, *args.rest)
    return checked or tested


def soak(args: argparse.Namespace) -> int:
    """Run the long loops in full, or as far as the minutes reach."""
    env = {"PERFDESK_SOAK": "1"}
    timeout = "--timeout=0"
    if args.minutes:
        env["PERFDESK_SOAK_ENDS"] = str(time.time() + 60 * args.minutes)
        timeout = f"--timeout={60 * args.minutes + 600:.0f}"
    workers = ["-n", str(min(4, os.cpu_count() or 1))]
    return pytest("soak", "-m", "soak and not referee", timeout, *workers, *args.rest, **env)


def referee(args: argparse.Namespace) -> int:
    """Have LibreOffice judge our Word and Excel files."""
    if shutil.which("soffice") is None or shutil.which("pdftoppm") is None:
        raise Stop(f"LibreOffice and poppler are needed. Type:\n  {apt_command(LIBREOFFICE)}")
    return pytest("referee", "-m", "referee", "--timeout=600", *args.rest)


def bench(args: argparse.Namespace) -> int:
    """Measure speed against named baselines; 1 if a goal is missed."""
    return subprocess.run([PYTHON, ROOT / "tests" / "bench" / "frame.py", *args.rest], cwd=ROOT, check=False).returncode


# --- the command line ---

VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "setup": setup, "run": run, "test": test, "check": check, "bench": bench, "soak": soak, "referee": referee,
    "pictures": pictures,
}  # fmt: skip


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return verb, minutes and `rest`: names after the verb, and whatever follows `--`, options too."""
    parser = argparse.ArgumentParser("dev.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("verb", choices=VERBS, metavar="VERB", help=" · ".join(VERBS))
    parser.add_argument("--minutes", type=float, help="soak: the time that the long loops share")
    parser.add_argument("rest", nargs="*", help="what follows `--` goes to perfdesk, pytest or the bench")
    cut = list(argv).index("--") if "--" in argv else len(argv)
    args = parser.parse_intermixed_args(argv[:cut])
    args.rest += argv[cut + 1 :]
    return args


def main(argv: Sequence[str]) -> int:
    """Do what the verb says; return an exit code."""
    args = read_arguments(argv)
    try:
        return setup(args) or VERBS[args.verb](args)
    except Stop as stop:
        say(f"dev.py {args.verb}: {stop}")
    except KeyboardInterrupt:
        say(f"dev.py {args.verb}: stopped")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
