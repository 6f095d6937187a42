"""A picture by its name, and how it is saved."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, UsageError
from kg.ties import day_named, happened_by
from kg.view.page import as_script_data

if TYPE_CHECKING:
    from kg.graph import Graph

NAMES = ("growth", "timeline", "heat", "world", "domestic", "tiers", "audit")
FORMATS = ("svg", "png", "html")
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture; shows itself in Jupyter.  ``spec`` is its Vega-Lite specification."""

    name: str
    language: str
    title: str
    spec: Mapping[str, Any]

    def svg(self) -> str:
        """The picture as SVG.  Text stays text, drawn in a font of the reader's."""
        return str(_converter().vegalite_to_svg(json.dumps(self.spec, ensure_ascii=False)))

    def png(self, scale: float = 2.0) -> bytes:
        """The picture as PNG, ``scale`` device pixels a CSS pixel.

        Raises KgError where it has Chinese text and no font for it is installed.
        """
        if not has_chinese_font():
            raise KgError(
                "a PNG needs a font with Chinese letters, and none is installed: on Debian, apt-get install fonts-noto-cjk"
            )
        return bytes(_converter().vegalite_to_png(json.dumps(self.spec, ensure_ascii=False), scale=scale))

    def html(self) -> str:
        """The picture as a page with its scripts inside; its policy lets it ask nothing of any network."""
        script = _converter().javascript_bundle(
            "const spec = JSON.parse(document.getElementById('spec').textContent);\n"
            "vegaEmbed('#picture', spec, {actions: false, renderer: 'svg'});"
        )
        language = "zh-Hant" if self.language == "zh" else "en"
        return (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(self.title)}</title>\n'
            f'</head>\n<body>\n<div id="picture"></div>\n'
            f'<script type="application/json" id="spec">{as_script_data(self.spec)}</script>\n'
            f'<script type="module">{script}</script>\n</body>\n</html>\n'
        )

    def save(self, path: Path | str) -> None:
        """Write the picture in the format that the name ends in: .svg, .png or .html.  Raises UsageError for another."""
        target = Path(path)
        match target.suffix:
            case ".svg":
                target.write_text(self.svg(), encoding="utf-8")
            case ".png":
                target.write_bytes(self.png())
            case ".html":
                target.write_text(self.html(), encoding="utf-8")
            case other:
                raise UsageError(f"{other or target.name!r} is no format of a picture; formats: {', '.join(FORMATS)}")

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"image/svg+xml": self.svg(), "text/plain": f"<Picture {self.name}: {self.title}>"}


def picture(graph: Graph, name: str, language: str = "zh", as_of: str | None = None) -> Picture:
    """One of NAMES, of what had happened by a day.

    Raises UsageError for an unknown name, language or malformed day, EmptyPictureError where it would be empty, and KgError
    where Altair is not installed.
    """
    if name not in NAMES:
        from kg.named import nearest

        raise UsageError(f"no picture is called {name!r}; {nearest(name, dict.fromkeys(NAMES))}")
    day = None if as_of is None else day_named(as_of)
    events = tuple(e for e in graph.resolved.events if happened_by(e, day))
    try:
        import altair  # noqa: F401
    except ImportError as error:
        raise missing() from error
    module = import_module(f"kg.view.charts.{name}")
    chart = module.draw(graph, events, language, day)
    spec = chart.to_dict(validate=False)  # the map's outlines alone take seconds to validate
    return Picture(name, language, spec["title"]["text"], spec)


def has_chinese_font() -> bool:
    """Whether fontconfig lists a font for Chinese; True where fontconfig is not there to be asked."""
    command = shutil.which("fc-list")
    if command is None:
        return True
    listed = subprocess.run([command, ":lang=zh-tw", "family"], capture_output=True, text=True, check=False)  # noqa: S603
    return bool(listed.stdout.strip())


def _converter() -> Any:  # noqa: ANN401  the module, which has no types
    try:
        import vl_convert
    except ImportError as error:
        raise missing() from error
    return vl_convert


def missing() -> KgError:
    """The error where the libraries that draw are not installed."""
    return KgError('pictures need Altair and vl-convert: pip install "coopgraph[charts]"')
