"""Numbers that say where they come from: each links to a source, a source to the statements behind it, a statement to its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from kg.model import Data, Statement


@dataclass(frozen=True, slots=True)
class Source:
    """Where numbers come from: how to get them again, and the statements they rest on."""

    id: str
    title_zh: str
    title_en: str
    how: str
    statements: tuple[str, ...]


@dataclass(slots=True)
class Sources:
    """The sources of a page, in the order in which they were first named."""

    data: Data
    listed: dict[str, Source] = field(default_factory=dict)

    def add(self, name: str, titles: tuple[str, str], how: str, statements: Iterable[str] = ()) -> None:
        """Name a source; ``how`` is the command or the line of Python that gives its numbers."""
        known = {s.id for s in self.data.statements}
        self.listed[name] = Source(name, *titles, how, tuple(s for s in dict.fromkeys(statements) if s in known))

    def number(self, text: object, source: str) -> str:
        """HTML of a number that links to its source.  Raises KeyError for a source that was not added."""
        return f'<a class="n" href="#source-{self.listed[source].id}">{escape(str(text))}</a>'

    def origin(self, source: str, language: str) -> str:
        """HTML that says where a table or picture comes from."""
        one = self.listed[source]
        word, title = ("來源：", one.title_zh) if language == "zh" else ("Source: ", one.title_en)
        return f'{word}<a href="#source-{one.id}">{escape(title)}</a> <code>{escape(one.how)}</code>'

    def html(self) -> str:
        """The sources, each to be opened."""
        return "\n".join(_source_html(s) for s in self.listed.values())

    def statements_html(self) -> str:
        """The statements that any source or table names, by report and position."""
        used = {name for s in self.listed.values() for name in s.statements}
        reports = {r.id: r.year for r in self.data.reports}
        rows = [s for s in self.data.statements if s.id in used]
        rows.sort(key=lambda s: (reports[s.document], s.evidence[0].start, s.id))
        return "\n".join(map(_statement_html, rows))


def _source_html(source: Source) -> str:
    links = " ".join(link(name) for name in source.statements)
    return (
        f'<details id="source-{escape(source.id)}"><summary><span class="zh" lang="zh-Hant">{escape(source.title_zh)}</span> '
        f'<span class="en" lang="en">{escape(source.title_en)}</span> <code>{escape(source.how)}</code></summary><p>{links}</p></details>'
    )


def _statement_html(statement: Statement) -> str:
    places = "; ".join(f"{e.report} {e.start}–{e.end} 「{escape(e.exact)}」" for e in statement.evidence)
    return f'<li id="s-{escape(statement.id)}"><code>{escape(statement.id)}</code> {places}</li>'


def link(statement: str, text: str | None = None) -> str:
    """HTML of a link to a statement."""
    return f'<a href="#s-{escape(statement)}">{escape(statement if text is None else text)}</a>'


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    caption: str,
    *,
    right: Collection[int] = (),
    text: Collection[int] = (),
    wide: Collection[int] = (),
) -> str:
    """An HTML table; cells and caption are HTML already.

    The columns ``right`` are numbers, those of ``text`` and ``wide`` may break their lines.
    """

    def mark(n: int) -> str:
        return ' class="r"' if n in right else ' class="t"' if n in text else ' class="w"' if n in wide else ""

    head = "".join(f'<th scope="col"{mark(n)}>{escape(c)}</th>' for n, c in enumerate(columns))
    body = "\n".join("<tr>" + "".join(f"<td{mark(n)}>{c}</td>" for n, c in enumerate(row)) + "</tr>" for row in rows)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"
