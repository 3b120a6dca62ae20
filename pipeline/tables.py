"""The data model: every table, its columns, its key. A column that is not declared here does not exist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from pipeline.errors import TableError

TEXT, MOMENT, COUNT, OPTIONAL_COUNT, NUMBER, FLAG = "str", "datetime64[us, UTC]", "int64", "Int64", "float64", "bool"


@dataclass(frozen=True)
class Column:
    """One column: its dtype, what it means, and whether it may be empty (unknown)."""

    name: str
    dtype: str
    meaning: str
    is_optional: bool = False


@dataclass(frozen=True)
class Table:
    """One kind of row, said in one sentence, with the columns that identify it."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        """The names of the columns in their order."""
        return [column.name for column in self.columns]


def _columns(spec: str) -> tuple[Column, ...]:
    """Columns from lines of "name[?] dtype meaning"; "?" marks one that may be empty."""
    dtypes = {"text": TEXT, "moment": MOMENT, "count": COUNT, "count?": OPTIONAL_COUNT, "number": NUMBER, "flag": FLAG}
    rows = [line.split(maxsplit=2) for line in spec.strip().splitlines()]
    return tuple(Column(n.rstrip("?"), dtypes[d], meaning, n.endswith("?") or d == "count?") for n, d, meaning in rows)


_SPAN = """
    article_id text    the article
    start      count   first character in the article's body
    end        count   character after the last
    text       text    body[start:end]"""

OUTLETS = Table("outlets", "one publisher; an article whose outlet is unknown has one of its own, labelled with its file", ("outlet_id",), _columns("""
    outlet_id   text  hash of the domain, else of the name, else of the article's content
    outlet_name text  name to show
    domain?     text  registered web domain
    is_known    flag  false where no evidence names the outlet
"""))

ARTICLES = Table("articles", "one article as one outlet published it", ("article_id",), _columns("""
    article_id           text    hash of outlet, title and text
    outlet_id            text    who published it
    outlet_evidence      text    what the outlet was read from
    story_id?            text    the event it belongs to
    story_score?         number  0 to 1, how near it is to its story's other articles; .5 is just near enough, empty where it is alone
    story_evidence?      text    what it shares with them that weighs most: names, figures, words, days apart
    kind                 text    full, or excerpt where only a teaser is known
    title                text    headline; the first words of the text where none is given
    title_evidence       text    what the title was read from
    description?         text    teaser or summary; never counted as text
    body                 text    the text, paragraphs separated by one empty line; empty for an excerpt
    url?                 text    http or https address
    author?              text    people, separated by ", "
    author_evidence?     text    what the author was read from
    agency?              text    news agencies credited, separated by ", "
    agency_evidence?     text    what the agency was read from
    published_at?        moment  when published, UTC; 00:00 where the precision is day
    published_precision? text    second, minute or day
    published_zone?      text    zone as given, such as +02:00 or Z; empty where unknown
    published_evidence?  text    what the date was read from
    published_text?      text    the date as written, where it could not be read whole
    modified_at?         moment  when last changed, UTC
    language?            text    ISO 639-1 code
    n_words              count   words of the body
    revision_of?         text    article_id of the earlier version
    reader               text    the reader that read it
    source_file          text    file, relative to the source that was given
    source_position      text    place in the file; empty where the file is one article
    content_hash         text    hash of title and text without regard to outlet
"""))

ORIGINS = Table("origins", "one place in the input where an article was found", ("article_id", "source_file", "source_position"), _columns("""
    article_id      text  the article
    source_file     text  file, relative to the source that was given
    source_position text  place in the file; empty where the file is one article
    url?            text  address given there
"""))

REMOVED = Table("removed", "one stretch of an article's input that was not taken as its text", ("article_id", "source_position"), _columns("""
    article_id      text  the article
    source_position text  place in the input, such as "line 0012", in reading order
    text            text  what was left out
    reason          text  caption, credit, teaser, plug, related, title, dateline, byline, boilerplate, navigation, comment, post or correction
    paragraph       count? how many paragraphs of the text stand before it; empty where its place among them is not known
"""))

STORIES = Table("stories", "one event that one or more outlets cover", ("story_id",), _columns("""
    story_id            text    hash of its articles
    label               text    title of the most central article
    first_published_at? moment  earliest known publication
    last_published_at?  moment  latest known publication
    n_articles          count   articles, excerpts included
    n_outlets           count   outlets
"""))

SENTENCES = Table("sentences", "one sentence of one body", ("article_id", "start"), _columns(_SPAN + """
    paragraph      count  number of the paragraph, from 0
    is_boilerplate flag   the same sentence stands in many articles of the outlet
    is_wire        flag   80% or more of its words stand in agency text
    is_probably_wire flag its article credits an agency whose text is not at hand, or is one text in three outlets without a credit
"""))

QUOTES = Table("quotes", "one stretch of quotation in one article; a split quote has several", ("quote_id",), _columns("""
    quote_id          text    hash of article and span
    quotation_id      text    the same for the parts of one quotation; counts count these""" + _SPAN + """
    kind              text    direct, mixed or indirect
    cue?              text    the verb as written
    stance?           text    what the verb does in the reporter's word: neutral, committing ("admitted"), doubting ("claimed"), insisting, arguing, asking, warning, positive, negative or feeling; empty without a verb
    speaker_text?     text    the source as written, such as "she"
    speaker_name?     text    the source as resolved inside the article, fullest form; "; " between several that say it together
    speaker_kind?     text    person, organisation, document or unnamed; "; " between those of several of different kinds
    speaker_role?     text    role as written, such as "mayor of Harlow"
    speaker_evidence? text    how the source was found and resolved
    source_id?        text    who that is, across articles; the last named where several say it together
    co_source_ids?    text    the others that say it together with that one, one space between them
    utterance_id?     text    the same for every rendering of one utterance, in any outlet
    confidence        number  0 to 1, how sure span and source are
"""))

SOURCES = Table("sources", "one person, organisation or document that is cited", ("source_id",), _columns("""
    source_id   text  hash of kind and name
    source_name text  fullest form
    kind        text  person, organisation, document or unnamed
    role?       text  such as "president of SpaceX"
"""))

CITATIONS = Table("citations", "one source as cited in one article", ("article_id", "source_id"), _columns("""
    article_id text   the article
    source_id  text   the source
    n          count  quotations
"""))

KEYWORDS = Table("keywords", "one term in one article", ("article_id", "keyword"), _columns("""
    article_id      text   the article
    keyword         text   the term, folded
    n               count  occurrences in the body
    n_words_in_term count  1 for a word, more for a phrase
"""))

STATEMENTS = Table("statements", "one clause or sentence of one article that states something", ("article_id", "start", "end"), _columns(_SPAN + """
    core text  the statement without its attribution: what is matched
"""))

FACTS = Table("facts", "one statement of one fact", ("fact_id", "article_id", "start", "end"), _columns("""
    fact_id     text    shared by all that state it, within a story""" + _SPAN + """
    match_score number  0 to 1, how well the statement fits the fact's others; empty where it is alone
"""))

MATCHES = Table("matches", "two statements of different outlets of one story that say, or may say, the same",
                ("article_id", "start", "end", "other_article_id", "other_start", "other_end"), _columns("""
    article_id       text    the article
    start            count   span of the statement
    end              count   span of the statement
    other_article_id text    the other article
    other_start      count   span of the other statement
    other_end        count   span of the other statement
    score            number  0 to 1
    band             text    same or possible
    evidence         text    shared words, figures and names
"""))

FIGURES = Table("figures", "one number with its unit as stated in one article", ("article_id", "start"), _columns(_SPAN + """
    value       number  the number
    value_high? number  upper end of a range
    unit        text    such as USD, %, days, people; empty for a bare number
    hedge?      text    about, at least, up to, more than, less than
"""))

PASSAGES = Table("passages", "one stretch of words that two articles share", ("article_id", "start", "other_article_id", "other_start"), _columns("""
    article_id       text   the article; its id sorts before the other
    start            count  span in the article
    end              count  span in the article
    other_article_id text   the other article
    other_start      count  span in the other article
    other_end        count  span in the other article
    n_words          count  words shared
    kind             text   verbatim or near
    start_word       count? number of the span's first word in the article, from 0
    end_word         count? number of the word after its last
    other_start_word count? number of the first word in the other article
    other_end_word   count? number of the word after its last
"""))

CONFLICTS = Table("conflicts", "one side of one disagreement between outlets", ("conflict_id", "article_id", "start"), _columns("""
    conflict_id text   the disagreement
    story_id    text   the story
    kind        text   figure, date, attribution, name or wording
    reading     text   real, hedge or update""" + _SPAN + """
    value       text   what this side says
"""))

PROBLEMS = Table("problems", "one thing that could not be used, or was used with a doubt", ("problem_id",), _columns("""
    problem_id       text  hash of the other columns
    stage            text  read, extract, link or correct
    severity         text  rejected, duplicate or doubt
    source_file      text  file, relative to the source that was given
    source_position? text  place in the file
    error            text  name of the kind of problem
    message          text  what is wrong and a hint
"""))

CORRECTIONS = Table("corrections", "one line of the user's corrections file", ("correction_id",), _columns("""
    correction_id text  hash of what the line says
    line          count line of the file
    kind          text  such as rename outlet or leave out; as written where it is none of the kinds
    outlet?       text  the outlet, as written
    article?      text  the article, as written
    text?         text  the sentence, paragraph, quotation or statement, as written
    other_article? text the other article, as written
    other_text?   text  the other statement, as written
    source?       text  the source, as written
    value?        text  the right value, as written
    note?         text  the user's own words
    state         text  applied, overruled by a later line, or not applied
    effect        text  what it changed, or why it changed nothing
"""))

TABLES: dict[str, Table] = {t.name: t for t in (
    OUTLETS, ARTICLES, ORIGINS, REMOVED, STORIES, SENTENCES, QUOTES, SOURCES, CITATIONS, KEYWORDS,
    STATEMENTS, FACTS, MATCHES, FIGURES, PASSAGES, CONFLICTS, CORRECTIONS, PROBLEMS)}


def empty(name: str) -> pd.DataFrame:
    """An empty frame of the table, with its columns and dtypes.

    Example:
        >>> len(empty("outlets")), list(empty("outlets").columns)
        (0, ['outlet_id', 'outlet_name', 'domain', 'is_known'])
    """
    return _blank(name).copy()


@cache
def _blank(name: str) -> pd.DataFrame:
    """The empty frame of a table, made once: steps ask for it once a story."""
    return pd.DataFrame({c.name: pd.Series(dtype=c.dtype) for c in TABLES[name].columns})


def frame(name: str, rows: Iterable[Mapping]) -> pd.DataFrame:
    """A frame of the table from rows; a column a row lacks is empty, or False, 0 or "" where it may not be.

    Raises:
        TableError: a row has a column that the table does not declare.
    """
    table, rows = TABLES[name], list(rows)
    if not rows:
        return empty(name)
    _refuse_strangers(table, set().union(*rows))
    blank = {TEXT: "", COUNT: 0, FLAG: False, NUMBER: float("nan")}
    columns = {c.name: [r.get(c.name, None if c.is_optional else blank.get(c.dtype)) for r in rows] for c in table.columns}
    return pd.DataFrame({c.name: _values(columns[c.name], c.dtype) for c in table.columns}, copy=False)


def _values(values: list, dtype: str) -> np.ndarray | pd.Series | pd.api.extensions.ExtensionArray:
    """The values of a column in its dtype: as a series would have them, which is slow to make for a few rows."""
    if dtype in (COUNT, FLAG):
        plain = np.array(values)
        return plain if plain.dtype == dtype else pd.Series(values, dtype=dtype)
    if dtype == NUMBER:
        return np.array(values, dtype=dtype)
    return pd.Series(values, dtype=dtype) if dtype == MOMENT else pd.array(values, dtype=dtype)


def conform(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The frame with exactly the table's columns and dtypes, sorted by its key, without a row twice.

    Args:
        name: a name of `TABLES`.
        rows: a frame with all the table's columns, in any order.

    Returns:
        A new frame; the order of rows depends on their content only.

    Raises:
        TableError: a column is missing, unknown or of the wrong kind, a value is missing, or a key is there twice.
    """
    table = TABLES[name]
    _refuse_strangers(table, set(rows.columns))
    typed = pd.DataFrame({c.name: _typed(table, c, rows) for c in table.columns})
    ordered = typed.sort_values(list(table.key), kind="stable", ignore_index=True)
    if not ordered.duplicated(list(table.key)).any():
        return ordered
    ordered = ordered.drop_duplicates(ignore_index=True)
    twice = ordered.duplicated(list(table.key))
    if twice.any():
        raise TableError(name, ", ".join(table.key), f"the key {ordered.loc[twice, list(table.key)].iloc[0].to_dict()} stands twice",
                         "make one row a key before the table is returned")
    return ordered


def _refuse_strangers(table: Table, columns: set[str]) -> None:
    """Raise where a column is not declared."""
    for column in sorted(columns - set(table.column_names)):
        raise TableError(table.name, column, "is not a column of the table", "declare it in pipeline/tables.py or leave it out")


def _typed(table: Table, column: Column, rows: pd.DataFrame) -> pd.Series:
    """One column in its declared dtype, without gaps where gaps are not allowed."""
    if column.name not in rows.columns:
        raise TableError(table.name, column.name, "is missing", f"the table needs {', '.join(table.column_names)}")
    try:
        values = rows[column.name].astype(column.dtype)
    except (TypeError, ValueError) as error:
        raise TableError(table.name, column.name, f"cannot be {column.dtype} ({error})", "give values of the declared kind") from error
    if column.dtype != NUMBER and not column.is_optional and values.isna().any():
        raise TableError(table.name, column.name, "has an empty value", "fill it, or drop the row and report a problem")
    return values.reset_index(drop=True)
