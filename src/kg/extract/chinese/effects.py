"""What becomes of an agreement by its day: signed or still to be signed, and in force from a day of the past."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import chunk, domestic, foreign, free_dates, hindered, home_party, mention, told
from kg.extract.chinese.when import When
from kg.extract.lexicon import PAIR

_EFFECT = re.compile("(?<!未)(?<!尚待)(?:生效|施行|正式上路|開始適用)(?!日|要件|條件|程序|後)")
_LATER = re.compile("將|擬|預計|可望|待|後始|始得|方能|才能|須|俟")


def status_of(reading: Reading, when: When | None) -> str:
    """``planned`` where the day lies behind the publication day, else ``signed``."""
    day = when.whole.earliest if when is not None and when.whole is not None else None
    return "planned" if reading.published is not None and day is not None and day > reading.published else "signed"


def in_force(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """An agreement that came into force on a day of the past: 投資保障協定自5月1日起生效."""
    if sentence.of("mutual"):
        return
    for match in _EFFECT.finditer(sentence.text):
        place = sentence.start + match.start()
        low, _ = chunk(sentence, place)
        papers = [t for t in sentence.of("instrument") if t.end <= place and (t.start >= low or place - t.end <= 24)]
        if not papers or hindered(sentence, place) or _LATER.search(sentence.between(place - 8, place)) is not None:
            continue
        dates = [d for d in free_dates(sentence) if papers[-1].end <= d.start and d.end <= place + 1 and d.days]
        dates = dates or [
            d
            for d in free_dates(sentence)
            if low <= d.start and d.end <= papers[-1].start and d.days and not _of_signing(sentence, d)
        ]
        if not dates or (status_of(reading, dates[-1]) == "planned"):
            continue
        names = [t for t in sentence.tokens if t.start < papers[-1].end and (foreign(reading, t) or t.kind == PAIR)]
        names = [t for t in names if t.start >= chunk(sentence, papers[-1].start)[0]] or names
        ours = any(domestic(reading, t) or t.kind in ("bothsides", PAIR) for t in sentence.tokens)
        if not names or not ours or len({t.iso3 for t in names}) > 1:
            continue
        home = home_party(reading, (t for t in sentence.tokens if t.start < place), "signatory")
        yield told(
            reading, sentence, "agreement", papers[-1].start, sentence.start + match.end(), when=dates[-1], status="applicable",
            title=reading.folded.plain[papers[-1].start : papers[-1].end],
            parties=(home, mention(reading, names[-1], "signatory")),
        )  # fmt: skip


def _of_signing(sentence: Sentence, date: When) -> bool:
    return re.match("(?:所)?簽|換函|換文|締", sentence.between(date.end, date.end + 2)) is not None
