"""Which runs of words of an article stand in a file: the plain way, to check the fast one."""

import html
import re

from pipeline.text import fold, word_spans


def article_texts(tables):
    """Every text of every article: titles, teasers, bodies, and what was left out of them."""
    articles = tables["articles"]
    columns = [*articles["title"], *articles["description"], *articles["body"], *tables["removed"]["text"]]
    return [text for text in columns if isinstance(text, str) and text]


def long_runs(texts, content, most):
    """Every run of more than `most` words of one of the texts in a content, in plain words."""
    size = most + 1
    known = {tuple(words[i : i + size]) for words in map(_folded, texts) for i in range(len(words) - size + 1)}
    found = _folded(content)
    return [" ".join(found[i : i + size]) for i in range(len(found) - size + 1) if tuple(found[i : i + size]) in known]


def read_aloud(page):
    """The text of an HTML page, of its data and of its attributes, with every escape undone; without the scripts that are its own."""
    data = re.sub(r"<script>.*?</script>", " ", page, flags=re.DOTALL)
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), data)
    return " ".join(re.sub(r"<[^<>]*>", " ", html.unescape(html.unescape(plain))).split())


def attributes(page):
    """What the attributes of a page say."""
    return html.unescape(" | ".join(re.findall(r'="([^"]*)"', re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL))))


def _folded(text):
    """The words of a text as they are compared."""
    return [fold(text[a:b]) for a, b in word_spans(text)]
