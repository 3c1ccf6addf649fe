"""The zip file under every Office document: right, and the same each time."""

from __future__ import annotations

import io
import zipfile

from perfdesk.writers.package import Package, pack, properties


def written(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    package = Package(out)
    for name, text in parts.items():
        package.add(name, text)
    package.stream("streamed.xml", iter(parts.values()))
    package.close()
    return out.getvalue()


def test_every_part_comes_out_as_it_went_in() -> None:
    parts = {"a.xml": "甲" * 10_000, "目录/b.xml": "", "c.xml": "<x/>"}
    with zipfile.ZipFile(io.BytesIO(written(parts))) as package:
        assert package.testzip() is None
        assert {name: package.read(name).decode() for name in parts} == parts
        assert package.read("streamed.xml").decode() == "".join(parts.values())


def test_same_parts_same_bytes() -> None:
    assert written({"a.xml": "甲"}) == written({"a.xml": "甲"})


def test_a_part_deflated_before_is_written_as_it_is() -> None:
    out = io.BytesIO()
    package = Package(out)
    package.add("a.xml", pack("甲乙"))
    package.close()
    with zipfile.ZipFile(out) as made:
        assert made.read("a.xml").decode() == "甲乙"


def test_a_part_larger_than_the_memory_for_it_goes_by_way_of_the_disk() -> None:
    out = io.BytesIO()
    package = Package(out)
    block = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(100_000))
    package.stream("big.xml", (block[number:] for number in range(60)))
    package.close()
    with zipfile.ZipFile(out) as made:
        assert made.read("big.xml").decode() == "".join(block[number:] for number in range(60))


def test_the_title_may_hold_anything() -> None:
    assert "<dc:title>&lt;甲&gt;&amp;\ufffd</dc:title>" in properties("<甲>&\x00")
