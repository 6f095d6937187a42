"""Pictures of the graph, in Chinese and English: one module a picture, each with ``draw``.

Altair draws them; they are saved as SVG, as PNG, or as an HTML page that works with the network off.
"""

from kg.view.charts.picture import NAMES, Picture, picture
from kg.view.charts.style import EmptyPictureError

__all__ = ["NAMES", "EmptyPictureError", "Picture", "picture"]
