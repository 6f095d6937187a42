"""From a file to a document: text, Markdown, HTML or PDF in, one sentence for a file that cannot be read.

A file is judged by its content first and by its name second.  Files are read one at a time, so that memory does not grow with
their number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from kg import patterns
from kg.confined import Unreadable, confine
from kg.dates import Dating, parse_edtf
from kg.errors import KgError
from kg.extract.document import Document
from kg.extract.registered import Registered
from kg.letters import language_of, mend, traditional

MAX_TEXT_MIB = 32  # a text of that size is some 300 yearly reports in one file
MAX_HTML_MIB = 16
MAX_PDF_MIB = 128
MAX_LINE = 1_000_000  # characters; the longest line of a report has a few thousand

_HTML_NAMES = (".html", ".htm", ".xhtml")
_MARKDOWN_NAMES = (".md", ".markdown")
_HTML_START = rb"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b"
_PACKED = {
    b"PK\x03\x04": "is a zip archive (.docx, .odt and .epub are too): unpack it, or save the document as text or PDF",
    b"PK\x05\x06": "is an empty zip archive",
    b"\x1f\x8b": "is compressed with gzip: unpack it first",
    b"BZh": "is compressed with bzip2: unpack it first",
    b"\xfd7zXZ": "is compressed with xz: unpack it first",
    b"7z\xbc\xaf": "is a 7z archive: unpack it first",
    b"Rar!": "is a RAR archive: unpack it first",
    b"\xd0\xcf\x11\xe0": "is an old Office file: save it as text or PDF",
    b"{\\rtf": "is RTF: save it as text or PDF",
    b"\xff\xfe": "is UTF-16: save it as UTF-8",
    b"\xfe\xff": "is UTF-16: save it as UTF-8",
}
_FREQUENT = patterns.compile("[的年月日一人中國国會会與与於于及為为在有本、，。]")
_MARKUP = patterns.compile(
    r"^[ \t]{0,3}(?:#{1,6}(?=\s)|>|[-*+](?=\s)|```\w*|~~~\w*|[-=*_]{3,}[ \t]*$)|\*\*|__|`|"
    r"<!--(?:(?!<!--).)*?-->|(?<=\])\([^()\s]*\)|!?\[|\]",
    re.MULTILINE | re.DOTALL,
)


class Reading(NamedTuple):
    """A document and the text as it was written, letter for letter as long: a Simplified text differs from its document's."""

    document: Document
    written: str


class ReadingError(KgError):
    """A file that cannot be read, with its name and the reason in one sentence."""


def read_file(path: Path, *, date: Dating | None = None, reports: Sequence[Registered] = ()) -> Reading:
    """Read one file.  Raises ReadingError.

    Positions in the document are code points of the file's text; of an HTML page and a PDF, of the text taken out of it.  ``date`` is
    the publication day, which else the text's own dateline gives, or nothing.
    """
    try:
        return _read(path, date, reports)
    except Unreadable as error:
        raise ReadingError(f"{path}: {error}") from error
    except OSError as error:
        raise ReadingError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except MemoryError:
        raise ReadingError(f"{path}: there is not enough memory to read it") from None


def _read(path: Path, date: Dating | None, reports: Sequence[Registered]) -> Reading:
    from kg.dateline import publication_day

    kind, raw = _content(path)
    stated = ""
    if kind == "pdf":
        from kg.reading_pdf import pdf_text

        written = confine(pdf_text, raw)
    elif kind == "html":
        from kg.reading_html import html_text

        _decode(raw)
        stated, _, written = confine(html_text, raw).partition("\n")
    else:
        written = _decode(raw)
    if not written.strip("\ufeff \t\r\n\v\f　"):
        raise Unreadable("is empty" if not raw else "holds no text")
    _check_lines(written)
    report = _registered(written, reports) if kind == "text" else None
    plain = mend(_without_markup(written) if path.suffix.lower() in _MARKDOWN_NAMES else written).replace("\ufeff", " ")
    language = language_of(plain)
    simplified = language == "zh-Hans"
    if simplified:
        plain, language = traditional(plain), "zh-Hant"
    day = date or _day(stated[:10]) or publication_day(plain)
    return Reading(Document(path.name, plain, day, language, report, simplified=simplified), written)


def _day(stated: str) -> Dating | None:
    try:
        return parse_edtf(stated)
    except ValueError:
        return None


def _content(path: Path) -> tuple[str, bytes]:
    """What kind of file it is and its bytes, which are read only as far as its kind allows."""
    status = path.stat()
    if S_ISDIR(status.st_mode):
        raise Unreadable("is a folder: name the files in it")
    with path.open("rb") as file:
        start = file.read(4096)
        kind = _kind(start, path.suffix.lower())
        most = {"pdf": MAX_PDF_MIB, "html": MAX_HTML_MIB, "text": MAX_TEXT_MIB}[kind]
        size = status.st_size if S_ISREG(status.st_mode) else 0
        raw = b"" if size > most * 2**20 else start + file.read(most * 2**20 - len(start) + 1)
        if max(size, len(raw)) > most * 2**20:
            given = f"has {size / 2**20:,.0f} MiB, " if size else "is "
            raise Unreadable(f"{given}more than the {most} MiB that a file of its kind may have: split it")
    return kind, raw


def _kind(start: bytes, suffix: str) -> str:
    for mark, reason in _PACKED.items():
        if start.startswith(mark):
            raise Unreadable(reason)
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if suffix == ".pdf" and start:
        raise Unreadable("is a broken PDF: it does not begin like one")
    if b"\0" in start:
        raise Unreadable("is binary, not text")
    if suffix in _HTML_NAMES or (start.lstrip().startswith(b"<") and re.match(_HTML_START, start) is not None):
        return "html"
    return "text"


def _decode(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_why_not_utf8(raw, error)) from None
    if "\0" in text:
        raise Unreadable("is binary, not text")
    return text


def _why_not_utf8(raw: bytes, error: UnicodeDecodeError) -> str:
    if error.reason == "unexpected end of data":
        return "ends in the middle of a letter: the file was cut off"
    sample = raw[:20_000]
    decoded = {name: sample.decode(encoding, "ignore") for encoding, name in (("cp950", "Big5"), ("gb18030", "GBK"))}
    name, text = max(decoded.items(), key=lambda pair: len(_FREQUENT.findall(pair[1])) / max(1, len(pair[1])))
    if len(_FREQUENT.findall(text)) * 20 > len(text) > len(sample) / 3:
        return f"is not UTF-8 and seems to be {name}: convert it, for instance with iconv -f {name} -t UTF-8"
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in sample)
    if controls * 50 > len(sample):
        return "is binary, not text"
    return f"is not UTF-8 (byte {error.start + 1:,})"


def _check_lines(text: str) -> None:
    start, number = 0, 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > MAX_LINE:
            raise Unreadable(f"has a line of {end - start:,} characters (line {number:,}), more than {MAX_LINE:,}: break it")
        start, number = end + 1, number + 1


def _registered(text: str, reports: Sequence[Registered]) -> str | None:
    """The id of the registered report whose text this is."""
    for report in reports:
        if report.characters == len(text):
            import hashlib

            if hashlib.sha256(text.encode("utf-8")).hexdigest() == report.sha256:
                return report.id
    return None


def _without_markup(text: str) -> str:
    """Markdown with spaces in the place of its marks and link addresses, so that positions stay those of the file."""
    return _MARKUP.sub(lambda match: patterns.sub(r"[^\n]", " ", match[0]), text)
