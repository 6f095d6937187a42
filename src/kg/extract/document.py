"""A text to read: what the extractor knows of it before it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dates import Dating

if TYPE_CHECKING:
    from kg.extract.lexicon import Viewpoint


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its name and publication day; ``language`` is ``zh-Hant`` or ``en``, ``report`` a registered report's id.

    ``viewpoint`` is who speaks, where that is known beforehand; else the text's own words tell.
    ``simplified`` says that the file is written in Simplified letters, which the text is not.
    """

    name: str
    text: str
    date: Dating | None = None
    language: str = "zh-Hant"
    report: str | None = None
    viewpoint: Viewpoint | None = None
    simplified: bool = False
