"""The statements of a file as rows of the statement format, in the words of the file."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import as_row, extract
from kg.extract.lexicon import Lexicon
from kg.extract.parts import PART, parts
from kg.memory import uncollected
from kg.reading import Reading

Row = dict[str, object]
_WORDS = ("title", "location", "date_as_written", "unit")


def rows_of(reading: Reading, lexicon: Lexicon) -> Iterator[Row]:
    """Each statement of a reading, in order; quotes, names and titles stand as the file writes them, also in Simplified letters."""
    document = reading.document
    for offset, part in parts(document, PART):
        with uncollected():
            rows = [as_row(candidate, part) for candidate in extract(part, lexicon)]
        if offset:
            rows = _shifted(rows, offset)
        for row in rows:
            yield row if reading.written == document.text else _as_written(row, reading)


def _shifted(rows: list[Row], offset: int) -> list[Row]:
    """Rows of a part with the positions of the whole; ids carry the part's offset, so that no two parts share one."""

    def named(name: object) -> str:
        return f"{name}-{offset}"

    out: list[Row] = []
    for row in rows:
        evidence = [{**e, "start": e["start"] + offset, "end": e["end"] + offset} for e in row["evidence"]]  # type: ignore[attr-defined]
        same = {"same_as": [named(name) for name in row["same_as"]]} if "same_as" in row else {}  # type: ignore[attr-defined]
        out.append({**row, "id": named(row["id"]), "evidence": evidence, **same})
    return out


def _as_written(row: Row, reading: Reading) -> Row:
    evidence = row["evidence"]
    assert isinstance(evidence, list)  # noqa: S101  as_row makes it
    start, end = evidence[0]["start"], evidence[0]["end"]
    before, after = _squeezed(reading.document.text[start:end]), _squeezed(reading.written[start:end])

    def found(words: object) -> object:
        """The file's own letters for words of the passage; other words stay."""
        if not isinstance(words, str) or len(before) != len(after):
            return words
        squeezed = _squeezed(words)
        at = before.find(squeezed)
        written = after[at : at + len(squeezed)]
        if at < 0 or written == squeezed:
            return words
        return written if squeezed == words else _like(words, written)

    out = {**row, **{name: found(row[name]) for name in (*_WORDS, "quote") if name in row}}
    out["evidence"] = [{**evidence[0], "exact": found(evidence[0]["exact"])}, *evidence[1:]]
    if "parties" in row:
        names = ("name", "title", "affiliation")
        out["parties"] = [{k: found(v) if k in names else v for k, v in p.items()} for p in row["parties"]]  # type: ignore[attr-defined]
    return out


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _like(words: str, letters: str) -> str:
    """``letters`` with white space where ``words`` has it."""
    rest = iter(letters)
    return "".join(letter if letter.isspace() else next(rest) for letter in words)
