"""English sentences on how others rate a country: tiers of the Trafficking in Persons Report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.dates import Precision
from kg.extract.candidate import Candidate, Mention
from kg.extract.english.clauses import clause_start, reported
from kg.extract.english.dates import When
from kg.extract.english.home import View
from kg.extract.english.parties import candidate, mentions
from kg.extract.english.ranks import of_year
from kg.extract.english.tiers import Tier, find_tiers
from kg.extract.english.words import EnglishWords, Sentence

ABOUT = re.compile(r"\b(?:[Tt]rafficking|TIP)\b")
_REPORT_YEAR = re.compile(
    r"\b(20\d\d)\s+(?:annual\s+)?(?:edition|U\.?S\.? )?(?:Trafficking in Persons|TIP)\b|"
    r"(?:Trafficking in Persons|TIP)(?:\s+\(TIP\))?\s+[Rr]eport(?:\s+for|,)?\s+(20\d\d)\b"
)
_OUT = re.compile(
    r"\b(?:released?|releases|issued?|issues|published|publishes|unveiled|unveils|launched|made public|came out|put out)\b"
)
_REPORT = re.compile(r"\b(?:Trafficking in Persons|TIP|[Hh]uman[ -][Tt]rafficking|trafficking)\b|\b[Rr]eport\b")
_OWN_REPORT = re.compile(
    r"\b(?:in|of|from)\s+(?:the|its|his|a)\s+(?P<year>20\d\d)\s+(?:report|edition|rankings?|list|assessment)\b"
)
_LAST_REPORT = re.compile(
    r"\b(?:in|from)\s+(?:last|the previous) year['’]?s?\s+(?:\w+\s+)?(?:report|edition|rankings?)\b|"
    r"\b(?:a year (?:earlier|ago|before)|(?:in )?the (?:previous year|year before))\b"
)
_ONCE = re.compile(
    r"\b(?:previous(?:ly)?|former(?:ly)?|had (?:long )?been|used to|once|had (?:ranked|placed|listed|kept|put))\b"
)
_BEHIND = re.compile(
    r"(?:\s+(?:country|status|nation|ranking|rating|list|as|recently|from|each|year|both|then|only|back))*\s*"
    r"(?:,\s*)?(?:in|for|of|and|until|through|,)?\s*(?:in\s+)?"
)
_FAR = re.compile(r"[,;]|\b(?:for|due|because|after|over|as|since|despite|when|who|which|that|with)\b")
_THIS = ("This year", "this year")
_RATER = Mention("United States", "country", "USA", "rater", actor="USA")


def find_ratings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Tiers of the United States' Trafficking in Persons Report, one for each country rated.

    A tier without a date of its own has that of the report of which the text tells, unless it is told as a former one.
    """
    text = sentence.text
    tiers = list(find_tiers(sentence, view.country, about=view.tiers or ABOUT.search(text) is not None))
    bounds = [0, *(t.match.end() for t in tiers[:-1])]
    before = ""
    taken: list[When | None] = []
    for number, tier in enumerate(tiers):
        start = max(bounds[number], clause_start(text, tier.match.start()) if number else 0)
        stop = tiers[number + 1].match.start() if number + 1 < len(tiers) else len(text)
        dates: list[When | None] = [when for when in _own_dates(sentence, tier, start, stop) if when not in taken]
        taken += dates
        year, written = _report_named(sentence, start, stop, view, before)
        if not dates and not year and _ONCE.search(text, start, tier.match.start()):
            continue
        before = dates[0].dating.edtf if dates and dates[0] else year
        for when in dates or [None]:
            for found in tier.countries:
                out = candidate(
                    "rating", sentence, tier.match.span(), when, (*mentions([found], {}, "subject"), _RATER),
                    title="Trafficking in Persons Report", value=tier.value, unit="Tier Watch List" if tier.watch else "Tier",
                )  # fmt: skip
                yield of_year(out, "" if out.date else year or view.report, written)


def _own_dates(sentence: Sentence, tier: Tier, start: int, stop: int) -> list[When]:
    """The day on which the report came out where the sentence tells it, else the years right behind the tier, else the clause's date."""
    text = sentence.text
    if (out := _issued(sentence)) is not None:
        return [out]
    behind: list[When] = []
    end = tier.match.end()
    for when in sentence.dates:
        if when.start >= end and when.end <= stop and _BEHIND.fullmatch(text, end, when.start):
            behind.append(when)
            end = when.end
    if behind:
        return behind
    inside = [
        when
        for when in sentence.dates
        if start <= when.start < stop
        and not reported(sentence, when)
        and not _names_report(text, when)
        and (when.end <= tier.match.start() or _FAR.search(text, tier.match.end(), when.start) is None)
    ]
    return inside[:1]


def _names_report(text: str, when: When) -> bool:
    """Whether a date is part of a report's name: "its 2013 report"."""
    return (
        re.match(r"['’]?s?\s+(?:annual\s+)?(?:Traff|TIP|[Rr]eport|edition|rankings?)", text[when.end : when.end + 24])
        is not None
    )


def _report_named(sentence: Sentence, start: int, stop: int, view: View, before: str) -> tuple[str, str]:
    """The date of the report that a clause names and its words, empty where it names none: "in the 2013 report", "in this year's report".

    "The year before" is that before the report told of just ``before``, else before the text's.
    """
    text = sentence.text
    if (before or view.report) and (words := _LAST_REPORT.search(text, start, stop)):
        return str(int((before or view.report)[:4]) - 1), words[0]
    if (named := _REPORT_YEAR.search(text) or _OWN_REPORT.search(text, start, stop)) is not None:
        year = next(y for y in named.groups() if y)
    else:
        year = next((when.dating.edtf for when in sentence.dates if _names_report(text, when)), "")
    return (view.report if year and view.report.startswith(year) else year), year


def _issued(sentence: Sentence) -> When | None:
    """The day on which a sentence says that the report came out, the nearest one to the verb."""
    verb = _OUT.search(sentence.text)
    if verb is None or _REPORT.search(sentence.text) is None:
        return None
    near = [
        when
        for when in sentence.dates
        if when.dating.precision >= Precision.MONTH and not reported(sentence, when) and not _names_report(sentence.text, when)
    ]
    behind = [when for when in near if when.start >= verb.end() and ";" not in sentence.text[verb.end() : when.start]]
    before = [when for when in near if when.end <= verb.start()]
    return behind[0] if behind else before[-1] if before else None


def told_report(text: str, told: Sequence[Sentence]) -> str:
    """When the Trafficking in Persons Report of a text came out (EDTF): the day, else its year; empty where the text does not say."""
    about = False
    for sentence in told:
        about = about or ABOUT.search(sentence.text) is not None
        if about and (out := _issued(sentence)) is not None:
            return out.dating.edtf
    for sentence in [s for s in told if not s.headline][:2]:
        if about and (tiers := list(find_tiers(sentence, "", about=True))):
            days = [
                w for t in tiers for w in _own_dates(sentence, t, 0, len(sentence.text)) if w.dating.precision is Precision.DAY
            ]
            if days:
                return days[0].dating.edtf
    years = {m[1] or m[2] for m in _REPORT_YEAR.finditer(text)}
    years = years or {
        when.dating.edtf for s in told for when in s.dates if when.written.startswith(_THIS) and _names_report(s.text, when)
    }
    return years.pop() if len(years) == 1 else ""
