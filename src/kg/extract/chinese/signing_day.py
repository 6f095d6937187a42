"""Whether a day named before a verb of signing is that of something else: of saying so, of an effect, or of what praises the signing."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.chinese.clauses import Sentence
from kg.extract.chinese.nearest import SAID
from kg.extract.chinese.telling import chunk
from kg.extract.chinese.when import When

_ANNOUNCED = re.compile("宣布|宣佈|發布|公布|公告")
_PAST = re.compile("曾|早已|日前|近日|近期|先前|此前|過去|上個?[週周月]|去年|前年")
_SPOKEN = re.compile("(?:致詞|致辭|演說|演講|專訪|受訪|時)(?:後|時)?(?:也|並|則)?(?:說|表示|指出|強調|提到|提及|透露|坦言)$")
_EFFECT = re.compile("起?[^，。；]{0,3}(?:生效|實施|施行|上路|開始適用)")
_UNTIL_NOW = re.compile("迄今|至今|目前已|截至|至此")  # behind a date of something else: 97年派員，迄今已與…簽署
_ONE_BY_ONE = re.compile("陸續|先後|分別|已與|逐步")  # 自100年起陸續與…簽署
_IS_YEAR = re.compile("[是為]|適逢|正逢|欣逢|正值|恰逢")  # 今年是簽署協定10週年
_PRAISE = re.compile("肯定|感謝|感佩|樂見|歡迎|恭賀|祝賀|欣見|讚許|讚揚|稱許|回顧|提到|提及|重申")
_TOWARDS = re.compile("對(?:於)?.{4,60}(?:表示|感到|給予|予以|表達)")


def is_of_other(sentence: Sentence, date: When, place: int) -> bool:
    """Whether a date before the signing at ``place`` is not the signing's."""
    if _EFFECT.match(sentence.between(date.end, date.end + 12)) is not None:
        return True
    if date.since and (date.days[0].precision == 1 or _ONE_BY_ONE.search(sentence.between(date.end, place)) is not None):
        return True
    if _IS_YEAR.match(sentence.between(date.end, date.end + 4)) is not None and "年" in sentence.between(place, sentence.end):
        return "週年" in sentence.text or "周年" in sentence.text
    if chunk(sentence, date.start)[1] >= place:
        return False
    if "以來" in sentence.between(place, chunk(sentence, place)[1]):
        return True  # of what came about since the signing: 簽署…以來規模最大的一次
    if _UNTIL_NOW.search(sentence.between(date.end, place)) is not None:
        return True
    return _is_of_report(sentence, date, place) or _is_praised(sentence, place)


def _is_of_report(sentence: Sentence, date: When, place: int) -> bool:
    """Whether somebody only spoke of it on that day: 19日表示，日前已簽署; 19日致詞時說，雙方簽署….

    What is announced (19日宣布，已簽署) or told as finished in some way (今日表示，已以視訊方式完成簽署) is taken to be of that day.
    """
    _, high = chunk(sentence, date.start)
    said, until = sentence.between(date.end, high), sentence.between(high, place)
    if _SPOKEN.search(said) is not None:
        return True
    if SAID.match(said) is None:
        return False
    if _PAST.search(until) is not None:
        return True
    return _ANNOUNCED.search(said) is None and "已" in until and "完成" not in sentence.between(place - 2, place + 4)


def _is_praised(sentence: Sentence, place: int) -> bool:
    """Whether the part of the signing is what somebody welcomes or recalls: 接見議長，肯定兩國簽署協定."""
    low, high = chunk(sentence, place)
    return _PRAISE.search(sentence.between(low, place)) is not None or _TOWARDS.match(sentence.between(low, high)) is not None
