"""What can be missing or doubtful in a data set: one check a row of CHECKS, each with the articles, outlets or records it finds."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from pipeline import confidence
from pipeline.measures._languages import language_name
from pipeline.measures._outlets import LANGUAGE
from pipeline.outlet_names import squashed
from pipeline.text import fold

SHORT = 60  # words: a text below it is a brief, a caption, or the part of an article that was saved
COLUMNS = ("article_id", "start", "end", "text", "note", "source_file", "source_position", "weight")

DATE_ERRORS = ("ImplausibleDate", "UnreadDate", "AmbiguousDate", "DatesDiffer", "PublishedAfterChange", "LoneDate")
_CUT_ERRORS = ("PerhapsHeldBack", "LengthDiffers")
_LISTED_ELSEWHERE = (*DATE_ERRORS, *_CUT_ERRORS, "HeldBack", "NoArticleShown", "UnknownOutlet", "NoTitle")
_LEFT_OUT = "LeftOut"
_MOST_PEOPLE = 5
_DESK = re.compile(
    r"\b(?:staff|desk|team|newsroom|editors?|editorial|reporters?|correspondents?|admin|webmaster|agenc(?:y|ies)|contributors?)\b", re.I
)
_ODD_SIGN = re.compile(r"[\d@<>|/\\#_=]|www\.|https?:")
_SUFFIXES = ("online", "news", "magazine", "website", "international", "digital", "daily", "com", "co", "uk", "us", "au", "tv")


@dataclass(frozen=True)
class Data:
    """The tables that checks read, each article with its outlet's name."""

    articles: pd.DataFrame
    origins: pd.DataFrame
    sentences: pd.DataFrame
    problems: pd.DataFrame

    @property
    def full(self) -> pd.DataFrame:
        """The articles whose text is known."""
        return self.articles[self.articles["kind"].eq("full")]


@dataclass(frozen=True)
class Check:
    """One thing looked for: its subject, how grave it is, what it is counted among, and how it is found.

    grade: act (numbers may be wrong until it is put right), look (worth a look), handled (dealt with, good to know).
    """

    name: str
    topic: str
    grade: str
    among: str
    find: Callable[[Data], pd.DataFrame]


def data(outlets: pd.DataFrame, articles: pd.DataFrame, origins: pd.DataFrame, sentences: pd.DataFrame, problems: pd.DataFrame) -> Data:
    """The tables joined and sorted by content, so that the order of their rows does not matter."""
    named = articles.merge(outlets[["outlet_id", "outlet_name", "domain", "is_known"]], on="outlet_id", how="left")
    named = named.sort_values(["outlet_name", "published_at", "title", "article_id"], ignore_index=True)
    return Data(
        named.astype({"is_known": "bool"}),
        origins.sort_values(["article_id", "source_file", "source_position"], ignore_index=True),
        sentences,
        problems.sort_values(["source_file", "source_position", "error", "message"], ignore_index=True),
    )


def n_among(given: Data, among: str) -> int:
    """How many there are of what a check counts."""
    rejected = int(given.problems["severity"].eq("rejected").sum())
    sizes = {
        "articles": len(given.articles),
        "full articles": len(given.full),
        "sentences": len(given.sentences),
        "outlets": given.articles["outlet_id"].nunique(),
        "places": len(given.origins),
        "records": len(given.articles) + rejected,
    }
    return int(sizes[among])


def _rows(articles: pd.DataFrame, notes: pd.Series | str = "") -> pd.DataFrame:
    """Articles as rows of a finding."""
    return _filled(articles[["article_id", "source_file", "source_position"]].assign(note=notes))


def _filled(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with every column of a finding."""
    blank = {"article_id": None, "start": None, "end": None, "text": "", "note": "", "source_file": "", "source_position": "", "weight": 1}
    whole = rows.assign(**{name: value for name, value in blank.items() if name not in rows})
    kinds = {"start": "Int64", "end": "Int64", "weight": "int64"}
    filled = whole.fillna({"text": "", "note": "", "source_file": "", "source_position": ""})
    return filled[list(COLUMNS)].astype({name: kinds.get(name, "str") for name in COLUMNS}).reset_index(drop=True)


def _of_problems(given: Data, errors: tuple[str, ...]) -> pd.DataFrame:
    """The articles that some kinds of problem speak of, with what each says."""
    rows = given.problems[given.problems["error"].isin(errors) & given.problems["severity"].eq("doubt")]
    return _with_articles(given, rows)


def _with_articles(given: Data, problems: pd.DataFrame) -> pd.DataFrame:
    """Problems as rows of a finding, each with its article where its place has one that is looked at."""
    rows = problems[["source_file", "source_position", "message"]].fillna({"source_position": ""})
    places = given.origins[["source_file", "source_position", "article_id"]]
    places = places[places["article_id"].isin(given.articles["article_id"])]
    joined = rows.merge(places, on=["source_file", "source_position"], how="inner")
    return _filled(joined.rename(columns={"message": "note"}))


def _unknown_outlet(given: Data) -> pd.DataFrame:
    """Articles whose outlet nothing names."""
    return _rows(given.articles[~given.articles["is_known"]], "no outlet is named; compared as an outlet of its own")


def _guessed_outlet(given: Data) -> pd.DataFrame:
    """Articles whose outlet rests on a weak sign."""
    found = given.articles[given.articles["outlet_evidence"].map(confidence.of_outlet).eq("guess") & given.articles["is_known"]]
    return _rows(found, "read from: " + found["outlet_evidence"])


def _alike_outlets(given: Data) -> pd.DataFrame:
    """One article of each outlet whose name is nearly that of another."""
    firsts = given.articles[given.articles["is_known"]].drop_duplicates("outlet_id")
    keys = firsts[["outlet_id", "outlet_name"]].assign(key=firsts["outlet_name"].map(_bare_name))
    pairs = keys.merge(keys, on="key", suffixes=("", "_other"))
    pairs = pairs[pairs["outlet_id"].ne(pairs["outlet_id_other"]) & pairs["key"].ne("")]
    others = pairs.groupby("outlet_id")["outlet_name_other"].agg(lambda names: " and ".join(sorted(names)))
    found = firsts[firsts["outlet_id"].isin(others.index)]
    return _rows(found, found["outlet_name"] + " may be the same outlet as " + found["outlet_id"].map(others).astype("str"))


def _bare_name(name: str) -> str:
    """A name without what outlets add to it.

    Example:
        >>> _bare_name("The Ferry Times Online"), _bare_name("ferrytimes.com"), _bare_name("News")
        ('ferrytimes', 'ferrytimes', 'news')
    """
    bare = squashed(name.split("(")[0])
    while True:
        shorter = next((bare.removesuffix(s) for s in _SUFFIXES if bare.endswith(s) and len(bare) - len(s) >= 4), bare)
        if shorter == bare:
            return bare
        bare = shorter


def _undated(given: Data) -> pd.DataFrame:
    """Articles without a date."""
    found = given.articles[given.articles["published_at"].isna()]
    written = found["published_text"].where(found["published_text"].isna(), "only this is known: " + found["published_text"].astype("str"))
    return _rows(found, written.fillna("no date was found"))


def _doubtful_date(given: Data) -> pd.DataFrame:
    """Articles whose date is said to be odd, or stands on a weak sign."""
    said = _of_problems(given, DATE_ERRORS)
    rest = given.articles[~given.articles["article_id"].isin(said["article_id"]) & given.articles["published_at"].notna()]
    guessed = rest[rest["published_evidence"].map(confidence.of_date).eq("guess")]
    return pd.concat([said, _rows(guessed, "read from: " + guessed["published_evidence"])], ignore_index=True)


def _no_author(given: Data) -> pd.DataFrame:
    """Articles with text that name neither a person nor an agency."""
    found = given.full[given.full["author"].isna() & given.full["agency"].isna()]
    return _rows(found, "neither a person nor an agency is named")


def _doubtful_author(given: Data) -> pd.DataFrame:
    """Articles whose author does not look like a person's name."""
    named = given.articles[given.articles["author"].notna()]
    reasons = pd.Series([_odd(a, o) for a, o in zip(named["author"], named["outlet_name"], strict=True)], index=named.index, dtype="str")
    found = named[reasons.ne("")]
    return _rows(found, found["author"] + ": " + reasons[reasons.ne("")])


def _odd(author: str, outlet_name: str) -> str:
    """Why an author does not look like one or a few people; "" where it does.

    Example:
        >>> _odd("Ada Brook, Ben Moss", "Bay Post"), _odd("Night Desk", "Bay Post"), _odd("Bay Post", "Bay Post")
        ('', 'a desk rather than a person', "the outlet's name")
    """
    people = [name.strip() for name in author.split(",")]
    tests = (
        (_ODD_SIGN.search(author), "holds a number or an address"),
        (any(fold(name) == fold(outlet_name) for name in people), "the outlet's name"),
        (_DESK.search(author), "a desk rather than a person"),
        (any(len(name.split()) > 5 for name in people), "long for a name"),
        (any(len(name.split()) < 2 for name in people), "one word only"),
        (len(people) > _MOST_PEOPLE, f"more than {_MOST_PEOPLE} people"),
    )
    return next((reason for is_so, reason in tests if is_so), "")


def _untitled(given: Data) -> pd.DataFrame:
    """Articles without a headline."""
    return _rows(given.articles[given.articles["title_evidence"].eq("first words")], "the first words stand for the headline")


def _short(given: Data) -> pd.DataFrame:
    """Articles with a very short text."""
    found = given.full[given.full["n_words"].lt(SHORT)].sort_values(["n_words", "article_id"])
    return _rows(found, found["n_words"].astype("str") + " words")


def _cut(given: Data) -> pd.DataFrame:
    """Articles whose text may not be whole."""
    return _of_problems(given, _CUT_ERRORS)


def _paywalled(given: Data) -> pd.DataFrame:
    """Pages that show only the beginning of their article."""
    return _of_problems(given, ("HeldBack",))


def _consent(given: Data) -> pd.DataFrame:
    """Pages that show a question in place of their article."""
    return _of_problems(given, ("NoArticleShown",))


def _teasers(given: Data) -> pd.DataFrame:
    """Excerpts that were given as such: entries of feeds, lists of links."""
    shown = _of_problems(given, ("HeldBack", "NoArticleShown"))["article_id"]
    found = given.articles[given.articles["kind"].eq("excerpt") & ~given.articles["article_id"].isin(shown)]
    return _rows(found, "only a teaser was given (read as " + found["reader"] + ")")


def _boilerplate(given: Data) -> pd.DataFrame:
    """Sentences that an outlet repeats, once each, with the number of its articles that have it."""
    rows = given.sentences[given.sentences["is_boilerplate"]]
    rows = rows.merge(given.articles[["article_id", "outlet_id", "outlet_name", "source_file", "source_position"]], on="article_id")
    rows = rows.assign(wording=rows["text"].map({text: fold(text) for text in rows["text"].unique()}).astype("str"))
    rows = rows.sort_values(["outlet_name", "wording", "article_id", "start"])
    by = rows.groupby(["outlet_id", "wording"])
    rows = rows.assign(n_articles=by["article_id"].transform("nunique"), weight=by["start"].transform("size"))
    found = rows.drop_duplicates(["outlet_id", "wording"]).sort_values(
        ["n_articles", "outlet_name", "wording"], ascending=[False, True, True]
    )
    return _filled(found.assign(note="in " + found["n_articles"].astype("str") + " articles"))


def _duplicates(given: Data) -> pd.DataFrame:
    """Articles that were given more than once."""
    places = given.origins[given.origins["article_id"].isin(given.articles["article_id"])]
    sizes = places.groupby("article_id").size()
    found = given.articles[given.articles["article_id"].isin(sizes.index[sizes > 1])]
    places = places[places["article_id"].isin(found["article_id"])]
    where = places["source_file"] + (" (" + places["source_position"] + ")").where(places["source_position"].ne(""), "")
    named = where.groupby(places["article_id"]).agg("; ".join)
    n = found["article_id"].map(sizes).astype("int64")
    note = "given " + n.astype("str") + " times: " + found["article_id"].map(named).astype("str")
    return _rows(found, note).assign(weight=(n - 1).to_numpy("int64"))


def _revisions(given: Data) -> pd.DataFrame:
    """Earlier versions of an article, which no measure counts beside the later one."""
    later = given.articles[given.articles["revision_of"].notna()].drop_duplicates("revision_of").set_index("revision_of")
    found = given.articles[given.articles["article_id"].isin(later.index)]
    at = found["article_id"].map(later["published_at"].dt.strftime("%Y-%m-%d").fillna("unknown date"))
    return _rows(
        found, "earlier version; the later one, of " + at.astype("str") + ": " + found["article_id"].map(later["title"]).astype("str")
    )


def _other_language(given: Data) -> pd.DataFrame:
    """Articles in a language whose quotations and facts are not found."""
    found = given.full[given.full["language"].notna() & given.full["language"].ne(LANGUAGE)]
    return _rows(found, found["language"].map({code: language_name(code) for code in found["language"].unique()}))


def _unknown_language(given: Data) -> pd.DataFrame:
    """Articles too short to tell their language."""
    return _rows(given.full[given.full["language"].isna()], "too little text to tell; read as English")


def _rejected(given: Data) -> pd.DataFrame:
    """Records that could not be used."""
    rows = given.problems[given.problems["severity"].eq("rejected") & given.problems["error"].ne(_LEFT_OUT)]
    return _filled(rows.rename(columns={"message": "note"}))


def _left_out(given: Data) -> pd.DataFrame:
    """Records that the user's corrections leave out."""
    return _filled(given.problems[given.problems["error"].eq(_LEFT_OUT)].rename(columns={"message": "note"}))


def _other_doubts(given: Data) -> pd.DataFrame:
    """Doubts that no other check lists: with their article where there is one."""
    rows = given.problems[given.problems["severity"].eq("doubt") & ~given.problems["error"].isin(_LISTED_ELSEWHERE)]
    held = _with_articles(given, rows)
    places = set(zip(held["source_file"], held["source_position"], strict=True))
    is_held = [place in places for place in zip(rows["source_file"], rows["source_position"].fillna(""), strict=True)]
    known = set(zip(given.origins["source_file"], given.origins["source_position"], strict=True))
    is_elsewhere = [place in known for place in zip(rows["source_file"], rows["source_position"].fillna(""), strict=True)]
    alone = rows[[not a and not b for a, b in zip(is_held, is_elsewhere, strict=True)]]
    return pd.concat([held, _filled(alone.rename(columns={"message": "note"}))], ignore_index=True)


CHECKS = {
    check.name: check
    for check in (
        Check("rejected", "input", "act", "records", _rejected),
        Check("unknown_outlet", "outlets", "act", "articles", _unknown_outlet),
        Check("alike_outlets", "outlets", "act", "outlets", _alike_outlets),
        Check("undated", "dates", "act", "articles", _undated),
        Check("doubtful_date", "dates", "act", "articles", _doubtful_date),
        Check("consent", "texts", "act", "articles", _consent),
        Check("cut", "texts", "act", "articles", _cut),
        Check("guessed_outlet", "outlets", "look", "articles", _guessed_outlet),
        Check("doubtful_author", "authors", "look", "articles", _doubtful_author),
        Check("no_author", "authors", "look", "full articles", _no_author),
        Check("untitled", "texts", "look", "articles", _untitled),
        Check("short", "texts", "look", "full articles", _short),
        Check("other_language", "languages", "look", "full articles", _other_language),
        Check("unknown_language", "languages", "look", "full articles", _unknown_language),
        Check("other_doubts", "input", "look", "records", _other_doubts),
        Check("paywalled", "texts", "handled", "articles", _paywalled),
        Check("teasers", "texts", "handled", "articles", _teasers),
        Check("boilerplate", "texts", "handled", "sentences", _boilerplate),
        Check("left_out", "input", "handled", "records", _left_out),
        Check("duplicates", "copies", "handled", "places", _duplicates),
        Check("revisions", "copies", "handled", "articles", _revisions),
    )
}
