"""Patterns kept between runs are those that Python compiles, and a cache that cannot be used is passed over."""

from __future__ import annotations

import marshal
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg import patterns

SAMPLES = [
    (r"(?P<year>\d{2,4})年(?:度)?(?!級)", 0),
    (r"[一-鿿]{1,2}(?=$|[，。])|(a)|(?P<b>b)", 0),
    (r"\b(?:signed|Signs)\b\s+(\w+)", re.IGNORECASE),
    (r"(?m)^(?>\d+)(?:[,.]\d)*+$", 0),
    ("[＂-＇豈-﫿\U0002f800-\U0002fa1f]", re.MULTILINE | re.DOTALL),
]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Begin as a new process does, with the cache file in a folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def begin() -> None:
        patterns.compile.cache_clear()
        kept = patterns._read()
        monkeypatch.setattr(patterns, "_kept", lambda: kept)

    begin()
    yield begin
    patterns.compile.cache_clear()


def refuse(*_: object) -> None:
    raise AssertionError("compiled again")


def test_a_kept_pattern_is_the_one_that_python_compiles(start: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    made = [patterns.compile(pattern, flags) for pattern, flags in SAMPLES]
    patterns.keep()
    start()
    monkeypatch.setattr(patterns.re, "compile", refuse)
    for (pattern, flags), first in zip(SAMPLES, made, strict=True):
        again = patterns.compile(pattern, flags)
        assert again is not first
        assert again == first
        assert (again.groups, again.groupindex, again.flags) == (first.groups, first.groupindex, first.flags)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0\0",
        b"\0\0\0\0{",
        b"\0" + patterns.packed({}),
        patterns.packed({"0:a+": 1})[:-1],
        *map(patterns.packed, [[], None, {"0:a+": 1}]),
        patterns.packed({"0:a+": (32, 0, {}, (), b"\0\0\0\0")}),
        patterns.packed({"0:a+": marshal.dumps((32, 0, {}, (), b"\0\0\0\0"))}),
        patterns.packed({"0:a+": marshal.dumps((32, 0, {}, (None,), b"\0\0\0"))}),
    ],
)
def test_a_damaged_cache_is_passed_over_and_replaced(start: Callable[[], None], content: bytes) -> None:
    path = patterns._path()
    path.parent.mkdir()
    path.write_bytes(content)
    start()
    assert patterns.compile("a+") == re.compile("a+")
    assert patterns.compile("b+") == re.compile("b+")
    patterns.keep()
    assert "0:b+" in patterns._read().forms
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_cache_of_another_user_is_not_read(start: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compile("a+")
    patterns.keep()
    assert patterns._read().forms
    monkeypatch.setattr(os, "getuid", lambda: patterns._path().stat().st_uid + 1)
    assert not patterns._read().forms


def test_what_cannot_be_kept_is_compiled_all_the_same(start: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = patterns._path().parent
    blocked.write_text("a file where the folder should be", "utf-8")
    assert patterns.compile("a+").fullmatch("aaa")
    patterns.keep()
    monkeypatch.setattr(patterns, "_coded", lambda *_: 1 / 0)
    assert patterns.compile("b+", re.IGNORECASE) == re.compile("b+", re.IGNORECASE)
    patterns.keep()
    assert blocked.is_file()


def test_large_patterns_without_chinese_letters_have_a_file_of_their_own(start: Callable[[], None]) -> None:
    large = "|".join(f"word{number} and more" for number in range(300))
    made = [patterns.compile(large), patterns.compile(large.replace("word", "字")), patterns.compile("a+")]
    patterns.keep()
    start()
    assert set(patterns._read(large=True).forms) == {f"0:{large}"}
    assert len(patterns._read().forms) == 2
    kept = patterns._kept()
    assert patterns.compile("a+") == made[2]
    assert kept.large is None
    assert patterns.compile(large) == made[0]
    assert not kept.new


def test_the_cache_does_not_grow_without_end(start: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "MOST", 3)
    for names in ("abc", "de"):
        for name in names:
            patterns.compile(name)
        patterns.keep()
        start()
    assert set(patterns._read().forms) == {"0:d", "0:e"}


def test_a_wrong_pattern_is_an_error_as_in_re() -> None:
    with pytest.raises(re.error):
        patterns.compile("(")
