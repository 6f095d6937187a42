"""Write data/lexicon/countries.csv: every country's names, after CLDR and the list of other forms below.

Needs Babel and pycountry (the extra ``reference``) and OpenCC. Run it again after editing FORMS: ``python docs/countries.py``.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pycountry
from babel import Locale
from opencc import OpenCC

TARGET = Path(__file__).parents[1] / "data" / "lexicon" / "countries.csv"
PLAIN = {"美國", "韓國", "泰國", "英國", "法國", "德國", "中國", "俄國", "義國"}
WORDS = {"也門", "馬里", "乍得", "多哥"}  # mainland names that other words hold
LEFT_OUT = {"ATA", "BVT", "HMD", "ATF", "UMI", "IOT", "SGS"}

# iso3: (other forms in Taiwan's usage, letters that stand for the country as in 臺越 and 越方)
FORMS: dict[str, tuple[str, str]] = {
    "TWN": ("臺灣|台灣|中華民國|中華民國政府|中華民國(臺灣)|中華民國臺灣|Republic of China (Taiwan)|Republic of China", ""),
    "CHN": ("中國大陸|中國|大陸地區|大陸|中華人民共和國|中共|陸方|兩岸|海峽兩岸|Mainland China|PRC", ""),
    "USA": ("美國|美方|美利堅合眾國|the United States|the U.S.|U.S.|US", "美"),
    "JPN": ("日本|日方|日本國", "日"),
    "KOR": ("韓國|南韓|大韓民國|Republic of Korea", "韓"),
    "PRK": ("北韓|朝鮮", ""),
    "VNM": ("越南|越南社會主義共和國|Viet Nam", "越"),
    "PHL": ("菲律賓|菲國|the Philippines", "菲"),
    "THA": ("泰國|泰王國", "泰"),
    "IDN": ("印尼|印度尼西亞", "印"),
    "IND": ("印度", "印"),
    "MYS": ("馬來西亞|大馬", "馬"),
    "SGP": ("新加坡|星國", "星"),
    "MMR": ("緬甸|Burma", "緬"),
    "KHM": ("柬埔寨|柬國", "柬"),
    "LAO": ("寮國|老撾", ""),
    "BRN": ("汶萊", ""),
    "MNG": ("蒙古|蒙古國", "蒙"),
    "AUS": ("澳洲|澳大利亞|澳方", "澳"),
    "NZL": ("紐西蘭|紐國", "紐"),
    "GBR": ("英國|英方|聯合王國|UK|U.K.|Britain", "英"),
    "FRA": ("法國|法方|法蘭西共和國", "法"),
    "DEU": ("德國|德方|德意志聯邦共和國", "德"),
    "ITA": ("義大利|義國", "義"),
    "ESP": ("西班牙", ""),
    "PRT": ("葡萄牙", ""),
    "NLD": ("荷蘭|the Netherlands", "荷"),
    "BEL": ("比利時|比利時王國|比國", "比"),
    "CHE": ("瑞士", ""),
    "SWE": ("瑞典", ""),
    "POL": ("波蘭", "波"),
    "CZE": ("捷克|捷克共和國|Czechia|Czech Republic", "捷"),
    "SVK": ("斯洛伐克", ""),
    "LTU": ("立陶宛|立國", ""),
    "RUS": ("俄羅斯|俄國|俄羅斯聯邦", "俄"),
    "UKR": ("烏克蘭", ""),
    "TUR": ("土耳其|Turkey", ""),
    "ISR": ("以色列|以國", "以"),
    "SAU": ("沙烏地阿拉伯|沙國", ""),
    "ARE": ("阿拉伯聯合大公國|阿聯|阿聯酋|UAE", ""),
    "ZAF": ("南非|南非共和國", "斐"),
    "CAN": ("加拿大|加國|加方", "加"),
    "MEX": ("墨西哥|墨國", "墨"),
    "BRA": ("巴西", ""),
    "ARG": ("阿根廷", ""),
    "CHL": ("智利", ""),
    "PER": ("秘魯|祕魯", ""),
    "COL": ("哥倫比亞", ""),
    "PRY": ("巴拉圭|巴拉圭共和國|巴國", "巴"),
    "PAN": ("巴拿馬|巴拿馬共和國|巴國", "巴"),
    "BLZ": ("貝里斯|貝國", "貝"),
    "GTM": ("瓜地馬拉|瓜地馬拉共和國|瓜國", "瓜"),
    "HND": ("宏都拉斯|宏都拉斯共和國|宏國", "宏"),
    "NIC": ("尼加拉瓜|尼國", ""),
    "SLV": ("薩爾瓦多|薩爾瓦多共和國|薩國", "薩"),
    "CRI": ("哥斯大黎加", ""),
    "DOM": ("多明尼加|多明尼加共和國", ""),
    "DMA": ("多米尼克", ""),
    "HTI": ("海地|海地共和國", ""),
    "KNA": ("聖克里斯多福及尼維斯|聖克里斯多福及尼維斯聯邦|聖克里斯多福|克國|Saint Kitts and Nevis|St. Kitts and Nevis", ""),
    "LCA": ("聖露西亞|露國|Saint Lucia|St. Lucia", ""),
    "VCT": ("聖文森及格瑞那丁|聖文森|聖文森國|文國|Saint Vincent and the Grenadines|St. Vincent and the Grenadines", ""),
    "MHL": ("馬紹爾群島|馬紹爾群島共和國|馬紹爾共和國|馬紹爾|the Marshall Islands", "馬"),
    "PLW": ("帛琉|帛琉共和國|帛國", "帛"),
    "NRU": ("諾魯|諾魯共和國|諾國", "諾"),
    "SLB": ("索羅門群島|索羅門|索國", ""),
    "TUV": ("吐瓦魯|吐國", "吐"),
    "KIR": ("吉里巴斯|吉國", ""),
    "FJI": ("斐濟", ""),
    "PNG": ("巴布亞紐幾內亞|巴紐", ""),
    "SWZ": ("史瓦帝尼|史瓦帝尼王國|史瓦濟蘭|史瓦濟蘭王國|史國|Swaziland", ""),
    "GMB": ("甘比亞|甘比亞共和國|甘國|The Gambia", ""),
    "BFA": ("布吉納法索|布國", ""),
    "STP": ("聖多美普林西比|聖多美", ""),
    "NGA": ("奈及利亞|奈國", "奈"),
    "SOM": ("索馬利亞", ""),
    "CIV": ("象牙海岸", ""),
    "VAT": ("教廷|梵蒂岡|the Holy See|Vatican", ""),
    "HKG": ("香港|香港特別行政區", ""),
    "MAC": ("澳門|澳門特別行政區", ""),
    "GEO": ("喬治亞|喬治亞共和國", ""),
    "COD": ("剛果民主共和國", ""),
    "COG": ("剛果", ""),
}


def rows() -> list[list[str]]:
    """One row a country: code, names, letters for pairs (臺越), brief forms that need the full name in the text, other forms."""
    zh, en = Locale.parse("zh_Hant").territories, Locale("en").territories
    hans, to_traditional = Locale.parse("zh_Hans").territories, OpenCC("s2tw")  # names as a Simplified text writes them
    out = []
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_3):
        code = country.alpha_3
        if code in LEFT_OUT:
            continue
        forms, short = FORMS.get(code, ("", ""))
        chinese, english = zh[country.alpha_2], en[country.alpha_2]
        chinese = {"HKG": "香港", "MAC": "澳門", "CHN": "中國大陸", "KOR": "韓國"}.get(code, chinese)
        other = [name for name in forms.split("|") if name and name not in (chinese, english)]
        brief = [name for name in other if len(name) == 2 and name[1] == "國" and name not in PLAIN]
        other = [name for name in other if name not in brief]
        official = getattr(country, "common_name", country.name)
        if official not in (english, *other):
            other.append(official)
        mainland = to_traditional.convert(hans[country.alpha_2])
        if mainland not in (chinese, *other, *WORDS):
            other.append(mainland)
        out.append([code, chinese, english, "|".join(short), "|".join(brief), "|".join(dict.fromkeys(other))])
    return out


if __name__ == "__main__":
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["iso3", "name_zh", "name_en", "short", "brief", "aliases"])
        writer.writerows(rows())
