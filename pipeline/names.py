"""Names of people and organisations in running text, without a model: capitalised runs, titles, organisations' last words."""

import re

TITLES = frozenset("""
    mr mrs ms mx miss sir dame lord lady dr prof professor sen senator rep representative gov governor mayor president premier chancellor
    minister secretary judge justice gen general lt lieutenant col colonel sgt sergeant capt captain cmdr commander adm admiral maj major
    rev reverend father sister pope rabbi imam king queen prince princess chief chairman chairwoman chair speaker ambassador congressman
    congresswoman councilman councilwoman councillor councilor detective officer inspector sheriff attorney director coach deputy vice
    commissioner executive spokesman spokeswoman spokesperson republican democrat democratic candidate nominee economist analyst senior
    adviser advisor counsel counselor counsellor strategist pollster activist journalist reporter columnist correspondent historian manager
    treasurer comptroller superintendent lawyer solicitor coordinator
    associate assistant former then-president ex-president senators president-elect leader whip ceo cfo cto founder co-founder editor
""".split())
COURTESY = frozenset("mr mrs ms mx miss sir dame lord lady dr prof professor sen rep gov gen lt col sgt capt cmdr adm maj rev".split())
SUFFIXES = frozenset("jr sr ii iii iv phd md esq cbe obe mbe kc qc mp".split())
FEMALE_TITLES = frozenset("""
    mrs ms miss dame lady sister queen princess chairwoman congresswoman councilwoman spokeswoman baroness duchess madam
""".split())
MALE_TITLES = frozenset("mr sir lord father king prince chairman congressman councilman spokesman pope baron duke".split())
DAYS = frozenset("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december jan feb mar apr jun jul aug sep sept oct nov dec
""".split())
FIRST_NAMES = frozenset("jan mar may april june august".split())  # months that are first names too
ORGANISATION_WORDS = frozenset("""
    inc corp corporation co company companies ltd limited llc llp plc gmbh ag sa group holdings partners associates bank airlines airways
    motors university college school institute institution council committee commission agency department ministry office bureau board
    authority association federation union league party court senate congress parliament house government administration army navy police
    force service services society foundation trust fund center centre hospital network news times post press journal tribune herald
    magazine radio television tv coalition alliance campaign organization organisation nations church museum laboratory labs laboratories
    pharma energy lines foods stores studios brands logistics shipping railways railway rail telecom telecommunications hotels resorts
    software robotics semiconductor semiconductors analytics media insurance oil gas electric steel chemicals capital ventures
    technologies systems industries international club team treasury pentagon kremlin white-house
""".split())
ORGANISATION_NOUNS = frozenset("""
    company firm group agency airline bank council ministry department union university school government police force committee
    commission board court party association organization organisation institute foundation fund network newspaper magazine paper outlet
    site website carmaker automaker maker retailer lender insurer manufacturer giant startup start-up business utility operator developer
    publisher hospital charity nonprofit church team club league federation administration campaign white-house bureau office authority
    trust museum chain brewer brand studio laboratory watchdog regulator builder cooperative co-op society coalition alliance
    city county town village state borough district municipality province
""".split())
FIRMS = frozenset("""
    company firm group airline carmaker automaker maker manufacturer retailer lender insurer giant startup start-up business developer
    publisher chain brewer brand builder operator carrier utility
""".split())  # nouns by which an article calls a firm that it has named
DOCUMENT_NOUNS = frozenset("""
    report study statement document documents filing filings survey poll polls letter memo email emails paper review audit research
    analysis complaint lawsuit indictment affidavit bill law ruling order book article editorial data figures record records transcript
    website account release briefing testimony post tweet message findings results numbers statistics estimate estimates forecast
    calculation calculations list tally projection projections
""".split())
NUMBERS = frozenset("""
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred dozens more most less fewer
""".split())  # at a sentence's beginning they have a capital and name nobody

PLACES = frozenset("""
    afghanistan albania algeria argentina australia austria bangladesh belarus belgium brazil britain bulgaria canada chile china colombia
    cuba denmark egypt england estonia ethiopia europe finland france germany ghana greece hungary iceland india indonesia iran iraq
    ireland israel italy japan jordan kenya kuwait latvia lebanon libya lithuania malaysia mexico moldova morocco nepal netherlands
    nigeria norway pakistan panama peru philippines poland portugal qatar romania russia rwanda scotland serbia singapore slovakia
    slovenia somalia spain sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine venezuela vietnam wales
    yemen zimbabwe washington moscow beijing brussels tehran kyiv alabama alaska arizona arkansas california colorado connecticut delaware
    florida hawaii idaho illinois iowa kansas kentucky louisiana maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming
""".split())
_COMPASS = frozenset("north south west east new saudi united".split())
_LANDS = frozenset("korea kingdom states arabia africa zealand jersey york hampshire dakota carolina virginia nations".split())
GROUPS = frozenset("""
    republicans democrats americans canadians europeans russians germans ukrainians israelis palestinians conservatives liberals
    progressives labour tories christians muslims jews catholics evangelicals latinos hispanics texans californians iowans voters
    officials
""".split())
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "person", "ant", "ent", "eer", "ary", "aire", "ee", "crat", "can", "ess")
_PERSON_WORDS = frozenset("""
    chief head fellow coach aide judge wife husband son brother friend nurse ceo veteran ally pilot expert critic host mayor general
    captain sergeant guest co-owner native partner psychologist pope king queen prince president pastor priest clerk cook guide widow
    youth girl boy adult
""".split())
_ROLE_FIRST = re.compile(
    r"(?:a|an|the|one of|his|her|their|its|former|then|[A-Z][\w’'-]{0,40}['’]s?)\s|"
    r"[a-z][\w’'-]+(?:\s[\w’'-]+){0,3}\s(?:of|for|at|in|and)\s|[a-z][\w’' -]{2,40}$")
_LED_BY = re.compile(
    r"who ((?:chairs|heads|leads|oversees|represents|directs|runs|chaired|headed|led)\s(?:the|a|an|its|their|his|her)\s[^,.;]{3,60})$")
_ROLE_END = re.compile(r"(?:^|\s)(?:who|whose|which|that|is|was|are|were|has|had|have|said|says|will|would)\b")


def role_in(text: str) -> str | None:
    """The role in the words behind a name, or None where they tell something else.

    Example:
        >>> role_in("a senior engineer who built the pier"), role_in("the third time in a week")
        ('a senior engineer', None)
        >>> role_in("who chairs the parish council")
        'chairs the parish council'
    """
    if led := _LED_BY.match(text):
        return led.group(1).strip()
    role = _ROLE_END.split(text, maxsplit=1)[0].strip()
    head = re.split(r"\s(?:of|for|at|in|from|with|to|on)\s", role)[0].split()
    is_person = any(w.lower().endswith(_PERSON_ENDINGS) and len(w) > 4 or w.lower() in _PERSON_WORDS for w in head[-4:])
    return role if is_person and _ROLE_FIRST.match(role) else None


_SHORTENED = r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Rev|St|Ft|Mt|Jr|Sr|Inc|Corp|Co|Ltd)\."
_CAPITAL = rf"(?:{_SHORTENED}|(?:[A-Z]\.){{1,4}}|(?:[A-ZÀ-ÖØ-ÞĀ-Ž]|[a-z]{{1,2}}['’][A-Z])[\w\-’']{{0,40}}|i[A-Z]\w{{1,20}})"
_JOINT = r"(?:(?:of|de(?: la| los)?|del|della|der|den|di|da|dos|du|la|le|van(?: der| den)?|von|bin|al|el|ibn|ter|&)\s)"
NAME_RUN = re.compile(rf"(?<![\w’'])(?:al-)?{_CAPITAL}(?:\s(?:{_JOINT}(?=[A-Z]))?{_CAPITAL}){{0,7}}")
_POSSESSIVE = re.compile(r"['’]s?$")


def name_runs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Start and end of each run of capitalised words, without a possessive ending.

    Sentence beginnings count too: whether "The" or "Yesterday" is a name is for the caller to judge.

    Example:
        >>> text = "Yesterday Dr. Ida van der Vale left Norby & Sons."
        >>> [text[i:j] for i, j in name_runs(text)]
        ['Yesterday Dr. Ida van der Vale', 'Norby & Sons']
    """
    runs = [m.span() for m in NAME_RUN.finditer(text, start, len(text) if end is None else end)]
    return [(i, j - len(_ending(text[i:j]))) for i, j in runs]


def _ending(name: str) -> str:
    """The possessive ending that a run took with it."""
    found = _POSSESSIVE.search(name)
    return found.group() if found and len(name) > 3 else ""


def bare_name(name: str) -> str:
    """A name without the titles before it and without a possessive ending.

    Example:
        >>> bare_name("Dr. Ida Vale’s"), bare_name("former Mayor Tom Brandt"), bare_name("Mr. Orr Jr.")
        ('Ida Vale', 'Tom Brandt', 'Orr Jr.')
    """
    parts = _POSSESSIVE.sub("", name.strip(" ,.;:")).split() if not name.rstrip().endswith("r.") else name.split()
    while len(parts) > 1 and parts[0].lower().strip(".,") in TITLES:
        parts = parts[1:]
    return " ".join(parts)


def surname(name: str) -> str:
    """The last word of a name, folded, without Jr., Sr. or letters after the name.

    Example:
        >>> surname("Roy Pym Jr."), surname("Dr. Ida Vale")
        ('pym', 'vale')
    """
    parts = [p for p in name.replace(",", " ").split() if p.lower().strip(".") not in SUFFIXES]
    return (parts or name.split() or [""])[-1].strip(".").lower()


def is_organisation(name: str) -> bool:
    """Whether a name reads as an organisation by one of its words, an ampersand or capitals only.

    Example:
        >>> is_organisation("Harlow City Council"), is_organisation("UNHCR"), is_organisation("Ida Vale")
        (True, True, False)
    """
    parts = [p.strip(".,").lower() for p in name.split()]
    if len(parts) == 1:
        return parts[0] in PLACES or parts[0] in ORGANISATION_WORDS or (len(name) > 1 and name.isupper())
    is_place = len(parts) == 2 and parts[0] in _COMPASS and (parts[1] in PLACES or parts[1] in _LANDS)
    return is_place or "&" in name or any(p in ORGANISATION_WORDS for p in parts)


JOINT = "; "  # between the names of several sources that say one thing together
_SMALL_WORDS = frozenset("of the for and in on at to de la del des di du da von van der".split())


def fits_short_form(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation are the first letters of a name's words; small words and a legal form may be passed over.

    Example:
        >>> [fits_short_form("ELB", name) for name in ("Environmental Licensing Board", "the Eastern Land Bank", "Elba Lines")]
        [True, True, False]
        >>> fits_short_form("BoN", "Bank of Norby"), fits_short_form("N.H.S.", "Norby Health Service"), fits_short_form("BBC", "BBC News")
        (True, True, False)
    """
    letters = [c.lower() for c in short if c.isalpha()]
    words = re.split(r"[\s-]+", re.sub(r"^[Tt]he\s", "", name.strip()))
    if not is_short_form(short) or len(words) < 2 or any(is_short_form(w) for w in words):
        return False
    telling = [w for w in words if w and w.lower() not in _SMALL_WORDS and w != "&"]
    forms = ([w[0].lower() for w in words if w], [w[0].lower() for w in telling])
    return letters in forms


def is_short_form(name: str) -> bool:
    """Whether a name is written like an abbreviation: one word of two to eight letters, two capitals or more and hardly another letter.

    Example:
        >>> [is_short_form(name) for name in ("ELB", "U.N.", "BoN", "Elba", "McKay", "E")]
        [True, True, True, False, False, False]
    """
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return " " not in name and 2 <= len(letters) <= 8 and capitals >= 2 and len(letters) - capitals <= 1 and name[:1].isupper()
