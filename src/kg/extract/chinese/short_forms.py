"""Countries told by one letter or by a city: 臺越, 越臺, 赴日, 日、韓等國, 萬隆市政府."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import patterns as re
from kg.extract.lexicon import BACK, CITY, GOES, OFF, PAIR, ROW, SIDE, Entry, Lexicon

Match = tuple[Entry, int, int]
_AHEAD = 16  # characters in which a name that a short form covered is looked for
_SHORT = frozenset((PAIR, BACK, OFF, ROW, GOES, SIDE, CITY))
_PLACED = tuple("在於假赴抵到至往訪")  # before a city: where it was, not who
_DAY = re.compile(r"[\d一二三四五六七八九十今昨本同當翌隔次假連)每平今往生節]")
_RUN_ON = re.compile("[前後期間常報語文麗容化元式系起止後等時內晚夜]|本(?!署|部|局|國)")
_NO_BRIEF = re.compile("[際家民籍道立語務策安防慶產土庫稅中小會旗]|內(?![政閣])|外(?!長|交[部次]|次|務)")
_DATED = re.compile(r"(?:[於自在])?(?:\d{2,4}年|[今去前昨]\(?[年日天\d])")  # behind the letters of two sides: 臺立2022年簽署


def opened(text: str, lexicon: Lexicon, matches: Iterable[tuple[int, int, int]]) -> Iterator[Match]:
    """The matches of the lexicon's names and words in order, the short forms among them resolved or given up for what they cover."""
    entries = lexicon.entries
    last = 0
    for i, start, end in matches:
        if start < last:
            continue
        entry = entries[i]
        if entry.kind not in _SHORT:
            yield entry, start, end
            last = end
            continue
        for match in _resolved(text, lexicon, entry, start, end):
            yield match
            last = match[2]


def _resolved(text: str, lexicon: Lexicon, entry: Entry, start: int, end: int) -> Iterator[Match]:
    kind = entry.kind
    rare = kind in (PAIR, GOES, SIDE, BACK) and text[start + (kind in (PAIR, GOES))] in lexicon.words.get("rareletter", ())
    if kind == CITY:
        if text[start - 1 : start] not in _PLACED and _names_body(text, lexicon, end):
            yield Entry("country", entry.iso3, ""), start, end
        return
    if kind == ROW:
        yield from _row(text, lexicon, start)
        return
    if kind == OFF:
        yield Entry("go"), start, start + 1
        covered = _covered(text, lexicon, start + 1)
        if covered is not None:
            yield from (covered,) if covered[0].kind != CITY else ()
        elif not _RUN_ON.match(text, end):
            yield Entry("country", entry.iso3), start + 1, end
        return
    if kind == GOES:
        covered = _covered(text, lexicon, start + 1)
        if covered is not None and covered[0].kind == "country" and covered[2] > end:
            yield Entry(GOES, covered[0].iso3), start, covered[2]
        elif not rare or covered is None:
            yield Entry(GOES, entry.iso3, "named" if rare else ""), start, end
        else:
            yield covered
        return
    if kind == PAIR:
        covered = _covered(text, lexicon, start + 1)
        if covered is not None and covered[0].kind == "country" and covered[2] > end:
            yield Entry(PAIR, covered[0].iso3), start, covered[2]
            return
    if kind in (PAIR, BACK):
        follows = lexicon.pattern("pairrun", rf"[{_letters(lexicon)}]{{0,4}}(?:[三四五六]國|[三四五]方|<<pairbehind>>)")
        known = follows.match(text, end)
        if (kind == PAIR and not rare) or (known is not None and not (kind == BACK and _DAY.match(text, start - 1))):
            yield entry, start, end
            place = end
            while known is not None and text[place] in lexicon.letters and text[place : known.end()] not in _behind(lexicon):
                yield Entry(PAIR, lexicon.letters[text[place]]), place, place + 1
                place += 1
            return
        if kind == PAIR and _DATED.match(text, end) is not None:
            yield Entry(PAIR, entry.iso3, "named"), start, end
            return
        covered = _covered(text, lexicon, start + 1)
        if covered is not None:
            yield from _resolved(text, lexicon, *covered) if covered[0].kind in (PAIR, CITY) else (covered,)
        return
    yield Entry(kind, entry.iso3, "named") if rare else entry, start, end


def is_run_on(text: str, end: int) -> bool:
    """Whether 菲國 and the like go on as another word: 史國立, 以國際."""
    return _NO_BRIEF.match(text, end) is not None


def _behind(lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.words.get("pairbehind", ())


def _letters(lexicon: Lexicon) -> str:
    return "".join(lexicon.letters)


def _covered(text: str, lexicon: Lexicon, place: int) -> Match | None:
    """The name or word that begins at a place which a short form covered."""
    for i, start, end in lexicon.automaton.find_matches_as_indexes(text[place : place + _AHEAD]):
        return (lexicon.entries[i], place, place + end) if start == 0 else None
    return None


def _names_body(text: str, lexicon: Lexicon, place: int) -> bool:
    """Whether a city's or state's name goes on as that of a body or an office: 萬隆市政府, 東京外國語大學."""
    body = lexicon.pattern("citybody", r"[^，。、；：「」『』()\s與和及在於到往]{0,9}?(?:<<citybody>>)")
    return body.match(text, place) is not None


def _row(text: str, lexicon: Lexicon, start: int) -> Iterator[Match]:
    """The countries of a row of letters that ends as one of countries: 日、韓、英等九國."""
    letter = f"[{_letters(lexicon)}]"
    pattern = lexicon.pattern(
        "letterrow",
        rf"{letter}(?:、{letter}){{1,14}}(?:[及和與暨]{letter})?(?=等|[兩三四五六七八九十\d]{{1,2}}個?國|[三四五]方|各國|三地|國)",
    )
    match = pattern.match(text, start) or _led(text, lexicon, start, letter)
    if match is None or (text[start] == "日" and _DAY.match(text, start - 1)):
        return
    if text[start - 2 : start] in ("臺、", "我、"):
        yield Entry("home"), start - 2, start - 1
    for place in range(start, match.end()):
        if text[place] in lexicon.letters:
            yield Entry("country", lexicon.letters[text[place]], "letter"), place, place + 1


def _led(text: str, lexicon: Lexicon, start: int, letter: str) -> re.Match[str] | None:
    """A row of letters that goes on with a country's full name: 菲、越、印尼等國."""
    match = re.compile(rf"(?:{letter}、)+").match(text, start)
    covered = _covered(text, lexicon, match.end()) if match is not None else None
    return match if covered is not None and covered[0].kind == "country" and covered[2] - covered[1] > 1 else None
