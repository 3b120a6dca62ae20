"""Which sources speak for a government or another public authority, by the words that name them."""

import re

PUBLIC = frozenset("""
    government ministry minister minister's parliament senate congress senator senators congressman congresswoman lawmaker lawmakers
    legislator legislators mayor governor premier chancellor councillor councilor councilman councilwoman alderman council municipal
    municipality city town county borough federal state ambassador embassy diplomat diplomats prosecutor prosecutors judge justice court
    coroner sheriff police constable officials authorities regulator regulators watchdog white-house kremlin pentagon army navy
    military commissioner gov sen rep mp tsar king queen prince princess
""".split())
_PHRASES = re.compile(
    r"\b(?:fire (?:chief|department|service|brigade)|attorney general|prime minister|white house|secretary of state|"
    r"(?:weather|health|building|tax|patent|foreign|home) (?:office|service|department)|central bank|(?:supreme|high) court|"
    r"(?:licensing|planning|zoning|school|parole|electoral|elections?|water|environment(?:al)?|health|safety|transport|transit|port|harbou?r|"
    r"housing|regulatory|protection|immigration|customs|tax) (?:\w+ )?(?:board|authority|commission|agency|bureau|inspectorate|inspector)|"
    r"(?:department|ministry|office) of|european commission|united nations)\b")
_HEAD_OF_STATE = re.compile(r"(?:the |a |former |then-|vice )*(?:president|official)(?: of the (?:country|republic|republics|nation))?$")
_PRIVATE = frozenset("""
    company firm group union club team league bank airline school university college party campaign association startup museum church
    chamber band committee churches faiths employers traders
""".split())


def is_official(name: str, role: str | None = None, kind: str = "person") -> bool:
    """Whether a source speaks for a government or a public authority: a word of its role, or of its name unless it is a person's.

    The list of words is open: what it lacks counts as not official, and an official who is named without a role is not known as one.

    Example:
        >>> is_official("Ida Vale", "Mayor"), is_official("Ida Vale"), is_official("the fire department", None, "organisation")
        (True, False, True)
        >>> is_official("officials", None, "unnamed"), is_official("union officials", None, "unnamed"), is_official("Tom Judge")
        (True, False, False)
    """
    said = [role] if isinstance(role, str) else []
    said += [name] if kind != "person" else []
    return any(_is_public(words.lower()) for words in said)


def _is_public(said: str) -> bool:
    """Whether words name an office; "of the textile union" is none, whatever stands before."""
    words = {re.sub(r"['’]s?$", "", word.strip(".,")) for word in said.split()}
    if words & _PRIVATE:
        return False
    return bool(words & PUBLIC or _PHRASES.search(said) or _HEAD_OF_STATE.match(said))
