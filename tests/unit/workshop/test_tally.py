"""The last line of the machine's run counts everything; a skip is never hidden."""

from __future__ import annotations

REPORT = """<testsuites><testsuite>
<testcase classname="a" name="fine"/>
<testcase classname="a" name="wrong"><failure>no</failure></testcase>
<testcase classname="a" name="broken"><error>no</error></testcase>
<testcase classname="a" name="left out"><skipped message="no strace here"/></testcase>
</testsuite></testsuites>"""


def test_failures_and_skips_are_named_and_counted(tally, tmp_path, capsys):
    (tmp_path / "test.xml").write_text(REPORT, encoding="utf-8")
    assert tally.main(["test"], tmp_path) == 1
    said = capsys.readouterr().out.splitlines()
    assert "skipped: test: a::left out: no strace here" in said
    assert said[-1] == "1 passed, 2 failed, 1 skipped"


def test_a_part_that_left_no_report_has_failed(tally, tmp_path, capsys):
    (tmp_path / "cut.xml").write_text(REPORT[:60], encoding="utf-8")
    assert tally.main(["cut", "absent"], tmp_path) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 2 failed, 0 skipped"


def test_a_part_in_which_nothing_ran_has_failed(tally, tmp_path):
    (tmp_path / "test.xml").write_text("<testsuites/>", encoding="utf-8")
    assert tally.main(["test"], tmp_path) == 1


def test_a_clean_run_is_clean(tally, tmp_path, capsys):
    (tmp_path / "test.xml").write_text('<t><testcase classname="a" name="fine"/></t>', encoding="utf-8")
    assert tally.main(["test"], tmp_path) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed, 0 skipped\n"
