"""Offices opened and people sent to stay in other forms than 派駐 and 設立駐…: an office starts its work, a post is taken up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import chunk, domestic, foreign, free_dates, hindered, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When

_OPENED = re.compile(
    "揭牌|掛牌|剪綵|開館|復館|設館|設處|設點|揭幕|開幕|啟用|開張|正式運作|開始運作|重新運作|對外運作|對外營運|啟動運作|投入運作|對外服務|互設|設立|成立|增設|新設|設置"
    "|復設|重設|重啟|重新開設|開設|籌設完成|設了|設有|進駐|落成|開始辦公|成軍|掛牌運作|喬遷"
)
_POSTED = re.compile(
    "新派|派駐|外派|常駐|進駐|派任|駐點|輪駐|派員常駐|派員進駐|派員駐|抵任|到任|赴任|履新|就任|上任|走馬上任|抵達任所|增派|加派|設了|設有|增設|設置|增置|新設"
    "|派遣|派出|選派|調派|部署"
)
_PEOPLE = re.compile(
    "聯絡官|連絡官|聯絡員|警務參贊|警務專員|警政聯絡|秘書|專員|官員|警官|參事|參贊|武官|醫官|法務秘書|移民官|調查官|檢察官|駐外人員|派駐人員|常駐人員"
    "|專家|顧問|代表|聯絡窗口|聯絡人|駐點人員|技師|技術團|醫療團|農技團|顧問團|志工|教官|警務人員|派員|員警|關務官|海關專員|情報官|防疫醫師|同仁"
)
_HEAD = re.compile(
    "駐[^，。；]{1,16}(?:大使|代表|總領事|公使|處長|館長|代辦)|(?:在臺協會|在臺辦事處|駐臺|駐華)[^，。；]{0,12}(?:處長|代表|大使)"
)
_TAKES_UP = re.compile("到任|抵任|履新|就任|上任|走馬上任|呈遞到任國書|遞交到任國書")
_CLOSED = re.compile("關閉|裁撤|撤離|撤回|撤館|閉館|停止運作|終止|中止|歇業|裁減|召回|斷交|撤銷|關館|停業|撤出")
_COMPANY = re.compile("分公司|工廠|門市|銀行|集團|股份|企業|業者|公司|旗艦店|店面|航空|酒店|餐廳|廠房")
_STAY = re.compile("駐|常駐|進駐|派駐|聯絡官|連絡官|到任|抵任|赴任|履新|上任|就任")
_TO_US = re.compile("駐臺|駐華|來臺|駐京|駐我|[在於](?:臺|我國|京)|臺北")
_EMBASSY = re.compile(
    "使館|總領館|領館|(?:臺北|駐臺|在臺)[^，。]{0,4}辦公室|代表處|辦事處|大使館|領事館|聯絡處|聯絡辦公室|代表部|教育中心|工作站|工作組|館處|據點|聯絡點|臺灣書院"
)
_SAID = re.compile("[^，。]{0,4}(?:宣布|表示|指出|證實|透露|公布|說明|強調)")
_SOUGHT = re.compile(
    "所提|乙節|一節|提出|提議|構想|主張|建議|要求|研議|評估|審慎|呼籲|爭取|同意[^，。]{0,6}(?:設|派)|推薦|甄選|招募|遴選|考慮|擬|將(?!軍)"
)
_PROPOSED = re.compile("所提|乙節|一節|提議|建議|請求")
_TASK = re.compile(
    "派遣[^，。；]*(?:教練|講師|協助訓練|授課|講授|教學|接回|專機|搜救|救災|救援|參加|出席)"
)  # they go and come back
_JUBILEE = re.compile("[^，。；]{0,6}\\d+\\s?[週周]?年|[^，。；]{0,4}[屆滿][滿]?[^，。；]{0,4}年")
_TOOK_UP = re.compile("(?:已|正式|全面|即)*(?:對外)?(?:到任|履新|就任|抵任|上任|進駐|運作|揭牌|掛牌|開館|啟用|辦公)")
_LEAD = re.compile("[駐於在赴至往到派]")


def find(sentence: Sentence, reading: Reading, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """The offices opened and the people posted that a sentence tells of with a date; ``known`` are those that the first rules found."""
    if not sentence.dates or _CLOSED.search(sentence.text) is not None:
        return
    done = {(p.iso3, c.date.edtf) for c in known for p in c.parties if c.date is not None}
    for match, is_office in (*_offices(sentence, reading), *_people(sentence), *_heads(sentence)):
        place = sentence.start + match.start()
        low, high = chunk(sentence, place)
        if _COMPANY.search(sentence.between(low, high)) is not None:
            continue
        if hindered(sentence, place) or _SOUGHT.search(sentence.between(low, place + 2)) is not None:
            continue
        if _JUBILEE.match(sentence.between(place + len(match[0]), high)) is not None:
            continue
        countries = _countries(sentence, reading, low, high, place, is_office)
        when = _when(sentence, low, high, place)
        if when is None or when.whole is None:
            continue
        for country in countries:
            if (country.iso3, when.whole.edtf) not in done:
                done.add((country.iso3, when.whole.edtf))
                yield _station(sentence, reading, country, when, (low, high, place), is_office)


def is_untold(part: str, behind: str) -> bool:
    """Whether a part of a sentence only tells what was proposed (所提在越南增派移民秘書乙節), a jubilee (設立30週年) or a task."""
    return _PROPOSED.search(part) is not None or _JUBILEE.match(behind) is not None or _TASK.search(part) is not None


def _station(
    sentence: Sentence, reading: Reading, country: Token, when: When, span: tuple[int, int, int], is_office: bool
) -> Candidate:
    low, high, place = span
    sent = Mention(sentence.between(low, high)[:40], "embassy" if is_office else "group", "", "delegate")
    parties = (home_party(reading, sentence.of("self", "agency"), "organizer"), mention(reading, country, "host"), sent)
    return told(
        reading, sentence, "posting", low, min(high, place + 20), when=when,
        title=reading.folded.plain[low:high].strip("，。 ")[-40:], parties=parties,
    )  # fmt: skip


def _offices(sentence: Sentence, reading: Reading) -> Iterator[tuple[re.Match[str], bool]]:
    """Verbs of opening with an office in their part of the sentence."""
    for match in _OPENED.finditer(sentence.text):
        low, high = chunk(sentence, sentence.start + match.start())
        if any(low <= t.start < sentence.start + match.start() for t in sentence.of("sign")):
            continue  # what a paper is about: 簽署成立…辦公室的備忘錄
        if (
            any(low <= t.start < high for t in sentence.of("office"))
            or _EMBASSY.search(sentence.between(low, high)) is not None
        ):
            yield match, True


def _people(sentence: Sentence) -> Iterator[tuple[re.Match[str], bool]]:
    """Verbs of posting with people in their part, who are to stay."""
    for match in _POSTED.finditer(sentence.text):
        low, high = chunk(sentence, sentence.start + match.start())
        part = sentence.between(low, high)
        if _PEOPLE.search(part) is not None and _STAY.search(part) is not None:
            yield match, False


def _countries(sentence: Sentence, reading: Reading, low: int, high: int, place: int, is_office: bool) -> list[Token]:
    """The countries of the posts: the list behind 於, 駐 and the like in its part, else the one that `_country` finds."""
    first = _country(sentence, reading, low, high, place, is_office)
    if first is None:
        return []
    out = [first]
    for token in sentence.tokens:
        joined = sentence.between(out[-1].end, token.start) in ("、", "及", "和", "與", "以及")
        if token.start >= out[-1].end and joined and foreign(reading, token) and token.kind == "country":
            out.append(token)
    return out


def _heads(sentence: Sentence) -> Iterator[tuple[re.Match[str], bool]]:
    """Verbs of taking up a post in a sentence that names the head of an office abroad: 駐諾魯大使…，10日抵達諾魯履新."""
    if _HEAD.search(sentence.text) is not None:
        for match in _TAKES_UP.finditer(sentence.text):
            yield match, False


def _country(sentence: Sentence, reading: Reading, low: int, high: int, place: int, is_office: bool) -> Token | None:
    """The country of the post: behind 駐 and the like in its part, else the foreign side that comes to the home side."""
    inside = [t for t in sentence.tokens if low <= t.start < high and foreign(reading, t) and not _is_earlier(sentence, t)]
    if len({t.iso3 for t in inside}) > 1 and inside[0].start == low and not any(domestic(reading, t) for t in sentence.tokens):
        return None  # another country's people in a third one
    led = [t for t in inside if _LEAD.match(sentence.between(t.start - 1, t.start)) is not None or _is_reached(sentence, t)]
    if led:
        return led[0]
    city = _city(sentence, reading, low, high)
    if city is not None:
        return city
    behind = [t for t in inside if 0 <= t.start - place <= 8]
    if behind and not is_office:
        return behind[0]
    before = [t for t in sentence.tokens if t.start < place and foreign(reading, t)]
    ours = any(domestic(reading, t) for t in sentence.tokens)
    if inside and (is_office or _TO_US.search(sentence.between(low, high)) is not None):
        return inside[0]
    if before and (ours or _TO_US.search(sentence.text) is not None) and len({t.iso3 for t in before}) == 1:
        return before[0]
    return None


def _is_reached(sentence: Sentence, token: Token) -> bool:
    return sentence.between(token.start - 2, token.start) in ("抵達", "飛抵", "返抵")


def _is_earlier(sentence: Sentence, token: Token) -> bool:
    """Whether the country only had one before: 繼荷蘭之後."""
    return sentence.between(token.start - 1, token.start) == "繼" or sentence.between(token.end, token.end + 2) == "之後"


def _city(sentence: Sentence, reading: Reading, low: int, high: int) -> Token | None:
    """A foreign city of the part as its country."""
    part = sentence.between(low, high)
    for name, code in reading.lexicon.cities.items():
        if code != reading.home and name in part:
            at = low + part.index(name)
            return Token(at, at + len(name), "country", name, code, code, reading.lexicon.country_names[code])
    return None


def _when(sentence: Sentence, low: int, high: int, place: int) -> When | None:
    dates = [date for date in free_dates(sentence) if date.days]
    dates = [date for date in dates if _SAID.match(sentence.between(date.end, date.end + 8)) is None]
    before = [date for date in dates if date.end <= place + 1]
    behind = [date for date in dates if place <= date.start < high]
    own = [date for date in before if low <= date.start]
    if not own and not before and not behind:
        behind = [date for date in dates if date.start >= high and _TOOK_UP.match(sentence.between(date.end, date.end + 12))]
    return (own or before or behind)[-1] if own or before or behind else None
