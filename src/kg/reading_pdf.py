"""The text of a PDF: its pages in order, without running heads and page numbers.  What it takes is held against limits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.confined import Unreadable
from kg.letters import mend

MAX_PAGES = 3_000
_PAGE_NUMBER = re.compile(r"[-–—─~\s]*(?:第\s*\d{1,4}\s*頁.*|[Pp]age\s+\d{1,4}.*|\d{1,4}(?:\s*/\s*\d{1,4})?)[-–—─~\s]*")
_DIGITS = re.compile(r"\d+")
_EDGE = 2
_FEWEST_LETTERS = 20


def pdf_text(raw: bytes) -> str:
    """The text of a PDF's pages.  Raises Unreadable where it is encrypted or broken, or holds no text."""
    import io
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("is encrypted: save it without a password")
        if len(reader.pages) > MAX_PAGES:
            raise Unreadable(f"has {len(reader.pages):,} pages, more than {MAX_PAGES:,}: split it")
        pages = [page.extract_text() for page in reader.pages]
    except (DependencyError, FileNotDecryptedError):
        raise Unreadable("is encrypted: save it without a password") from None
    except LimitReachedError:
        raise Unreadable("was stopped: a stream in it unpacks to more than the PDF library's limit") from None
    except (Unreadable, MemoryError, RecursionError):
        raise
    except (PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        # a damaged file meets the library anywhere, not only where it looks for damage
        raise Unreadable(f"is a broken PDF: {' '.join(str(error).split())[:80] or type(error).__name__}") from error
    text = mend("\n".join(without_running_heads([page.split("\n") for page in pages])))
    if sum(map(str.isalnum, text)) < _FEWEST_LETTERS:
        raise Unreadable("is a PDF without text, perhaps pictures of pages: OCR is needed first")
    return text


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """The pages, each as one text, without page numbers and the lines that return at the edges of at least three pages and a third of all.

    >>> without_running_heads([["年報", "甲", "1"], ["年報", "乙", "2"], ["年報", "丙", "3"]])
    ['甲', '乙', '丙']
    """
    clean = [[line for line in page if line.strip()] for page in pages]
    seen = Counter(head for page in clean for head in {_head(page, n) for n in range(len(page))} if head)
    often = max(3, len(clean) / 3)
    return [
        "\n".join(
            line
            for n, line in enumerate(page)
            if not (head := _head(page, n)) or (seen[head] < often and not _PAGE_NUMBER.fullmatch(line.strip()))
        )
        for page in clean
    ]


def _head(page: Sequence[str], number: int) -> str:
    """What a line would be as a running head; the outermost lines count as the same where only numbers differ."""
    if _EDGE <= number < len(page) - _EDGE:
        return ""
    line = "".join(page[number].split())
    return _DIGITS.sub("0", line) if number in (0, len(page) - 1) else line
