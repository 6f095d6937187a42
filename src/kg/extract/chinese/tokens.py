"""The names and trigger words of a folded text."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from kg import patterns as re
from kg.extract.chinese.short_forms import is_run_on, opened
from kg.extract.lexicon import BACK, BRIEF, CITY, GOES, PAIR, SIDE, Entry, Lexicon
from kg.vocabulary import HOME

ACTORS = frozenset(("country", "municipality", "agency", "embassy", "ngo", "io", "university", "company", "person", PAIR))

_BEARS_OUT = frozenset(("country", "agency", "embassy", CITY))
_WEIGHED = frozenset(
    ("noise", "country", "agency", "person", "receive", PAIR, BACK, BRIEF, SIDE, GOES)
)  # by what stands around
_ROYAL = ("聯邦", "皇家", "罪案", "犯罪", "國家", "中央")  # before 調查局 and the like: no body of the home side
_AROUND = ("周邊國", "周邊的國", "鄰近國", "鄰國", "以外", "裔")  # behind a country: another is meant
_ACT_OF_BOTH = re.compile(r"[於已曾自在簽\d]|雙方|兩會|分別|共同簽|[去今]年")  # behind 兩岸: what the two sides do
_HELD = re.compile("(?:舉行|進行|召開|開展)[^，。；]{0,12}$")


class Token(NamedTuple):
    """A name or trigger word at ``start`` to ``end`` of the folded text; ``iso3`` is empty where it stands for no country.

    ``name`` is the country's where the words only point to one named before: 雙方, 該團.
    """

    start: int
    end: int
    kind: str
    text: str
    iso3: str = ""
    actor: str = ""
    name: str = ""

    @property
    def is_name(self) -> bool:
        """Whether it names a country or an actor."""
        return self.kind in ACTORS


_made = tuple.__new__  # most words of a text pass here, and a call of the class takes thrice as long


def find_tokens(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """All names and words of the lexicon in a folded text.

    A letter pair such as 臺越 is a name of both countries and stands for the foreign one; 菲國 and 越方 stand for a country that
    the text also names in full, and an ambiguous one (馬國) for the one that it names most.
    """
    entries = lexicon.entries
    matches = lexicon.automaton.find_matches_as_indexes(text)
    named = [entries[i] for i, _, _ in matches]
    counts = Counter([entry.iso3[0] for entry in named if entry.iso3 and entry.kind in _BEARS_OUT])
    wrong = frozenset(lexicon.words.get("comewrong", ()))
    selves = tuple(word for word in lexicon.words.get("self", ()) if word[0] == "本")
    meetings = lexicon.words.get("meeting", ())
    tongues = lexicon.words.get("tongue", ())
    body_end = -1
    found: list[Token] = []
    alone = frozenset(lexicon.words.get("standalone", ()))
    for entry, start, end in opened(text, lexicon, matches):
        kind = entry.kind
        if kind not in _WEIGHED and text[start] > "\x7f":
            iso3 = entry.iso3[0] if entry.iso3 else ""
            found.append(_made(Token, (start, end, kind, text[start:end], iso3, entry.actor, "")))
            continue
        if kind == "noise":
            continue
        iso3 = entry.iso3[0] if entry.iso3 else ""
        name = ""
        if kind == GOES and text[end : end + 1] == "州":
            state = lexicon.names.get(text[end - 1 : end + 1])
            if state is not None:
                found.append(Token(end - 1, end + 1, state.kind, text[end - 1 : end + 1], state.iso3[0], state.actor))
            continue
        if kind in (PAIR, BACK, BRIEF, SIDE, GOES):
            iso3 = _written_out(text, end, lexicon) if kind in (PAIR, GOES) and end - start == 2 else ""
            iso3 = iso3 or _meant(entry, counts, text[start:end] in alone)
            if not iso3 or (
                kind == PAIR
                and end - start > 1
                and (text[start - 1 : start] in wrong or (text[start] == "我" and _run_on(text, end)))
            ):
                continue
            if kind == BRIEF and is_run_on(text, end):
                continue
            if kind == BACK or (kind in (GOES, PAIR) and end - start > 2):
                name = lexicon.country_names[iso3]
            kind = {BRIEF: "country", SIDE: "country", BACK: PAIR}.get(kind, kind)
        elif kind == "country" and len(entry.iso3) > 1:
            iso3 = _meant(entry, counts, True)
        elif kind == "country":
            if text.startswith(tongues, end) and not text.startswith("文化部", end):
                continue
            if text.startswith(_AROUND, end):
                continue
            if text[end - 2 : end] == "兩岸" and _ACT_OF_BOTH.match(text, end) is not None:
                kind, name = PAIR, lexicon.country_names[iso3]
            if text[start - 1 : start].isdigit() and text.startswith(selves, start + 1):
                word = next(word for word in selves if text.startswith(word, start + 1))
                found.append(Token(start + 1, start + 1 + len(word), "self", word))
                continue
        elif text[start] < "\x7f" and not _stands_alone(text, start, end):
            continue
        if kind == "agency" and (start == body_end or (found and _is_foreign_body(found[-1], start))):
            body_end = end
            continue
        if kind == "country" and iso3 == HOME and text[start] not in "臺中我" and found and _is_foreign_body(found[-1], start):
            continue
        if kind == "agency" and iso3 == HOME and text.startswith(_ROYAL, start - 2):
            continue
        if kind == "country" and not entry.actor and found and found[-1].end == start and found[-1].iso3 == iso3:
            continue  # a city behind its country's name
        if iso3 == "SDN" and kind == "country" and found and found[-1].end == start and found[-1].kind == "country":
            continue  # 汶萊蘇丹 is an office
        if kind == "person" and _is_another(found, iso3, start):
            continue
        if kind == "receive" and text[end - 1] == "晤" and _HELD.search(text, max(0, start - 16), start) is not None:
            kind = "meeting"
        found.append(_made(Token, (start, end, kind, text[start:end], iso3, _actor(entry, iso3), name)))
        if kind == "agency" and text.endswith(meetings, start, end):
            word = next(word for word in meetings if text.endswith(word, start, end))
            found.append(Token(end - len(word), end, "meeting", word))
    return tuple(found)


def _is_another(found: list[Token], iso3: str, place: int) -> bool:
    """Whether a person's name stands behind another country's: 帛琉海巡署長羅伯特 is not the Robert that is known."""
    near = found[-1] if found else None
    return near is not None and near.kind == "country" and place - near.end <= 16 and near.iso3 not in (iso3, HOME, "")


def _run_on(text: str, end: int) -> bool:
    """Whether 我 and a letter go on as another word: 我日前, 我美麗."""
    return text[end : end + 1] not in "雙兩間關合協自簽移"


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalpha()) and not (behind.isascii() and behind.isalpha())


def _actor(entry: Entry, iso3: str) -> str:
    return iso3 if entry.kind == "country" and entry.actor in ("", "letter") else entry.actor


def _written_out(text: str, end: int, lexicon: Lexicon) -> str:
    """The country whose name goes on behind the letter of a pair, with or without brackets: 臺印度, 臺巴(拉圭); empty where none does."""
    rest = text[end : end + 8]
    inside = rest[1 : rest.find(")")] if rest[:1] == "(" and ")" in rest else ""
    names = [text[end - 1] + inside] if inside else [text[end - 1] + rest[:size] for size in (4, 3, 2, 1)]
    found = next((lexicon.names[name] for name in names if name in lexicon.names), None)
    return found.iso3[0] if found is not None and found.kind == "country" else ""


def _meant(entry: Entry, counts: Counter[str], alone: bool) -> str:
    """The country that letters stand for, empty where the text does not bear it out and they do not stand ``alone``."""
    named = [code for code in entry.iso3 if counts[code]]
    if named:
        return max(named, key=lambda code: counts[code])
    return entry.iso3[0] if alone or (entry.kind in (PAIR, BACK, GOES) and entry.actor != "named") else ""


def _is_foreign_body(before: Token, place: int) -> bool:
    """Whether a body's name stands right behind a foreign country's or body's, whose part it is: 巴拉圭外交部, 菲律賓海岸防衛隊."""
    return before.kind in ("country", "agency") and before.end == place and before.iso3 not in ("", HOME)
