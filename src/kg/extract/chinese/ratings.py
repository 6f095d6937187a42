"""Ratings: which class a country was put in, by whom, and how many were rated."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese import rankings, tiers
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import date_before, foreign, mention, told
from kg.extract.chinese.when import within
from kg.extract.folding import BREAK

TRIGGERS = frozenset(("rate", "census", "index", "tier"))
_RANK = {"一": 1, "二": 2, "三": 3, "四": 4}
_AIM = re.compile("目標|基準|衡量標準|期望|爭取|希望")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The ratings that a sentence tells of."""
    yield from _counted(sentence, reading)
    yield from tiers.find(sentence, reading)
    yield from rankings.find(sentence, reading)


def _counted(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    if _AIM.search(sentence.text):
        return
    for word in sentence.of("census"):
        number = re.match(r"為?(?:約|計)?(\d+)(?:多|餘)?(?:國|個)", sentence.between(word.end, word.end + 10))
        when = date_before(sentence, word.start)
        if number is not None and when is not None:
            rater = next((t for t in sentence.tokens if foreign(reading, t)), None)
            parties = (mention(reading, rater, "rater"),) if rater is not None and rater.start < word.start else ()
            title = reading.folded.plain[word.start : word.end]
            end = word.end + number.end()
            yield told(
                reading,
                sentence,
                "rating",
                word.start,
                end,
                when=when,
                title=title,
                parties=parties,
                value=int(number[1]),
                unit="國",
            )


def in_tables(reading: Reading) -> Iterator[Candidate]:
    """The ratings in a table of targets: a head of years, a row of what was reached, and who rates named in between."""
    text = reading.folded.text
    lexicon = reading.lexicon
    head = re.compile(rf"{BREAK}((?:\d{{2,4}}年度?{BREAK}){{2,}})")
    for match in head.finditer(text):
        years = match[1].strip(BREAK).split(BREAK)
        row = re.compile(rf"(?:{lexicon.alternatives('reached')}){BREAK}((?:第?[一二三四\d]級(?:{BREAK}|$)){{{len(years)}}})")
        found = row.search(text, match.end(), match.end() + 1500)
        named = lexicon.pattern("report", "(?:<<report>>)").search(text, match.end(), match.end() + 1500)
        if found is None or named is None or named.start() > found.start():
            continue
        sentence = Sentence(match.end(), found.end(), text[match.end() : found.end()], (), ())
        raters = [t for t in reading.tokens if match.end() <= t.start < named.start() and foreign(reading, t)]
        home = Mention(reading.lexicon.country_names[reading.home], "country", reading.home, "subject", actor=reading.home)
        dates = within(reading.dates, reading.date_starts, match.start(), match.end())
        cells = found[1].strip(BREAK).split(BREAK)
        for when, cell in zip(dates, cells, strict=False):
            rank = _RANK.get(cell.strip("第級")) or int(cell.strip("第級"))
            parties = (*(mention(reading, t, "rater") for t in raters[:1]), home)
            yield told(
                reading, sentence, "rating", found.start(), found.start(1) - 1, when=when, title=named[0], parties=parties,
                value=rank, unit="級", note="read from a table",
            )  # fmt: skip
