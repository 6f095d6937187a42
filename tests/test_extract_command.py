"""``kg extract``: statements out in the order of the files, and one sentence for each file that cannot be read."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main
from kg.extract.chinese import texts as chinese
from kg.extract.document import Document
from kg.extract.parts import parts
from kg.statements import StatementReader

ENGLISH = "Taiwan and Palau signed a memorandum of understanding on immigration affairs on May 6, 2015.\n"
CHINESE = "內政部移民署於104年5月6日與帛琉簽署移民事務合作備忘錄。\n"
SIMPLIFIED = "移民署于2015年5月6日与蒙古国签署移民事务合作备忘录，双方交换意见。\n"


def put(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_statement_holds_its_quote_and_position(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", put(tmp_path, "a.txt", CHINESE)]) == 0
    (row,) = rows(capsys.readouterr().out)
    assert (row["document"], row["type"], row["status"], row["date"]) == ("a.txt", "agreement", "signed", "2015-05-06")
    assert {p["iso3"] for p in row["parties"] if "iso3" in p} == {"TWN", "PLW"}
    (evidence,) = row["evidence"]
    assert row["quote"] == CHINESE[evidence["start"] : evidence["end"]].strip()
    assert evidence["exact"] in row["quote"]
    assert len(evidence["exact"]) <= 40


def test_rows_are_in_the_format_of_statements(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", put(tmp_path, "a.txt", ENGLISH), put(tmp_path, "b.txt", CHINESE)]) == 0
    problems: list[tuple[object, ...]] = []
    reader = StatementReader(None, None)
    for n, row in enumerate(rows(capsys.readouterr().out)):
        del row["quote"]
        reader.read(json.dumps(row), n, row["document"], lambda *told: problems.append(told))
    assert problems == []


def test_a_simplified_text_is_quoted_as_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", put(tmp_path, "a.txt", SIMPLIFIED)]) == 0
    found = rows(capsys.readouterr().out)
    agreement = next(r for r in found if r["type"] == "agreement")
    assert "签署" in agreement["quote"]
    assert agreement["evidence"][0]["exact"] in SIMPLIFIED
    assert {p["iso3"] for p in agreement["parties"] if "iso3" in p} >= {"MNG"}


def test_the_given_day_dates_what_needs_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(tmp_path, "a.txt", "Taiwan and Palau signed an agreement on Thursday.\n")
    assert main(["extract", path]) == 0
    assert "date" not in rows(capsys.readouterr().out)[0]
    for given in ("2015-05-08", "104年5月8日"):
        assert main(["extract", path, "--date", given]) == 0
        assert rows(capsys.readouterr().out)[0]["date"] == "2015-05-07"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_bad_files_are_named_and_the_others_go_on_in_order(
    tmp_path: Path, jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [put(tmp_path, f"{n}.txt", ENGLISH if n % 2 else CHINESE) for n in range(12)]
    (tmp_path / "4.txt").write_bytes("移民署".encode("big5"))
    (tmp_path / "7.txt").write_bytes(b"")
    assert main(["extract", *files, "--jobs", jobs]) == 1
    said = capsys.readouterr()
    assert [r["document"] for r in rows(said.out)] == [f"{n}.txt" for n in range(12) if n not in (4, 7)]
    errors = said.err.splitlines()
    assert len(errors) == 3
    assert errors[0].startswith(f"kg: {tmp_path / '4.txt'}: is not UTF-8")
    assert errors[1:] == [f"kg: {tmp_path / '7.txt'}: is empty", "kg: 2 of 12 file(s) could not be read"]


def broken_at(monkeypatch: pytest.MonkeyPatch, fault: Callable[[], object]) -> None:
    """Let the extractor meet a fault in texts on 斐濟."""
    whole = chinese.extract_chinese

    def extract(document: Document, lexicon: Any) -> Any:
        if "斐濟" in document.text:
            fault()
        return whole(document, lexicon)

    monkeypatch.setattr(chinese, "extract_chinese", extract)


def without_end(n: int = 0) -> int:
    return without_end(n + 1)


def no_memory() -> None:
    raise MemoryError


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (lambda: {}["no\nkey"], "a fault of the extractor, which is worth a report (KeyError: 'no\\nkey')"),
        (without_end, "a fault of the extractor, which is worth a report (RecursionError: maximum recursion depth exceeded"),
        (no_memory, "there is not enough memory to read it"),
    ],
)
def test_a_fault_met_in_one_file_is_told_and_the_others_go_on(
    tmp_path: Path,
    jobs: str,
    fault: Callable[[], object],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken_at(monkeypatch, fault)
    files = [put(tmp_path, f"{n}.txt", CHINESE.replace("帛琉", "斐濟") if n == 1 else CHINESE) for n in range(3)]
    assert main(["extract", *files, "--jobs", jobs]) == 1
    out, err = capsys.readouterr()
    assert [r["document"] for r in rows(out)] == ["0.txt", "2.txt"]
    first, last = err.splitlines()
    assert first.startswith(f"kg: {files[1]}: {said}")
    assert last == "kg: 1 of 3 file(s) could not be read"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_debug_shows_where_a_fault_lies(
    tmp_path: Path, jobs: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken_at(monkeypatch, lambda: {}["key"])
    files = [put(tmp_path, f"{n}.txt", CHINESE.replace("帛琉", "斐濟")) for n in range(2)]
    assert main(["--debug", "extract", *files, "--jobs", jobs]) == 1
    err = capsys.readouterr().err
    assert err.count("Traceback (most recent call last)") == 2
    assert "in extract\n" in err


def test_a_process_that_dies_costs_its_own_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken_at(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL))
    files = [put(tmp_path, f"{n}.txt", CHINESE.replace("帛琉", "斐濟") if n in (3, 9) else CHINESE) for n in range(14)]
    assert main(["extract", *files, "--jobs", "2"]) == 1
    out, err = capsys.readouterr()
    assert [r["document"] for r in rows(out)] == [f"{n}.txt" for n in range(14) if n not in (3, 9)]
    assert err.splitlines() == [
        *(f"kg: {files[n]}: the process that read it died, perhaps for want of memory" for n in (3, 9)),
        "kg: 2 of 14 file(s) could not be read",
    ]


def test_the_table_names_type_day_country_and_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", put(tmp_path, "a.txt", ENGLISH), "--format", "table"]) == 0
    line = capsys.readouterr().out.splitlines()[2]
    assert line.split()[:5] == ["agreement", "2015-05-06", "TWN", "PLW", f"0-{len(ENGLISH) - 1}"]
    assert line.endswith("…")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--date", "yesterday"], "--date yesterday: not a day"),
        (["--date", "2015"], "not a day"),
        (["--jobs", "0"], "--jobs 0"),
    ],
)
def test_wrong_options_are_refused(tmp_path: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", put(tmp_path, "a.txt", ENGLISH), *options]) == 2
    assert said in capsys.readouterr().err


def test_a_long_text_is_read_in_parts_that_make_the_whole() -> None:
    text = "".join(f"第{n}段的文字在此。\n{'' if n % 3 else chr(10)}" for n in range(200))
    cut = list(parts(Document("a", text), 300))
    assert "".join(part.text for _, part in cut) == text
    assert len(cut) > 5
    assert all(text.startswith(part.text, offset) and len(part.text) <= 300 for offset, part in cut)
    assert all(part.text.endswith("\n") for _, part in cut)
    assert list(parts(Document("a", text), 10**6)) == [(0, Document("a", text))]
    assert [len(p.text) for _, p in parts(Document("a", "甲" * 10), 4)] == [4, 4, 2]


def test_positions_and_ids_of_a_long_text_are_those_of_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kg.extract.rows.PART", 60)
    text = CHINESE * 5
    assert main(["extract", put(tmp_path, "a.txt", text)]) == 0
    found = rows(capsys.readouterr().out)
    assert len({r["id"] for r in found}) == len(found) >= 2
    for row in found:
        evidence = row["evidence"][0]
        assert row["quote"] == text[evidence["start"] : evidence["end"]].strip()
