"""The records of an audit: findings with both sides, the arithmetic in words, a verdict and, where one is near, a correction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

AGREES, DIFFERS, CANNOT = "agrees", "differs", "cannot be checked"
VERDICTS = (DIFFERS, AGREES, CANNOT)
HIGH, MEDIUM, LOW = "high", "medium", "low"
SEVERITIES = (HIGH, MEDIUM, LOW)
KINDS = ("list", "recount", "omission", "series", "sum", "part", "share", "rate", "change", "same", "whole", "none")

Number = int | float


class Text(NamedTuple):
    """A sentence in both languages."""

    zh: str
    en: str

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


NO_TEXT = Text("", "")


@dataclass(frozen=True, slots=True)
class Mend:
    """A correction that would let a finding agree: ``would`` in the place of ``printed`` in a statement."""

    statement: str
    printed: str
    would: str
    remark: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of one statement.

    ``about`` is the statement checked, ``others`` the statements on the other side.  ``own`` is the value the check arrived at, in
    the unit of ``stated``; ``by`` is stated less own.  ``counted`` holds what was counted, as (``event`` or ``actor``, id).
    ``severity`` stands only where the verdict is ``differs``: ``low`` for a last digit or a difference of scope, ``medium`` for up
    to a tenth of the own value, a list one name short or a whole that is exactly half, ``high`` beyond that.
    """

    id: str
    kind: str
    about: str
    verdict: str
    stated: Number | str | None = None
    unit: str = ""
    own: Number | str | None = None
    by: Number | None = None
    arithmetic: Text = NO_TEXT
    remark: Text = NO_TEXT
    severity: str = ""
    others: tuple[str, ...] = ()
    counted: tuple[tuple[str, str], ...] = ()
    mends: tuple[Mend, ...] = ()
