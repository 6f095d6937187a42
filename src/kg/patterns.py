"""Regular expressions whose compiled form is kept between runs, with the functions of `re` that the extractor uses.

Python compiles a pattern anew in every process, and for the extractor's hundreds of patterns that takes longer than to read a report of
100 KB with them.  What the compiler makes of a pattern, a list of numbers, is therefore kept in the user's cache folder, as byte code
is and in the same form: `keep` writes it, and a process that finds it there compiles nothing.  Numbers are checked by Python's matcher
before it runs them.  A file that is another user's, of another Python or damaged, which its checksum tells, is passed over, and so is
the cache where Python's internals are not as they are known here: then patterns are compiled as ever.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from functools import cache, lru_cache
from pathlib import Path
from re import DOTALL, IGNORECASE, MULTILINE, Match, Pattern, escape
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "DOTALL", "IGNORECASE", "MULTILINE", "Match", "Pattern", "compile", "escape", "findall", "finditer", "fullmatch", "keep", "match",
    "search", "split", "sub",
]  # fmt: skip

_CHECKSUM = 4  # bytes
_LARGE = 8_000  # bytes of a form that goes into the second file
MOST = 3000  # patterns in the file; the extractor has some 500 for Chinese and as many for English
_Coded = tuple[
    int, int, dict[str, int], tuple[str | None, ...], bytes
]  # flags, groups, names of groups, groups' names, numbers


class _Kept:
    """The compiled forms that the cache file holds, each packed until needed, and the patterns and flags met since that it lacks."""

    def __init__(self, forms: dict[str, bytes]) -> None:
        self.forms = forms
        self.new: dict[str, tuple[str, int]] = {}
        self.large: dict[str, bytes] | None = None  # those of the second file, read when the first lacks a pattern


@lru_cache(maxsize=MOST)
def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """As `re.compile`."""
    kept = _kept()
    key = f"{int(flags)}:{pattern}"
    form = kept.forms.get(key)
    if form is None:
        kept.large = _read(large=True).forms if kept.large is None else kept.large
        form = kept.large.get(key)
    if form is not None:
        try:
            return _decoded(pattern, marshal.loads(form))  # noqa: S302  the user's own file, whole
        except Exception:
            kept.forms.pop(key, None)
    kept.new[key] = pattern, int(flags)
    return re.compile(pattern, flags)


def _coded(pattern: str, flags: int) -> _Coded:
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    numbers = array("I", map(int, _compiler._code(parsed, flags)))
    names = dict(parsed.state.groupdict)
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    return flags | parsed.state.flags, parsed.state.groups - 1, names, tuple(by_number), numbers.tobytes()


def _decoded(pattern: str, form: _Coded) -> Pattern[str]:
    from re import _compiler  # type: ignore[attr-defined]

    flags, groups, names, by_number, code = form
    numbers = memoryview(code).cast("I").tolist()
    compiled: Pattern[str] = _compiler._sre.compile(pattern, flags, numbers, groups, names, by_number)
    return compiled


def search(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """As `re.search`."""
    return compile(pattern, flags).search(text)


def match(pattern: str, text: str) -> Match[str] | None:
    """As `re.match`."""
    return compile(pattern).match(text)


def fullmatch(pattern: str, text: str) -> Match[str] | None:
    """As `re.fullmatch`."""
    return compile(pattern).fullmatch(text)


def finditer(pattern: str, text: str) -> Iterator[Match[str]]:
    """As `re.finditer`."""
    return compile(pattern).finditer(text)


def findall(pattern: str, text: str) -> list[str]:
    """As `re.findall`."""
    return compile(pattern).findall(text)


def split(pattern: str, text: str) -> list[str]:
    """As `re.split`; a group that took no part gives None, as there."""
    return compile(pattern).split(text)


def sub(pattern: str, new: str | Callable[[Match[str]], str], text: str, *, flags: int = 0) -> str:
    """As `re.sub`."""
    return compile(pattern, flags).sub(new, text)


def keep() -> None:
    """Write the patterns compiled since the start to the cache files; where that cannot be done, nothing happens.

    Large ones of English texts, four fifths of it all, have a file of their own, which a Chinese text need not wait for.
    """
    kept = _kept()
    if not kept.new:
        return
    try:
        path = _path()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = {key: marshal.dumps(_coded(*given)) for key, given in list(kept.new.items())[:MOST]}
    except Exception:
        return
    large = {key: form for key, form in new.items() if len(form) > _LARGE and max(key) < "⺀"}
    kept.forms = _written(path, kept.forms, {key: form for key, form in new.items() if key not in large})
    kept.large = _written(_path(large=True), kept.large or {}, large)
    kept.new = {}


def _written(path: Path, forms: dict[str, bytes], new: dict[str, bytes]) -> dict[str, bytes]:
    """The forms with new ones, written to a file where there are any."""
    if not new:
        return forms
    import tempfile

    forms = forms | new if len(forms) + len(new) <= MOST else new
    try:
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(packed(forms))
        Path(name).replace(path)
    except OSError:
        pass
    return forms


@cache
def _kept() -> _Kept:
    return _read()


def _read(large: bool = False) -> _Kept:
    """What the cache file, or the second one, holds; nothing where there is none that is this user's and sound."""
    try:
        path = _path(large)
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return _Kept({})
        forms = unpacked(path.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return _Kept({})
    return _Kept(forms if isinstance(forms, dict) else {})


def packed(forms: object) -> bytes:
    """The content of a cache file: a checksum, then what Python itself writes of byte code."""
    content = marshal.dumps(forms)  # type: ignore[arg-type]
    return crc32(content).to_bytes(_CHECKSUM, "big") + content


def unpacked(file: bytes) -> object:
    """What a cache file holds.  Raises ValueError where its checksum is not that of its content."""
    content = file[_CHECKSUM:]
    if crc32(content).to_bytes(_CHECKSUM, "big") != file[:_CHECKSUM]:
        raise ValueError("is no cache of patterns, or damaged")
    return marshal.loads(content)  # noqa: S302  the user's own file, whole


def _path(large: bool = False) -> Path:
    """The cache file, or the second one, of this Python: numbers mean something to the matcher that they were made for."""
    from re import _compiler  # type: ignore[attr-defined]

    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    return (
        folder
        / "coopgraph"
        / f"{'large-' * large}patterns-{sys.implementation.cache_tag}-{_compiler.MAGIC}-{sys.byteorder}.kept"
    )
