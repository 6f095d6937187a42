"""Grants in other forms than a funder, a verb and a private body behind it: what a side got, gave to another or handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.quantities import amount
from kg.extract.chinese.telling import chunk, domestic, foreign, free_dates, hindered, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.extract.lexicon import LONGEST_CITY

_GAVE = re.compile(
    "贈交|捐交|交贈|點交|捐贈|捐助|援贈|贈送|贈與|贈予|致贈|捐款|捐給|捐出|捐|援助|資助|補助|贊助|無償提供|援建|援助興建|協建|挹注|撥款|撥付|撥贈|匯撥|匯款|撥|移交|移贈|轉贈|交付|提供"
    "|移撥|援款|獎助|核撥|回贈|餽贈|支援|贈|援(?=[一-鿿]{1,8}(?:警用|物資|設備|疫苗|車|器材))"
)
_STRONG = re.compile("捐|贈|援(?!款)|資助|補助|贊助|無償|獎助|挹注|撥")
_CURRENCIES = (
    "美元", "美金", "歐元", "日圓", "日元", "新臺幣", "元", "英鎊", "澳幣", "人民幣", "加幣", "美鈔", "披索", "泰銖",
)  # fmt: skip
_SUM = re.compile(
    rf"(?P<n>\d[\d,.萬億千百]*|[一二三四五六七八九十百千萬兩]+[萬億千百])\s?(?:餘|多)?(?P<u>{'|'.join(_CURRENCIES)})"
)
_UNIT = re.compile(f"[{''.join({name[-1]: '' for name in _CURRENCIES})}]")  # found sooner
_THINGS = re.compile(
    r"(?:\d[\d,萬]*|[一二三四五六七八九十百千兩數多])\s?(?:餘|多)?(?:輛|艘|臺|部|架|批|套|片|劑|件|具|組|座|支|箱|公噸|噸|份|頂|隻|條|張|公斤|頭|盒|雙|輪)"
    "|(?<!提供)(?<!支援)[^，。；]{0,6}(?:診所|大樓|校舍|教室|宿舍|住宅|房屋|實驗室|漁船|圖書館|水井|太陽能板)"
    "|輪椅|醫材|試劑|農機|肥料|種子|警車|警械|書籍|監視器|物資|設備|器材|裝備|巡邏車|巡防艇|巡邏艇|救護車|救生艇|口罩|疫苗|快篩|呼吸器|無人機|車輛|電腦|白米|儀器|機車|帳篷|防護衣|警用|消防車|藥品|獎學金"
)
_GOT = re.compile(r"(?:獲得?|接受|收到|獲贈|受贈|取得|受惠於|感謝)")
_TO = re.compile("[向對給予為與送助]|贈|援助|捐助|資助|補助|提供|支援|致贈|捐給|贈送|移交")
_OUR_MISSION = re.compile("(?:^|[，日由])駐[^，。；]{2,8}(?:大使|使館|總領事|代辦)")  # behind no other country's name
_REACHED = re.compile("[運抵送飛]抵|抵達|運達|送達|交付")
_TO_WHOM = re.compile("[向為給對]")
_GENERAL = re.compile(
    "最高|上限|每名|每人|每校|每所|每戶|每案|申請須知|申請者|補助標準|要點|辦法|得申請|名額|補助對象|受理申請|歡迎|編列|預算|民眾|災民自|保險|年金|育兒|長照|租金|購車"
)
_LATER = re.compile("不再$|將(?:再|續|陸續|另|共|分批|會)*$|擬|預計|承諾|同意|有意|允諾")
_SAYINGS = re.compile(
    "(?:提供|交付|支援|移交)(?:給)?(?:[^，。；]{0,6}的)?(?:情資|情報|資料|資訊|協助|意見|證據|卷證|線索|諮詢|服務|名單|影像|嫌|人犯|毒品)"
)
_AID = re.compile("(?:以|用於|用來|作為|供|專款)?(?:援助|協助|支援|資助|救助|救援|賑濟|賑災)")
_HANDED = re.compile(
    "[^，。；]{0,26}?(?:運抵|抵達|送達|送抵|運往|啟運|起運|抵臺|移交|交付|交車|交船|點交|接交|遞交|轉交|轉致|面交|交予|交給|交到|致贈|簽收"
    "|撥付|匯抵|(?:捐贈|贈交|交接|贈送|移交|啟用|捐助|致贈)(?:儀式|典禮))"
)
_CEREMONY = re.compile("(?:儀式|典禮)[^，。；]{0,8}$")
_TO_US = re.compile("贈(?:送|予|給)?(?:臺|我國|我方|我)|[援捐]臺|運?[抵送]達?臺")
_PRIVATE = re.compile("臺商|商會|藝人|歌手|球星|企業|公司|集團|富商|網紅|信徒|校友|業者|鄉親")  # who gives of their own
IS_TOPIC = re.compile("[^，。；]{0,16}[的之][^，。；]{2,24}(?:是|為|係|有助)")  # a gift told before that is spoken of
ENDED = re.compile("[^，。；]{0,12}(?:終止|停止|中止|中斷|凍結|取消|叫停)")
_BACKWARD = re.compile("捐血|捐款人|捐贈者|贈品|捐贈器官|器官")
_PURPOSE = re.compile("計畫|辦理|作為|供|用於|協助|購置|興建|執行|專款|賑災|培力|研習|訓練")


def find(sentence: Sentence, reading: Reading, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """The grants between the home side and another that a sentence tells of and the first rules, with ``known``, do not."""
    if known or not any(foreign(reading, t) or domestic(reading, t) or t.kind == "io" for t in sentence.tokens):
        return
    if _GENERAL.search(sentence.text) is not None or _BACKWARD.search(sentence.text) is not None:
        return
    end = sentence.start
    gave = list(_GAVE.finditer(sentence.text))
    given = [match for match in gave if not sentence.text.startswith("儀式", match.end())]
    for match in given or gave:  # what is given, rather than the ceremony
        place = sentence.start + match.start()
        if _SAYINGS.match(sentence.text, match.start()) is not None or ENDED.match(sentence.text, match.end()) is not None:
            continue
        if place < end or hindered(sentence, place) or _LATER.search(sentence.between(place - 8, place)) is not None:
            continue
        low, high = chunk(sentence, place)
        if _PRIVATE.search(sentence.between(low, place)) is not None:
            continue
        behind = sentence.between(place, min(sentence.end, chunk(sentence, min(high + 1, sentence.end - 1))[1]))
        part = sentence.between(low, high)
        money, things = _SUM.search(part) if _UNIT.search(part) is not None else None, _THINGS.search(part)
        if money and high < sentence.end and _AID.match(sentence.between(high + 1, sentence.end)) is not None:
            high = chunk(sentence, high + 1)[1]  # 撥款10萬元，援助…
        what = money or things or (_PURPOSE.search(behind) if _STRONG.match(match[0]) else None)
        abroad = [
            t for t in sentence.tokens if foreign(reading, t) and not _is_office(sentence, t) and not _is_title(sentence, t)
        ]
        names = [t for t in abroad if low <= t.start < high] or [t for t in abroad if t.start < high][-1:]
        names = names or _city_where(sentence, reading, match.end())
        names = names or [t for t in sentence.tokens if t.kind == "io" and low <= t.start < place]
        names = names or _only_country(sentence, reading)
        if what is None or not names or not (_STRONG.match(match[0]) or money or things):
            continue
        when = _when(sentence, low, high, place)
        if when is None and (not _is_told(sentence, reading, place) or IS_TOPIC.match(sentence.text, match.end()) is not None):
            continue
        if not _has_other_side(sentence, reading, names, match[0], place):
            continue
        end = high
        yield _gift(sentence, reading, place, high, names, when, money)


def _only_country(sentence: Sentence, reading: Reading) -> list[Token]:
    """The one other country that the sentence names, even as a place: 赴土耳其救災，政府並捐助…."""
    names = [t for t in sentence.tokens if foreign(reading, t) and not _is_title(sentence, t)]
    return names[:1] if len({t.iso3 for t in names}) == 1 else []


def _city_where(sentence: Sentence, reading: Reading, behind: int) -> list[Token]:
    """The country of the city abroad in which a gift arrived: 援助的2萬劑疫苗運抵金邊."""
    match = _REACHED.search(sentence.text, behind)
    city = reading.lexicon.city_at(sentence.text[match.end() : match.end() + LONGEST_CITY]) if match is not None else ""
    code = reading.lexicon.cities.get(city, reading.home)
    if match is None or code == reading.home:
        return []
    low = sentence.start + match.end()
    return [Token(low, low + len(city), "country", city, code, code, reading.lexicon.country_names[code])]


def _is_office(sentence: Sentence, token: Token) -> bool:
    """Whether the name only stands in that of an office abroad: 駐帛琉大使館."""
    return sentence.between(token.start - 1, token.start) in ("駐", "在", "赴", "於")


def _is_title(sentence: Sentence, token: Token) -> bool:
    """Whether the name is part of a quoted one: 「中美洲及多明尼加…計畫」."""
    return any(low <= token.start - sentence.start < high for low, high in quoted(sentence.text))


def _is_told(sentence: Sentence, reading: Reading, place: int) -> bool:
    if "感謝" in sentence.between(sentence.start, place):
        return False  # what somebody is thanked for, at some time
    if re.search("[已曾]|[^為]了", sentence.between(place - 6, place + 6)) is not None:
        return True
    return reading.published is not None and sentence.text[-1:] == "。"


def _has_other_side(sentence: Sentence, reading: Reading, names: list[Token], verb: str, place: int) -> bool:
    """Whether the home side and another stand on the two sides: somebody of the home side gives or gets."""
    if not any(foreign(reading, t) for t in names):  # a body of many countries gives to somebody here
        return any(_TO_WHOM.search(sentence.between(t.end, place)) is not None for t in names)
    ours: list[Token] | bool = [t for t in sentence.tokens if domestic(reading, t)] or _TO_US.search(sentence.text) is not None
    ours = ours or _OUR_MISSION.search(sentence.text) is not None
    got = _GOT.search(sentence.between(place - 14, place)) is not None
    if not ours and len({t.iso3 for t in sentence.tokens if foreign(reading, t)}) > 1:
        return False  # another country gives to a third one
    if ours:
        return len({t.iso3 for t in names}) == 1 or got or _is_row_led(sentence, names)
    return got or (
        any(t.start > place for t in names) and re.search(_TO.pattern, sentence.between(place - 10, place + 6)) is not None
    )


def _is_row_led(sentence: Sentence, names: list[Token]) -> bool:
    """Whether several countries stand in one row behind 向 and the like: 向柬埔寨、緬甸警方分別捐贈."""
    joined = all(sentence.between(a.end, b.start) in ("、", "及", "與", "和", "以及") for a, b in pairwise(names))
    return joined and sentence.between(names[0].start - 1, names[0].start) in ("向", "對", "給", "予", "贈")


def _when(sentence: Sentence, low: int, high: int, place: int) -> When | None:
    dates = [date for date in free_dates(sentence) if date.days]
    own = [date for date in dates if low <= date.start and date.end <= place + 1]
    before = [date for date in dates if date.end <= place + 1]
    behind = [date for date in dates if place <= date.start < high]
    return (own or before or behind)[-1] if own or before or behind else handed_over(sentence, high)


def handed_over(sentence: Sentence, place: int) -> When | None:
    """The day on which a gift came or was handed over, told in a later part: 捐款50萬美元，4月20日由大使遞交."""
    for date in free_dates(sentence):
        if date.start < place or not date.days:
            continue
        low, high = chunk(sentence, date.start)
        if _HANDED.match(sentence.between(date.end, high)) or _CEREMONY.search(sentence.between(low, date.start)):
            return date
    return None


def _gift(
    sentence: Sentence,
    reading: Reading,
    place: int,
    high: int,
    names: list[Token],
    when: When | None,
    money: re.Match[str] | None,
) -> Candidate:
    led = [
        t for t in names if t.start > place or sentence.between(t.start - 1, t.start) in ("向", "對", "給", "予", "為", "助")
    ]
    got = _GOT.search(sentence.between(place - 14, place)) is not None
    hither = _TO_US.match(sentence.text, place - sentence.start) is not None
    theirs = "grantee" if (led or got) and not hither else "funder"
    ours = "funder" if theirs == "grantee" else "grantee"
    title = next((reading.folded.plain[sentence.start + a : sentence.start + b] for a, b in quoted(sentence.text)), "")
    others = names if _is_row_led(sentence, names) else (led or names)[-1:]
    parties = (home_party(reading, sentence.tokens, ours), *(mention(reading, t, theirs) for t in others))
    value = amount(money["n"]) if money is not None else None
    return told(
        reading, sentence, "grant", place, high, when=when, title=title or reading.folded.plain[place:high].strip("，。 ")[:40],
        parties=parties, value=value, unit=money["u"] if money is not None and value is not None else "",
    )  # fmt: skip
