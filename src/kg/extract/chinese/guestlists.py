"""Lists of visitors with their days in brackets: 外賓較重要者如：…主任…(1月25日)、…副主席…(4月18日)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.people import find_people
from kg.extract.chinese.telling import distinct, foreign, home_party, mention, told
from kg.extract.chinese.when import When

_FEWEST = 2  # days in brackets that make a list


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """A visit for each day in brackets behind a name from abroad, in a sentence that speaks of visitors."""
    days = [date for date in sentence.dates if date.days and date.days[0].precision == 3 and _is_bracketed(sentence, date)]
    if len(days) < _FEWEST or reading.lexicon.pattern("visitors", "<<visitors>>|蒞").search(sentence.text) is None:
        return
    low = sentence.start
    for date in days:
        names = [t for t in sentence.tokens if low <= t.start < date.start and (foreign(reading, t) or t.kind == "io")]
        begin, low = low, date.end
        if not names:
            continue
        abroad = names[0]
        begin = max(begin, abroad.start)
        people = find_people(sentence.between(begin, date.start), reading.folded.plain[begin : date.start], reading.lexicon)
        visitors = [Mention(p.name, "person", abroad.iso3, "visitor", p.title, p.body) for p in people]
        yield told(
            reading,
            sentence,
            "visit",
            abroad.start,
            date.end,
            when=date,
            direction="inbound",
            parties=distinct((*visitors, mention(reading, abroad, "visitor"), home_party(reading, sentence.tokens, "visited"))),
        )


def _is_bracketed(sentence: Sentence, date: When) -> bool:
    """Whether a date stands alone between brackets."""
    before, behind = sentence.between(date.start - 2, date.start), sentence.between(date.end, date.end + 2)
    return before.rstrip().endswith("(") and behind.lstrip().startswith(")")
