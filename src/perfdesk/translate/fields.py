"""Takes the texts of fields out of aligned rows: by label, and by what stands over or beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from perfdesk.model import path
from perfdesk.region import Found, Template, fold
from perfdesk.translate import choice
from perfdesk.translate.align import Aligned, Alignment
from perfdesk.translate.assign import assign
from perfdesk.translate.clean import broken_by_blanks, clean
from perfdesk.translate.doubts import MEANINGS, Doubts
from perfdesk.translate.fieldrows import RowMatch, label_columns, lacks_label, slot_after
from perfdesk.translate.geometry import Placed
from perfdesk.translate.source import SourceRow, Token
from perfdesk.translate.steps import Label, Slot, Step

_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
"""A day as Excel counts it, from 1954 to 2119."""


@dataclass
class FieldReader:
    """Collects the fields of one form.

    Args:
        texts: text by field id, as stored.
        moved: rows whose columns differ from the template's, for one doubt of the form.
        spaced: labels with blanks between Chinese characters, likewise.
        left: texts that fit nowhere, with where they stood.
    """

    template: Template
    steps: Sequence[Step]
    doubts: Doubts
    texts: dict[str, str] = field(default_factory=dict)
    moved: list[SourceRow] = field(default_factory=list)
    spaced: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    _unsure: set[int] = field(default_factory=set)  # blocks that lack a row of labels

    def read(self, alignment: Alignment) -> None:
        """Read every row that is no indicator, block by block, then note what is missing."""
        missing = [self.steps[step] for step in alignment.missing]
        self._unsure = {step.block for step in missing if step.kind == "labels"}
        for number in range(len(self.template.data.block)):
            rows = [each for each in alignment.rows if each.step is not None and self._in_block(each, number)]
            self._read_block(rows, number)
        for number, each in enumerate(alignment.rows):
            if each.step is None and each.row.tokens:
                self.leave(each.row, each.row.text, self._beside(alignment, number))
        self._note_missing()

    def leave(self, row: SourceRow, text: str, names: Sequence[str]) -> None:
        """Note a text that fits nowhere, and doubt the fields beside which it stood."""
        self.left.append((row.where, text))
        for name in dict.fromkeys(names):
            why = f"旁边有一段没有归入的文字，可能属于这一栏（{row.where}）。"
            place = path.join("fields", name)
            self.doubts.add("I13", why, path=place, was=text, now=self.texts.get(name, ""))

    def _beside(self, alignment: Alignment, number: int) -> list[str]:
        """Return the fields of the rows next to a row that fits nowhere."""
        above = next((each for each in reversed(alignment.rows[:number]) if each.step is not None), None)
        below = next((each for each in alignment.rows[number + 1 :] if each.step is not None), None)
        steps = [self.steps[each.step] for each in (above, below) if each is not None and each.step is not None]
        return [name for step in steps for name in step.field_ids]

    def take(self, name: str, text: str, where: str, *, loose: bool) -> None:
        """Store the text of a field; a second, different one is a doubt."""
        info = self.template.fields[name]
        place = path.join("fields", name)
        cleaned = clean(text, loose=loose and info.kind != "choice")
        now = cleaned.text
        if info.kind == "choice":
            chosen = choice.read(info, text if "<input" in text.lower() else cleaned.text)
            now = chosen.text
            if not chosen.sure:
                why = f"复选框与选项对不上，请核对（{where}）。"
                self.doubts.add("I06", why, path=place, was=text, now=now)
        if info.blank and fold(now) == fold(info.blank):
            now = ""
        for code in cleaned.codes:
            self.doubts.add(code, f"{MEANINGS[code]}（{where}）。", path=place, was=text, now=now)
        if info.kind == "date" and _SERIAL.fullmatch(now):
            why = f"{MEANINGS['I17']}（Excel 里的序号 {now}），请改成日期（{where}）。"
            self.doubts.add("I17", why, path=place, was=text, now=now)
        if loose and now and self._reads_like_label(now):
            why = f"“{now}”读起来像标签，可能是被拆开或移了位的标签（{where}）。"
            self.doubts.add("I09", why, path=place, was=text, now=now)
        old = self.texts.get(name)
        if old is None or not old:
            self.texts[name] = now
        elif now and now != old:
            why = f"原文另一处写的是“{now}”（{where}），这里采用“{old}”。"
            self.doubts.add("I11", why, path=place, was=now, now=old)

    def _reads_like_label(self, text: str) -> bool:
        labels = [slot.label for step in self.steps for slot in step.slots if slot.label is not None]
        return any(label.match(text) is not None for label in labels)

    def take_label(self, label: Label | None, token: Token, row: SourceRow) -> None:
        """Store the fields inside a label, and note blanks in its wording."""
        if label is None:
            return
        found = label.match(token.text)
        if found is None:
            return
        wording = token.text
        for text in found.values.values():
            wording = wording.replace(text, "x") if text else wording
        if row.loose and broken_by_blanks(wording) and not broken_by_blanks(label.text):
            self.spaced.append(token.text)
        for name, text in found.values.items():
            self.take(name, text, row.where, loose=True)
        self.doubt_year(found, token.text)
        for name in set(label.fields) - set(found.values):
            self.texts.setdefault(name, "")
            self._missing_inside(name, token.text)

    def doubt_year(self, found: Found, was: str) -> None:
        """Doubt a year inside a label or line that is not four digits."""
        if found.loose:
            why = f"“{was}”里的年度不是四位数字。"
            self.doubts.add("I11", why, path=path.join("fields", "year"), was=was, now=found.values.get("year", ""))

    def _missing_inside(self, name: str, was: str) -> None:
        why = f"原文的标签“{was}”里没有{self.template.fields[name].name}。"
        self.doubts.add("I10", why, path=path.join("fields", name), was=was)

    def _in_block(self, each: Aligned, number: int) -> bool:
        return each.step is not None and self.steps[each.step].block == number and each.match is not None

    def _read_block(self, rows: list[Aligned], number: int) -> None:
        """Read the exact rows of a block place by place, the others by their labels."""
        over: tuple[int, Aligned] | None = None
        filled: set[tuple[int, int]] = set()
        others = []
        for each in rows:
            match, step = each.match, each.step
            if match is None or step is None:
                continue
            kind = self.steps[step].kind
            if kind == "values":
                heads = over[1] if over is not None and over[0] == self.steps[step].over else None
                self._read_values(self.steps[step], each.row, match, heads)
                continue
            over = (step, each)
            if match.exact or kind == "heads":
                filled |= {(step, slot.index) for slot in self._read_exact(self.steps[step], each.row, match)}
            else:
                others.append(each)
            if not match.exact:
                self._note_moved(each.row, match)
        if others:
            open_slots = [
                (number_, slot)
                for number_, step in enumerate(self.steps)
                if step.block == number and step.kind == "labels"
                for slot in step.labels
                if (number_, slot.index) not in filled
            ]
            _Bag(self, open_slots, others, rows).read()

    def _read_exact(self, step: Step, row: SourceRow, match: RowMatch) -> list[Slot]:
        by_slot = {each.slot.index: each.token for each in match.placed if each.slot is not None}
        for slot in step.slots:
            token = by_slot.get(slot.index)
            if slot.label is not None and token is not None:
                self.take_label(slot.label, token, row)
            if slot.kind == "field" and step.kind == "labels":
                self.take(slot.field, token.text if token else "", row.where, loose=row.loose)
        for each in match.placed:
            if each.slot is None:
                self.leave(row, each.token.text, step.field_ids)
        return list(step.labels)

    def _read_values(self, step: Step, row: SourceRow, match: RowMatch, above: Aligned | None) -> None:
        """Read a row of fields: under the labels of the row above, else as the template has them."""
        over = above.match if above is not None else None
        columns = label_columns(over) if over is not None else {}
        wanted = {slot.index: columns[slot.col].col if slot.col in columns else slot.col for slot in step.fields}
        placed, exact = match.placed, match.exact
        under = [each for each in match.placed if each.slot is None or each.slot.kind != "head"]
        if over is not None and not (match.exact and over.exact):
            placed = tuple(self._under(step, [each.token for each in under], wanted))
            exact = all(each.slot is not None and wanted[each.slot.index] == each.token.col for each in placed)
        unsure = step.over is not None and (over is None or step.block in self._unsure)
        for each in match.placed:
            if each.slot is not None and each.slot.kind == "head":
                self.take_label(each.slot.label, each.token, row)
        self._doubt_torn(step, row, columns)
        texts = {each.slot.field: each.token for each in placed if each.slot is not None and each.slot.kind == "field"}
        for slot in step.fields:
            token = texts.get(slot.field)
            self.take(slot.field, token.text if token else "", row.where, loose=row.loose)
        for each in placed:
            if each.slot is None:
                self.leave(row, each.token.text, step.field_ids)
        if unsure or lacks_label(step, over):
            self._doubt_without_labels(step, row)
        elif above is not None and above.row.table != row.table and above.row.n_cols != row.n_cols:
            self._doubt_values(step, row, {}, texts)
        elif not exact or (row.loose and 0 < len(texts) < len(step.fields) and row.n_cells < row.n_cols):
            self._doubt_values(step, row, {slot.field: wanted[slot.index] for slot in step.fields}, texts)

    def _doubt_torn(self, step: Step, row: SourceRow, columns: dict[int, Token]) -> None:
        """Doubt a text under a label that would be the label's other half."""
        for slot in self.steps[step.over].labels if step.over is not None and row.loose else ():
            token, label = columns.get(slot.col), slot.label
            if token is None or label is None or not label.fields or label.patterns[0].match(token.text):
                continue  # a label that is whole lacks no half
            if any(label.match(token.text + below.text) is not None for below in row.tokens):
                names = [each.field for each in step.fields if each.col == slot.col]
                why = f"“{token.text}”下面的文字可能是这个标签的下半截（{row.where}）。"
                for name in (*label.fields, *names):
                    self.doubts.add("I09", why, path=path.join("fields", name), was=row.text)

    def _doubt_without_labels(self, step: Step, row: SourceRow) -> None:
        for slot in step.fields:
            info = self.template.fields[slot.field]
            why = f"这一部分有标签没有找到，“{info.name}”是按先后顺序读取的（{row.where}），请核对。"
            place = path.join("fields", slot.field)
            self.doubts.add("I10", why, path=place, was=row.text, now=self.texts.get(slot.field, ""))

    def _doubt_values(self, step: Step, row: SourceRow, wanted: dict[str, int], texts: dict[str, Token]) -> None:
        for slot in step.fields:
            token = texts.get(slot.field)
            away = token.col - wanted.get(slot.field, token.col) if token else 0
            code = "I01" if away < 0 else "I02" if away > 0 else "I03"
            why = f"{MEANINGS[code]}（{row.where}），请核对。"
            place = path.join("fields", slot.field)
            self.doubts.add(code, why, path=place, was=row.text, now=self.texts.get(slot.field, ""))

    def _under(self, step: Step, tokens: Sequence[Token], wanted: dict[int, int]) -> Iterator[Placed]:
        slots = step.fields

        def put(number: int, place: int) -> float:
            return 0.1 * abs(tokens[number].col - wanted[slots[place].index])

        best = assign(len(tokens), len(slots), put, [0.0] * len(slots), 3.0)
        for token, place in zip(tokens, best.places, strict=True):
            yield Placed(token, None if place is None else slots[place])

    def _note_moved(self, row: SourceRow, match: RowMatch) -> None:
        """Note a row that does not stand as the template has it: moved evenly, or with other columns."""
        away = {each.token.col - each.slot.col for each in match.placed if each.slot is not None}
        whole = row.n_cols == self.template.n_cols and len(away) == 1
        shift = next(iter(away)) if whole else 0
        step = next(each for each in self.steps if any(one.slot in each.slots for one in match.placed))
        if shift == 0 or len(label_columns(match)) < len(step.labels):
            self.moved.append(row)
            return
        names = [slot.field for slot in step.fields]
        code = "I01" if shift < 0 else "I02"
        place = path.join("fields", names[0]) if names else None
        self.doubts.add(code, f"{MEANINGS[code]}（{row.where}）。", path=place, was=row.text)

    def _note_missing(self) -> None:
        """Note each field that no row of the document had."""
        for name, info in self.template.fields.items():
            if name not in self.texts:
                why = f"原文中没有“{info.name}”，留空。"
                self.doubts.add("I10", why, path=path.join("fields", name))
                self.texts[name] = ""


@dataclass
class _Bag:
    """The rows of a block whose labels were paired otherwise than the template pairs them."""

    reader: FieldReader
    slots: list[tuple[int, Slot]]
    rows: list[Aligned]
    whole: list[Aligned]

    def read(self) -> None:
        """Find each label by its words and by what stands left of it; its text is what follows."""
        columns = self._columns()
        for each in self.rows:
            row, taken = each.row, []
            for token in row.tokens:
                slot = self._slot_of(token, row, columns)
                if slot is not None:
                    taken.append((token, slot))
            self._read_row(row, taken)

    def _read_row(self, row: SourceRow, labels: list[tuple[Token, tuple[int, Slot]]]) -> None:
        heads = [token for token in row.tokens if self._is_head(token)]
        known = {token for token, _ in labels}
        for nth, (token, (number, slot)) in enumerate(labels):
            self.reader.take_label(slot.label, token, row)
            self._pairing(row, number, slot)
            following = labels[nth + 1][0] if nth + 1 < len(labels) else None
            end = following.index if following else 1 << 30
            texts = [each for each in row.tokens if token.index < each.index < end and each not in known]
            known.update(texts)
            self._take(row, self.reader.steps[number], slot, texts)
            if texts and texts[0].index != token.index + 1:
                self._apart(row, slot_after(self.reader.steps[number], slot))
            twice = following is not None and (following.index, following.text) == (token.index + 1, token.text)
            if not texts and (twice or token.index == row.n_cells - 1):
                self._without_text(row, slot_after(self.reader.steps[number], slot))
        steps = [self.reader.steps[number] for _, (number, _) in labels]
        beside = [name for step in steps for name in step.field_ids]
        for token in row.tokens:
            if token not in known and token not in heads:
                self.reader.leave(row, token.text, beside)
            if token in heads and self.slots:
                self.reader.take_label(self.reader.steps[self.slots[0][0]].head, token, row)

    def _apart(self, row: SourceRow, target: Slot | None) -> None:
        if target is not None:
            info = self.reader.template.fields[target.field]
            why = f"“{info.name}”与内容之间隔着空格，内容可能是别的栏目的（{row.where}）。"
            place = path.join("fields", target.field)
            self.reader.doubts.add("I03", why, path=place, was=row.text, now=self.reader.texts.get(target.field, ""))

    def _without_text(self, row: SourceRow, target: Slot | None) -> None:
        if target is not None:
            info = self.reader.template.fields[target.field]
            why = f"“{info.name}”的标签移到了最后一列，或写了两次，内容可能在别处（{row.where}）。"
            self.reader.doubts.add("I02", why, path=path.join("fields", target.field), was=row.text)

    def _take(self, row: SourceRow, step: Step, label: Slot, texts: list[Token]) -> None:
        target = slot_after(step, label)
        if target is None:
            for each in texts:
                self.reader.leave(row, each.text, step.field_ids)
            return
        self.reader.take(target.field, texts[0].text if texts else "", row.where, loose=row.loose)
        rest = [each for each in texts[1:] if each.text != texts[0].text]
        if len(texts) > 1:
            info = self.reader.template.fields[target.field]
            why = f"“{info.name}”旁边有几段文字，采用第一段（{row.where}）。"
            self.reader.doubts.add("I03", why, path=path.join("fields", target.field), was=row.text)
        for each in rest:
            self.reader.leave(row, each.text, [target.field])

    def _pairing(self, row: SourceRow, number: int, slot: Slot) -> None:
        """Note a label that stands in another row than in the template."""
        aligned = next(each for each in self.rows if each.row is row)
        target = slot_after(self.reader.steps[number], slot)
        if aligned.step != number and target is not None:
            info = self.reader.template.fields[target.field]
            why = f"“{info.name}”与版式不在同一行，已按标签归位（{row.where}）。"
            self.reader.doubts.add("I10", why, path=path.join("fields", target.field), was=row.text)

    def _columns(self) -> dict[int, list[int]]:
        """Return in which columns of the document the labels of each column of the template stand."""
        columns: dict[int, list[int]] = {}
        for each in self.whole:
            if each.match is not None and each.match.exact:
                for col, token in label_columns(each.match).items():
                    columns.setdefault(col, []).append(token.col)
        for each in self.rows:
            for token in each.row.tokens:
                found = self._candidates(token)
                if len(found) == 1:
                    columns.setdefault(found[0][1].col, []).append(token.col)
        return columns

    def _candidates(self, token: Token) -> list[tuple[int, Slot]]:
        return [each for each in self.slots if each[1].label is not None and each[1].label.match(token.text)]

    def _slot_of(self, token: Token, row: SourceRow, columns: dict[int, list[int]]) -> tuple[int, Slot] | None:
        found = self._candidates(token)
        if not found:
            return None
        if len(found) > 1:
            self._sort(found, token, row, columns)
        self.slots.remove(found[0])
        return found[0]

    def _sort(self, found: list[tuple[int, Slot]], token: Token, row: SourceRow, columns: dict[int, list[int]]) -> None:
        """Put the likeliest of several labels of the same words first: in one row they keep their order."""
        if any(each.index > token.index and self._candidates(each) == found for each in row.tokens):
            found.sort(key=lambda each: (each[0], each[1].col))
            return
        left = any(self._candidates(each) for each in row.tokens if each.index < token.index)

        def strangeness(each: tuple[int, Slot]) -> tuple[int, int]:
            slot = each[1]
            has_left = any(other.index < slot.index for other in self.reader.steps[each[0]].labels)
            seen = columns.get(slot.col, [])
            return min((abs(col - token.col) for col in seen), default=9), int(has_left != left)

        found.sort(key=strangeness)
        target = slot_after(self.reader.steps[found[0][0]], found[0][1])
        if strangeness(found[0])[0] > 0 and target is not None:
            why = f"版式里有两处“{token.text}”，这里按位置认作其中一处（{row.where}），请核对。"
            self.reader.doubts.add("I03", why, path=path.join("fields", target.field), was=row.text)

    def _is_head(self, token: Token) -> bool:
        numbers = {self.rows[0].step, *(number for number, _ in self.slots)}
        blocks = {self.reader.steps[number].head for number in numbers if number is not None}
        return any(head is not None and head.match(token.text) for head in blocks)
