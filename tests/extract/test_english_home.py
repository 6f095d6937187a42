"""From which country an English text tells."""

from __future__ import annotations

import pytest

from conftest import ROOT
from kg.extract.document import Document
from kg.extract.english.articles import _read
from kg.extract.english.home import viewpoint
from kg.extract.english.sentences import sentences
from kg.extract.lexicon import Lexicon, load_lexicon

_BODY = "The minister met officers of both services and toured the harbour.\n"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "data")


@pytest.mark.parametrize(
    "dateline",
    [
        "KUALA LUMPUR: ", "Bangkok (Thailand), 5 September 2019 - ", "(Taipei, 5 March 2018) ", "WASHINGTON, D.C. — March 5, 2018 — ",
        "KOROR, Palau (March 5, 2018) – ", "CASTRIES, St. Lucia, Monday March 5, 2018 – ", "Phnom Penh, March 5, 2018 AKP -- ",
        "HÀ NỘI (VNS) — ", "Apia, SAMOA - 5 March 2018 - ", "Tokyo, March 5 (Jiji Press)--", "Port of Spain, May 5 – ",
    ],
)  # fmt: skip
def test_dateline(dateline: str) -> None:
    assert [s.text for s in sentences(dateline + "The agency said so.")] == ["The agency said so."]


@pytest.mark.parametrize("text", ["Taiwan–Palau ties are close.", "He came on May 5: The day was hot."])
def test_no_dateline(text: str) -> None:
    assert [s.text for s in sentences(text)] == [text]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Island Times\nPublished March 5, 2019\nPatrol boat comes home\n" + _BODY, "PLW"),
        (
            "Minister visits Budapest\nBUDAPEST — Minister Đỗ Văn Hải met Nguyễn Thị Mỹ, Trần Đức and Lê Phước of the embassy.\n",
            "VNM",
        ),
        ("State Border Guard of Latvia, 14.02.2015\n\n" + _BODY, "LVA"),
        ("Cruise ship calls\n" + _BODY + "Tia Belau, 12 February 2019\n", "PLW"),
        ("SEOUL Coast guards of South Korea and China are to hold a drill, an official said.\n", "KOR"),
        ("REPUBLIC OF PALAU\nOffice of the President\nFee replaces tax\n" + _BODY, "PLW"),
        (
            "Readout of the Advisor's Trip to Mexico\nThe U.S. advisor met Mexican officials. Mexico and the United States agreed.\n",
            "USA",
        ),
        ("Fiji and Tonga sign customs pact\nFiji and Tonga signed it. Tonga's and Fiji's customs will share data.\n", "FJI"),
        ("Police hold talks\nThe delegation met the police of Malaysia.\n\n-- BERNAMA", "MYS"),
        ("Gifts arrive\nTaipei, Nov. 15, 2013 (Xinhua) -- Palau thanked Taiwan.\n", "TWN"),
    ],
)
def test_home(text: str, country: str, lexicon: Lexicon) -> None:
    plain = list(_read(Document("text.txt", text, None, "en"), lexicon.english))
    assert viewpoint(text, plain, lexicon.english).country == country
