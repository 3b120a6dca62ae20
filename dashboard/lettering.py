"""How wide a line of text is, as far as that can be told without drawing it."""

import unicodedata

# Hundredths of the font's size, rounded up, for the font of the dashboard (Source Sans).
_WIDTHS = {
    20: " ",
    25: "',.:;ij|",
    30: "!Ifl",
    35: "()-/[\\]rt{}",
    45: '"*?sxz“”',
    50: "0123456789#$+<=>FJLY^_cekvy~–",
    55: "AESTVXZ`aghnou",
    60: "BCKPRbdpq",
    65: "&DGNU",
    70: "HOQ",
    75: "Mw",
    80: "W—",
    85: "%@m",
    95: "…",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_SQUARE, _CAPITAL, _OTHER = 110, 95, 80  # of other letters, rather too wide than too narrow


def width(text: str, size: float) -> float:
    """Pixels that a line takes, rather a few more than too few.

    Args:
        text: one line.
        size: of the font, in pixels.

    Example:
        >>> round(width("Brindle Business Review", 12))
        125
    """
    return size / 100 * sum(_letter(letter) for letter in text)


def _letter(letter: str) -> int:
    """The width of one letter in hundredths of the font's size; an accent takes none."""
    if unicodedata.east_asian_width(letter) in "WF":
        return _SQUARE
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _WIDTH_OF:
        return _WIDTH_OF[plain]
    if unicodedata.combining(plain):
        return 0
    return _CAPITAL if letter.isupper() else _OTHER
