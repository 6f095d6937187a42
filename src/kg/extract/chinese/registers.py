"""Registers of agreements: tables whose caption or head says that their rows are what was signed, each with its day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.partners import one_each
from kg.extract.chinese.telling import foreign, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import within
from kg.extract.folding import BREAK
from kg.extract.lexicon import PAIR

# What stands behind the first letter of a caption or of a head of columns, for which the matcher looks quickly.
_CAPTION = (
    f"(?<=表)[^，。{BREAK}]{{0,30}}(?:簽署|簽訂|簽有|締結|締約|協定|備忘錄|條約|合作文件|姊妹)[^，。{BREAK}]{{0,24}}"
    f"|(?:(?<=簽)[署訂有]|(?<=已)簽|(?<=締)結)[^，。{BREAK}]{{0,16}}(?:一覽表?|清單|彙整表|統計表|如下表?)"
)
_COLUMNS = rf"(?:(?<=簽)[署約訂]|(?<=締)結|(?<=換)文)(?:日期|時間|年月日)(?:[^。{BREAK}]{{0,30}}(?={BREAK})|(?=[\d|]))"
_HEAD = re.compile(rf"[表簽已締換](?:(?:{_CAPTION})(?={BREAK}|[:：])|{_COLUMNS})")
_PAPER = re.compile("協定|協議|備忘錄|條約|議定書|意向書|換文|換函|聲明|宣言|公報|MOU|LOI|安排|盟約|文件|姊妹|協約")
_OUT = re.compile(rf"{BREAK}{BREAK}|[。；]|第[一二三四五六七八九十]+[章節]|{BREAK}[一二三四五六七八九十]+、")
_NOT_YET = re.compile("洽簽|磋商|研議|預定|預計|規劃|草案|擬")
_LONG = 3000
_ROW = 120
_DAY = 3


def find_all(reading: Reading) -> Iterator[Candidate]:
    """The agreements in tables of what was signed: a day, the other side and the paper in each row, in either order."""
    text = reading.folded.text
    done = -1
    for head in _HEAD.finditer(text):
        if head.start() < done:
            continue
        out = _OUT.search(text, head.end() + 1, head.end() + _LONG)
        end = out.start() if out is not None else min(len(text), head.end() + _LONG)
        dates = [
            d for d in within(reading.dates, reading.date_starts, head.end(), end) if d.whole and d.whole.precision == _DAY
        ]
        if not dates:
            continue
        done = end
        first = head.end()
        led = not any(foreign(reading, t) for t in reading.tokens if first <= t.start < dates[0].start)
        for i, when in enumerate(dates):
            if led:
                low, high = when.end, dates[i + 1].start if i + 1 < len(dates) else min(end, when.end + _ROW)
            else:
                low, high = dates[i - 1].end if i else first, when.start
            line = text.rfind(BREAK, 0, when.start) + 1, text.find(BREAK, when.end)
            if _is_row(reading, *line):
                low, high = line
            row = text[low:high]
            names = [t for t in reading.tokens if low <= t.start < high and (foreign(reading, t) or t.kind == PAIR)]
            paper = _PAPER.search(row.replace(BREAK, ""))
            if not names or paper is None or len(row) > _ROW or _NOT_YET.search(row) is not None:
                continue
            sentence = Sentence(
                min(low, when.start), max(high, when.end), text[min(low, when.start) : max(high, when.end)], (), ()
            )
            title = reading.folded.plain[low:high].replace(BREAK, "").strip()
            for token in one_each(names)[:1]:
                parties = (home_party(reading, (), "signatory"), mention(reading, token, "signatory"))
                yield told(
                    reading, sentence, "agreement", token.start, token.end, when=when, status="signed", title=title,
                    parties=parties, note="read from a table",
                )  # fmt: skip


def _is_row(reading: Reading, low: int, high: int) -> bool:
    """Whether one line holds all of a row: a name from abroad and a paper, with one day between or around them."""
    if not 0 < high - low <= _ROW or _PAPER.search(reading.folded.text, low, high) is None:
        return False
    days = within(reading.dates, reading.date_starts, low, high)
    return len(days) == 1 and any(foreign(reading, t) for t in _tokens(reading, low, high))


def _tokens(reading: Reading, low: int, high: int) -> tuple[Token, ...]:
    return reading.tokens[bisect_left(reading.token_starts, low) : bisect_left(reading.token_starts, high)]
