"""Findings as rows: for a DataFrame, a CSV file and a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.audit.model import Finding, Mend
from kg.model import Statement

COLUMNS = (
    "verdict", "severity", "kind", "report", "about", "title", "stated", "unit", "own", "by", "arithmetic_zh", "arithmetic_en",
    "remark_zh", "remark_en", "suggestion_zh", "suggestion_en", "phrase", "others", "other_phrases", "counted", "id",
)  # fmt: skip
SHORT = ("severity", "kind", "about", "stated", "own", "suggestion", "arithmetic")

Row = tuple[object, ...]


def rows(findings: Iterable[Finding], statements: Mapping[str, Statement]) -> list[Row]:
    """One row of COLUMNS a finding; several statements, phrases or suggestions are joined with ``|``."""
    return [_row(f, statements) for f in findings]


def _row(f: Finding, statements: Mapping[str, Statement]) -> Row:
    about = statements[f.about]
    return (
        f.verdict, f.severity, f.kind, about.document, f.about, about.title, _cell(f.stated), f.unit, _cell(f.own), _cell(f.by),
        f.arithmetic.zh, f.arithmetic.en, f.remark.zh, f.remark.en,
        "|".join(suggestion(m, statements, "zh") for m in f.mends), "|".join(suggestion(m, statements, "en") for m in f.mends),
        about.evidence[0].exact, "|".join(f.others), "|".join(dict.fromkeys(statements[n].evidence[0].exact for n in f.others)),
        "|".join(name for _, name in f.counted), f.id,
    )  # fmt: skip


def _cell(value: object) -> object:
    return "" if value is None else value


def suggestion(mend: Mend, statements: Mapping[str, Statement], language: str) -> str:
    """A correction in words: what stands there, what would fit, in which statement."""
    title = name_of(statements[mend.statement])
    remark = mend.remark.zh if language == "zh" else mend.remark.en
    if language == "zh":
        return f"「{title}」{mend.printed} → {mend.would}" + (f"（{remark}）" if remark else "")
    return f"{title}: {mend.printed} → {mend.would}" + (f" ({remark})" if remark else "")


def name_of(statement: Statement) -> str:
    """What a statement is about: its title with its period, else its phrase."""
    if not statement.title:
        return statement.evidence[0].exact
    dating = statement.period if statement.period is not None else statement.date
    return statement.title if dating is None else f"{statement.title} {dating.edtf}"


def short_rows(findings: Iterable[Finding], statements: Mapping[str, Statement]) -> list[tuple[str, ...]]:
    """Rows of SHORT, for a terminal."""
    return [
        (
            f.severity or f.verdict, f.kind, f.about, _with_unit(f.stated, f.unit),
            str(_cell(round(f.own, 2) if isinstance(f.own, float) else f.own)),
            "; ".join(f"{m.printed} → {m.would}" for m in f.mends),
            "; ".join(x for x in (f.arithmetic.en, f.remark.en) if x),
        )
        for f in findings
    ]  # fmt: skip


def _with_unit(value: object, unit: str) -> str:
    return f"{_cell(value)} {unit}".strip() if not isinstance(value, str) else value
