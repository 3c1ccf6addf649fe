"""Draft files for the tests of the store: written out by hand, made at random, damaged at random."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from perfdesk.model import Answer, Comment, Doubt, Draft, Form, Indicator, Kept, Origin

ODD = ("䶮𬭩𠮷", "a\nb\tc\r", "\x00\x1b", "\ud800", "“≥95%”", "</w:t>", '"\\', "\u2028\u00a0\ufeff", "=1+1", "☑□㎡℃")


def three_forms() -> Draft:
    """Return a draft that uses every part of the format, with texts that are awkward to write."""
    return Draft(
        id="lib-2024",
        seq=3,
        shared={"year": "2024", "budget_unit": "示例镇图书馆"},
        forms=tuple(_form(number) for number in range(3)),
        doubts=(Doubt(code="I09", was="页脚第 3 页", why="没有对应的栏目。"),),
    )


def _form(number: int) -> Form:
    rows = tuple(
        Indicator(
            id=str(row),
            level1="产出指标",
            level2="数量指标",
            horizons={
                "annual": {"name": f"开放天数{row}", "target": "≥300天"},
                "mid": {"name": "", "target": ODD[row]},
            },
        )
        for row in range(1, 4)
    )
    return Form(
        id=f"f{number}",
        template="dongguan-town-2022",
        fields={"project_name": f"阅览室改造{number}", "goal_annual": "".join(ODD), "amount_annual": "12.50"},
        indicators=rows,
        tables={"budget_items": ({"item": "书架", "amount": "3.00"}, {})},
        kept=(Kept(path="fields/remarks", place="备注", text="另行说明"),),
        doubts=(Doubt(code="I01", path="indicators/1/level2", was="数量", now="数量指标", why="名称不全。"),),
        answers=(Answer(code="V02", path="indicators/1/annual/target", value="≥300天", text="按开放日计"),),
        comments=(Comment(id="c1", text="请核对"), Comment(id="c2", path="fields/project_name", closed=True)),
        provenance={"fields/project_name": Origin(kind="typed")},
        status="已核",
    )


def tall_draft(forms: int, rows: int = 20) -> Draft:
    """Return a draft of some size: about 6 kB a form with 20 rows."""
    row = {"annual": {"name": "开放天数", "target": "≥300天"}, "mid": {"name": "开放天数", "target": "≥900天"}}
    indicators = tuple(
        Indicator(id=str(number), level1="产出指标", level2="数量指标", horizons=row) for number in range(rows)
    )
    made = tuple(
        Form(id=str(number), template="dongkeng-2024", fields={"goal_mid": "目标" * 50}, indicators=indicators)
        for number in range(forms)
    )
    return Draft(id="tall", forms=made)


# --- any draft ---

TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=20),
    st.text(st.characters(categories=("Cs", "Cc", "Lo", "So")), max_size=8),
)
_UNKNOWN = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(allow_nan=False, allow_infinity=False),
        TEXTS,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=5,
)
EXTRAS = st.dictionaries(st.text(max_size=8).map(lambda name: f"x_{name}"), _UNKNOWN, max_size=2)
_MAPS = st.dictionaries(TEXTS, TEXTS, max_size=3)


def _some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


_INDICATORS = st.builds(
    lambda extra, **known: Indicator(**known, **extra),
    EXTRAS,
    id=TEXTS,
    level1=TEXTS,
    level2=TEXTS,
    horizons=st.dictionaries(TEXTS, _MAPS, max_size=2),
)
_DOUBTS = st.builds(Doubt, code=TEXTS, path=st.none() | TEXTS, place=TEXTS, was=TEXTS, now=TEXTS, why=TEXTS)
_FORMS = st.builds(
    lambda extra, **known: Form(**known, **extra),
    EXTRAS,
    id=TEXTS,
    template=TEXTS,
    template_version=st.integers(0, 2**40),
    fields=_MAPS,
    indicators=_some(_INDICATORS),
    tables=st.dictionaries(TEXTS, _some(_MAPS), max_size=2),
    kept=_some(st.builds(Kept, path=TEXTS, place=TEXTS, text=TEXTS)),
    doubts=_some(_DOUBTS),
    answers=_some(st.builds(Answer, code=TEXTS, path=TEXTS, value=TEXTS, text=TEXTS)),
    comments=_some(st.builds(Comment, id=TEXTS, path=st.none() | TEXTS, text=TEXTS, closed=st.booleans())),
    provenance=st.dictionaries(TEXTS, st.builds(Origin, kind=TEXTS, detail=TEXTS), max_size=2),
    status=TEXTS,
)
DRAFTS = st.builds(
    lambda extra, **known: Draft(**known, **extra),
    EXTRAS,
    id=TEXTS.filter(bool),
    seq=st.integers(0, 10**9),
    shared=_MAPS,
    forms=_some(_FORMS),
    doubts=_some(_DOUBTS),
)


# --- damage ---

_TOKENS = (b"{", b"}", b"[", b"]", b'"', b",", b":", b"\n", b"null", b"1e400", b"NaN", b"-0", b"true", b"[" * 2000)
_TOKENS += (b"\\", b"\\ud800", b"\x00", b"\xff\xfe", b"\xe4\xb8", b'"forms"', b'"id"', b'"seq": -1', b"9" * 400, b"  ")


def mutated(data: bytes, random: Random) -> bytes:
    """Return `data` with one to six random wounds: flipped bits, pieces lost, doubled, swapped, foreign."""
    wounded = bytearray(data)
    for _ in range(random.randint(1, 6)):
        if not wounded:
            break
        place = random.randrange(len(wounded))
        length = random.choice((1, 1, 2, 10, 200))
        other = random.randrange(len(wounded))
        match random.randrange(7):
            case 0:
                wounded[place] ^= 1 << random.randrange(8)
            case 1:
                wounded[place] = random.randrange(256)
            case 2:
                del wounded[place : place + length]
            case 3:
                wounded[place:place] = wounded[other : other + length]
            case 4:
                wounded[place:place] = random.choice(_TOKENS)
            case 5:
                wounded[place : place + length] = random.choice(_TOKENS)
            case _:
                del wounded[random.choice((place, len(wounded) - 1)) :]
    return bytes(wounded)
