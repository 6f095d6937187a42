"""A small invented project that the tests build, break and query."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

TEXTS = {
    "rep1": "本署於104年5月6日與帛琉簽署合作備忘錄。\n日本代表山田一郎於104年3月2日拜會本署，計\n3人。\n本署104年補助關懷協會辦理講座。",
    "rep2": "本署與帛琉於104年簽訂協定。本署於105年7月1日舉辦「2016年移民工作坊」，共80人。\n"
    "105年工作坊約90人參加。美國105年評我國為第1級。105年查獲案件12件。",
}
NEW = """內政部移民署106年度工作報告
一、本署於104年5月6日與帛琉簽署合作備忘錄，並於106年3月17日與貝里斯簽署移民事務合作備忘錄。
二、日本眾議員田中次郎於106年6月8日拜會本署。
三、106年查獲案件15件。
四、105年查獲案件13件。
五、本署於106年9月2日舉辦「國境安全研討會」，共120人參加。
六、本署於105年7月1日舉辦「移民事務工作坊」。
"""

ACTORS = [
    ("TWN", "country", "臺灣", "Taiwan", "TWN", "", "我國|中華民國", "", "http://www.wikidata.org/entity/Q865", ""),
    ("PLW", "country", "帛琉", "Palau", "PLW", "", "帛琉共和國", "", "", ""),
    ("JPN", "country", "日本", "Japan", "JPN", "", "日", "", "", ""),
    ("USA", "country", "美國", "United States", "USA", "", "美方", "", "", ""),
    (
        "nia", "agency", "內政部移民署", "National Immigration Agency", "TWN", "", "本署|入出國及移民署",
        "zh-Hant:內政部入出國及移民署=2007-01-02/2015-01-01|zh-Hant:內政部移民署=2015-01-02/..", "", "",
    ),
    ("care", "ngo", "關懷協會", "Care Association", "TWN", "", "", "", "", ""),
    ("yamada", "person", "山田一郎", "", "JPN", "", "", "", "", ""),
    ("public", "group", "一般民眾", "The public", "", "", "", "", "", ""),
]  # fmt: skip


def party(name: str, kind: str, actor: str, role: str = "", **more: str) -> dict[str, str]:
    """A party of a statement."""
    return {"name": name, "kind": kind, "actor": actor, **({"role": role} if role else {}), **more}


NIA = party("本署", "agency", "nia")


def statement(name: str, phrase: str, passage: str = "", **fields: Any) -> dict[str, Any]:
    """A line of facts about one of the texts; its passage is the sentence part given, or the phrase itself."""
    document, kind = name.split("-")[:2]
    text = TEXTS[document]
    start = text.index(passage or phrase)
    end = start + len(passage or phrase)
    evidence = [{"report": document, "start": start, "end": end, "exact": phrase}]
    return {"id": name, "document": document, "type": kind, **fields, "evidence": evidence}


def facts() -> list[dict[str, Any]]:
    """The statements of the small project."""
    palau = [{**NIA, "role": "signatory"}, party("帛琉", "country", "PLW", "signatory")]
    return [
        statement(
            "rep1-agreement-plw", "104年5月6日與帛琉簽署合作備忘錄", status="signed", date="2015-05-06",
            date_as_written="104年5月6日", parties=palau, title="合作備忘錄",
        ),
        statement(
            "rep1-visit-yamada", "日本代表山田一郎於104年3月2日拜會本署", direction="inbound", date="2015-03-02",
            parties=[
                party("山田一郎", "person", "yamada", "visitor", title="代表"), party("日本", "country", "JPN", "visitor"),
                {**NIA, "role": "visited"},
            ],
        ),
        statement(
            "rep1-grant-care", "104年補助關懷協會", date="2015", title="講座",
            parties=[{**NIA, "role": "funder"}, party("關懷協會", "ngo", "care", "grantee")],
        ),
        statement("rep2-agreement-plw", "104年簽訂協定", status="signed", date="2015", parties=palau, title="協定"),
        statement(
            "rep2-workshop-one", "105年7月1日舉辦「2016年移民工作坊」", date="2016-07-01", title="2016年移民工作坊", attendance=80,
            parties=[{**NIA, "role": "organizer"}, party("一般民眾", "group", "public", "attendee")],
        ),
        statement(
            "rep2-workshop-two", "105年工作坊約90人參加", date="2016", title="移民工作坊", attendance=90,
            parties=[{**NIA, "role": "organizer"}], same_as=["rep2-workshop-one"],
        ),
        statement(
            "rep2-rating-twn", "美國105年評我國為第1級", date="2016", value=1, unit="級", title="報告",
            parties=[party("美國", "country", "USA", "rater"), party("我國", "country", "TWN", "subject")],
        ),
        statement("rep2-figure-cases", "查獲案件12件", title="查獲案件", value=12, unit="件", period="2016"),
    ]  # fmt: skip


def write_facts(project: Path, rows: list[dict[str, Any]]) -> None:
    """Write statements into the files of their reports."""
    for document in TEXTS:
        lines = [json.dumps(r, ensure_ascii=False) for r in rows if r["document"] == document]
        (project / "data" / "facts" / f"{document}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def csv_lines(header: str, rows: list[tuple[object, ...]]) -> str:
    """A CSV file of cells that need no quotes."""
    return "\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A whole small project in a folder of its own."""
    root = tmp_path / "project"
    data = root / "data"
    (data / "facts").mkdir(parents=True)
    (data / "reference").mkdir()
    (data / "reports").mkdir()
    shutil.copytree(ROOT / "ontology", root / "ontology")
    reports = []
    for n, (name, text) in enumerate(TEXTS.items()):
        raw = text.encode("utf-8")
        (data / "reports" / f"{name}.txt").write_bytes(raw)
        digest = hashlib.sha256(raw).hexdigest()
        reports.append((name, 2015 + n, f"報告{n}", f"Report {n}", "nia", "report", f"{name}.txt", digest, len(text)))
    (data / "reports.csv").write_text(
        csv_lines("id,year,title_zh,title_en,publisher,kind,file,sha256,characters", reports), encoding="utf-8"
    )
    actors = csv_lines("id,kind,name_zh,name_en,iso3,parent,aliases,namings,exact_match,note", ACTORS)
    (data / "actors.csv").write_text(actors, encoding="utf-8")
    (data / "merges.csv").write_text("left,right,verdict,by,reason,decided\n", encoding="utf-8")
    (data / "reference" / "diplomatic_relations.csv").write_text(
        csv_lines("iso3,since,until,source", [("PLW", "1999-12-29", "", "public record")]), encoding="utf-8"
    )
    (data / "reference" / "regions.csv").write_text(
        csv_lines("iso3,region,subregion", [("PLW", "Oceania", "Micronesia"), ("JPN", "Asia", "Eastern Asia")]),
        encoding="utf-8",
    )
    write_facts(root, facts())
    return root


@pytest.fixture
def change(project: Path) -> Callable[..., Path]:
    """Change the statement of the small project that has this id; a field set to None is taken out."""

    def apply(name: str, **fields: Any) -> Path:
        rows = [{**r, **fields} if r["id"] == name else r for r in facts()]
        write_facts(project, [{k: v for k, v in r.items() if v is not None} for r in rows])
        return project

    return apply


@pytest.fixture(autouse=True, scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder of the tests' own: what they leave there is not the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def desk(project: Path) -> Path:
    """The small project with the shipped lexicon, and a report that it does not know yet beside it."""
    shutil.copytree(ROOT / "data" / "lexicon", project / "data" / "lexicon")
    (project / "new.txt").write_text(NEW, "utf-8")
    return project


@pytest.fixture
def added(desk: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The project with that report under review as ``new``."""
    from kg.cli import main

    assert main(["--project", str(desk), "add", str(desk / "new.txt")]) == 0
    capsys.readouterr()
    return desk


def pytest_configure() -> None:
    """Let an interrupt mean what it means at a terminal: a job in the background is started with it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
