"""What the checks of the data say in plain words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What a check says of one and of many, what it means for the numbers, and what to do."""

    one: str
    many: str
    means: str
    do: str

    def line(self, n: int) -> str:
        """The check with its number, as a sentence."""
        return f"{n:,} {self.one if n == 1 else self.many}"


WORDS = {
    "rejected": Words(
        "record could not be used",
        "records could not be used",
        "What they report is missing from every number.",
        "Each reason says what to do. Correct the file and build again.",
    ),
    "unknown_outlet": Words(
        "article names no outlet",
        "articles name no outlet",
        "Each is compared as an outlet of its own, so what it shares with its real outlet's articles counts as shared between outlets.",
        "Name the outlet.",
    ),
    "alike_outlets": Words(
        "outlet bears nearly the name of another",
        "outlets bear nearly the same name",
        "If they are one outlet, it is compared with itself.",
        "Merge them, or leave them where they are two.",
    ),
    "undated": Words(
        "article has no date",
        "articles have no date",
        "They are in no timeline, never first or later, and left out as soon as days are filtered.",
        "Give the date.",
    ),
    "doubtful_date": Words(
        "article has a doubtful date",
        "articles have a doubtful date",
        "Who was first, and which story an article belongs to, rests on it.",
        "Look at the article, and correct the date where it is wrong.",
    ),
    "consent": Words(
        "page shows a question in place of its article",
        "pages show a question in place of their article",
        "Their text is not here; they count as coverage only.",
        "Save the page again after answering the question about cookies.",
    ),
    "cut": Words(
        "article may be cut short",
        "articles may be cut short",
        "Facts and quotations of the missing part count as left out by the outlet.",
        "Compare with the original, and save it again in full.",
    ),
    "guessed_outlet": Words(
        "article's outlet is a guess",
        "articles' outlets are guesses",
        "A wrong outlet mixes two outlets' numbers.",
        "Look at what it was read from, and name the outlet where it is wrong.",
    ),
    "doubtful_author": Words(
        "article has an author who may be none",
        "articles have authors who may be none",
        "Authors are shown, but in no measure.",
        "Correct the name.",
    ),
    "no_author": Words(
        "article names neither author nor agency",
        "articles name neither author nor agency",
        "Agency copy without a credit is found only where the agency's text is here.",
        "Nothing, or give the author.",
    ),
    "untitled": Words(
        "article has no headline",
        "articles have no headline",
        "The first words stand for it.",
        "Save the article with its headline.",
    ),
    "short": Words(
        "text is very short",
        "texts are very short",
        "A rate per 1,000 words says little of them; some are only the part that was saved.",
        "Look whether the text is whole.",
    ),
    "other_language": Words(
        "article is not in English",
        "articles are not in English",
        "Quotations, facts, figures and disagreements are not looked for in them: they are not analysed, which is not the same as none. "
        "They stay out of what these are divided by.",
        "Read their words, passages and dates; see below what is complete for which language.",
    ),
    "unknown_language": Words(
        "text is too short to tell its language",
        "texts are too short to tell their language",
        "They are read as English.",
        "Leave out what is not.",
    ),
    "other_doubts": Words(
        "other thing was used with a doubt",
        "other things were used with a doubt",
        "Each says what it is about.",
        "Each says what to do.",
    ),
    "paywalled": Words(
        "page shows only the beginning of its article",
        "pages show only the beginning of their article",
        "Kept as excerpts: they count as coverage and in no number of quotations, facts and words.",
        "Save the page as a subscriber sees it.",
    ),
    "teasers": Words(
        "article was given as a teaser only",
        "articles were given as teasers only",
        "Entries of feeds and lists of links: they count as coverage and in no number of quotations, facts and words.",
        "Add the articles themselves to compare them.",
    ),
    "boilerplate": Words(
        "sentence is repeated by its outlet in many articles",
        "sentences are repeated by their outlet in many articles",
        "Calls to subscribe, notices, self-descriptions: they are left out of every number.",
        "Mark those that are text after all.",
    ),
    "left_out": Words(
        "article is left out by a correction",
        "articles are left out by corrections",
        "You left them out: they are in no number.",
        "Nothing; take the correction back on About this data to have them again.",
    ),
    "duplicates": Words(
        "article was given more than once",
        "articles were given more than once",
        "Each counts once; all its places are kept.",
        "Nothing.",
    ),
    "revisions": Words(
        "earlier version of an article is here too",
        "earlier versions of articles are here too",
        "Only the last version counts, dated as the first; who was first is told from all of them.",
        "Nothing; the earlier text opens below.",
    ),
}
# What each check looks for, in a list of what was not found.
LOOKED_FOR = {
    "rejected": "records that could not be used",
    "unknown_outlet": "articles without an outlet",
    "alike_outlets": "outlets of nearly one name",
    "undated": "articles without a date",
    "doubtful_date": "doubtful dates",
    "consent": "pages that show a question in place of their article",
    "cut": "articles cut short",
    "guessed_outlet": "guessed outlets",
    "doubtful_author": "authors who may be none",
    "no_author": "articles without author and agency",
    "untitled": "articles without a headline",
    "short": "very short texts",
    "other_language": "other languages than English",
    "unknown_language": "texts too short to tell their language",
    "other_doubts": "other doubts",
    "paywalled": "pages that show only the beginning of their article",
    "teasers": "teasers",
    "boilerplate": "repeated sentences",
    "left_out": "articles left out by corrections",
    "duplicates": "articles given more than once",
    "revisions": "earlier versions",
}
ASPECTS = {
    "used": ("Could be used", "Articles among all records that were given"),
    "outlet": ("Outlet known", "Read from a place made for it or near it: not a guess, not missing"),
    "date": ("Date known", "Read from a place made for it or near it: not a guess, not missing"),
    "text": ("Text here", "Articles whose text is here in full; of the others only a teaser is known"),
    "author": ("Author or agency named", "Among the articles with text"),
    "language": ("Analysed in full", "In English, among the articles with text; others lack quotations and facts"),
}
GRADES = {
    "act": ("To put right first", "Numbers may be wrong until these are put right."),
    "look": ("Worth a look", "These may be as they should be."),
    "handled": ("Dealt with", "Nothing to do: this is how they are counted."),
}
CONFIDENCE = {
    "sure": "sure: a place made for it",
    "likely": "likely: a place near it",
    "guess": "guess: a sign that is often right",
    "unknown": "unknown",
}
# What is complete for an article, by its language.
ANALYSES = (
    ("Outlet, date, author, agency", "complete", "complete"),
    ("Stories: which articles are on one event", "complete", "within one language; English and another language are rarely joined"),
    ("Shared passages, reuse, duplicates, revisions", "complete", "complete"),
    ("Words and phrases", "complete", "complete for words; everyday words are not left out, endings are kept"),
    ("Quotations, speakers, sources", "complete", "not analysed"),
    ("Facts, unique facts, disagreements, figures", "complete", "not analysed"),
)
