"""The command line: exit codes, one sentence for what goes wrong, and the same words in the help as on the screen."""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

from conftest import facts, statement, write_facts
from kg import __version__
from kg.cli import main, parser
from kg.commands import MODULES
from kg.errors import DataError, KgError, QueryError, UsageError
from kg.named import named_queries

Run = Callable[..., tuple[int, str, str]]
AGREEMENTS = "SELECT ?a { ?a a kg:Agreement }"
STALE = "kg: the data changed since the last build; run kg build to see the change\n"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_BASE", "KG_HOME", "KG_REPORTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the small project: exit code, standard output, standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(["--project", str(project), *arguments])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


@pytest.fixture
def built(run: Run) -> Run:
    """The same, on a project that is built."""
    assert run("build", "--quiet") == (0, "", "")
    return run


def commands() -> dict[str, argparse.ArgumentParser]:
    found = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(found[0].choices)


def one_sentence(error: str) -> str:
    """What is printed where something goes wrong."""
    assert error.startswith("kg: ")
    assert error.endswith("\n")
    assert error.count("\n") == 1
    assert "Traceback" not in error
    return error.removeprefix("kg: ").removesuffix("\n")


def test_the_commands_are_these() -> None:
    assert [name for name in commands() if name != "growth"] == list(MODULES)
    assert {"build", "query", "growth", "show", "export", "validate", "verify", "completion"} <= set(commands())


@pytest.mark.parametrize("command", ["", *commands()])
def test_help_names_every_option_with_its_meaning(run: Run, command: str) -> None:
    code, out, err = run(*([command] if command else []), "--help")
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    for action in (commands()[command] if command else parser())._actions:
        if isinstance(action, argparse._SubParsersAction):
            meanings = [f"{name} {choice.help}" for name, choice in zip(action.choices, action._choices_actions, strict=True)]
        else:
            assert action.help, action
            meanings = [*(action.option_strings or action.choices or [str(action.metavar or action.dest)]), action.help]
        assert all(meaning in words for meaning in meanings)


def test_every_parameter_of_a_named_query_is_an_option_of_query() -> None:
    options = {name for action in commands()["query"]._actions for name in action.option_strings}
    for query in named_queries().values():
        assert {f"--{p.name.replace('_', '-')}" for p in query.params} <= options


def test_the_examples_in_the_help_run(built: Run) -> None:
    _, out, _ = built("--help")
    examples = [line.strip() for line in out.split("first steps:")[1].splitlines() if line.strip().startswith("kg ")]
    assert len(examples) >= 6
    for example in examples:
        command = example.split("  ")[0].removeprefix("kg ")
        arguments = re.findall(r"'[^']*'|\S+", command)
        code, _, err = built(*(a.strip("'") for a in arguments))
        assert (code, err) == (0, ""), example


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version") == (0, f"coopgraph {__version__}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("dance",), ("build", "--fast"), ("query", "growth", "--format", "xml"), ("export",), ("show",),
        ("completion", "fish"), ("export", "--format", "csv", "--table", "nodes"),
        *(("query", AGREEMENTS, "--timeout", text) for text in ("0", "-1", "nan", "inf", "1e9", "soon")),
    ],
)  # fmt: skip
def test_a_wrong_command_line_exits_2_with_the_usage(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: kg")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("error", "code", "printed"),
    [
        (KgError("it does not work"), 1, "kg: it does not work\n"),
        (QueryError("refused"), 1, "kg: refused\n"),
        (UsageError("no such thing"), 2, "kg: no such thing\n"),
        (DataError([]), 1, "\nkg: 0 problem(s) in the data, nothing was changed\n"),
        (PermissionError(13, "Permission denied", "/x/y"), 1, "kg: /x/y: Permission denied\n"),
        (OSError("disk"), 1, "kg: system: disk\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_an_error_is_a_sentence_and_an_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, printed: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("kg.build.build", fail)
    assert run("build") == (code, "", printed)


@pytest.mark.parametrize("error", [KgError("a"), DataError([]), OSError("c"), ZeroDivisionError("d")])
def test_debug_shows_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("kg.build.build", fail)
    with pytest.raises(type(error)):
        run("--debug", "build")


def test_debug_is_for_failures_alone(built: Run) -> None:
    assert built("--debug", "growth")[0] == 0
    with pytest.raises(UsageError):
        built("--debug", "show", "nobody")


def test_a_folder_that_is_no_project_exits_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--project", str(tmp_path), "build"]) == 2
    assert one_sentence(capsys.readouterr().err) == f"{tmp_path} is not a coopgraph project: it has no data/actors.csv"


def test_the_project_is_named_by_the_environment_too(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_HOME", str(project))
    assert main(["build", "--quiet"]) == 0
    assert (project / "build" / "index.html").is_file()
    assert capsys.readouterr() == ("", "")


def test_a_base_that_cannot_be_one_exits_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_BASE", "nonsense")
    code, _, err = run("export", "--format", "turtle")
    assert (code, one_sentence(err)[:22]) == (2, "KG_BASE is 'nonsense':")


def test_build_prints_the_growth_and_the_counts(run: Run, project: Path) -> None:
    code, out, err = run("build")
    assert (code, err) == (0, "")
    assert out.startswith("year  new  total  partners\n----  ---  -----  --------\n2015  1    1      PLW\n\n")
    assert re.search(
        r"^8 statements in: 5 events and 1 figures and claims out, 8 actors, 2 conflicts, 0 open merges, \d+ quads$",
        out,
        re.MULTILINE,
    )
    assert out.endswith(f"open {project / 'build' / 'index.html'} in a browser\n")


def test_a_build_of_bad_data_lists_every_problem(run: Run, project: Path) -> None:
    rows = facts()
    rows[0] |= {"date": "104-05-06", "status": "agreed"}
    write_facts(project, rows)
    code, out, err = run("build")
    assert (code, out) == (1, "")
    first, second, last = err.splitlines()
    assert {first.split(": ")[1], second.split(": ")[1]} == {"date", "status"}
    assert all(line.startswith("data/facts/rep1.jsonl:1: ") for line in (first, second))
    assert last == "kg: 2 problem(s) in the data, nothing was changed"
    assert not (project / "build").exists()


@pytest.mark.parametrize("arguments", [("growth",), ("query", "partners"), ("query", AGREEMENTS), ("query", "-")])
def test_a_query_without_a_build_says_to_build(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out, one_sentence(err)) == (1, "", "there is no build yet: run kg build")


def test_a_build_older_than_its_data_is_used_with_a_warning(built: Run, project: Path) -> None:
    fresh = built("growth")
    with (project / "data" / "merges.csv").open("a", encoding="utf-8") as file:
        file.write("rep1-agreement-plw,rep2-agreement-plw,same,a reader,the same paper,2026-01-05\n")
    assert built("growth") == (0, fresh[1], STALE)
    assert built("query", AGREEMENTS)[2] == STALE
    assert built("build", "--quiet") == (0, "", "")
    assert built("growth")[2] == ""


def test_growth_is_a_table_a_year_a_row(built: Run) -> None:
    table = "year  new  total  countries\n----  ---  -----  ---------\n2015  1    1      PLW\n"
    assert built("growth") == (0, table, "")
    assert built("query", "growth") == (0, table, "")
    assert built("growth", "--as-of", "2015-05-05")[1] == "year  new  total  countries\n----  ---  -----  ---------\n"
    assert built("growth", "--known-by", "2014")[1].count("\n") == 2
    assert built("growth", "--format", "csv") == (0, "year,new,total,countries\n2015,1,1,PLW\n", "")
    assert json.loads(built("growth", "--format", "json")[1])["results"]["bindings"][0]["countries"]["value"] == "PLW"
    assert built("growth", "--format", "markdown")[1].splitlines()[2] == "| 2015 | 1 | 1 | PLW |"


def test_the_list_names_every_query_in_both_languages(run: Run) -> None:
    code, out, err = run("query", "--list")
    assert (code, err) == (0, "")
    for query in named_queries().values():
        (line,) = [x for x in out.splitlines() if x.startswith(f"{query.name} ")]
        assert query.title_en in line
        assert query.title_zh in line
        assert all(f"--{p.name.replace('_', '-')}" in line for p in query.params)


@pytest.mark.parametrize("name", named_queries())
def test_every_named_query_runs_from_the_command_line(built: Run, name: str) -> None:
    samples = {"date": "2016", "year": "2016", "actor": "帛琉", "thing": "rep1-agreement-plw"}
    given = [x for p in named_queries()[name].params for x in (f"--{p.name.replace('_', '-')}", samples[p.kind])]
    code, out, err = built("query", name, *given)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) >= 2


@pytest.mark.parametrize("actor", ["nia", "內政部移民署", "本署", "national immigration agency", "內政部入出國及移民署"])
def test_an_actor_may_be_named_in_any_way(built: Run, actor: str) -> None:
    code, out, _ = built("query", "profile", "--actor", actor)
    assert (code, len(out.splitlines())) == (0, 6)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("query",), "a query is needed: a name (see --list), a file, SPARQL text, or -"),
        (("query", "partnerz"), "no query is called 'partnerz'; nearest: partners, tiers, profile"),
        (("query", "profile", "--actor", "Pallau"), "no actor is called 'Pallau'; nearest: palau"),
        (("query", "profile"), "the query profile needs --actor: the actor's id or name"),
        (("query", "tiers", "--actor", "PLW"), "the query tiers does not take --actor; its parameters: none"),
        (("query", "growth", "--as-of", "104-05"), "'104-05' is a ROC year left unconverted: 104 is 2015"),
        (("growth", "--known-by", "later"), "--known-by later: not a year"),
        (("query", "evidence", "--id", "\udcff"), "--id '\\udcff': not UTF-8 text"),
        (("query", AGREEMENTS, "--format", "turtle"), "a SELECT query gives rows: --format turtle does not hold them; "),
        (("query", "DESCRIBE actor:PLW", "--format", "csv"), "a CONSTRUCT query gives triples: --format csv does not hold them"),
        (("query", AGREEMENTS, "--as-of", "2015"), "parameters belong to named queries: between, "),
        (("show", "Pallau"), "no actor, event or statement is called 'Pallau'; nearest: palau"),
        (("show", "rep1-agrement-plw"), "no actor, event or statement is called 'rep1-agrement-plw'; nearest: rep1-agreement-plw"),
        (("export", "--format", "xlsx"), "no format is called 'xlsx'; formats: turtle, "),
        (("verify", "--reports", "/nowhere"), "/nowhere is not a folder"),
    ],
)  # fmt: skip
def test_bad_usage_is_one_sentence_and_exits_2(built: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = built(*arguments)
    assert (code, out) == (2, "")
    assert one_sentence(err).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "the query is refused: SERVICE would ask another server"),
        ("SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }", "the query is refused: FROM <file:///etc/passwd> is not a graph"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "the query is refused: it would change the graph"),
        ("SELECT * {\n ?a ?b }", "the query is malformed at line 2, column 2: '?a ?b }'"),
        ("SELECT * { ?a foo:b ?c }", "the query is malformed: Unknown namespace prefix : foo"),
    ],
)
def test_a_query_that_is_refused_exits_1(built: Run, text: str, message: str) -> None:
    code, out, err = built("query", text)
    assert (code, out) == (1, "")
    assert one_sentence(err).startswith(message)


def test_a_query_that_takes_too_long_exits_1(built: Run) -> None:
    forever = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    code, out, err = built("query", forever, "--timeout", "0.3")
    assert (code, out, one_sentence(err)) == (1, "", "the query was stopped after 0.3 seconds")


def test_a_query_comes_as_text_from_a_file_or_from_standard_input(
    built: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = "a\n------------------------\nevent:rep1-agreement-plw\n"
    (tmp_path / "mine.rq").write_text(f"# 台\n{AGREEMENTS}\n", encoding="utf-8")
    assert built("query", AGREEMENTS) == (0, table, "")
    assert built("query", str(tmp_path / "mine.rq")) == (0, table, "")
    (tmp_path / "marked.rq").write_text(AGREEMENTS, encoding="utf-8-sig")
    assert built("query", str(tmp_path / "marked.rq")) == (0, table, "")
    monkeypatch.setattr("sys.stdin", io.StringIO(AGREEMENTS))
    assert built("query", "-") == (0, table, "")


def test_a_file_of_a_shipped_query_runs_as_text(built: Run, tmp_path: Path) -> None:
    (tmp_path / "renames.rq").write_text(named_queries()["renames"].text, encoding="utf-8")
    assert built("query", str(tmp_path / "renames.rq")) == built("query", "renames")


def test_a_describe_needs_no_braces_to_be_text(built: Run) -> None:
    code, out, err = built("query", "DESCRIBE actor:PLW", "--format", "turtle")
    assert (code, err) == (0, "")
    assert len(rdflib.Graph().parse(data=out, format="turtle")) == 6


def test_an_ask_is_answered_in_a_word(built: Run) -> None:
    assert built("query", "ASK { ?a a kg:Agreement }") == (0, "true\n", "")


def test_a_file_that_is_not_text_exits_2(built: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_bytes(b"SELECT \xff")
    code, _, err = built("query", str(tmp_path / "mine.rq"))
    assert (code, one_sentence(err)) == (2, f"{tmp_path / 'mine.rq'} is not UTF-8 text")


@pytest.mark.parametrize("text", ["x" * 300, "x" * 5000, "/"])
def test_what_is_neither_name_nor_file_nor_text_exits_2(built: Run, text: str) -> None:
    code, _, err = built("query", text)
    assert code == 2
    assert one_sentence(err).startswith(f"no query is called '{text}'")


@pytest.mark.parametrize("name", ["PLW", "帛琉", "Palau", "帛琉共和國", "ＰＡＬＡＵ"])
def test_show_tells_an_actor_by_code_name_or_alias(run: Run, name: str) -> None:
    assert run("show", name) == (
        0,
        "帛琉  Palau\n"
        "  country PLW, PLW\n"
        "  also written 帛琉共和國\n"
        "  1 events, its own and those of its bodies:\n"
        "    2015-05-06 (104年5月6日)  agreement  合作備忘錄  [rep1-agreement-plw]\n",
        "",
    )


def test_show_tells_an_agency_with_its_names_by_period(run: Run) -> None:
    code, out, _ = run("show", "入出國及移民署")
    assert code == 0
    assert "  called 內政部入出國及移民署 from 2007-01-02 to 2015-01-01\n" in out
    assert "  called 內政部移民署 from 2015-01-02 to …\n" in out


def test_show_counts_the_events_of_a_country_and_its_bodies(run: Run, project: Path) -> None:
    with (project / "data" / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("one,agency,移民署一組,,TWN,nia,,,,\n")
    assert "  5 events, its own and those of its bodies:\n" in run("show", "TWN")[1]
    assert "  part of 內政部移民署 (nia)\n" in run("show", "one")[1]


@pytest.mark.parametrize("name", ["rep2-workshop-one", "rep2-workshop-two"])
def test_show_tells_an_event_by_any_of_its_statements_with_every_phrase(run: Run, name: str) -> None:
    assert run("show", name) == (
        0,
        "workshop  2016-07-01 (105年7月1日)  [rep2-workshop-one]\n"
        "  title: 2016年移民工作坊\n"
        "  title: 移民工作坊\n"
        "  attendance: 80\n"
        "  attendance: 90\n"
        "  organizer: 內政部移民署 (nia), written 本署\n"
        "  attendee: 一般民眾 (public), written 一般民眾\n"
        "  stated by:\n"
        "    rep2 18-40 2016-07-01  「105年7月1日舉辦「2016年移民工作坊」」  [rep2-workshop-one]\n"
        "    rep2 47-60 2016  「105年工作坊約90人參加」  [rep2-workshop-two]\n"
        "  conflict about attendance: 80 (rep2-workshop-one); 90 (rep2-workshop-two)\n",
        "",
    )


def test_show_tells_a_figure(run: Run) -> None:
    assert run("show", "rep2-figure-cases") == (
        0,
        "figure  2016 (105年)  [rep2-figure-cases]\n"
        "  查獲案件: 12 件\n"
        "  stated by:\n"
        "    rep2 79-86  「查獲案件12件」  [rep2-figure-cases]\n",
        "",
    )


def test_show_prints_no_control_character(run: Run, change: Callable[..., Path]) -> None:
    change("rep1-grant-care", title="a\x1b[2Jb\nc\x07", note="d\re")
    _, out, _ = run("show", "rep1-grant-care")
    assert "  title: a [2Jb c \n" in out
    assert "      note: d e\n" in out
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", out)


def test_show_needs_no_build(run: Run, project: Path) -> None:
    assert run("show", "PLW")[0] == 0
    assert not (project / "build").exists()


def test_export_writes_a_file_and_says_how_large(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    code, out, err = run("export", "--format", "turtle", "--out", str(target))
    assert (code, out, err) == (0, "", f"{target}: {target.stat().st_size} bytes\n")
    assert len(rdflib.Graph().parse(target)) > 100


def test_export_writes_the_same_bytes_to_standard_output(
    project: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for form, table in (("csv", "edges"), ("parquet", "events"), ("nquads", "events")):
        options = ["--project", str(project), "export", "--format", form, "--table", table]
        assert main([*options, "--out", str(tmp_path / "x")]) == 0
        capsysbinary.readouterr()
        assert main(options) == 0
        assert capsysbinary.readouterr().out == (tmp_path / "x").read_bytes()


@pytest.mark.parametrize(("name", "reason"), [("missing/x.ttl", "No such file or directory"), ("", "Is a directory")])
def test_export_to_where_nothing_can_be_written_exits_1(run: Run, tmp_path: Path, name: str, reason: str) -> None:
    code, _, err = run("export", "--format", "turtle", "--out", str(tmp_path / name))
    assert (code, one_sentence(err)) == (1, f"{tmp_path / name}: {reason}")


def test_validate_says_how_much_holds(run: Run) -> None:
    pytest.importorskip("pyshacl")
    code, out, err = run("validate")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"\d+ quads hold to every shape\n", out)


def test_validate_lists_what_does_not_hold_and_exits_1(run: Run, change: Callable[..., Path]) -> None:
    pytest.importorskip("pyshacl")
    change("rep1-visit-yamada", parties=[facts()[1]["parties"][0]])
    code, out, err = run("validate")
    assert (code, one_sentence(err)) == (1, "1 violation(s) of the shapes")
    head, _, row = out.splitlines()
    assert head.split() == ["node", "path", "message"]
    assert "event/rep1-visit-yamada" in row
    assert row.endswith("A visit has someone visited.")


def test_verify_finds_every_phrase(run: Run) -> None:
    assert run("verify") == (0, "8 phrases found at their place, 0 missing\n", "")


def test_verify_looks_where_it_is_told(run: Run, project: Path, tmp_path: Path) -> None:
    (project / "data" / "reports").rename(tmp_path / "texts")
    assert run("verify", "--reports", str(tmp_path / "texts")) == (0, "8 phrases found at their place, 0 missing\n", "")


def test_verify_without_texts_exits_1(run: Run, project: Path) -> None:
    shutil.rmtree(project / "data" / "reports")
    code, out, err = run("verify")
    assert (code, out) == (1, "0 phrases found at their place, 0 missing\n")
    assert err == (
        "no text at hand for rep1, rep2: give --reports DIR\n"
        "kg: no report text is at hand: give --reports DIR, or put the texts into data/reports\n"
    )


def test_verify_with_one_text_checks_that_one(run: Run, project: Path) -> None:
    (project / "data" / "reports" / "rep1.txt").unlink()
    assert run("verify") == (
        0, "5 phrases found at their place, 0 missing\n", "no text at hand for rep1: give --reports DIR\n",
    )  # fmt: skip


def test_verify_names_a_phrase_that_does_not_stand_there(run: Run, project: Path) -> None:
    row = statement("rep1-grant-care", "104年補助關懷協會")
    moved = [{**row["evidence"][0], "start": 0, "end": 10}]
    write_facts(project, [{**r, "evidence": moved} if r["id"] == row["id"] else r for r in facts()])
    code, out, err = run("verify")
    assert (code, one_sentence(err)) == (1, "1 phrase(s) do not stand where the facts say")
    assert out == (
        "7 phrases found at their place, 1 missing\n"
        "rep1-grant-care: rep1 0-10 '104年補助關懷協會': the passage does not hold the phrase\n"
    )


def test_verify_trusts_no_text_but_the_recorded_one(run: Run, project: Path) -> None:
    text = project / "data" / "reports" / "rep2.txt"
    text.write_text(text.read_text("utf-8") + "。", encoding="utf-8")
    code, out, _ = run("verify")
    assert code == 1
    assert out.startswith("3 phrases found at their place, 5 missing\n")
    assert out.count("the text at hand is not the one recorded in reports.csv\n") == 5


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_is_a_script_that_knows_the_commands(run: Run, shell: str) -> None:
    code, out, err = run("completion", shell)
    assert (code, err) == (0, "")
    assert all(name in out for name in commands())


def test_the_script_for_bash_is_sound_and_completes(run: Run) -> None:
    _, out, _ = run("completion", "bash")
    script = f"{out}\nCOMP_WORDS=(kg gr) COMP_CWORD=1; _shtab_kg; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["growth"]


def start(project: Path, *arguments: str, **more: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg.cli", "--project", str(project), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


@pytest.mark.parametrize("arguments", [("export", "--format", "nquads"), ("query", "--list"), ("show", "nia")])
def test_a_reader_that_stops_reading_is_no_error_to_report(project: Path, arguments: tuple[str, ...]) -> None:
    process = start(project, *arguments)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait() == 1


def test_an_interrupted_query_ends_quietly_and_at_once(built: Run, project: Path) -> None:
    process = start(project, "query", "-", "--timeout", "60", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    process.stdin.close()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
    assert process.stdout is not None
    assert process.stderr is not None
    assert (process.stdout.read(), process.stderr.read()) == (b"", b"")


@pytest.mark.parametrize(
    "arguments", [["growth"], ["query", "profile", "--actor", "nia"], ["query", "--list"], ["show", "nia"]]
)
def test_a_small_command_imports_nothing_heavy(built: Run, project: Path, arguments: list[str]) -> None:
    heavy = {"pandas", "networkx", "rdflib", "pyvis", "numpy", "pyarrow", "pyshacl", "tqdm", "shtab"}
    script = (
        "import sys; from kg.cli import main; code = main(sys.argv[1:]);"
        f" print(code, *sorted({heavy!r} & sys.modules.keys()), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "--project", str(project), *arguments]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == "0\n"
