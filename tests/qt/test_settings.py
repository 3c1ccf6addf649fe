"""Settings: declared once; what is stored badly falls back and is told; a choice is seen at once."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLineEdit, QPushButton

from desks import Desk, choose, escape
from papers import with_rows
from perfdesk.desk import theme
from perfdesk.desk.dialogs.export import ExportDialog
from perfdesk.desk.dialogs.settings import SettingsDialog
from perfdesk.desk.settings import OFF, ON, SETTINGS, Setting, Settings
from perfdesk.store import open_draft


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.mark.parametrize("each", SETTINGS, ids=[each.id for each in SETTINGS])
def test_every_setting_is_whole_and_its_default_can_be_used(each: Setting) -> None:
    assert each.words
    assert each.help.endswith("。")
    assert each.fault(each.default) == ""
    assert each.fault("x\0") != ""
    assert all(each.fault(value) == "" for value, _ in each.choices)


def test_no_two_settings_have_one_name() -> None:
    assert len({each.id for each in SETTINGS}) == len({each.words for each in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("bad", ["purple", "", ["dark", "light"], 3])
def test_a_bad_stored_value_counts_as_the_default_and_the_log_is_told_once(
    memory: QSettings, bad: object, caplog: pytest.LogCaptureFixture
) -> None:
    memory.setValue("theme", bad)
    found = Settings(memory)
    assert [found.value("theme"), found.value("theme")] == ["system", "system"]
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(told) == 1
    assert "theme" in told[0]
    caplog.clear()


def test_a_value_that_cannot_be_used_is_not_stored(memory: QSettings) -> None:
    found = Settings(memory)
    with pytest.raises(ValueError, match="purple"):
        found.put("theme", "purple")
    found.put("signature", ON)
    assert found.on("signature")
    assert found.value("theme") == "system"


def test_what_is_chosen_in_the_dialog_is_seen_at_once_and_kept(desk: Desk) -> None:
    desk.open(desk.saved())

    def dark(dialog: QDialog) -> None:
        assert isinstance(dialog, SettingsDialog)
        box = dialog.rows["theme"].input
        assert isinstance(box, QComboBox)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_End)
        QTest.keyClick(dialog.rows["signature"].input, Qt.Key.Key_Space)
        choose("确定")(dialog)

    desk.when_asked(dark)
    desk.press("file.settings")
    assert theme.current() is theme.DARK
    assert desk.window.actions_by_id["view.dark"].isChecked()
    kept = Settings(QSettings(desk.program.memory.fileName(), QSettings.Format.IniFormat))
    assert kept.value("theme") == "dark"
    assert kept.on("signature")
    desk.when_asked(_signature_is_ticked)
    desk.press("file.export")
    desk.program.choose("theme", "light")


def _signature_is_ticked(dialog: QDialog) -> None:
    assert isinstance(dialog, ExportDialog)
    assert dialog.signature.isChecked()
    escape(dialog)


def test_a_dialog_that_is_left_changes_nothing(desk: Desk) -> None:
    def leave(dialog: QDialog) -> None:
        assert isinstance(dialog, SettingsDialog)
        QTest.keyClick(dialog.rows["signature"].input, Qt.Key.Key_Space)
        escape(dialog)

    desk.when_asked(leave)
    desk.press("file.settings")
    assert desk.program.settings.value("signature") == OFF


def test_a_draft_opens_as_large_as_the_settings_say(desk: Desk) -> None:
    desk.program.choose("zoom_at_start", "1.5")
    desk.open(desk.saved())
    assert desk.window.paper.zoom == 1.5


def test_a_folder_that_is_not_there_is_refused_in_its_row(desk: Desk) -> None:
    dialog = SettingsDialog(desk.program.settings, desk.window)
    dialog.show()
    line = dialog.rows["second_folder"].input
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "/no/such/folder")
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)  # type: ignore[union-attr]
    assert isinstance(ok, QPushButton)
    QTest.mouseClick(ok, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "找不到文件夹" in dialog.rows["second_folder"].note.text()
    line.setText(str(desk.folder))
    QTest.mouseClick(ok, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.deleteLater()


def test_each_save_leaves_a_second_copy_in_the_folder_of_the_settings(desk: Desk) -> None:
    second = desk.folder / "stick"
    second.mkdir()
    desk.program.choose("second_folder", str(second))
    desk.open(desk.saved(name="表.perfdesk"))
    for text in ("1", "12"):
        desk.at("fields/project_name")
        desk.type(text)
        desk.press("file.save")
        desk.until(lambda text=text: [_name(each) for each in second.glob("*.perfdesk")] == [text])  # type: ignore[misc]
    assert desk.banner() == ""


def _name(file: Path) -> str:
    return open_draft(file).draft.forms[0].fields["project_name"]


def test_a_second_folder_that_is_gone_is_told_and_the_draft_is_saved(desk: Desk) -> None:
    desk.program.choose("second_folder", str(desk.folder / "gone"))
    path = desk.saved(name="表.perfdesk")
    desk.open(path)
    desk.at("fields/project_name")
    desk.type("7")
    desk.press("file.save")
    desk.until(lambda: bool(desk.banner()))
    assert "草稿已保存，但第二份没有写到" in desk.banner()
    assert _name(path) == "7"


@pytest.mark.parametrize(("value", "right"), [(ON, "7"), (OFF, "")])
def test_the_right_horizon_is_filled_along_only_if_wished(desk: Desk, value: str, right: str) -> None:
    desk.open(desk.saved(with_rows("dongguan-city-2020", ("预期产出指标", "质量指标", "", ""))))
    desk.program.choose("fill_right", value)
    desk.at("indicators/1/mid/target")
    desk.key(Qt.Key.Key_7)
    desk.key(Qt.Key.Key_Tab)
    assert desk.text("indicators/1/mid/target") == "7"
    assert desk.text("indicators/1/annual/target") == right
    desk.press("edit.undo")
    assert desk.text("indicators/1/annual/target") == ""
