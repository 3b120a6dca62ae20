"""How well a built demo agrees with its truth: one function a figure, each from 0 to 1, each with its counting rule."""

from collections import Counter
from itertools import combinations

import pandas as pd

from pipeline.text import fold, words


class Built:
    """The demo's data set beside its truth; articles are matched by title and file."""

    def __init__(self, tables: dict[str, pd.DataFrame], truth: dict):
        self.tables, self.truth = tables, truth
        articles = tables["articles"].merge(tables["outlets"], on="outlet_id")
        found = {(fold(row["title"]), row["source_file"]): row for row in articles.to_dict("records")}
        # Of two places of one article the build may keep either.
        for origin in tables["origins"].itertuples():
            row = next(r for r in found.values() if r["article_id"] == origin.article_id)
            found.setdefault((fold(row["title"]), origin.source_file), row)
        self.articles = {a["article"]: found.get((fold(a["title"]), a["source_file"])) for a in truth["articles"]}
        self.keys = {row["article_id"]: key for key, row in self.articles.items() if row is not None}

    def rows(self, table: str) -> pd.DataFrame:
        """A table with the truth's key of each article in `article`; rows of articles the truth does not know are left out."""
        rows = self.tables[table]
        return rows.assign(article=rows["article_id"].map(self.keys)).dropna(subset="article")

    def value(self, key: str, column: str):
        """One value of an article as a plain value; unknown is None."""
        row = self.articles[key]
        return None if row is None or pd.isna(row[column]) else row[column]


def f1(found: set, wanted: set) -> float:
    """Harmonic mean of precision and recall of a set; 1 where both are empty."""
    return 2 * len(found & wanted) / (len(found) + len(wanted)) if found or wanted else 1.0


def articles_found(built: Built) -> float:
    """Share of the truth's articles that are in the data set, under their title."""
    return sum(row is not None for row in built.articles.values()) / len(built.articles)


def outlets_right(built: Built) -> float:
    """Share of articles whose outlet has the right name, or is known to be unknown."""
    def is_right(article):
        name = built.value(article["article"], "outlet_name")
        return bool(built.value(article["article"], "is_known")) == (article["outlet"] is not None) and article["outlet"] in (name, None)
    return _share(built, is_right)


def outlets_whole(built: Built) -> float:
    """Share of pairs of articles that are of one outlet, or of two, in both the data set and the truth."""
    pairs = list(combinations([a for a in built.truth["articles"] if built.articles[a["article"]] is not None], 2))
    outlet_id = {a["article"]: built.value(a["article"], "outlet_id") for pair in pairs for a in pair}
    return sum((a["outlet"] == b["outlet"]) == (outlet_id[a["article"]] == outlet_id[b["article"]]) for a, b in pairs) / len(pairs)


def moments_right(built: Built) -> float:
    """Share of articles whose moment and precision are right; where the truth has none, unknown is right."""
    def is_right(article):
        moment = built.value(article["article"], "published_at")
        if article["published_at"] is None:
            return moment is None
        precision = built.value(article["article"], "published_precision")
        return moment == pd.Timestamp(article["published_at"]) and precision == article["published_precision"]
    return _share(built, is_right)


def authors_right(built: Built) -> float:
    """Share of articles whose author is right, an agency never being one."""
    return _share(built, lambda a: built.value(a["article"], "author") == a["author"])


def agencies_right(built: Built) -> float:
    """Share of articles of outlets other than the agency whose credit is right."""
    return _share(built, lambda a: built.value(a["article"], "agency") == a["agency"] or a["outlet"] == "Halyard Press Agency")


def bodies(built: Built) -> float:
    """Mean F1 of the words of a body, repeated words counted, over full articles; a lost article counts 0."""
    scores = []
    for article in built.truth["articles"]:
        if article["kind"] == "full":
            found, wanted = Counter(words(built.value(article["article"], "body") or "")), Counter(words(article["body"]))
            scores.append(2 * (found & wanted).total() / (found.total() + wanted.total()))
    return sum(scores) / len(scores)


def removed(built: Built) -> float:
    """Share of the truth's captions, teasers and plugs that are not in the body of their article."""
    marked = [(entry["article"], text) for entry in built.truth["removed"] for text in entry["texts"]]
    return sum(fold(text) not in fold(built.value(key, "body") or fold(text)) for key, text in marked) / len(marked)


def stories(built: Built) -> float:
    """F1 of the pairs of articles in one story."""
    wanted = {a["article"]: a["story"] or a["article"] for a in built.truth["articles"]}
    found = {key: built.value(key, "story_id") or key for key in wanted}
    return f1(*({pair for pair in combinations(sorted(wanted), 2) if of[pair[0]] == of[pair[1]]} for of in (found, wanted)))


def quotes(built: Built) -> float:
    """F1 of quotations that carry marks: same article, same words."""
    rows = built.rows("quotes")
    rows = rows[rows["kind"].ne("indirect")]
    found = {(row.article, fold(row.text).strip(" ,.")) for row in rows.itertuples()}
    return f1(found, {(q["article"], fold(q["text"]).strip(" ,.")) for q in built.truth["quotes"]})


def speakers(built: Built) -> float:
    """Share of the truth's quotations that are found with the right source, by the last word of its name."""
    found = {(row.article, fold(row.text).strip(" ,.")): row.speaker_name for row in built.rows("quotes").itertuples()}
    names = [(found.get((q["article"], fold(q["text"]).strip(" ,."))), q["speaker"]) for q in built.truth["quotes"]]
    return sum(isinstance(name, str) and fold(speaker).split()[-1] in fold(name) for name, speaker in names) / len(names)


def utterances(built: Built) -> float:
    """F1 of the pairs of quotations, of two articles, that are renderings of one utterance."""
    wanted = [{(r["article"], fold(r["text"]).strip(" ,.")) for r in u["renderings"]} for u in built.truth["utterances"]]
    rows = built.rows("quotes").query("kind != 'indirect'").dropna(subset="utterance_id")
    found = [{(row.article, fold(row.text).strip(" ,.")) for row in group.itertuples()} for _, group in rows.groupby("utterance_id")]
    return f1(_pairs_of_two_articles(found), _pairs_of_two_articles(wanted))


def _pairs_of_two_articles(groups: list[set]) -> set:
    """Every pair of (article, text) of one group that stand in different articles."""
    return {pair for group in groups for pair in combinations(sorted(group), 2) if pair[0][0] != pair[1][0]}


def facts(built: Built) -> float:
    """F1 of the pairs of marked sentences, of two outlets, that state one fact."""
    outlet = {a["article"]: a["outlet"] for a in built.truth["articles"]}
    wanted = {}
    for fact in built.truth["facts"]:
        for statement in fact["statements"]:
            wanted.setdefault((statement["article"], statement["text"]), set()).add(fact["fact"])
    stated = dict(list(built.rows("facts").groupby("article")))
    found = {(key, text): {row.fact_id for row in stated[key].itertuples() if row.text in text or text in row.text}
             for key, text in wanted if key in stated}
    pairs = [pair for pair in combinations(sorted(wanted), 2) if outlet[pair[0][0]] != outlet[pair[1][0]]]
    return f1(*({(a, b) for a, b in pairs if of.get(a, set()) & of.get(b, set())} for of in (found, wanted)))


def conflicts_found(built: Built) -> float:
    """Share of the truth's disagreements of which two sides stand in one conflict of the right kind and reading."""
    groups = [group for _, group in built.rows("conflicts").groupby("conflict_id")]

    def is_found(conflict):
        alike = [g for g in groups if conflict["kind"] in set(g["kind"]) and conflict["reading"] in set(g["reading"])]
        return any(_sides(conflict, list(zip(g["article"], g["text"], strict=True))) >= 2 for g in alike)
    return sum(map(is_found, built.truth["conflicts"])) / len(built.truth["conflicts"])


def conflicts_right(built: Built) -> float:
    """Share of the disagreements called real that the truth marks as a disagreement of that kind, whatever its reading."""
    groups = [group for _, group in built.rows("conflicts").query("reading == 'real'").groupby("conflict_id")]

    def is_right(group):
        marked = [c for c in built.truth["conflicts"] if c["kind"] in set(group["kind"])]
        return any(_sides(c, list(zip(group["article"], group["text"], strict=True))) >= 2 for c in marked)
    return sum(map(is_right, groups)) / len(groups) if groups else 0.0


def _sides(conflict: dict, places: list[tuple[str, str]]) -> int:
    """How many different values of a disagreement stand among the places of a found conflict."""
    return len({side["value"] for side in conflict["sides"] for article, text in places
                if article == side["article"] and (fold(side["text"]) in fold(text) or fold(text) in fold(side["text"]))})


def wire_sentences(built: Built) -> float:
    """Share of the sentences of more than ten words in copied articles that are marked as wire copy where the agency has them word for
    word; a sentence of any article that copies nothing counts as wrong where it is marked."""
    agency = {entry["article"]: entry["agency_article"] for kind in ("verbatim", "edited") for entry in built.truth["wire"][kind]}
    body = {a["article"]: a["body"] for a in built.truth["articles"]}
    rows = built.rows("sentences")
    rows = rows[rows["text"].map(lambda text: len(words(text)) > 10)]
    copied = [row.is_wire for row in rows.itertuples() if row.article in agency and row.text in body[agency[row.article]]]
    own = [row.is_wire for row in rows.itertuples() if row.article not in agency]
    return sum(copied) / (len(copied) + sum(own)) if copied else 0.0


def revisions(built: Built) -> float:
    """Share of the truth's revised versions that are linked to the earlier one."""
    earlier = [(built.keys.get(built.value(r["article"], "revision_of")), r["revision_of"]) for r in built.truth["revisions"]]
    return sum(found == wanted for found, wanted in earlier) / len(earlier)


def _share(built: Built, is_right) -> float:
    """Share of the truth's articles that are right; a lost one is not."""
    articles = built.truth["articles"]
    return sum(built.articles[a["article"]] is not None and bool(is_right(a)) for a in articles) / len(articles)
