"""Mutual openings of borders: reciprocity of visas, gates, licences and working holidays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kg import patterns as re
from kg.dates import Dating
from kg.extract.candidate import Candidate
from kg.extract.chinese import arrangements
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.nearest import is_of_saying
from kg.extract.chinese.telling import chunk, date_before, domestic, foreign, free_dates, hindered, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.extract.lexicon import PAIR

TRIGGERS = frozenset(("mutual", "programme", "passage"))
_IN_FORCE = re.compile("啟用|實施|生效|上路|開始|正式|起|啟動|受理|開放申請|施行|適用|同步")
_HOLDS = re.compile(f"{_IN_FORCE.pattern}|(?:可|得|即可|可以)(?:免|享|相互|憑)")
_AHEAD = re.compile("(?<![中少上准大武麻])將|預計|擬|待|後")  # what holds later only
_TALKED = re.compile(
    "文本|草案|討論|洽簽|商簽|洽談|談判|磋商|協商|諮商|可行性|迄未|尚未|研議|研商|交換[^，。；]{0,2}意見|議題|探討"
)
_SOON = re.compile("(?<![中少上准大])將(?!於?\\d)|洽談|爭取|推動|洽簽|批准|通過|審議|核准")
_WILL_HOLD = re.compile("(?<![中少上准大])將(?:自|於|在|待|俟)?[^，。；]{0,14}(?:生效|實施|上路|啟用|施行)")
_JUBILEE = re.compile("[滿屆][^，。]{0,6}(?:周年|週年|年)|[周週]年")
_COUNTED = re.compile(r"\d+\s?(?:餘|多)?個?(?:邦交國|國家|國(?!際)|經濟體)")  # told as a number: nobody's own opening
_PAPER = re.compile("[^，。；]{0,10}(?:安排|協[定議]|備忘錄|公約|聲明|換文|議定書)")
_BESIDE, _BEFORE = 16, 20  # characters from the word to what is opened
_FAR = 600  # characters back to what is opened
_MAY_USE = re.compile("(?:可使用|可適用|可享|已與|業與|計有|包括|包含|適用[於的]?)[^，。；]{0,6}$")
_FOLLOWS = re.compile("繼[^，。；]{0,36}$")
_PAST = re.compile("[^，。；]{0,30}之?後")
_SOUGHT = re.compile("測試|規劃|準備|同意|倡議|建議|呼籲|希望|共識|承諾|允諾|盼")
_TALK = re.compile("拜會|交換意見|討論|交流|會議|研商|爭取")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The mutual openings that a sentence tells of."""
    if sentence.text.endswith("？"):
        return
    found: dict[str, Candidate] = {}
    for word in sentence.of("mutual", "programme"):
        for candidate in _opening(sentence, reading, word):
            key = "".join(sorted(p.iso3 for p in candidate.parties))
            if key not in found or found[key].date is None:
                found[key] = candidate
    yield from found.values()
    yield from arrangements.find(sentence, reading, list(found.values()))


def _opening(sentence: Sentence, reading: Reading, word: Token) -> Iterator[Candidate]:
    """The openings that a word of mutuality tells, one for each partner."""
    passages = _opened(sentence, reading, word)
    if (not passages and word.kind == "mutual") or hindered(sentence, word.start) == "deny":
        return
    low, high = chunk(sentence, word.start)
    if _of_paper(sentence, word, low, high) or (reading.published is not None and _is_ahead(sentence, reading, word)):
        return
    names = _partners(sentence, reading, word, low, high)
    if not names and _COUNTED.search(sentence.between(low, high)) is None:
        names = _others(sentence, reading, low, high)
    row = [] if names else _later_row(sentence, reading, high)
    names = names or row
    if not names:
        return
    when = None if row else _start(sentence, word)
    sought = sentence.of("deny") or _SOUGHT.search(sentence.between(low, high)) is not None
    if when is None and sought and reading.published is not None:
        return
    ours = (t for t in sentence.tokens if low <= t.start < high and t.kind in ("home", "country"))
    home = home_party(reading, ours, "member")
    title = _name(sentence, reading, word, passages or [word])
    days = when.days if when is not None and not when.follows and len(when.days) == len(names) > 1 else ()
    for place, token in enumerate(names):
        yield told(
            reading, sentence, "reciprocity", min(token.start, word.start),
            max([token.end, word.end, *(t.end for t in passages[:1])]), when=when,
            date=days[place] if days else _bracketed(sentence, token), title=title,
            parties=(home, mention(reading, token, "member")),
        )  # fmt: skip


def _opened(sentence: Sentence, reading: Reading, word: Token) -> list[Token]:
    """What is opened, beside the word or as its object: 互免簽證; the word itself where it takes up what was told before."""
    passages = [
        t
        for t in sentence.of("passage", "programme")
        if abs(t.start - word.end) <= _BESIDE or abs(word.start - t.end) <= _BEFORE or _is_object(sentence, word, t)
    ]
    if word.kind != "mutual":
        return passages
    if sentence.between(word.end, word.end + 2) == "承認" and "駕照" not in sentence.text:
        in_force = _IN_FORCE.search(sentence.between(word.start - 24, word.end + 30)) is not None
        if not in_force or sentence.of("sign"):
            return []  # mutual recognition, which a paper may be about
    return [word] if not passages and _is_reached(sentence, reading, word) else passages


def _is_ahead(sentence: Sentence, reading: Reading, word: Token) -> bool:
    """Whether a press text tells of an opening that is planned, talked about or to hold later: 將互免簽證, 洽談互惠."""
    low, high = chunk(sentence, word.start)
    soon = sentence.between(max(low, word.start - 14), word.start)
    if hindered(sentence, word.start) or _SOON.search(soon) is not None:
        return True
    if _TALKED.search(sentence.between(low, high)) is not None:
        return True
    later = _WILL_HOLD.search(sentence.between(word.end, sentence.end))
    return later is not None and not _is_reached_by(sentence, reading, word)


def _is_reached_by(sentence: Sentence, reading: Reading, word: Token) -> bool:
    """Whether the day from which it will hold is that of the text or before it: 將於今天生效."""
    days = [date.days[0].earliest for date in free_dates(sentence) if date.start >= word.end and date.days]
    return bool(days) and days[0] is not None and reading.published is not None and days[0] <= reading.published


def _is_object(sentence: Sentence, word: Token, what: Token) -> bool:
    """Whether what is opened stands further behind in the same part: 互為對方國家公民頒發…簽證."""
    return word.end <= what.start <= word.end + 36 and what.start < chunk(sentence, word.start)[1]


def _of_paper(sentence: Sentence, word: Token, low: int, high: int) -> bool:
    """Whether the words stand in the name of what is signed, and are not said to hold yet: 簽署…互認安排."""
    signs = any(low <= t.start < word.start and t.text[-1] != "有" for t in sentence.of("sign"))  # 訂有 is in force
    paper = _PAPER.match(sentence.between(word.end, high)) if signs else None
    return paper is not None and not any(
        _AHEAD.search(
            sentence.between(chunk(sentence, word.end + paper.end() + held.start())[0], word.end + paper.end() + held.start())
        )
        is None
        for held in _HOLDS.finditer(sentence.between(word.end + paper.end(), sentence.end))
    )


def _is_reached(sentence: Sentence, reading: Reading, word: Token) -> bool:
    """Whether it is said to be reached (與…等國完成互惠) in a text that tells before what is opened."""
    if (
        re.search("(?:完成|達成|建立|實現|談妥|[日月年]起)(?:相互|雙邊)?$", sentence.between(word.start - 6, word.start))
        is None
    ):
        return False
    low = max(0, sentence.start - _FAR)
    end = bisect_left(reading.token_starts, word.start)
    return any(t.kind == "passage" and t.start >= low for t in reading.tokens[max(0, end - 80) : end])


def _bracketed(sentence: Sentence, token: Token) -> Dating | None:
    """The day in brackets behind a name in a list: 美國(2017年11月1日)、韓國(…)."""
    for date in sentence.dates:
        if token.end < date.start <= token.end + 2 and sentence.between(token.end, token.end + 1) in "(（":
            return date.whole
    return None


def _partners(sentence: Sentence, reading: Reading, word: Token, low: int, high: int) -> list[Token]:
    """The other side: a pair such as 臺德, a list behind 與, a list of those who did so before, else who came for it."""
    inside = [t for t in sentence.tokens if low <= t.start < high]
    pairs = [t for t in inside if t.kind == PAIR and abs(t.start - word.start) <= 24]
    if pairs:
        return pairs[:1]
    with_ = [t for t in inside if foreign(reading, t) and t.kind == "country"]
    if with_ and re.search("[與和跟對]", sentence.between(with_[0].start - 3, with_[0].start)):
        return unique(with_)
    begin, end = _clause(sentence, word.start)
    if "繼" in sentence.between(begin, word.start):
        here = [t for t in sentence.tokens if begin <= t.start < end and t.kind == "country" and foreign(reading, t)]
        return unique([t for t in here if not _is_earlier(sentence, t)])
    comers = [t for t in sentence.tokens if t.start < word.start and foreign(reading, t)]
    if not with_ and comers and word.kind == "programme":
        return comers[-1:]
    if not with_ and comers and comers[0].kind == "embassy":
        return comers[:1]
    return unique(with_) if with_ and any(domestic(reading, t) for t in inside) else []


def _is_earlier(sentence: Sentence, token: Token) -> bool:
    """Whether a country only did so before another: 繼美國、日本之後."""
    return _FOLLOWS.search(sentence.between(token.start - 40, token.start)) is not None and (
        _PAST.match(sentence.between(token.end, token.end + 40)) is not None
    )


def _others(sentence: Sentence, reading: Reading, low: int, high: int) -> list[Token]:
    """The other side where the part of 雙方 or 兩國 does not name it: the one country that the sentence names."""
    inside = [t for t in sentence.tokens if low <= t.start < high]
    both = any(t.kind in ("bothsides", PAIR) for t in inside) or re.search("對方|彼此", sentence.between(low, high)) is not None
    pairs = [t for t in sentence.tokens if t.kind == PAIR and t.start < high]
    abroad = [t for t in sentence.tokens if foreign(reading, t)]
    named = [t for t in abroad if t.start < high] or pairs or (abroad if both else [])
    ours = any(domestic(reading, t) for t in sentence.tokens) or bool(pairs)
    return unique(named)[:1] if len({t.iso3 for t in named}) == 1 and (both or ours) else []


def _later_row(sentence: Sentence, reading: Reading, place: int) -> list[Token]:
    """The countries listed in a later part under what the first one says: 在互惠通關方面，國人可使用美國、韓國的自動通關系統."""
    while place < sentence.end:
        low, high = chunk(sentence, place + 1)
        here = [t for t in sentence.tokens if low <= t.start < high and t.kind == "country" and foreign(reading, t)]
        headed = bool(here) and here[0].start == low and sentence.between(low - 1, low) in ("：", ":")
        if len({t.iso3 for t in here}) > 1 and (headed or _MAY_USE.search(sentence.between(low, here[0].start)) is not None):
            return unique(here)
        place = max(high, place + 1)
    return []


def unique(tokens: list[Token]) -> list[Token]:
    """The tokens without those of a country named before."""
    seen: dict[str, Token] = {}
    for token in tokens:
        seen.setdefault(token.iso3, token)
    return list(seen.values())


def _clause(sentence: Sentence, place: int) -> tuple[int, int]:
    """The part between semicolons that holds a place."""
    at = place - sentence.start
    end = sentence.text.find("；", at)
    return sentence.start + sentence.text.rfind("；", 0, at) + 1, sentence.start + end if end >= 0 else sentence.end


def _start(sentence: Sentence, word: Token) -> When | None:
    """The day from which it holds, told in its part between semicolons; a day on which it was only talked about is none."""
    begin, stop = _clause(sentence, word.start)
    dates = [date for date in free_dates(sentence) if date.days and begin <= date.start < stop]
    forced = [date for date in arrangements.starts(sentence) if date in dates]
    low, high = chunk(sentence, word.start)
    own = [date for date in forced if word.end <= date.start < high]
    led = [date for date in forced if low <= date.start < word.start]
    if own:
        return own[0]
    if _JUBILEE.search(sentence.text) or _TALK.search(sentence.text):
        return led[-1] if led else None
    told_day = [date for date in dates if "即日" in sentence.text or not is_of_saying(sentence, date)]
    when = date_before(sentence, word.start, forced) or date_before(sentence, word.start, told_day)
    if when is None and forced:
        return forced[0]
    if when is None:
        behind = [date for date in dates if word.end <= date.start]
        in_force = bool(behind) and _IN_FORCE.match(sentence.between(behind[0].end, sentence.end)) is not None
        return behind[0] if in_force else None
    if when.start >= chunk(sentence, word.start)[0] or when.since:
        return when
    return when if _IN_FORCE.search(sentence.between(when.end, word.end + 30)) else None


def _name(sentence: Sentence, reading: Reading, word: Token, passages: list[Token]) -> str:
    plain = reading.folded.plain
    for low, high in quoted(sentence.text):
        if sentence.start + low <= passages[0].start < sentence.start + high:
            return plain[sentence.start + low : sentence.start + high]
    pairs = [t.start for t in sentence.of(PAIR) if 0 <= word.start - t.start <= 12]
    return plain[min([word.start, passages[0].start, *pairs]) : max(word.end, passages[-1].end)]
