"""Errors: one sentence each, with the exit code that the command line hands on."""

from __future__ import annotations

import pytest

from kg.errors import DataError, KgError, Problem, QueryError, UsageError


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Problem("data/a.csv", 3, "iso3", "XXX", "is no country"), "data/a.csv:3: iso3: 'XXX' is no country"),
        (Problem("data/a.csv", 3, "", "{", "is not JSON"), "data/a.csv:3: '{' is not JSON"),
        (Problem("data/a.csv", 0, "", "a.csv", "is missing"), "data/a.csv: 'a.csv' is missing"),
        (Problem("data/a.csv", 1, "value", "a\nb", "is bad"), "data/a.csv:1: value: 'a\\nb' is bad"),
    ],
)
def test_a_problem_is_one_line_that_names_file_line_field_and_value(problem: Problem, sentence: str) -> None:
    assert str(problem) == sentence


def test_data_errors_hold_every_problem_in_order() -> None:
    problems = [Problem("data/a.csv", n, "id", n, "is bad") for n in (2, 1, 3)]
    error = DataError(problems)
    assert error.problems == tuple(problems)
    assert str(error).splitlines() == [str(p) for p in problems]


@pytest.mark.parametrize(("kind", "code"), [(KgError, 1), (DataError, 1), (QueryError, 1), (UsageError, 2)])
def test_exit_codes_tell_bad_data_from_bad_usage(kind: type[KgError], code: int) -> None:
    assert issubclass(kind, KgError)
    assert kind.exit_code == code
