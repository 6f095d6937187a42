"""Results shown: aligned, nothing that a terminal or a page would obey, and the SPARQL 1.1 formats as other readers read them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.query import Result as RdflibResult

from kg.commands.query import FORMATS
from kg.errors import UsageError
from kg.iris import XSD
from kg.present import as_python, markdown, printable, render, table, width
from kg.store import Answer, Table, Triples

PREFIXES = {"kg": "https://example.org/coop/ns#", "actor": "https://example.org/coop/actor/"}
JAPAN = NamedNode("https://example.org/coop/actor/JPN")
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + name))


ROWS = Table(
    ("who", "name", "n", "price", "note"),
    (
        (JAPAN, Literal("日本", language="zh-Hant"), Literal(3), typed("1.50", "decimal"), Literal('say "hi", 好')),
        (BlankNode("b0"), Literal("Japan", language="en"), typed("007", "integer"), None, Literal("two\nlines\rand three")),
        (NamedNode("http://other/x"), Literal(""), typed("true", "boolean"), typed("2015-05-06", "date"), None),
    ),
)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0), ("abc", 3), ("臺越 TV", 7), ("ＡＢ", 4), ("é", 1), ("e\u0301", 1), ("台\ufe00", 2), ("葛\U000e0100", 2),
        ("a\u200bb", 2), ("「」", 4), ("한국", 4), ("ア", 2), ("ｱ", 1), ("…", 1), ("😀", 2),
    ],
)  # fmt: skip
def test_width_counts_the_columns_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_stand_below_each_other_with_chinese_too() -> None:
    assert table(("iso", "名稱", "n"), [("PLW", "帛琉", "1"), ("JPN", "Japan", "22"), ("X", "聖文森ab", "")]) == (
        "iso  名稱      n\n"
        "---  --------  --\n"
        "PLW  帛琉      1\n"
        "JPN  Japan     22\n"
        "X    聖文森ab"
    )  # fmt: skip


@given(st.lists(st.tuples(TEXT, st.just("|"), TEXT), min_size=1))
def test_the_second_column_begins_at_one_place_whatever_stands_in_the_first(rows: list[tuple[str, str, str]]) -> None:
    lines = table(("a", "|", "b"), [(a.replace("|", ""), bar, b.replace("|", "")) for a, bar, b in rows]).split("\n")
    assert len(lines) == len(rows) + 2
    assert len({width(line[: line.index("|")]) for line in (lines[0], *lines[2:])}) == 1


def test_a_table_without_rows_shows_its_columns() -> None:
    assert table(("iso", "名稱"), []) == "iso  名稱\n---  ----"


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x08", "\t", "\n", "\r", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029"]
)
def test_control_characters_are_shown_as_spaces(character: str) -> None:
    assert printable(f"a{character}[31mb") == "a [31mb"
    shown = render(Table(("x",), ((Literal(f"a{character}[31mb"),),)), "table", {})
    assert shown == "x\n-------\na [31mb"
    assert character not in render(Table(("x",), ((Literal(f"a{character}b"),),)), "markdown", {}).replace("\n", "", 2)


def test_markup_shows_as_it_is_written_in_markdown() -> None:
    rows = [("a|b", "<script>alert(1)</script>"), ("*x* _y_ `z` ~~s~~", "[t](http://x) &lt; \\n")]
    assert markdown(("p", "q"), rows) == (
        "| p | q |\n"
        "|---|---|\n"
        "| a\\|b | \\<script\\>alert(1)\\</script\\> |\n"
        "| \\*x\\* \\_y\\_ \\`z\\` \\~\\~s\\~\\~ | \\[t\\](http://x) \\&lt; \\\\n |"
    )


def test_a_line_end_does_not_break_a_markdown_row() -> None:
    assert markdown(("p",), [("a\nb\r\n| c",)]).split("\n") == ["| p |", "|---|", "| a b  \\| c |"]


def test_table_and_markdown_shorten_iris_and_leave_values_as_they_are() -> None:
    assert render(ROWS, "table", PREFIXES).split("\n")[2].split() == ["actor:JPN", "日本", "3", "1.50", "say", '"hi",', "好"]
    assert render(ROWS, "markdown", PREFIXES).split("\n")[3] == "| \\_:b0 | Japan | 007 |  | two lines and three |"
    assert render(ROWS, "markdown", PREFIXES).split("\n")[4] == "| http://other/x |  | true | 2015-05-06 |  |"


def test_csv_is_that_of_sparql_results() -> None:
    assert render(ROWS, "csv", PREFIXES) == (
        "who,name,n,price,note\n"
        'https://example.org/coop/actor/JPN,日本,3,1.50,"say ""hi"", 好"\n'
        '_:b0,Japan,007,,"two\nlines\rand three"\n'
        "http://other/x,,true,2015-05-06,"
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "'x", '"', ",", "\n", "\r", "\r\n", " x ", "\ufeffx"]
)
def test_a_csv_cell_is_exact(text: str) -> None:
    shown = render(Table(("x", "y"), ((Literal(text), Literal("end")),)), "csv", {})
    assert list(csv.reader(io.StringIO(shown, newline=""))) == [["x", "y"], [text, "end"]]


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2)))
def test_csv_reads_back_as_the_same_cells(cells: list[list[str]]) -> None:
    rows = tuple(tuple(Literal(cell) for cell in row) for row in cells)
    shown = render(Table(("x", "y"), rows), "csv", {})
    assert list(csv.reader(io.StringIO(shown, newline=""), strict=True)) == [["x", "y"], *cells]


def test_csv_keeps_a_row_whose_only_cell_is_empty() -> None:
    shown = render(Table(("x",), ((None,), (Literal("a"),), (Literal(""),))), "csv", {})
    assert list(csv.reader(io.StringIO(shown))) == [["x"], [""], ["a"], [""]]


def test_json_is_read_by_rdflib_as_the_same_terms() -> None:
    read = RdflibResult.parse(io.BytesIO(render(ROWS, "json", PREFIXES).encode()), format="json")
    assert [str(v) for v in read.vars or ()] == ["who", "name", "n", "price", "note"]
    first, second, third = ({str(k): v for k, v in row.items()} for row in read.bindings)
    assert first["who"] == URIRef(JAPAN.value)
    assert (str(first["name"]), first["name"].language) == ("日本", "zh-hant")
    assert first["n"] == RdflibLiteral(3)
    assert first["price"].datatype == URIRef(XSD + "decimal")
    assert first["note"] == RdflibLiteral('say "hi", 好')
    assert isinstance(second["who"], BNode)
    assert str(second["note"]) == "two\nlines\rand three"
    assert "price" not in second
    assert third["name"] == RdflibLiteral("")
    assert third["price"].datatype == URIRef(XSD + "date")


def test_json_says_type_language_and_datatype_of_each_term() -> None:
    shown = json.loads(render(ROWS, "json", PREFIXES))
    assert shown["head"] == {"vars": ["who", "name", "n", "price", "note"]}
    first, second, third = shown["results"]["bindings"]
    assert first["who"] == {"type": "uri", "value": JAPAN.value}
    assert first["name"] == {"type": "literal", "value": "日本", "xml:lang": "zh-hant"}
    assert first["n"] == {"type": "literal", "value": "3", "datatype": XSD + "integer"}
    assert first["note"] == {"type": "literal", "value": 'say "hi", 好'}
    assert second["who"] == {"type": "bnode", "value": "b0"}
    assert set(third) == {"who", "name", "n", "price"}


@given(TEXT)
def test_json_holds_any_text(text: str) -> None:
    shown = json.loads(render(Table(("x",), ((Literal(text),),)), "json", {}))
    assert shown["results"]["bindings"] == [{"x": {"type": "literal", "value": text}}]


def test_an_answer_is_true_or_false_in_every_format() -> None:
    assert json.loads(render(Answer(True), "json", {})) == {"head": {}, "boolean": True}
    assert {render(Answer(False), form, {}) for form in FORMATS if form != "json"} == {"false"}
    assert {render(Answer(True), form, {}) for form in FORMATS if form != "json"} == {"true"}


TRIPLES = Triples(
    (
        Triple(JAPAN, NamedNode(PREFIXES["kg"] + "name"), Literal("日本", language="zh-Hant")),
        Triple(JAPAN, NamedNode(PREFIXES["kg"] + "size"), Literal(3)),
    )
)


@pytest.mark.parametrize("form", ["turtle", "table"])
def test_triples_are_shown_as_turtle(form: str) -> None:
    shown = render(TRIPLES, form, PREFIXES)
    assert "actor:JPN kg:name" in shown
    assert not shown.endswith("\n")
    name, size = URIRef(PREFIXES["kg"] + "name"), URIRef(PREFIXES["kg"] + "size")
    assert set(Graph().parse(data=shown, format="turtle")) == {
        (URIRef(JAPAN.value), name, RdflibLiteral("日本", lang="zh-hant")),
        (URIRef(JAPAN.value), size, RdflibLiteral(3)),
    }


def test_no_triples_are_turtle_too() -> None:
    assert len(Graph().parse(data=render(Triples(()), "turtle", PREFIXES), format="turtle")) == 0


@pytest.mark.parametrize("form", ["csv", "json", "markdown"])
def test_triples_do_not_fit_a_format_for_rows(form: str) -> None:
    with pytest.raises(
        UsageError, match=rf"^a CONSTRUCT query gives triples: --format {form} does not hold them, turtle does$"
    ):
        render(TRIPLES, form, PREFIXES)


def test_rows_do_not_fit_turtle() -> None:
    with pytest.raises(UsageError, match=r"^a SELECT query gives rows: --format turtle does not hold them; choose table,"):
        render(ROWS, "turtle", PREFIXES)


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None), (JAPAN, JAPAN.value), (BlankNode("b"), "b"), (Literal("x"), "x"), (Literal("x", language="en"), "x"),
        (Literal(3), 3), (typed("007", "integer"), 7), (typed("18", "nonNegativeInteger"), 18), (typed("1.50", "decimal"), 1.5),
        (typed("1e3", "double"), 1000.0), (typed("true", "boolean"), True), (typed("0", "boolean"), False),
        (typed("2015-05-06", "date"), "2015-05-06"),
        (typed("abc", "integer"), "abc"), (typed("x", "decimal"), "x"), (typed("maybe", "boolean"), "maybe"),
    ],
)  # fmt: skip
def test_terms_become_python_values_and_a_broken_number_stays_text(term: Literal | None, value: object) -> None:
    made = as_python(term)
    assert made == value
    assert type(made) is type(value)


def test_a_row_of_no_columns_is_still_a_row() -> None:
    assert len(json.loads(render(Table((), ((), ())), "json", {}))["results"]["bindings"]) == 2
    assert render(Table((), ((), ())), "csv", {}).count("\n") == 2
