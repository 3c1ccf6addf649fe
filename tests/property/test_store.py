"""Any draft, any damage, any order of two writers: nothing lost, nothing overwritten in silence."""

from __future__ import annotations

import hashlib
import re
import sys
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from perfdesk.errors import UserError
from perfdesk.model import Draft, Form
from perfdesk.store import lock, open_draft, save_draft
from perfdesk.store.read import read_bytes, with_own_ids
from perfdesk.store.write import signed_bytes, to_bytes
from saved import DRAFTS, mutated, tall_draft, three_forms
from soak import loop, rounds


def new_seed() -> int:
    """Return a seed and print it: pytest shows it when the test fails."""
    seed = time.time_ns()
    sys.stdout.write(f"seed {seed}\n")
    return seed


def without_id(form: Form) -> Form:
    """A wound that makes two ids alike changes the id of the other form too."""
    return form.model_copy(update={"id": ""})


def signed(draft: Draft) -> Draft:
    return draft.model_copy(update={"sha256": signed_bytes(draft)[0]})


# --- save and load ---


@pytest.mark.soak
@settings(max_examples=rounds(10_000, 100))
@given(DRAFTS)
def test_any_draft_is_read_as_it_was_written(draft: Draft) -> None:
    whole, _ = with_own_ids(draft)
    data = to_bytes(whole)
    opened = read_bytes(data)
    assert opened.notices == ()
    assert to_bytes(opened.draft) == data
    joined = repr(whole.model_dump()).encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    if joined == repr(whole.model_dump()):
        assert opened.draft == signed(whole)


@pytest.mark.soak
@settings(max_examples=rounds(2_000, 40))
@given(draft=DRAFTS)
def test_any_draft_is_saved_and_opened(tmp_path_factory: pytest.TempPathFactory, draft: Draft) -> None:
    path = tmp_path_factory.mktemp("any") / "a.perfdesk"
    saved = save_draft(path, draft)
    opened = open_draft(path)
    assert opened.notices == ()
    assert opened.stamp == saved.stamp
    assert to_bytes(opened.draft) == to_bytes(saved.draft) == path.read_bytes()


# --- damage ---

_FORM_END = re.compile(rb"\n    }(?=[,\n])")


@pytest.mark.soak
def test_cut_at_any_byte_all_complete_forms_before_the_cut_are_there() -> None:
    draft = three_forms()
    data = to_bytes(draft)
    head = data.index(b'"forms": [')
    step = 1 if rounds(2, 1) == 2 else 13
    for _ in loop("a draft cut at every byte", 1, 1):
        for place in range(0, len(data), step):
            try:
                opened = read_bytes(data[:place])
            except UserError:
                assert place < head
                continue
            whole = len(_FORM_END.findall(data[:place], head)) if place > head else 0
            assert opened.draft.forms[:whole] == draft.forms[:whole], place
            assert opened.salvaged or place == len(data) - 1
            assert opened.notices


@pytest.mark.soak
def test_no_mutated_draft_crashes_or_hangs_the_reader() -> None:
    sources = (to_bytes(three_forms()), to_bytes(tall_draft(2, 3)), to_bytes(three_forms()).decode().encode("utf-16"))
    seed = new_seed()
    opened_count = 0
    for number in loop("mutated drafts", 20_000, 400):
        random = Random(seed + number)
        data = mutated(sources[number % 3 if number % 10 == 0 else number % 2], random)
        start = time.process_time()
        try:
            opened = read_bytes(data)
        except UserError as error:
            assert error.what
            assert error.todo
            assert error.code != "E65", seed + number
        else:
            opened_count += 1
            if data not in sources and len(data) > 100 and opened.draft.seq:
                assert opened.notices, seed + number
            again = read_bytes(to_bytes(opened.draft))  # whatever was read can be saved
            assert again.draft.forms == opened.draft.forms, seed + number
        assert time.process_time() - start < 2, seed + number
    assert opened_count > 100


@pytest.mark.soak
def test_one_flipped_bit_costs_at_most_one_form() -> None:
    draft = three_forms()
    data = to_bytes(draft)
    seed = new_seed()
    first, last = data.index(b"    {\n"), data.index(b'  "id": "lib')
    for number in loop("one flipped bit", 5_000, 100):
        random = Random(seed + number)
        wounded = bytearray(data)
        wounded[random.randrange(first, last - 10)] ^= 1 << random.randrange(8)
        opened = read_bytes(bytes(wounded))
        found = [without_id(form) for form in opened.draft.forms]
        kept = sum(without_id(form) in found for form in draft.forms)
        assert kept >= 2, (seed + number, opened.notices)
        assert opened.notices, seed + number


# --- two writers ---


@pytest.mark.soak
def test_in_no_order_of_two_writers_is_a_change_overwritten_in_silence(tmp_path: Path) -> None:
    seed = new_seed()
    for number in loop("orders of two writers", 200, 25):
        _two_writers(tmp_path / f"{number}.perfdesk", Random(seed + number))


def _two_writers(path: Path, random: Random) -> None:
    """Let two clerks and a foreign program work on one file in a random order."""
    first = save_draft(path, Draft(id="a", shared={"n": "0"}))
    seen = [(first.draft, first.stamp)] * 2
    content = path.read_bytes()
    for step in range(12):
        who = random.randrange(2)
        match random.choice(("open", "save", "save", "foreign", "crash")):
            case "open":
                opened = open_draft(path)
                assert opened.stamp is not None
                seen[who] = (opened.draft, opened.stamp)
            case "save":
                draft, stamp = seen[who]
                fresh = stamp.sha256 == hashlib.sha256(content).hexdigest()
                changed = draft.model_copy(update={"shared": {"n": f"{who}.{step}"}})
                if fresh:
                    saved = save_draft(path, changed, stamp=stamp)
                    seen[who] = (saved.draft, saved.stamp)
                else:
                    with pytest.raises(UserError):
                        save_draft(path, changed, stamp=stamp)
                    assert path.read_bytes() == content
            case "foreign":
                path.write_bytes(to_bytes(Draft(id="a", seq=first.seq, shared={"n": f"x{step % 3}"})))
            case _:
                lock.lock_file(path).touch()
                lock.lock_file(path).unlink()
        content = path.read_bytes()
