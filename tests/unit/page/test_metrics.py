import hashlib
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont

from perfdesk.page import metrics
from perfdesk.paths import resources

NAMES = "羡羨㙍𠮷镕堃喆垚犇淼䶮㛃𬭎𬱖𫖯𬙂𬭩☑□☐☒✓✔㎡℃≥≤“”‰—…①Ⅲ㈠×·\u00a0\u3000"
FOLDER = resources() / "fonts"


def test_the_fonts_are_the_ones_that_were_made():
    sums = dict(reversed(line.split()) for line in (FOLDER / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == {"widths.bin", *(f"{name}.ttf" for name in metrics.FONTS)}
    for name, expected in sums.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == expected, name


@pytest.mark.parametrize("face", ["宋体", "仿宋", "黑体", "小标宋"])
def test_every_character_of_a_name_has_a_glyph(face):
    cmaps = {}
    for name in metrics.FONTS:
        with TTFont(metrics.font_file(name), lazy=True) as font:
            cmaps[name] = font.getBestCmap()
    for char in NAMES:
        name = metrics.drawers(face)[char]
        assert name is not None, f"no font for {char!r}"
        assert ord(char) in cmaps[name]
    assert metrics.missing(NAMES) == []


@pytest.mark.parametrize("name", metrics.FONTS)
def test_the_table_of_widths_says_what_the_fonts_say(name):
    table = metrics._fonts()[name]
    with TTFont(metrics.font_file(name), lazy=True) as font:
        advances, cmap = font["hmtx"].metrics, font.getBestCmap()
        for code, glyph in cmap.items():
            assert table.width(code) == advances[glyph][0] / font["head"].unitsPerEm
    assert sum(table.lengths) == len(cmap)


def test_a_character_in_no_font_is_named_and_is_as_wide_as_a_box():
    assert metrics.missing("表\n𮯰甲\x0b𮯰") == ["𮯰", "\x0b"]
    assert metrics.width_mm("𮯰", "宋体", 10) == pytest.approx(10 * 25.4 / 72)


def test_widths_are_millimetres():
    assert metrics.width_mm("绩效目标", "宋体", 10.5) == pytest.approx(4 * 10.5 * 25.4 / 72)
    assert metrics.width_mm("", "黑体", 10.5) == 0


def test_measuring_opens_no_heavy_library():
    heavy = "reportlab fontTools docx openpyxl PySide6 lxml PIL numpy"
    code = (
        "import sys; from perfdesk.page import metrics; metrics.width_mm('表','宋体',9);"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"
