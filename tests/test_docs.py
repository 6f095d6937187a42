"""The documents say what the program does: commands, counts and tables in them are held against it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from conftest import ROOT
from kg.cli import main, parser
from kg.commands import MODULES
from kg.named import named_queries
from kg.tables import ACTOR_COLUMNS
from kg.vocabulary import STATEMENT_TYPES, STATUSES

README = (ROOT / "README.md").read_text("utf-8")
DATA_GUIDE = (ROOT / "docs" / "data.md").read_text("utf-8")


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.load(ROOT)


def test_the_readme_counts_are_those_of_the_data(graph: kg.Graph) -> None:
    text = " ".join(README.split())
    events, figures = len(graph.resolved.events), len(graph.resolved.observations)
    counts = (
        f"{len(graph.data.statements):,} statements from five reports",
        f"{events:,} events and {figures:,} figures and claims of {len(graph.data.actors):,} actors",
    )
    assert [c for c in counts if c not in text] == []


def test_the_readme_table_is_what_the_build_prints(graph: kg.Graph) -> None:
    printed = [(y, n, t, c) for y, n, t, c in graph.growth().itertuples(index=False)]
    shown = re.findall(r"^(\d{4})  (\d+) +(\d+) +([A-Z ]+)$", README, re.MULTILINE)
    assert [(int(y), int(n), int(t), c.strip()) for y, n, t, c in shown] == printed


def test_the_readme_names_every_command() -> None:
    documented = set(re.findall(r"`kg ([a-z]+)", README))
    assert set(MODULES) | {"growth"} <= documented


def test_every_kg_command_in_the_documents_parses() -> None:
    lines = [line for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")] for line in _commands(path)]
    assert len(lines) >= 3
    import shlex

    for line in lines:
        parser().parse_args(shlex.split(line, comments=True)[1:])


def _commands(path: Path) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("kg ")]


def test_the_number_of_named_queries_is_told_right() -> None:
    words = {14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty"}
    assert f"{words[len(named_queries())]} named queries" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_guide_to_the_data_names_types_and_columns() -> None:
    assert [name for name in (*STATEMENT_TYPES, *STATUSES) if name not in DATA_GUIDE] == []
    assert [
        name for name in ACTOR_COLUMNS if name not in DATA_GUIDE and not name.startswith(("name_", "note", "exact", "kind"))
    ] == []


def test_help_shows_a_first_step_for_each_of_the_main_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    assert [name for name in ("build", "growth", "query", "show") if f"kg {name}" not in text] == []


def test_links_in_the_documents_lead_somewhere() -> None:
    broken = []
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8")):
            if not (path.parent / target).exists():
                broken.append((path.name, target))
    assert broken == []
