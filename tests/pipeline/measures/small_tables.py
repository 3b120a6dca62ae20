"""Small tables for tests of measures, made fresh for each test."""

from pipeline.tables import TABLES, frame

NAMES = {"x": "Bay Post", "y": "Hill Echo", "z": "Quay Wire"}


def tables(**rows):
    """All tables; outlets x, y and z are there unless given, other tables are empty unless given."""
    rows.setdefault("outlets", [{"outlet_id": o, "outlet_name": name, "is_known": True} for o, name in NAMES.items()])
    return {name: frame(name, rows.get(name, [])) for name in TABLES}


def article(article_id, outlet_id, body="", **more):
    """An article with text, of story s."""
    given = {"story_id": "s", "kind": "full", "title": f"Title {article_id}", "n_words": len(body.split())}
    return {"article_id": article_id, "outlet_id": outlet_id, "body": body, **given, **more}


def fact(fact_id, article_id, start=0, end=5, **more):
    """A statement of a fact."""
    return {"fact_id": fact_id, "article_id": article_id, "start": start, "end": end, "text": f"{fact_id} in {article_id}", **more}


def quote(quote_id, article_id, text, **more):
    """A direct quotation, of utterance u, of one part."""
    return {
        "quote_id": quote_id,
        "quotation_id": quote_id,
        "article_id": article_id,
        "start": 10,
        "end": 10 + len(text),
        "text": text,
        "kind": "direct",
        "utterance_id": "u",
        **more,
    }
