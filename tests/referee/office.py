"""LibreOffice as referee: a private profile, and the official faces drawn with the bundled fonts."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_FACES = {
    "宋体": "Noto Serif SC",
    "SimSun": "Noto Serif SC",
    "仿宋": "Noto Serif SC",
    "黑体": "Noto Sans SC",
    "方正小标宋简体": "Noto Sans SC",
}
_FILTERS = {
    "pdf": "pdf",
    "odt": "odt",
    "ods": "ods",
    "doc": "doc:MS Word 97",
    "xls": "xls:MS Excel 97",
    "rtf": "rtf:Rich Text Format",
    "docx": "docx:MS Word 2007 XML",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
}


class Office:
    """Converts documents; `folder` holds profile, font settings and results."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fonts = folder / "fonts.conf"
        self._fonts.write_text(_font_settings(folder / "cache"), encoding="utf-8")

    def draw_word(self, source: Path) -> Path:
        """Return a Word file as PDF, drawn as Word is told to draw it."""
        (opened,) = self.convert([source], "odt")
        drawn = opened.with_name(f"{source.stem}-drawn.odt")
        _without_gaps(opened, drawn)
        return self.convert([drawn], "pdf")[0]

    def convert(self, sources: list[Path], form: str) -> list[Path]:
        """Return the documents as `form` ("pdf", "docx" or "xlsx"), in a folder of their own.

        Raises:
            AssertionError: LibreOffice made no file of one of them.
        """
        target = self._folder / f"as-{form}"
        target.mkdir(exist_ok=True)
        made = [target / f"{source.stem}.{form}" for source in sources]
        for old in made:
            old.unlink(missing_ok=True)
        profile = f"-env:UserInstallation=file://{self._folder / 'profile'}"
        order = ["soffice", profile, "--headless", "--convert-to", _FILTERS[form], "--outdir", str(target)]
        done = subprocess.run(
            [*order, *map(str, sources)],
            env={**os.environ, "FONTCONFIG_FILE": str(self._fonts)},
            capture_output=True,
            timeout=300,
            check=False,
        )
        missing = [path.name for path in made if not path.is_file()]
        assert not missing, f"{missing}: {done.stdout.decode()} {done.stderr.decode()}"
        return made


def _without_gaps(source: Path, target: Path) -> None:
    """Copy a text document without the gap between Chinese and Latin.

    Word is told to draw none (`autoSpaceDE`, `autoSpaceDN`); LibreOffice 7.4 does not read that.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            if name in ("styles.xml", "content.xml"):
                raw = raw.replace(b'style:text-autospace="ideograph-alpha"', b'style:text-autospace="none"')
            new.writestr(name, raw)


def _font_settings(cache: Path) -> str:
    maps = "".join(
        f'<match target="pattern"><test qual="any" name="family"><string>{face}</string></test>'
        f'<edit name="family" mode="prepend" binding="strong"><string>{font}</string></edit></match>'
        for face, font in _FACES.items()
    )
    fonts = ROOT / "resources" / "fonts"
    # The fonts of the window have the same family names, but are not those of the paper.
    others = f"<selectfont><rejectfont><glob>{fonts}/*/*</glob></rejectfont></selectfont>"
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir>{others}<cachedir>{cache}</cachedir>{maps}</fontconfig>"
    )
