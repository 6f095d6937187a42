"""The audit as one HTML page that works with the network off, in both languages; every text in it is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template

from kg.audit.model import AGREES, CANNOT, DIFFERS, KINDS, SEVERITIES, Finding, Text
from kg.audit.tables import name_of, suggestion
from kg.model import Report, Statement
from kg.view.page import script_hash

KIND_NAMES: Mapping[str, Text] = {
    "list": Text("列舉數目", "length of a list"), "recount": Text("依圖譜重算", "counted again from the graph"),
    "omission": Text("漏列", "left out"), "series": Text("連續年數", "series of years"), "sum": Text("合計與分項", "parts and total"),
    "part": Text("大小關係", "part, goal or limit"), "share": Text("占比", "share"), "rate": Text("比率與達成率", "rate and attainment"),
    "change": Text("增減", "difference and growth"), "same": Text("同一數字兩處所載", "one figure, told twice"),
    "whole": Text("概括陳述", "statement about the whole"), "none": Text("未能查核", "nothing to hold it against"),
}  # fmt: skip
SEVERITY_NAMES: Mapping[str, Text] = {
    "high": Text("大", "large"), "medium": Text("中", "medium"), "low": Text("小", "small"),
}  # fmt: skip
_HEAD = ("報告", "report"), ("項目", "what"), ("所印", "printed"), ("算式與說明", "arithmetic and remarks")


def audit_page(findings: Sequence[Finding], statements: Mapping[str, Statement], reports: Iterable[Report]) -> str:
    """The page's HTML: what differs as cards with both sides, the rest as tables that open on demand."""
    here = files("kg.audit")
    style, script, template = ((here / name).read_text("utf-8") for name in ("page.css", "page.js", "page.html"))
    policy = (
        f"default-src 'none'; script-src {script_hash(script)}; style-src {script_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    told = {f.kind for f in findings}
    titles = {r.id: Text(r.title_zh, f"{r.title_en} ({r.year})") for r in reports}
    parts = {
        "policy": escape(policy), "style": style, "script": script, "summary": _summary(findings),
        "reports": "".join(_option(name, Text(f"{name} {t.zh}", f"{name} {t.en}")) for name, t in titles.items()),
        "kinds": "".join(_option(kind, KIND_NAMES[kind]) for kind in KINDS if kind in told),
        "head": "<tr>" + "".join(f"<th>{_both(Text(*pair))}</th>" for pair in _HEAD) + "</tr>",
        "differs": "\n".join(_card(f, statements) for f in findings if f.verdict == DIFFERS) or f"<p>{_both(Text('無', 'none'))}</p>",
        "agrees": "\n".join(_row(f, statements) for f in findings if f.verdict == AGREES),
        "cannot": "\n".join(_row(f, statements) for f in findings if f.verdict == CANNOT),
    }  # fmt: skip
    return Template(template).substitute(parts)


def _both(text: Text) -> str:
    if not text:
        return ""
    return f'<span lang="zh-Hant">{escape(text.zh)}</span><span lang="en">{escape(text.en)}</span>'


def _option(value: str, text: Text) -> str:
    zh, en = escape(text.zh), escape(text.en)
    return f'<option value="{escape(value)}" data-zh="{zh}" data-en="{en}">{zh}</option>'


def _summary(findings: Sequence[Finding]) -> str:
    verdicts = Counter(f.verdict for f in findings)
    grave = Counter(f.severity for f in findings if f.severity)
    zh = "、".join(f"{SEVERITY_NAMES[s].zh} {grave[s]}" for s in SEVERITIES)
    en = ", ".join(f"{SEVERITY_NAMES[s].en} {grave[s]}" for s in SEVERITIES)
    lines = (
        Text(
            f"共 {len(findings)} 項查核：不符 {verdicts[DIFFERS]}（差距{zh}）、相符 {verdicts[AGREES]}、無法查核 {verdicts[CANNOT]}。",
            f"{len(findings)} checks: {verdicts[DIFFERS]} differ (by how much: {en}), {verdicts[AGREES]} agree, "
            f"{verdicts[CANNOT]} cannot be made.",
        ),
        Text(
            "數字依報告所印；四捨五入或捨去末位後相同者視為相符。差距「小」為末位之差或兩處範圍不同而可並存者，「中」為一成以內，其餘為「大」。",
            "Numbers are as printed; what rounds to the printed number, or is cut off to it, agrees. A small difference is one of the last "
            "digit or of scope, where both can hold; a medium one is up to a tenth; a large one is more.",
        ),
    )
    return "".join(f"<p>{_both(line)}</p>" for line in lines)


def _card(f: Finding, statements: Mapping[str, Statement]) -> str:
    about = statements[f.about]
    others = [statements[n] for n in dict.fromkeys(f.others)][:8]
    more = len(dict.fromkeys(f.others)) - len(others)
    rest = f'<p class="soft">{_both(Text(f"另有 {more} 則陳述", f"and {more} more statements"))}</p>' if more > 0 else ""
    mends = "".join(
        f'<p class="mend">{_both(Text("若改：" + suggestion(m, statements, "zh"), "Would fit: " + suggestion(m, statements, "en")))}</p>'
        for m in f.mends
    )
    remark = f'<p class="soft">{_both(f.remark)}</p>' if f.remark else ""
    severity = SEVERITY_NAMES[f.severity]
    return (
        f'<article class="{f.severity}" data-report="{escape(about.document)}" data-kind="{f.kind}">'
        f'<h3><span class="badge">{_both(Text("差距" + severity.zh, severity.en))} · {_both(KIND_NAMES[f.kind])}</span>'
        f"{escape(name_of(about))}</h3>"
        f'<p class="sum">{_both(f.arithmetic)}</p>{remark}'
        f'<div class="sides"><div>{_side(about)}</div><div>{"".join(map(_side, others))}{rest}</div></div>{mends}</article>'
    )


def _side(s: Statement) -> str:
    evidence = s.evidence[0]
    place = f"{evidence.report} {evidence.start}–{evidence.end}"
    return f"<blockquote>{escape(evidence.exact)}<br><small>{escape(place)} · {escape(s.id)}</small></blockquote>"


def _row(f: Finding, statements: Mapping[str, Statement]) -> str:
    about = statements[f.about]
    stated = "" if f.stated is None else f"{f.stated} {f.unit}".strip()
    words = Text(
        "；".join(filter(None, (f.arithmetic.zh, f.remark.zh))), "; ".join(filter(None, (f.arithmetic.en, f.remark.en)))
    )
    return (
        f'<tr data-report="{escape(about.document)}" data-kind="{f.kind}"><td>{escape(about.document)}</td>'
        f"<td>{escape(name_of(about))}<br><small>{escape(about.id)}</small></td><td>{escape(stated)}</td>"
        f"<td>{_both(KIND_NAMES[f.kind])}：{_both(words)}</td></tr>"
    )
