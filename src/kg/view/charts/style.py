"""How the pictures look: one theme, colours that the colour-blind tell apart, and words in two languages.

The colours are Okabe and Ito's palette (2008, jfly.uni-koeln.de/color).  No picture says anything by colour alone: shape, fill,
position or text says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.dates import Dating, Precision
from kg.errors import KgError, UsageError
from kg.model import Actor, Event

LANGUAGES = ("zh", "en")
BLUE, ORANGE, GREEN, RED, SKY, PINK, YELLOW = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442"
INK, SOFT, LINE, PALE = "#1c1f24", "#5a6270", "#c9ced6", "#eef0f3"
FONT = "Noto Sans CJK TC, Noto Sans TC, PingFang TC, Microsoft JhengHei, sans-serif"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one picture in one language: ``words("total")`` and, with blanks filled, ``words("until", year=2017)``."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, name: str, **blanks: object) -> str:
        """The text of that name with its blanks filled."""
        return self.texts[name].format(**blanks)


def words_in(language: str, texts: Mapping[str, tuple[str, str]]) -> Words:
    """The words in one of LANGUAGES, from pairs of Chinese and English.  Raises UsageError for another language."""
    if language not in LANGUAGES:
        raise UsageError(f"no language is called {language!r}; languages: {', '.join(LANGUAGES)}")
    return Words(language, {name: pair[LANGUAGES.index(language)] for name, pair in texts.items()})


def name_of(actor: Actor, language: str) -> str:
    """An actor's name in a language, the Chinese one where it has no English one."""
    return actor.name_zh if language == "zh" or not actor.name_en else actor.name_en


def span_of(date: Dating) -> tuple[str, str, bool]:
    """First and last day as ISO dates, and whether the event is of one known day or stay, not of some day in the span."""
    first, last = date.earliest or date.latest, date.latest or date.earliest
    if first is None or last is None:  # parse_edtf refuses an interval without an end
        raise ValueError(f"{date.edtf} has no bound")
    return first.isoformat(), last.isoformat(), date.precision is Precision.DAY


def foreign(event: Event, actors: Mapping[str, Actor], home: str) -> tuple[str, ...]:
    """ISO codes of the foreign countries that take part, in order."""
    return tuple(dict.fromkeys(c for p in event.participations if (c := actors[p.actor].iso3) and c != home))


def inline(rows: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401  an Altair chart
    """A chart of rows that are part of it."""
    import altair as alt

    return alt.Chart(alt.Data(values=list(rows)))  # type: ignore[no-untyped-call]


class EmptyPictureError(KgError):
    """A picture that would be empty."""


def nothing(day: Dating | None) -> EmptyPictureError:
    """The error where a picture would be empty."""
    return EmptyPictureError("there is nothing to draw" + ("" if day is None else f" as of {day.edtf}"))


def finished(chart: Any, title: str, subtitle: Sequence[str] = ()) -> Any:  # noqa: ANN401  any of Altair's chart classes
    """A chart with its title and the theme."""
    import altair as alt

    return (
        chart.properties(
            title=alt.TitleParams(
                title, subtitle=list(subtitle), anchor="start", fontSize=17, subtitleFontSize=12, subtitleColor=SOFT,
                color=INK, offset=14, subtitlePadding=5,
            ),
            background="white",
            padding=14,
        )
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK, titleColor=SOFT, titleFontWeight="normal", labelFontSize=12, titleFontSize=12, gridColor=PALE,
            domainColor=LINE, tickColor=LINE,
        )
        .configure_legend(labelFontSize=12, titleFontSize=12, titleFontWeight="normal", titleColor=SOFT, labelColor=INK)
        .configure_text(fontSize=12)
    )  # fmt: skip
