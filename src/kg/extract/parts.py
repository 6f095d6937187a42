"""Long texts in parts, so that what is held of them at once stays small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.document import Document

PART = 500_000  # characters; the longest of the five reports has 41,000


def parts(document: Document, length: int) -> Iterator[tuple[int, Document]]:
    """The document whole at offset 0, or, where it is longer, in parts of at most ``length`` characters with their offsets.

    A part ends at the last empty line of its second half, else at the last line end, else in mid-line.  What a part says of the
    year of its dates does not reach into the next.
    """
    text = document.text
    start = 0
    while len(text) - start > length:
        half, most = start + length // 2, start + length
        breaks = (text.rfind(mark, half, most) + len(mark) for mark in ("\n\n", "\n") if mark in text[half:most])
        end = next(breaks, most)
        yield start, replace(document, text=text[start:end])
        start = end
    yield start, replace(document, text=text[start:]) if start else document
