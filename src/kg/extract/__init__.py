"""From text to candidate statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.candidate import Candidate, Mention, as_row
from kg.extract.document import Document
from kg.memory import uncollected

if TYPE_CHECKING:
    from kg.extract.lexicon import Lexicon

__all__ = ["Candidate", "Document", "Mention", "as_row", "extract"]


def extract(document: Document, lexicon: Lexicon) -> list[Candidate]:
    """The candidate statements of a document, in the order of their passages."""
    with uncollected():
        if document.language == "en":
            from kg.extract.english.articles import extract_english

            return extract_english(document, lexicon)
        from kg.extract.chinese.texts import extract_chinese

        return extract_chinese(document, lexicon)
