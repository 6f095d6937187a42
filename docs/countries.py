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
    "CHN": (
        "中國大陸|中國|大陸地區|大陸|中華人民共和國|中共|陸方|兩岸|海峽兩岸|Mainland China|PRC|中華人民共和國政府|北京當局|中國政府|陸官方",
        "",
    ),
    "USA": ("美國|美方|美利堅合眾國|the United States|the U.S.|U.S.|US", "美"),
    "JPN": ("日本|日方|日本國", "日"),
    "KOR": ("韓國|南韓|大韓民國|Republic of Korea", "韓"),
    "PRK": ("北韓|朝鮮|朝鮮民主主義人民共和國", ""),
    "VNM": ("越南|越南社會主義共和國|Viet Nam|越國|越南政府", "越"),
    "PHL": ("菲律賓|菲國|the Philippines", "菲"),
    "THA": ("泰國|泰王國", "泰"),
    "IDN": ("印尼|印度尼西亞", "印"),
    "IND": ("印度", "印"),
    "MYS": ("馬來西亞|大馬|馬國", "馬"),
    "SGP": ("新加坡|星國", "星"),
    "MMR": ("緬甸|Burma", "緬"),
    "KHM": ("柬埔寨|柬國|高棉|柬埔寨王國", "柬"),
    "LAO": ("寮國|老撾|寮人民民主共和國", "寮"),
    "BRN": ("汶萊|汶國|汶萊和平之國|文萊", "汶"),
    "MNG": ("蒙古|蒙古國", "蒙"),
    "AUS": ("澳洲|澳大利亞|澳方", "澳"),
    "NZL": ("紐西蘭|紐國", "紐"),
    "GBR": ("英國|英方|聯合王國|UK|U.K.|Britain", "英"),
    "FRA": ("法國|法方|法蘭西共和國", "法"),
    "DEU": ("德國|德方|德意志聯邦共和國", "德"),
    "ITA": ("義大利|義國", "義"),
    "ESP": ("西班牙|西國|西班牙王國", ""),
    "PRT": ("葡萄牙|葡國", "葡"),
    "NLD": ("荷蘭|the Netherlands|荷國|荷蘭王國", "荷"),
    "BEL": ("比利時|比利時王國|比國", "比"),
    "CHE": ("瑞士|瑞國|瑞士聯邦", "瑞"),
    "SWE": ("瑞典|瑞典王國", "瑞"),
    "POL": ("波蘭|波國", "波"),
    "CZE": ("捷克|捷國|捷克共和國|Czechia|Czech Republic", "捷"),
    "SVK": ("斯洛伐克|斯國|斯洛伐克共和國", "斯"),
    "LTU": ("立陶宛|立國|立陶宛共和國", "立"),
    "RUS": ("俄羅斯|俄國|俄羅斯聯邦", "俄"),
    "UKR": ("烏克蘭|烏國", "烏"),
    "TUR": ("土耳其|Turkey|土國|土耳其共和國|Türkiye", "土"),
    "ISR": ("以色列|以國|以色列國", "以"),
    "SAU": ("沙烏地阿拉伯|沙國|沙烏地阿拉伯王國|沙特阿拉伯|沙特|沙地阿拉伯", "沙"),
    "ARE": ("阿拉伯聯合大公國|阿聯|阿聯酋|UAE", ""),
    "ZAF": ("南非|南非共和國", "斐"),
    "CAN": ("加拿大|加國|加方", "加"),
    "MEX": ("墨西哥|墨國", "墨"),
    "BRA": ("巴西|巴西聯邦共和國", ""),
    "ARG": ("阿根廷|阿國", "阿"),
    "CHL": ("智利|智國", "智"),
    "PER": ("秘魯|祕魯|秘國|祕國", "秘"),
    "COL": ("哥倫比亞|哥國", ""),
    "PRY": ("巴拉圭|巴拉圭共和國|巴國", "巴"),
    "PAN": ("巴拿馬|巴拿馬共和國|巴國", "巴"),
    "BLZ": ("貝里斯|貝國", "貝"),
    "GTM": ("瓜地馬拉|瓜地馬拉共和國|瓜國", "瓜"),
    "HND": ("宏都拉斯|宏都拉斯共和國|宏國", "宏"),
    "NIC": ("尼加拉瓜|尼國|尼加拉瓜共和國", "尼"),
    "SLV": ("薩爾瓦多|薩爾瓦多共和國|薩國", "薩"),
    "CRI": ("哥斯大黎加|哥斯達黎加", ""),
    "DOM": ("多明尼加|多明尼加共和國|多國|多米尼加", ""),
    "DMA": ("多米尼克", ""),
    "HTI": ("海地|海地共和國|海國", ""),
    "KNA": (
        "聖克里斯多福及尼維斯|聖克里斯多福及尼維斯聯邦|聖克里斯多福|克國|聖國|Saint Kitts and Nevis|St. Kitts and Nevis",
        "",
    ),
    "LCA": ("聖露西亞|露國|聖國|Saint Lucia|St. Lucia", ""),
    "VCT": (
        "聖文森及格瑞那丁|聖文森|聖文森國|文國|聖國|Saint Vincent and the Grenadines|St. Vincent and the Grenadines|聖文森暨格瑞那丁",
        "",
    ),
    "MHL": ("馬紹爾群島|馬紹爾群島共和國|馬紹爾共和國|馬紹爾|the Marshall Islands|馬國", "馬"),
    "PLW": ("帛琉|帛琉共和國|帛國", "帛"),
    "NRU": ("諾魯|諾魯共和國|諾國", "諾"),
    "SLB": ("索羅門群島|索羅門|索國|所羅門", "索"),
    "TUV": ("吐瓦魯|吐國", "吐"),
    "KIR": ("吉里巴斯|吉國|吉里巴斯共和國", "吉"),
    "FJI": ("斐濟|斐濟共和國|斐國", ""),
    "PNG": ("巴布亞紐幾內亞|巴紐|巴布亞新幾內亞|巴新", ""),
    "SWZ": ("史瓦帝尼|史瓦帝尼王國|史瓦濟蘭|史瓦濟蘭王國|史國|Swaziland", "史"),
    "GMB": ("甘比亞|甘比亞共和國|甘國|The Gambia", "甘"),
    "BFA": ("布吉納法索|布國", "布"),
    "STP": ("聖多美普林西比|聖多美|聖多美普林西比民主共和國|聖多美及普林西比", ""),
    "NGA": ("奈及利亞|奈國", "奈"),
    "SOM": ("索馬利亞|索馬里", ""),
    "CIV": ("象牙海岸", ""),
    "VAT": ("教廷|梵蒂岡|the Holy See|Vatican|教廷國|羅馬教廷|聖座", "教梵"),
    "HKG": ("香港|香港特別行政區|香港特區|港府", ""),
    "MAC": ("澳門|澳門特別行政區|澳門特區|澳府", ""),
    "GEO": ("喬治亞|喬治亞共和國", ""),
    "COD": ("剛果民主共和國", ""),
    "COG": ("剛果", ""),
    "DNK": ("丹麥王國", "丹"),
    "NOR": ("挪威王國", "挪"),
    "FIN": ("芬蘭共和國", "芬"),
    "ISL": ("冰島共和國", ""),
    "IRL": ("愛爾蘭共和國", ""),
    "AUT": ("奧國", "奧"),
    "HUN": ("匈國", "匈"),
    "SVN": ("斯洛維尼亞共和國", ""),
    "LVA": ("拉國", "拉"),
    "EST": ("", ""),
    "JOR": ("約旦王國", "約"),
    "OMN": ("阿曼王國", ""),
    "QAT": ("卡達國", ""),
    "MKD": ("馬其頓|馬其頓共和國|北馬其頓共和國|前南斯拉夫馬其頓共和國", ""),
    "MDA": ("摩爾多瓦|摩國", ""),
    "BIH": ("波士尼亞|波赫|波黑|波黑共和國", ""),
    "ALB": ("阿爾巴尼亞共和國", ""),
    "SRB": ("塞國", ""),
    "HRV": ("", ""),
    "BGR": ("保國", "保"),
    "ROU": ("羅國", ""),
    "GRC": ("希臘共和國", "希"),
    "LUX": ("盧國", "盧"),
    "ECU": ("厄瓜多共和國|厄國", ""),
    "BOL": ("玻利維亞共和國", ""),
    "URY": ("烏拉圭共和國", ""),
    "CUB": ("古國", ""),
    "JAM": ("牙買加國", ""),
    "GUY": ("蓋亞那共和國", ""),
    "ETH": ("衣索比亞聯邦|埃塞俄比亞", ""),
    "KEN": ("肯亞共和國|肯尼亞|肯國", "肯"),
    "UGA": ("烏干達共和國", ""),
    "TZA": ("坦尚尼亞聯合共和國|坦桑尼亞", ""),
    "MWI": ("馬拉威共和國|馬國", ""),
    "TCD": ("查德共和國", ""),
    "SEN": ("塞內加爾共和國", ""),
    "LBR": ("賴比瑞亞共和國", ""),
    "NPL": ("尼泊爾聯邦|尼國", "尼"),
    "LKA": ("斯里蘭卡共和國|錫蘭", ""),
    "BGD": ("孟加拉共和國|孟國", "孟"),
    "PAK": ("巴基斯坦伊斯蘭共和國", ""),
    "BTN": ("不丹王國", ""),
    "MDV": ("馬爾地夫共和國", ""),
    "KAZ": ("哈薩克共和國|哈國", "哈"),
    "UZB": ("烏茲別克共和國", ""),
    "KGZ": ("吉爾吉斯共和國", ""),
    "TJK": ("塔吉克共和國", ""),
    "TKM": ("土庫曼共和國", ""),
    "FSM": ("密克羅尼西亞|密克羅尼西亞聯邦|密國", "密"),
    "TON": ("東加王國|湯加", ""),
    "WSM": ("薩摩亞獨立國", ""),
    "VUT": ("萬那杜共和國|瓦努阿圖", ""),
    "TLS": ("東帝汶民主共和國", ""),
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
