"""The words that make a number an amount: number words, magnitudes, currencies, durations, measures, hedges."""

_SMALL = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
          "nineteen").split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS: dict[str, int] = {w: n for n, w in enumerate(_SMALL, 1)} | {w: 10 * n for n, w in enumerate(_TENS, 2)} | {"zero": 0}
MAGNITUDES: dict[str, float] = {"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT_MAGNITUDES: dict[str, float] = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
FRACTIONS: dict[str, float] = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fifth": 1 / 5,
                               "fifths": 1 / 5, "tenth": 1 / 10, "tenths": 1 / 10}
# Words that a total stands behind.
REACHING = frozenset({"to", "at", "of", "reached", "hit", "is", "was", "topped", "passed"})
MOVING = frozenset("rose rises risen climbed climbs grew stands stood has had now from could may".split())
CASUALTIES = frozenset("injured wounded dead missing killed hurt".split())
PERCENT = frozenset({"%", "percent", "percentage", "pct"})

SIGNS: dict[str, str] = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
                         "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "r$": "BRL", "usd": "USD", "eur": "EUR", "gbp": "GBP",
                         "chf": "CHF", "jpy": "JPY"}
CURRENCIES: dict[str, str] = {"dollar": "USD", "dollars": "USD", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR", "€": "EUR",
                              "pound": "GBP", "pounds": "GBP", "gbp": "GBP", "£": "GBP", "$": "USD", "yen": "JPY", "jpy": "JPY", "yuan": "CNY",
                              "renminbi": "CNY", "rupee": "INR", "rupees": "INR", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB",
                              "rubles": "RUB", "franc": "CHF", "francs": "CHF", "chf": "CHF", "pesos": "MXN", "krona": "SEK",
                              "kronor": "SEK", "kroner": "NOK", "zloty": "PLN", "zlotys": "PLN"}

# Factor and unit: everything from a day up is counted in days, a month as 30, a year as 365; below that each its own.
DURATIONS: dict[str, tuple[float, str]] = {
    "second": (1, "second"), "seconds": (1, "second"), "minute": (1, "minute"), "minutes": (1, "minute"), "hour": (1, "hour"),
    "hours": (1, "hour"), "day": (1, "day"), "days": (1, "day"), "week": (7, "day"), "weeks": (7, "day"), "fortnight": (14, "day"),
    "month": (30, "day"), "months": (30, "day"), "year": (365, "day"), "years": (365, "day"), "decade": (3650, "day"), "decades": (3650, "day"),
    "century": (36500, "day"), "centuries": (36500, "day")}
MEASURES: dict[str, str] = {
    "metre": "metre", "metres": "metre", "meter": "metre", "meters": "metre", "m": "metre", "kilometre": "kilometre", "kilometres": "kilometre",
    "kilometer": "kilometre", "kilometers": "kilometre", "km": "kilometre", "centimetre": "centimetre", "centimetres": "centimetre",
    "centimeter": "centimetre", "centimeters": "centimetre", "cm": "centimetre", "mm": "millimetre", "millimetres": "millimetre",
    "millimeters": "millimetre", "mile": "mile", "miles": "mile", "mph": "mile per hour", "kph": "kilometre per "
    "hour", "foot": "foot", "feet": "foot",
    "ft": "foot", "inch": "inch", "inches": "inch", "yard": "yard", "yards": "yard", "acre": "acre", "acres": "acre", "hectare": "hectare",
    "hectares": "hectare", "kg": "kilogram", "kilogram": "kilogram", "kilograms": "kilogram", "kilo": "kilogram", "kilos": "kilogram",
    "tonne": "tonne", "tonnes": "tonne", "ton": "ton", "tons": "ton", "litre": "litre", "litres": "litre", "liter": "litre", "liters": "litre",
    "gallon": "gallon", "gallons": "gallon", "barrel": "barrel", "barrels": "barrel", "mw": "megawatt", "megawatts": "megawatt", "gw": "gigawatt",
    "gigawatts": "gigawatt", "degree": "degree", "degrees": "degree", "person": "people", "people": "people", "°": "degree"}

_HEDGES = {
    "about": "about around some roughly nearly almost approximately approx estimated|an estimated|in the region of|close to|or "
    "about|just about|circa|"
             "somewhere around|the roughly|put at about",
    "at least": "at least|no fewer than|no less than|not less than|a minimum of|minimum of|at minimum|upwards of",
    "up to": "up to|as much as|as many as|at most|a maximum of|maximum of|no more than|not more than|capped at|as high as|worth up to",
    "more than": "more than|over|above|in excess of|exceed|exceeds|exceeded|exceeding|topping|surpassing|well over|well above|greater "
    "than|just over|some more than",
    "less than": "less than|fewer than|under|below|just under|well below|short of|just below|lower than"}
HEDGES: dict[str, str] = {}
for _hedge, _forms in _HEDGES.items():
    for _part in _forms.split("|"):
        for _form in (_part.split() if _hedge == "about" and _part.startswith("about ") else [_part]):
            HEDGES[_form] = _hedge
HEDGES_AFTER: dict[str, str] = {"or more": "at least", "or so": "about", "or less": "up to", "or fewer": "up to", "at least": "at least",
                                "at most": "up to"}
NO_HEDGE_OF_TIME = frozenset({"over", "under", "above", "around", "or about"})  # "over ten years" says how long, not how sure
HEDGE_ENDS = frozenset(form.split()[-1] for form in HEDGES)

MONTHS = frozenset("january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept "
                   "oct nov dec".split())
# A number after one of these is a name or a place in a list, no amount.
LABELS = frozenset("no number nr route routes line lines flight highway interstate page pages chapter article section room channel "
    "gate platform "
                   "level phase version type class grade group game season episode volume step stage day week lap hole pit unit apollo "
                   "division title schedule appendix figure table exhibit item block floor act bill proposition measure".split())
MAY_STAND_CLOSE = frozenset("$ € £ ¥ ₹ ₽ ₩ ₺ ( [ { “ ” \" ' ‘ ’ – — ~ , - < > =".split())
MAY_FOLLOW_CLOSE = frozenset("k m mn mln bn b tn km cm mm kg mw gw mph kph ft".split())
TALLIES = frozenset("votes vote points goals seats".split())
PEOPLE = frozenset("people men women children workers soldiers passengers patients students homes".split())
# Number words that are often no count where no unit follows: "one of them", "the two", "zero".
TOO_BARE = frozenset(WORDS) | {"a", "an", "half"}
WHOLE = frozenset("the its their his her our your these those".split())  # "two of the hall's doors" counts doors
PLURALS = frozenset("people men women children feet sheep cattle aircraft police staff troops fish deer mice teeth geese crew personnel "
                    "families cities species series".split())
NO_NOUN = frozenset(
    "of in on at by to from for with and or but as than that which who when while since after before during was were is are be been "
    "being has have "
    "had will would could should can may might must did do does if because although though the a an this these those his her its their "
    "our my your "
    "it he she they we i you not so then there here about over under into out up down off per each every between against through "
    "across near "
    "last next earlier later ago away said says told this's including also now still only just even more less worth rather".split())
_SINGULARS = {"people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "mice": "mouse", "teeth": "tooth",
              "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf", "halves": "half", "leaves": "leaf",
              "thieves": "thief", "shelves": "shelf", "loaves": "loaf", "movies": "movie", "species": "species", "series": "series",
              "buses": "bus", "gases": "gas", "viruses": "virus", "campuses": "campus", "bonuses": "bonus", "crises": "crisis", "analyses": "analysis",
              "troops": "troops", "shoes": "shoe", "cookies": "cookie", "ties": "tie", "lies": "lie", "zombies": "zombie", "heroes": "hero"}


def singular(noun: str) -> str:
    """The singular of a folded English plural, by rule.

    Example:
        >>> [singular(w) for w in ("ferries", "crashes", "buses", "routes", "people", "axes")]
        ['ferry', 'crash', 'bus', 'route', 'people', 'axe']
    """
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zes")) and noun != "axes":
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun
