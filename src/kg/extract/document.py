"""A text to read: what the extractor knows of it before it reads."""

from __future__ import annotations

from dataclasses import dataclass

from kg.dates import Dating


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its name and publication day; ``language`` is ``zh-Hant`` or ``en``, ``report`` a registered report's id.

    ``simplified`` says that the file is written in Simplified letters, which the text is not.
    """

    name: str
    text: str
    date: Dating | None = None
    language: str = "zh-Hant"
    report: str | None = None
    simplified: bool = False
