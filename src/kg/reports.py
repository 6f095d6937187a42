"""Report texts: found, checked against their recorded sha256, and searched for the phrases that statements rest on.

The texts are not part of the project.  Offsets count Unicode code points of the text file, 0-based, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Evidence, Report, Statement


@dataclass(frozen=True, slots=True)
class Missing:
    """A phrase that its report does not hold where the statement says."""

    statement: str
    evidence: Evidence
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of re-finding every phrase."""

    found: int
    missing: tuple[Missing, ...]
    without_text: tuple[str, ...]


def squeeze(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def read_text(report: Report, folders: Sequence[Path]) -> str | None:
    """The report's text from the first folder that holds it, None where none does; what is not UTF-8 becomes U+FFFD."""
    for folder in folders:
        path = folder / report.file
        if path.is_file():
            return path.read_bytes().decode("utf-8", errors="replace")
    return None


def sha256_of(text: str) -> str:
    """The sha256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def is_recorded(text: str, report: Report) -> bool:
    """Whether a text is the one that positions were taken from: the one whose sha256 stands in ``reports.csv``."""
    return sha256_of(text) == report.sha256


def verify(statements: Iterable[Statement], reports: Iterable[Report], folders: Sequence[Path]) -> Verification:
    """Re-find every evidence phrase at its place, white space aside; a text that is not the recorded one holds none."""
    texts: dict[str, str] = {}
    absent: list[str] = []
    changed: set[str] = set()
    for report in reports:
        text = read_text(report, folders)
        if text is None:
            absent.append(report.id)
            continue
        texts[report.id] = text
        if not is_recorded(text, report):
            changed.add(report.id)
    found, missing = 0, []
    for statement in statements:
        for evidence in statement.evidence:
            text = texts.get(evidence.report)
            if text is None:
                continue
            if evidence.report in changed:
                missing.append(Missing(statement.id, evidence, "the text at hand is not the one recorded in reports.csv"))
            elif squeeze(evidence.exact) not in squeeze(text[evidence.start : evidence.end]):
                missing.append(Missing(statement.id, evidence, "the passage does not hold the phrase"))
            else:
                found += 1
    return Verification(found, tuple(missing), tuple(absent))
