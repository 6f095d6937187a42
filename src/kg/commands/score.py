"""``kg score``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.commands import Commands, places_of
from kg.errors import DataError, KgError, Problem

if TYPE_CHECKING:
    from kg.places import Places
    from kg.score import Tally

Row = dict[str, Any]


def add(commands: Commands) -> None:
    """Add the command."""
    score = commands.add_parser(
        "score",
        help="recall and precision of statements against a gold standard",
        description="Hold statements against a gold standard (JSON Lines, see docs/data.md) and print recall and precision by type.",
    )
    score.add_argument("gold", type=Path, metavar="GOLD", help="the gold statements")
    score.add_argument(
        "facts",
        nargs="?",
        metavar="FACTS",
        help="the statements to judge, - for standard input (default: what kg extract gives)",
    )
    score.add_argument("--document", metavar="NAME", help="judge only what is said of this document")
    score.add_argument("--reports", type=Path, metavar="DIR", help="the folder with the texts (KG_REPORTS, data/reports)")
    score.add_argument("--misses", action="store_true", help="name what was missed and what is wrong")
    score.add_argument("--format", choices=("table", "json"), default="table", help="the output (default table)")
    score.set_defaults(run=_score)


def _score(args: argparse.Namespace) -> int:
    from kg.score import score

    gold = [{"document": args.gold.stem, **row} for row in _rows(_lines(args.gold), str(args.gold))]
    if args.document:
        gold = [row for row in gold if row["document"] == args.document]
    if not gold:
        raise KgError(f"{args.gold} holds no statement{f' of {args.document}' if args.document else ''}")
    if args.facts is None:
        facts = _extracted(gold, places_of(args), args.reports)
    else:
        facts = _rows(sys.stdin if args.facts == "-" else _lines(Path(args.facts)), args.facts)
    if args.document:
        facts = [row for row in facts if row.get("document") == args.document]
    tallies = score(gold, facts)
    print(_json(tallies) if args.format == "json" else _table(tallies, misses=args.misses))
    return 0


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").split("\n")
    except OSError as error:
        raise KgError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError:
        raise KgError(f"{path}: is not UTF-8 text") from None


def _rows(lines: Iterable[str], name: str) -> list[Row]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or not isinstance(row.get("type"), str):
                raise ValueError("it has no type")
            rows.append({"id": f"line {number}", **row})
        except ValueError as error:
            problems.append(Problem(name, number, "", line[:40], f"is not a statement: {error}"))
    if problems:
        raise DataError(problems)
    return rows


def _extracted(gold: list[Row], places: Places, folder: Path | None) -> list[Row]:
    """What the extractor says of the documents that the gold names, where their texts are at hand."""
    from kg.extract.lexicon import load_lexicon
    from kg.extract.registered import registered_reports
    from kg.extract.rows import rows_of
    from kg.reading import read_file

    reports = registered_reports(places.data)
    files = {report.id: report.file for report in reports}
    lexicon = load_lexicon(places.data)
    rows: list[Row] = []
    for document in dict.fromkeys(str(row["document"]) for row in gold):
        name = files.get(document, document)
        path = next((at / name for at in places.texts(folder) if name and (at / name).is_file()), None)
        if path is None:
            raise KgError(f"the text of {document!r} is not at hand: give --reports DIR, or the statements to judge")
        rows += [{**row, "document": document} for row in rows_of(read_file(path, reports=reports), lexicon)]
    return rows


def _sums(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    from kg.score import CONTEXT_TYPES, total
    from kg.vocabulary import NETWORK_TYPES

    return {"NETWORK": total(tallies, NETWORK_TYPES), "CONTEXT": total(tallies, CONTEXT_TYPES)}


def _table(tallies: Mapping[str, Tally], *, misses: bool) -> str:
    head = f"{'type':<12}{'gold':>6}{'found':>7}{'recall':>8}{'r@date':>8}{'facts':>7}{'right':>7}{'prec.':>8}{'F1':>8}"
    lines = [head]
    for name, t in {**tallies, **_sums(tallies)}.items():
        shares = [f"{x:.3f}" if x is not None else "-" for x in (t.recall, t.dated_recall, t.precision)]
        lines.append(
            f"{name:<12}{t.gold:>6}{t.found:>7}{shares[0]:>8}{shares[1]:>8}{t.facts:>7}{t.right:>7}{shares[2]:>8}{t.f1:>8.3f}"
        )
        if misses and name in tallies:
            lines += [f"    missed: {item}" for item in t.missed] + [f"    wrong: {item}" for item in t.wrong]
    return "\n".join(lines)


def _json(tallies: Mapping[str, Tally]) -> str:
    return json.dumps(
        {
            name: {
                "gold": t.gold, "found": t.found, "found_exact_date": t.dated, "facts": t.facts, "right": t.right,
                "recall": t.recall, "recall_exact_date": t.dated_recall, "precision": t.precision, "f1": t.f1,
                "missed": list(t.missed), "wrong": list(t.wrong),
            }
            for name, t in {**tallies, **_sums(tallies)}.items()
        },
        ensure_ascii=False,
        indent=1,
    )  # fmt: skip
