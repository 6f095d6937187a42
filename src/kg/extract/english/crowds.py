"""Sport, crime and tourism in English texts: people who come and go, meet and train, and whom no office sends."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import subject_start
from kg.extract.english.words import EnglishWords, Sentence

_LEAD = 3_000  # characters of a text by which its matter is told
_ENOUGH = 4  # words of sport that make a text one of sport
_SPORT = re.compile(
    r"\b(?:tournament|championships?|semi-?finals?|quarter-?finals?|playoffs?|football|soccer|baseball|basketball|volleyball|badminton|"
    r"tennis|golf|rugby|cricket|wushu|taekwondo|marathon|medals?|coach|innings?|goals?|pitcher|hitters?|striker|goalkeeper|match|"
    r"spectators|stadium|athletes?|players?|SEA Games|Asian Games|Olympics?|World Cup|runner-up|champions?|teammates?)\b"
)
CROWD = re.compile(
    r"\b(?:suspects?|rings?(?:['’]s)?|gangs?|syndicates?|fugitives?|smugglers?|traffickers?|offenders?|defendants?|convicts?|inmates?|"
    r"detainees|scammers|swindlers|thieves|overstayers|absconders|stowaways|tour groups?|tourists?|guide|holidaymakers|backpackers|"
    r"passengers|travell?ers|pilgrims|refugees|asylum[- ]seekers|honeymoon|on holiday|on vacation|rubber boats?|dinghy|dinghies)\b",
    re.IGNORECASE,
)
_COME_AND_GO = ("visit", "training", "posting")


def of_sport(text: str) -> bool:
    """Whether a text is a report on sport."""
    return len(set(map(str.lower, _SPORT.findall(text[:_LEAD])))) >= _ENOUGH


def of_crowd(candidate: Candidate, sentence: Sentence, words: EnglishWords) -> bool:
    """Whether those who are told to come or be taught are suspects, tourists or the like, and nobody in office is the subject."""
    if candidate.type not in _COME_AND_GO or CROWD.search(sentence.text) is None:
        return False
    verb = max(0, sentence.text.find(candidate.exact))
    subject = sentence.text[subject_start(sentence.text, verb) : verb]
    return words.pattern("official").search(subject.lower()) is None
