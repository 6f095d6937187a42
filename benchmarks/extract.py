"""How fast texts become statements, as ratios measured in one run: ``python benchmarks/extract.py [--megabytes 20] [--many 200]``.

- against ``jieba.lcut``, which only segments, on the same text: the report texts where they are at hand, else a generated text;
- twice the files, and two processes against one;
- the peak memory of many files, all processes together;
- a cold ``kg extract`` of 100 KB against a cold ``kg --version``.

jieba is in the extra ``dev``.  Sizes are UTF-8 megabytes (10**6 bytes).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import cache_from_source
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIMES = 15
GENERATED = (
    "內政部移民署於{y}年{m}月{d}日與帛琉共和國簽署移民事務合作備忘錄，雙方就防制人口販運議題交換意見。\n"
    "日本法務省官員一行於{y}年{m}月{d}日拜會本署，由署長接見。本署於{y}年{m}月舉辦「防制人口販運國際工作坊」，共{n}人參加。\n"
    "為提升服務品質，各服務站辦理家庭教育課程與法令宣導，並提供諮詢、通譯及關懷訪視，以協助新住民適應在臺生活。\n"
)


def texts() -> tuple[str, str]:
    """A text to measure on, and what it is."""
    from kg.places import find_project

    places = find_project(ROOT)
    files = sorted({path.name: path for folder in places.texts() for path in folder.glob("roc*.txt")}.values())
    if files:
        return "\n".join(path.read_text("utf-8") for path in files), f"{len(files)} report texts"
    many = (GENERATED.format(y=100 + n % 12, m=1 + n % 12, d=1 + n % 28, n=n) for n in range(400))
    return "".join(many), "a generated text"


def repeated(text: str, megabytes: float) -> Iterator[str]:
    """The text again and again, up to a size."""
    for _ in range(max(1, round(megabytes * 1e6 / len(text.encode("utf-8"))))):
        yield text


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def against_jieba(text: str, megabytes: float) -> None:
    """Extract and segment the same text, taking turns."""
    import jieba

    from kg.extract import Document, extract
    from kg.extract.lexicon import load_lexicon

    lexicon = load_lexicon(ROOT / "data")
    jieba.setLogLevel("ERROR")
    jieba.lcut("暖身")
    extract(Document("warm", text), lexicon)
    ours = theirs = size = 0.0
    for piece in repeated(text, megabytes):
        size += len(piece.encode("utf-8")) / 1e6
        ours += seconds(lambda piece=piece: extract(Document("text", piece), lexicon))  # type: ignore[misc]
        theirs += seconds(lambda piece=piece: jieba.lcut(piece))  # type: ignore[misc]
    print(
        f"{size:.1f} MB in one process: extract {size / ours:.2f} MB/s, jieba.lcut {size / theirs:.2f} MB/s, ratio {theirs / ours:.2f}"
    )


def kg(*arguments: str | Path) -> list[str]:
    """The command line of a kg command."""
    return [sys.executable, "-m", "kg.cli", "--project", str(ROOT), *map(str, arguments)]


def run(command: list[str], folder: Path) -> float:
    """Run a command, its output into a file, and say how long it takes."""
    with (folder / "out.jsonl").open("wb") as out:
        return seconds(lambda: subprocess.run(command, stdout=out, check=True))


def scaling(text: str, folder: Path) -> None:
    """Twice the files, and twice the processes."""
    files = [folder / f"{n}.txt" for n in range(32)]
    for file in files:
        file.write_text(text, "utf-8")
    half, whole = (run(kg("extract", *part), folder) for part in (files[:16], files))
    two = run(kg("extract", *files, "--jobs", "2"), folder)
    print(f"16 files {half:.2f} s, 32 files {whole:.2f} s: ratio {whole / half:.2f}")
    print(f"32 files with --jobs 2 {two:.2f} s against one process: ratio {whole / two:.2f}")


def memory(text: str, folder: Path, megabytes: float) -> None:
    """The peak resident memory over many files of about 1 MB."""
    piece = "\n".join(repeated(text, 1))
    count = max(1, round(megabytes * 1e6 / len(piece.encode("utf-8"))))
    files = [folder / f"many{n}.txt" for n in range(count)]
    files[0].write_text(piece, "utf-8")
    for file in files[1:]:
        file.hardlink_to(files[0])
    for jobs, part in (("1", files[: max(1, count // 10)]), ("1", files), ("2", files)):
        size = len(part) * len(piece.encode("utf-8")) / 1e6
        child = subprocess.Popen(kg("extract", *part, "--jobs", jobs), stdout=subprocess.DEVNULL)
        peak = 0
        while child.poll() is None:
            peak = max(peak, resident(child.pid))
            time.sleep(0.02)
        print(f"{size:.0f} MB in {len(part)} files, --jobs {jobs}: peak {peak / 2**20:.0f} MiB, all processes together")


def resident(process: int) -> int:
    """The resident memory of a process and its children in bytes, as Linux counts it; pages that they share count in each."""
    total = 0
    for pid in (process, *children(process)):
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
        except (OSError, ValueError, IndexError):
            continue
        total += pages * os.sysconf("SC_PAGE_SIZE")
    return total


def children(process: int) -> list[int]:
    """The ids of the processes that a process started."""
    try:
        return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]
    except OSError:
        return []


def cold(text: str, folder: Path) -> None:
    """A first call on 100 KB against the smallest command, taking turns; the least of several."""
    file = folder / "cold.txt"
    file.write_bytes(text.encode("utf-8")[:100_000].decode("utf-8", "ignore").encode("utf-8"))
    run(kg("extract", file), folder)  # byte code and compiled patterns are kept from the first call on
    pairs = [(run(kg("--version"), folder), run(kg("extract", file), folder)) for _ in range(TIMES)]
    version, extract = (min(times) for times in zip(*pairs, strict=True))
    print(
        f"cold, {byte_code()}: kg --version {version * 1000:.0f} ms, kg extract of 100 KB {extract * 1000:.0f} ms, "
        f"ratio {extract / version:.2f}"
    )


def byte_code() -> str:
    """Whether the package's modules are compiled: where they are not and may not be written, every start compiles them anew."""
    import kg

    files = list(Path(kg.__file__).parent.rglob("*.py"))
    compiled = [Path(cache_from_source(file)) for file in files]
    fresh = sum(
        code.exists() and code.stat().st_mtime >= file.stat().st_mtime for file, code in zip(files, compiled, strict=True)
    )
    return "byte code there" if fresh == len(files) else f"byte code of {fresh} of {len(files)} modules there"


def main() -> None:
    """Run all four and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=20, help="text to hold against jieba (default 20)")
    parser.add_argument("--many", type=float, default=200, help="megabytes in many files, for memory (default 200)")
    args = parser.parse_args()
    text, what = texts()
    print(f"on {what} of {len(text.encode('utf-8')) / 1e6:.2f} MB")
    against_jieba(text, args.megabytes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scaling(text, folder)
        cold(text, folder)
        memory(text, folder, args.many)


if __name__ == "__main__":
    main()
