"""The errors that coopgraph raises on purpose; the command line prints each as one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class KgError(Exception):
    """Something that coopgraph cannot do, said in one sentence."""

    exit_code: ClassVar[int] = 1


class UsageError(KgError):
    """The command or call itself is wrong: an unknown name, a value of the wrong kind."""

    exit_code: ClassVar[int] = 2


class QueryError(KgError):
    """A query that is refused, is malformed, or was stopped at a limit."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an input file.

    >>> str(Problem("facts/roc106.jsonl", 3, "date", "106-03-17", "is a ROC year left unconverted"))
    "facts/roc106.jsonl:3: date: '106-03-17' is a ROC year left unconverted"
    """

    file: str
    line: int
    field: str
    value: object
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.field}:" if self.field else ""
        return f"{where}:{field} {self.value!r} {self.message}"


class DataError(KgError):
    """Input data that breaks its format: every problem of the run, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
