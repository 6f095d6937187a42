"""Ratings: which class a country was put in, by whom, and how many were rated."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract import rankings
from kg.extract.candidate import Candidate, Mention
from kg.extract.clauses import Reading, Sentence
from kg.extract.folding import BREAK
from kg.extract.telling import chunk, date_before, domestic, foreign, free_dates, mention, told, unit_dates
from kg.extract.tokens import Token
from kg.extract.when import When, within

TRIGGERS = frozenset(("rate", "census", "alsorated", "index"))
_CLASS = re.compile(r"「?第?([一二三四1-4])\s?(?:級|類|等)")
_RANK = {"一": 1, "二": 2, "三": 3, "四": 4}
_DAY = 3
_AIM = re.compile("目標|基準|衡量標準|期望|爭取|希望")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The ratings that a sentence tells of."""
    found = list(_by_verb(sentence, reading))
    found += rankings.find(sentence, reading, found)
    yield from found
    yield from rankings.companions(sentence, reading, found)


def _by_verb(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    if _AIM.search(sentence.text):
        return
    raters = [t for t in sentence.tokens if foreign(reading, t)]
    for verb in sentence.of("rate"):
        yield from _rated(sentence, reading, verb, raters)
    for word in sentence.of("census"):
        number = re.match(r"為?(?:約|計)?(\d+)(?:多|餘)?(?:國|個)", sentence.between(word.end, word.end + 10))
        when = date_before(sentence, word.start)
        if number is not None and when is not None:
            parties = tuple(mention(reading, t, "rater") for t in raters[:1] if t.start < word.start)
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
    for word in sentence.of("alsorated"):
        yield from _others(sentence, reading, word)


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


def _rated(sentence: Sentence, reading: Reading, verb: Token, raters: list[Token]) -> Iterator[Candidate]:
    level = _CLASS.search(sentence.between(verb.end, chunk(sentence, verb.end)[1])[:14])
    low, _ = chunk(sentence, verb.start)
    abroad = [t for t in sentence.tokens if low <= t.start < verb.start and foreign(reading, t) and t.kind == "country"]
    subjects = [t for t in sentence.tokens if t.start < verb.start and domestic(reading, t) and t.kind in ("home", "country")]
    when = _dated(sentence, reading, verb)
    if level is None or when is None or when.since:
        return
    if abroad and not any(t.start >= low for t in subjects) and _is_subject(sentence, abroad, low, verb):
        rank = _RANK.get(level[1]) or int(level[1])
        for token in abroad:
            parties = (*(mention(reading, t, "rater") for t in raters[:1] if t.start < low), mention(reading, token, "subject"))
            yield told(
                reading, sentence, "rating", low, verb.end + level.end(), when=when, parties=parties, value=rank, unit="級"
            )
        return
    if not subjects:
        return
    title = reading.lexicon.pattern("report", "(?:<<report>>)").search(sentence.text)
    rater = tuple(mention(reading, t, "rater") for t in raters[:1] if t.start < verb.start)
    rank = _RANK.get(level[1]) or int(level[1])
    yield told(
        reading,
        sentence,
        "rating",
        low,
        verb.end + level.end(),
        when=when,
        title=title[0] if title is not None else "",
        parties=(*rater, mention(reading, subjects[-1], "subject")),
        value=rank,
        unit="級",
    )


def _is_subject(sentence: Sentence, names: list[Token], low: int, verb: Token) -> bool:
    """Whether a part of the sentence begins with these countries alone and goes on with the verb: 韓國、日本則為第二級."""
    text = sentence.between(low, verb.start)
    for token in names:
        text = text.replace(token.text, "")
    return (
        re.fullmatch(
            r"(?:[、及和與等而另亦都同並又再]|三國|兩國|國|則|也|均|皆|續|仍|再度|同樣|同|分別|依然|仍舊|持續|繼續|繼|連年|連續第?[\d兩三四五六七八九十]+年|被|遭|獲|今年|去年|首次|首度|在|等?\d+個?(?:國家|國|經濟體)(?:[及和]地區)?)*",
            text,
        )
        is not None
    )


def report_day(reading: Reading, place: int) -> When | None:
    """The day on which the report came out that a press text is about, told before ``place`` in the sentence that names it first."""
    if reading.published is None:
        return None
    text = reading.folded.text
    for match in reading.lexicon.pattern("report", "(?:<<report>>)").finditer(text, 0, place):
        low = max(text.rfind(mark, 0, match.start()) for mark in ("。", BREAK)) + 1
        stop = text.find("。", match.end())
        days = within(reading.dates, reading.date_starts, low, stop if stop > 0 else len(text))
        exact = [day for day in days if day.days and day.days[0].precision == _DAY]
        if exact:
            return exact[0] if len(exact) == 1 and exact[0].end <= place else None
    return None


def _dated(sentence: Sentence, reading: Reading, verb: Token) -> When | None:
    """The date of a rating; where it has only the report's year, or none, the day on which the report came out."""
    when = _said(sentence, reading, verb)
    if when is not None and when.days and when.days[0].precision > 1:
        return when
    day = report_day(reading, sentence.start)
    if day is None or day.whole is None or day.whole.earliest is None:
        return when
    if when is not None and (when.whole is None or when.whole.edtf != str(day.whole.earliest.year)):
        return when
    return day


def _said(sentence: Sentence, reading: Reading, verb: Token) -> When | None:
    pattern = reading.lexicon.pattern("report", "(?:<<report>>)")
    dates = [date for date in free_dates(sentence) if date.days]
    dates = [d for d in dates if "以來" not in sentence.between(d.end, chunk(sentence, d.start)[1])]
    dates = [
        d
        for d in dates
        if d.days[0].precision > 1 or pattern.match(sentence.between(d.end, d.end + 40).lstrip("「『《的度全球")) is None
    ] or dates
    return date_before(sentence, verb.start, dates)


def _others(sentence: Sentence, reading: Reading, word: Token) -> Iterator[Candidate]:
    """Other countries of the same class, 第一級國家除臺灣外，另有…; their date is that of the sentence before."""
    level = _CLASS.search(sentence.between(word.start - 14, word.start))
    if level is None:
        told_before = list(_CLASS.finditer(sentence.between(sentence.start, word.start)))
        level = told_before[0] if len({match[1] for match in told_before}) == 1 else None
    dates = [date for date in unit_dates(reading, sentence) if date.days] or [
        date for date in free_dates(sentence) if date.end <= word.start and date.days
    ]
    day = report_day(reading, sentence.start)
    if day is not None and (not dates or dates[-1].whole is None or dates[-1].whole.precision < _DAY):
        dates = [day]
    if level is None or not dates:
        return
    end = _list_end(sentence, word)
    names = [t for t in sentence.tokens if word.end <= t.start < end and t.kind == "country" and foreign(reading, t)]
    rank = _RANK.get(level[1]) or int(level[1])
    seen: set[str] = set()
    for token in names:
        if token.iso3 not in seen:
            seen.add(token.iso3)
            parties: tuple[Mention, ...] = (mention(reading, token, "subject"),)
            yield told(reading, sentence, "rating", word.end, token.end, when=dates[-1], parties=parties, value=rank, unit="級")


def _list_end(sentence: Sentence, word: Token) -> int:
    for low, high in ((m.start(), m.end()) for m in re.finditer("，(?!另|尚|還)", sentence.text)):
        if sentence.start + low > word.end + 1:
            return sentence.start + high
    return sentence.end
