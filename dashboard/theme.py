"""How things look and read: the colour of each outlet, number and date formats, one escape function for each place text can go."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import pandas as pd

# Petroff's ten: the worst pair under simulated colour blindness keeps 11.9 CIEDE2000, against 0.7 for Plotly's default.
PALETTE = ("#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd")
# Parts of a whole that are no outlets: shades of the accent, the first the strongest, so that no part wears an outlet's colour.
PARTS = ("#2f6db5", "#7fa8d9", "#c3d5ea", "#8a949e")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
PATTERNS = ("", "/", "x", ".", "-", "+")
ACCENT = "#2f6db5"
NEUTRAL = "#8a949e"
_LONG_NAME = 60
# The shapes of SYMBOLS, for a mark beside a name: on pages and in the report.
SWATCHES = """.px-swatch { display: inline-block; width: .75em; height: .75em; margin-right: .45em; }
.px-circle { border-radius: 50%; } .px-square { border-radius: 2px; } .px-diamond { clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); }
.px-triangle-up { clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.px-x { clip-path: polygon(22% 0, 50% 28%, 78% 0, 100% 22%, 72% 50%, 100% 78%, 78% 100%, 50% 72%, 22% 100%, 0 78%, 28% 50%, 0 22%); }
.px-star { clip-path: polygon(50% 0, 62% 36%, 100% 36%, 69% 59%, 81% 96%, 50% 73%, 19% 96%, 31% 59%, 0 36%, 38% 36%); }"""
# Two lines of sight that meet in one point, and the name, in a blue that keeps a contrast of 4.5 : 1 on the light and the dark page.
WORDMARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="132" height="28" viewBox="0 0 132 28" role="img" aria-label="Parallax">'
    '<g fill="none" stroke="#3f7fc4" stroke-width="2.4" stroke-linecap="round"><path d="M4 24 14 5 24 24M14 5v19"/></g>'
    '<circle cx="14" cy="5" r="3.4" fill="#ffa90e"/>'
    '<text x="34" y="21" font-family="Segoe UI,Helvetica,Arial,sans-serif" font-size="20" font-weight="600" '
    'fill="#3f7fc4">Parallax</text></svg>'
)


@dataclass(frozen=True)
class Look:
    """How one outlet is drawn everywhere: its colour, and a marker and bar pattern that tell it from others of that colour."""

    color: str = ACCENT
    symbol: str = "circle"
    pattern: str = ""


def outlet_looks(outlet_ids: Iterable[str]) -> dict[str, Look]:
    """A look for each outlet: the first ten differ by colour, the next fifty by marker and pattern as well, all others are grey.

    No look comes twice but the grey one, which says "one of many": a name always stands beside it.

    Args:
        outlet_ids: all outlets of the data set, in an order that does not change with the selection.

    Example:
        >>> looks = outlet_looks(f"outlet {n}" for n in range(12))
        >>> looks["outlet 0"].color == looks["outlet 10"].color, looks["outlet 0"].symbol == looks["outlet 10"].symbol
        (True, False)
    """
    kinds = [Look(color, symbol, pattern) for (symbol, pattern), color in product(zip(SYMBOLS, PATTERNS, strict=True), PALETTE)]
    return {outlet_id: kinds[i] if i < len(kinds) else Look(NEUTRAL) for i, outlet_id in enumerate(dict.fromkeys(outlet_ids))}


def swatch(look: Look) -> str:
    """The mark of an outlet beside its name, in its colour and the shape of its marker, as safe HTML.

    Example:
        >>> swatch(Look("#3f90da", "diamond"))
        '<i class="px-swatch px-diamond" style="background:#3f90da"></i>'
    """
    return f'<i class="px-swatch px-{look.symbol}" style="background:{look.color}"></i>'


def number(value: object, decimals: int = 1) -> str:
    """A number with thousands separators; whole numbers without decimals, unknown as a dash.

    Example:
        >>> number(1234567), number(1234.56), number(float("nan"))
        ('1,234,567', '1,234.6', '–')
    """
    if not isinstance(value, int | float) and not hasattr(value, "dtype") or pd.isna(value):
        return "–"
    return f"{int(value):,}" if float(value).is_integer() else f"{float(value):,.{decimals}f}"


def percent(share: float) -> str:
    """A share of 1 as a percentage, unknown as a dash.

    Example:
        >>> percent(0.314), percent(float("nan"))
        ('31%', '–')
    """
    return "–" if pd.isna(share) else f"{100 * share:.0f}%"


def counted(n: int, one: str, many: str = "") -> str:
    """A number with its noun.

    Example:
        >>> counted(1, "outlet"), counted(1200, "story", "stories")
        ('1 outlet', '1,200 stories')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def moment(at: object, precision: object = "minute") -> str:
    """A moment as far as it is known: a day without a time, "no date" where unknown.

    Example:
        >>> moment(pd.Timestamp("2020-10-20T19:22Z"), "minute"), moment(pd.Timestamp("2020-10-20T00:00Z"), "day")
        ('20 Oct 2020, 19:22 UTC', '20 Oct 2020')
    """
    if pd.isna(at):
        return "no date"
    day = f"{at.day} {at:%b %Y}"
    return day if precision == "day" or pd.isna(precision) else f"{day}, {at:%H:%M} UTC"


def moments(at: pd.Series, precision: pd.Series) -> pd.Series:
    """`moment` of each row; of equal ones once, which counts in long lists.

    Example:
        >>> moments(pd.Series([pd.NaT], index=[7]), pd.Series([None], index=[7])).to_dict()
        {7: 'no date'}
    """
    number = pd.DataFrame({"at": at.array, "precision": precision.array}).groupby(["at", "precision"], dropna=False).ngroup()
    first = number.drop_duplicates().sort_values().index
    said = pd.array([moment(at.iloc[i], precision.iloc[i]) for i in first], dtype="str")
    return pd.Series(said.take(number), index=at.index)


def shortened(text: str, length: int = 40) -> str:
    """The text, cut at a character with an ellipsis where it is longer.

    Example:
        >>> shortened("Harbour bridge closed for a month", 14)
        'Harbour bridg…'
    """
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def short_name(name: str, length: int = 32) -> str:
    """An outlet's name for a sentence: where it is long without its middle, since names often differ at their end.

    Example:
        >>> short_name("Bay Post"), short_name("Regional Evening Standard and Advertiser number 13")
        ('Bay Post', 'Regional … number 13')
    """
    if len(name) <= length:
        return name
    half = (length - 3) // 2
    first, last = name[: half + 1].rpartition(" ")[0] or name[:half], name[-half - 1 :].partition(" ")[2] or name[-half:]
    return f"{first} … {last}"


def apart(texts: Iterable[str], length: int) -> list[str]:
    """Texts cut to a length where they are longer: at their end, or in their middle where those of several would look the same.

    Example:
        >>> apart(["Regional Evening Courier 1", "Regional Evening Courier 2", "The Harbour and Valley Post"], 22)
        ['Regional … Courier 1', 'Regional … Courier 2', 'The Harbour and Valle…']
    """
    lines = [" ".join(str(text).split()) for text in texts]
    alike: dict[str, set[str]] = {}
    for line in lines:
        alike.setdefault(shortened(line, length), set()).add(line)
    return [cut if len(alike[cut := shortened(line, length)]) == 1 else short_name(line, length) for line in lines]


def named(name: str, file: str = "") -> str:
    """An outlet's name as safe HTML, cut where it is very long; behind an unknown outlet's the file that its article came from.

    Example:
        >>> named("Unknown outlet", "folder/002.txt")
        'Unknown outlet <small>(002.txt)</small>'
    """
    full = f' title="{html_text(name)}"' if len(name) > _LONG_NAME else ""
    shown = f"<span{full}>{html_text(shortened(name, _LONG_NAME))}</span>" if full else html_text(name)
    return f"{shown} <small>({html_text(shortened(file.rsplit('/', 1)[-1], _LONG_NAME))})</small>" if file else shown


_ACTIVE = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&@\"'/=^:])")
_GLUED = re.compile(r"(:|@|//|www)(?=\S)", re.IGNORECASE)


def markdown_text(text: object) -> str:
    """Untrusted text for Streamlit's Markdown (captions, labels, messages): shown letter by letter, never active.

    A word joiner breaks what is recognised after escaping: addresses, shortcodes such as :smile:, icons.

    Example:
        >>> markdown_text("[x](http://a)").replace(chr(0x2060), "")
        '\\\\[x\\\\]\\\\(http\\\\:\\\\/\\\\/a\\\\)'
    """
    line = " ".join(str(text).split())
    glued = _GLUED.sub(lambda m: m[0] + "\u2060", line)
    return _ACTIVE.sub(r"\\\1", glued)


def html_text(text: object) -> str:
    """Untrusted text for `st.html`, also inside an attribute.

    Example:
        >>> html_text('<a href="x">')
        '&lt;a href=&quot;x&quot;&gt;'
    """
    return html.escape(str(text), quote=True)


def plotly_text(text: object) -> str:
    """Untrusted text for Plotly titles, labels and hovers, which understand some HTML; line breaks are kept.

    Example:
        >>> plotly_text("<b>R&D</b>")
        '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    plain = html.escape(str(text), quote=False).replace("$", "&#36;")
    return plain.replace("\n", "<br>")
