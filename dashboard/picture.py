"""Buttons that save the chart beside them as PNG or SVG: drawn in the viewer's own browser, offline, without a server's browser.

Plotly's own download needs no server, but saves what is on screen: a dark page's colours, no title, one format. These buttons
lend the chart the layout meant for pictures (title, question, unit, n, filters, light colours, fixed size) for the moment in which
Plotly copies it, then start Plotly's own download.
"""

import base64
import json
from functools import partial

import plotly.graph_objects as go

from dashboard import made, theme

FORMATS = ("png", "svg")


def buttons(figure: go.Figure, card: str, name: str, is_data_replaced: bool = False) -> str:
    """The PNG and SVG buttons of a chart, as safe HTML; `fetching.listen` hears them.

    Args:
        figure: the figure with the title in it, as it shall look in the picture.
        card: key of the container in which the chart stands.
        name: file name without suffix.
        is_data_replaced: whether the picture shows the data of this figure, not those of the chart on the page.
    """
    make = partial(_written, figure, is_data_replaced)
    if made.is_served():
        place = made.address(f"{card}-picture", made.File(f"{name}.json", "application/json", make))
    else:
        place = "data:application/json;base64," + base64.b64encode(make()).decode()
    data = {"picture": place, "card": card, "name": name}
    told = " ".join(f'data-{key}="{theme.html_text(value)}"' for key, value in data.items())
    return "".join(
        f'<button type="button" class="px-act px-framed" title="Save the chart as {kind.upper()}" data-format="{kind}" {told}>'
        f"{kind.upper()}</button>"
        for kind in FORMATS
    )


def _written(figure: go.Figure, is_data_replaced: bool) -> bytes:
    """The layout of the picture, and its data where they are others than those on the page, as JSON."""
    whole = json.loads(figure.to_json())
    return json.dumps({"layout": whole["layout"], "traces": whole["data"] if is_data_replaced else None}).encode()
