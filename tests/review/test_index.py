"""The index: neighbours of new statements resolve as everything does, and a change of the data is seen."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT, facts, write_facts
from kg.dates import parse_edtf
from kg.errors import DataError, KgError
from kg.model import Evidence, Merge, Party, Statement
from kg.resolve import resolve
from kg.review.gain import Gain, gain_of
from kg.review.index import Index, partners_of
from kg.tables import read_data, read_merges, read_statements

SHIPPED = read_data(ROOT / "data")


def compared(gain: Gain) -> tuple[object, ...]:
    """What a gain says, whatever the order."""
    events, told = ({frozenset(e.statements): e.date for e in found} for found in (gain.events, gain.told))
    conflicts = {(c.field, frozenset((v, frozenset(ids)) for v, ids in c.values)) for c in gain.conflicts}
    return events, told, conflicts, {frozenset((d.left, d.right)) for d in gain.doubts}, gain.partners, gain.observations


@pytest.mark.parametrize("report", [r.id for r in SHIPPED.reports])
def test_the_neighbours_of_a_report_tell_its_gain(report: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    (data / "facts" / f"{report}.jsonl").unlink()
    new = [s for s in SHIPPED.statements if s.document == report]
    old = [s for s in SHIPPED.statements if s.document != report]
    with opened(tmp_path) as index:
        near = index.around(new, index)
        assert 0 < len(near) < len(old) / 5
        assert compared(gain_of(near, new, index)) == compared(gain_of(old, new, index))


@contextmanager
def opened(project: Path) -> Iterator[Index]:
    """The index of a small project, closed at the end."""
    index = Index(project / "data", project / "index.sqlite")
    try:
        yield index
    finally:
        index.close()


def agreement(number: int, date: str, country: str, same_as: tuple[str, ...] = ()) -> Statement:
    evidence = (Evidence("rep1" if number % 2 else "rep2", number, number + 1, "簽署"),)
    parties = (Party("本署", "agency", "nia"), Party("對方", "country", country))
    return Statement(
        f"s{number}",
        evidence[0].report,
        "agreement",
        evidence,
        "signed",
        date=parse_edtf(date),
        parties=parties,
        same_as=same_as,
    )


DATES = ("2015", "2015-03", "2015-03-04", "2015-03-01/2015-04-10", "2015-04-05", "2015-12-31/2016-01-02", "2016", "2016-01-01")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(("PLW", "JPN"))), min_size=4, max_size=12),
    pairs=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(("same", "different"))), max_size=3),
)
def test_the_neighbours_of_any_statements_tell_their_gain(
    told: list[tuple[str, str]], pairs: list[tuple[int, int, str]], project: Path
) -> None:
    statements = [agreement(n, *fields) for n, fields in enumerate(told)]
    new, old = statements[: len(told) // 3], statements[len(told) // 3 :]
    names = {s.id for s in old}
    merges = {
        frozenset((a, b)): Merge(f"s{a}", f"s{b}", verdict, "Lin", "told so", "2026-01-01")
        for a, b, verdict in pairs
        if a != b and {f"s{a}", f"s{b}"} <= names
    }
    lines = [json.dumps(_row(s), ensure_ascii=False) for s in old]
    for name in ("rep1", "rep2"):
        own = [line for line in lines if f'"document": "{name}"' in line]
        (project / "data" / "facts" / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in own), "utf-8")
    rows = [f"{m.left},{m.right},{m.verdict},{m.by},{m.reason},{m.decided}\n" for m in merges.values()]
    (project / "data" / "merges.csv").write_text("left,right,verdict,by,reason,decided\n" + "".join(rows), "utf-8")
    assert list(read_merges(project / "data")) == list(merges.values())
    with opened(project) as index:
        try:
            whole = compared(gain_of(sorted(old, key=index.order), new, index))
        except DataError:  # the rows contradict each other: nothing is gained either way
            return
        assert compared(gain_of(index.around(new, index), new, index)) == whole


def _row(statement: Statement) -> dict[str, object]:
    from kg.statements import as_row

    return as_row(statement)


def test_a_changed_file_is_read_again_and_a_lost_one_forgotten(project: Path) -> None:
    with opened(project) as index:
        assert index.holds("rep1-agreement-plw")
    write_facts(project, [r for r in facts() if r["id"] != "rep1-agreement-plw"])
    with opened(project) as index:
        assert not index.holds("rep1-agreement-plw")
        assert index.holds("rep2-agreement-plw")
    (project / "data" / "facts" / "rep2.jsonl").unlink()
    actors = project / "data" / "actors.csv"
    actors.write_text("".join(line for line in actors.read_text("utf-8").splitlines(True) if "yamada" not in line), "utf-8")
    write_facts(project, [r for r in facts() if r["id"] == "rep1-agreement-plw"])
    (project / "data" / "facts" / "rep2.jsonl").unlink()
    with opened(project) as index:
        assert index.holds("rep1-agreement-plw")
        assert not index.holds("rep2-agreement-plw")


def test_an_actor_of_another_country_moves_its_statements(project: Path) -> None:
    with opened(project) as index:
        assert index.partner_since("PLW") == 2015
    path = project / "data" / "actors.csv"
    path.write_text(path.read_text("utf-8").replace("PLW,country,帛琉,Palau,PLW", "PLW,country,帛琉,Palau,PAL"), "utf-8")
    with pytest.raises(DataError), opened(project):  # a country's id is its code
        pass
    text = path.read_text("utf-8").replace("PLW,country,帛琉,Palau,PAL", "PLW,agency,帛琉,Palau,JPN")
    path.write_text(text, "utf-8")
    with opened(project) as index:
        assert (index.partner_since("PLW"), index.partner_since("JPN")) == (None, 2015)


def test_a_fact_of_an_unknown_actor_is_named(project: Path) -> None:
    path = project / "data" / "actors.csv"
    path.write_text("".join(line for line in path.read_text("utf-8").splitlines(True) if "yamada" not in line), "utf-8")
    with pytest.raises(DataError, match=r"data/facts/rep1.jsonl: actor: 'yamada' is not in actors.csv"), opened(project):
        pass


def test_two_cannot_work_at_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.review.index._PATIENCE", 0.05)
    with opened(project), pytest.raises(KgError, match="another kg add or kg review is at work"), opened(project):
        pass


def test_partners_are_those_of_the_resolved_events() -> None:
    from kg.growth import partner_years

    actors = {a.id: a for a in SHIPPED.actors}
    assert partners_of(SHIPPED.statements, actors) == partner_years(resolve(SHIPPED).events, actors)


def test_statements_are_found_at_their_place_in_the_file(project: Path) -> None:
    with opened(project) as index:
        for path in sorted((project / "data" / "facts").glob("*.jsonl")):
            for statement in read_statements(path):
                assert index.statement(statement.id) == statement


def test_a_broken_cache_says_that_it_may_be_deleted(project: Path) -> None:
    (project / "index.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(KgError, match="only a cache"), opened(project):
        pass


def test_names_are_found_in_any_width_and_either_script_of_tai(project: Path) -> None:
    with opened(project) as index:
        assert [a.id for a in index.named("台灣")] == ["TWN"]
        assert [a.id for a in index.named("入出國及移民署")] == ["nia"]
        assert index.named("無此人") == []
