"""``kg add`` of one report to graphs of growing size, as ratios in one run: ``python benchmarks/adding.py REPORT [COPIES …]``.

REPORT is the text of roc106.  Each graph holds the facts of the other four reports, and copies of them with their years moved; its
index is there before the clock starts.  The ratio of processor time is what counts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = "roc106"
COPIES = (1, 10, 100)
RUNS = 5


def make(root: Path, copies: int) -> int:
    """A project with so many copies of the facts; how many statements it holds."""
    for folder in ("data", "ontology"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("reports", "reviewed"))
    reports = root / "data" / "reports.csv"
    rows = [line for line in reports.read_text("utf-8").splitlines() if not line.startswith(LEFT_OUT)]
    (root / "data" / "facts" / f"{LEFT_OUT}.jsonl").unlink()
    files = sorted((root / "data" / "facts").glob("*.jsonl"))
    count = 0
    for path in files:
        lines = path.read_text("utf-8").splitlines()
        count += len(lines) * copies
        row = next(line for line in rows if line.startswith(f"{path.stem},"))
        for n in range(1, copies):
            name = f"{path.stem}x{n}"
            moved = (_moved(json.loads(line), path.stem, name, n * 13 % 170 - 100) for line in lines)
            path.with_name(f"{name}.jsonl").write_text("".join(f"{line}\n" for line in moved), "utf-8")
            rows.append(row.replace(path.stem, name, 1))
    reports.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    return count


def _moved(row: dict[str, object], old: str, new: str, years: int) -> str:
    row.pop("date_as_written", None)
    for name in ("date", "period"):
        if name in row:
            row[name] = re.sub(r"\d{4}", lambda year: str(int(year[0]) + years), str(row[name]))
    return re.sub(rf"\b{old}\b", new, json.dumps(row, ensure_ascii=False))


def seconds(root: Path, report: Path) -> float:
    """Processor time of adding the report once; the project is then as before."""
    data = root / "data"
    kept = (data / "reports.csv").read_bytes()
    command = [sys.executable, "-m", "kg.cli", "--project", str(root), "add", str(report)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("kg add failed")
    (data / "reports.csv").write_bytes(kept)
    shutil.rmtree(root / "review" / report.stem)
    shutil.rmtree(data / "reviewed")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print a row for each size."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    report, sizes = Path(sys.argv[1]), [int(n) for n in sys.argv[2:]] or COPIES
    with tempfile.TemporaryDirectory() as folder:
        roots = {n: Path(folder) / str(n) for n in sizes}
        counts = {n: make(root, n) for n, root in roots.items()}
        for root in roots.values():
            seconds(root, report)
        figures: dict[int, list[float]] = {n: [] for n in sizes}
        for _ in range(RUNS):
            for n, root in roots.items():
                figures[n].append(seconds(root, report))
    base = median(figures[sizes[0]])
    print(f"{'statements':>10}{'seconds':>9}{'ratio':>7}   processor time, median of {RUNS}")
    for n in sizes:
        print(f"{counts[n]:>10,}{median(figures[n]):>9.2f}{median(figures[n]) / base:>7.2f}")


if __name__ == "__main__":
    main()
