"""People named again without their office, 巴實於17日抵京: each stands for the side that their first naming tells.

Press texts name an official in full once and go on with the name alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import domestic, foreign
from kg.extract.chinese.tokens import Token
from kg.extract.lexicon import PAIR
from kg.vocabulary import HOME

_NAME = re.compile(r"[一-鿿]{1,7}(?:[·•・．‧-][一-鿿]{1,7})+|[一-鿿]{2,5}")
_DOTS = re.compile("[·•・．‧-]")
_NO_NAME = re.compile("[團的和與及等級助會兼舉說表於在是對將一及或並之說指介也曾已就訪先閣女夫級今昨前同]")
_STOP = re.compile("[，。；：！？\n]")
_REACH = 40  # characters from a side's name to the person's
_HEAD = 30_000  # letters of a text in which people are looked for: a press text has fewer
_MOST = 30  # people of one text
_OWN_NAME = 14  # characters before a name in which its side may stand again
_GROUP = re.compile("[三四五六七]國(?![際家籍])")
_NUMBERS = {numeral: n for n, numeral in enumerate("三四五六七", 3)}
_COUNTED = {n: numeral for numeral, n in _NUMBERS.items()}
_SERIES = re.compile("[上前](?:[屆次輪]|一[屆次輪])")
_GATHERED = frozenset(("meeting", "workshop", "training"))
_NOT_BETWEEN = frozenset(("visitverb", "come", "receive", "go", "goes", "training", "attend"))
_BETWEEN = frozenset(("meets", "meeting", "talks", "sign"))
_KINDS = frozenset(("visitverb", "come", "receive", "go", "goes", "meets", "meeting", "talks", "sign", "fund", "gift"))


def people_of(reading: Reading) -> dict[str, str]:
    """The people whom the text names with their office and side and names again, each with the country of the side."""
    text = reading.folded.text[:_HEAD]
    title = reading.lexicon.pattern("title", "<<title>>")
    found: dict[str, str] = {}
    for match in title.finditer(text):
        if len(found) >= _MOST:
            break
        if _NO_NAME.match(text, match.end()) is not None:
            continue
        name = _NAME.match(text, match.end())
        code = _side(reading, match.start()) if name is not None else ""
        if name is None or not code:
            continue
        for part in _DOTS.split(name[0]):
            again = _named_again(text, part, match.end())
            if again and again not in found and not _holds_words(reading, match.end(), match.end() + len(again)):
                found[again] = code
    return found


def _named_again(text: str, letters: str, place: int) -> str:
    """The longest beginning of the letters behind an office that the text holds again; empty where it holds none."""
    for size in range(len(letters), 1, -1):
        if text.count(letters[:size], place) > 1 or text.find(letters[:size], 0, place) >= 0:
            return letters[:size]
    return ""


def _holds_words(reading: Reading, low: int, high: int) -> bool:
    """Whether a name or word of the lexicon begins there: 代表|團訪問越南 is nobody's name."""
    return bisect_left(reading.token_starts, low) < bisect_left(reading.token_starts, high)


def _side(reading: Reading, place: int) -> str:
    """The country of the last name before an office, with no mark between them; empty where there is none."""
    end = bisect_left(reading.token_starts, place)
    for token in reversed(reading.tokens[max(0, end - 4) : end]):
        if place - token.end > _REACH or _STOP.search(reading.folded.text, token.end, place) is not None:
            return ""
        if foreign(reading, token) and token.kind != "pair":
            return reading.home if reading.folded.text[token.start - 1] == "駐" else token.iso3  # 駐瓦努阿圖大使
        if domestic(reading, token):
            return reading.home
    return ""


def groups_of(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The other countries that 四國 and the like stand for, where the text names them right before: 中國、老撾、緬甸、泰國四國."""
    groups: dict[str, tuple[str, ...]] = {}
    for match in _GROUP.finditer(reading.folded.text):
        codes: list[str] = []
        low = match.start()
        end = bisect_left(reading.token_starts, low)
        for token in reversed(reading.tokens[max(0, end - 8) : end]):
            if low - token.end > 1 or not (foreign(reading, token) or domestic(reading, token)):
                break
            low = token.start
            codes += [token.iso3] * (foreign(reading, token) and token.iso3 not in codes)
        if len(codes) >= _NUMBERS[match[0][0]] - 1:
            groups.setdefault(match[0], tuple(codes))
    for row in _rows(reading):
        if len(row) + 1 in _COUNTED:
            groups.setdefault(_COUNTED[len(row) + 1] + "國", row)
    return groups


def _rows(reading: Reading) -> Iterator[tuple[str, ...]]:
    """The rows of two and more countries by their letters behind the home side's: 中老緬泰."""
    row: list[Token] = []
    for token in reading.tokens:
        if token.kind == PAIR and row and token.start == row[-1].end:
            row.append(token)
            continue
        if len(row) > 1:
            yield tuple(t.iso3 for t in row)
        row = [token] if token.kind == PAIR else []


def with_groups(sentence: Sentence, reading: Reading, groups: Mapping[str, tuple[str, ...]]) -> Sentence:
    """The sentence with the countries for which 四國 stands, where it names no others."""
    match = _GROUP.search(sentence.text) if groups else None
    if match is None or any(t.iso3 not in groups.get(match[0], ()) for t in sentence.tokens if foreign(reading, t)):
        return sentence
    low = sentence.start + match.start()
    names = reading.lexicon.country_names
    more = [Token(low, low + 2, PAIR, match[0], code, code, names[code]) for code in groups.get(match[0], ())]
    return sentence._replace(tokens=tuple(sorted([*sentence.tokens, *more], key=lambda token: token.start)))


def with_series(sentence: Sentence, found: Sequence[Candidate]) -> Sentence:
    """The sentence on an earlier time of the event told before, 上屆研討會於…舉行, marked as no event of the home side alone."""
    match = _SERIES.match(sentence.text) if sentence.text[0] in "上前" else None
    if match is None:
        return sentence
    kinds = {token.kind for token in sentence.tokens} & _GATHERED
    if not any(c.type in kinds for c in found):
        return sentence
    token = Token(sentence.start, sentence.start + 2, "them", match[0])
    return sentence._replace(tokens=(token, *(t for t in sentence.tokens if t.start >= token.end)))


def with_people(sentence: Sentence, reading: Reading, people: Mapping[str, str]) -> Sentence:
    """The sentence with those named again standing for their side."""
    kinds = {token.kind for token in sentence.tokens} if people else set()
    if _KINDS.isdisjoint(kinds) or (
        reading.home == HOME and (_BETWEEN.isdisjoint(kinds) or not _NOT_BETWEEN.isdisjoint(kinds))
    ):
        return sentence
    if reading.home == HOME and sentence.text.startswith("("):
        return sentence  # the caption of a photograph, which tells again
    more = []
    for name, code in people.items():
        at = sentence.text.find(name)
        if at < 0:
            continue
        low, high = sentence.start + at, sentence.start + at + len(name)
        near = [t for t in sentence.tokens if low - _OWN_NAME <= t.start < high]
        if any((foreign(reading, t) and t.iso3 == code) or (domestic(reading, t) and code == reading.home) for t in near):
            continue  # told with the side
        kind, iso3 = ("home", "") if code == reading.home else ("country", code)
        more.append(Token(low, high, kind, name, iso3, iso3, reading.lexicon.country_names[code]))
    if not more:
        return sentence
    taken = {place for token in more for place in range(token.start, token.end)}
    kept = [token for token in sentence.tokens if token.start not in taken and token.end - 1 not in taken]
    return sentence._replace(tokens=tuple(sorted([*kept, *more], key=lambda token: token.start)))
