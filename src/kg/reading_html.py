"""The text of an HTML page: what a reader sees of its body, a line a block; nothing is fetched and no script runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button", "textarea", "head",
     "nav", "footer", "aside", "dialog", "title")
)  # fmt: skip
_CLOSED = frozenset(("div", "span", "section", "article", "ul", "table"))  # elements whose end tag may not be left out
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4",
     "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul")
)  # fmt: skip
_DAY_NAMES = frozenset(
    ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.issued", "pubdate", "publishdate")
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[\n ]*")
_MAIN_AT_LEAST = 80


class _Page(HTMLParser):
    """Collects the visible text, that of the main part apart, and the publication day that the page's head states."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.whole: list[str] = []
        self.main: list[str] = []
        self.day = ""
        self._unseen: list[str] = []
        self._main = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and (given.get("property") or given.get("name") or given.get("itemprop", "")).lower() in _DAY_NAMES:
            self.day = self.day or given.get("content", "")
        if tag == "body":
            self._unseen.clear()
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.append(tag)
        elif tag in _UNSEEN or ("hidden" in given and tag in _CLOSED):
            self._unseen.append(tag)
        elif tag in _BLOCKS:
            self._add("\n")
        self._main += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self._main -= tag == "main" and self._main > 0
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
        elif tag in _BLOCKS:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._add(data.replace("\n", " "))

    def _add(self, text: str) -> None:
        self.whole.append(text)
        if self._main:
            self.main.append(text)


def html_text(raw: bytes) -> str:
    """The day that the page's head states (an empty line where it states none), a line end, and the visible text.

    Where the page marks its main part with ``<main>``, the text is that part alone.
    """
    page = _Page()
    page.feed(raw.decode("utf-8"))
    page.close()
    whole, main = _tidy(page.whole), _tidy(page.main)
    return f"{' '.join(page.day.split())}\n{main if len(main) >= _MAIN_AT_LEAST else whole}"


def _tidy(parts: list[str]) -> str:
    return _BREAKS.sub("\n", _SPACES.sub(" ", "".join(parts))).strip()
