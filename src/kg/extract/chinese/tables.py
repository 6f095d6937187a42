"""Tables whose caption says what their rows are: visitors received, meetings attended, each row with its day."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.people import find_people
from kg.extract.chinese.points import Frame
from kg.extract.chinese.telling import distinct, foreign, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When, find_dates, within
from kg.extract.folding import BREAK

_ROW = re.compile(rf"(?<={BREAK})[^。；{BREAK}]{{6,160}}(?={BREAK}|$)")
_LONG = 2500
_MONTH = 2
_LEAD = 6
_NOUNS = ("meeting", "workshop", "training")


def find_all(reading: Reading) -> Iterator[Candidate]:
    """The visits and meetings in tables of visitors and of meetings."""
    text = reading.folded.text
    caption = reading.lexicon.pattern(
        "tablecaption",
        rf"表[^，。{BREAK}]{{2,40}}?(?:(?P<v><<visitors>>)|(?P<a><<attended>>))[^，。{BREAK}]{{0,12}}(?={BREAK})",
    )
    for match in caption.finditer(text):
        if text[match.start() - 1 : match.start()] not in ("", BREAK, "附"):
            continue
        end = match.end()
        for row in _ROW.finditer(text, match.end(), match.end() + _LONG):
            if row.start() - end > _LONG // 10:
                break
            dates = _dates(reading, match, row)
            if not dates or dates[0].start > row.start() + 1 or not dates[0].days or dates[0].days[0].precision < _MONTH:
                continue
            end = row.end()
            tokens = tuple(token for token in reading.tokens if row.start() <= token.start < row.end())
            sentence = Sentence(row.start(), row.end(), row[0], tokens, tuple(dates))
            yield from _visit(sentence, reading, dates[0]) if match["v"] else _event(sentence, reading, dates[0])


def _dates(reading: Reading, caption: re.Match[str], row: re.Match[str]) -> list[When]:
    """The dates of a row; where the caption names a year, it governs those that name none."""
    dates = within(reading.dates, reading.date_starts, row.start(), row.end())
    named = [date for date in within(reading.dates, reading.date_starts, caption.start(), caption.end()) if date.days]
    if not dates or not named or "年" in reading.folded.text[row.start() : dates[0].end] or named[0].days[0].earliest is None:
        return dates
    frame = Frame(None, named[0].days[0].earliest.year)
    place = row.start()
    return [date._replace(start=date.start + place, end=date.end + place) for date in find_dates(row[0], frame)]


def _visit(sentence: Sentence, reading: Reading, when: When) -> Iterator[Candidate]:
    """A row of a table of visitors: day, visitors, and what they came for."""
    guests = [token for token in sentence.tokens if foreign(reading, token) and token.start - when.end <= _LEAD]
    if not guests:
        return
    place = when.end
    people = find_people(sentence.between(place, sentence.end), reading.folded.plain[place : sentence.end], reading.lexicon)
    named = [Mention(person.name, "person", guests[0].iso3, "visitor", person.title, person.body) for person in people]
    parties = distinct((*named, mention(reading, guests[0], "visitor"), home_party(reading, (), "visited")))
    yield told(
        reading, sentence, "visit", when.start, guests[0].end, when=when, direction="inbound", parties=parties,
        note="read from a table",
    )  # fmt: skip


def _event(sentence: Sentence, reading: Reading, when: When) -> Iterator[Candidate]:
    """A row of a table of meetings: day, name, place."""
    nouns = sentence.of(*_NOUNS)
    if not nouns or nouns[-1].start - when.end < _LEAD // 2:
        return
    noun = _last_of_name(sentence, nouns)
    title = reading.folded.plain[when.end : noun.end].strip(" ，、")
    abroad = [mention(reading, t, "attendee") for t in sentence.tokens if foreign(reading, t)]
    parties = distinct((home_party(reading, (), "delegate"), *abroad))
    yield told(
        reading, sentence, noun.kind, when.start, noun.end, when=when, title=title, parties=parties, note="read from a table"
    )


def _last_of_name(sentence: Sentence, nouns: list[Token]) -> Token:
    """The word that the event's name ends in: the last before a bracket or a column that holds another."""
    first = nouns[0]
    for token in nouns[1:]:
        if re.search("[()（ ]", sentence.between(first.end, token.start)) is not None:
            break
        first = token
    return first
