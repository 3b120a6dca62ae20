"""What every reader must do; a new file in `pipeline/readers/` is tested by being there."""

import inspect
import io
import pickle
import random
from dataclasses import replace

import pytest

from pipeline import inputs
from pipeline.article import InputFile, RawArticle, Record, rows
from pipeline.errors import InputError
from pipeline.plugins import find, required
from pipeline.settings import Settings

READERS = find("pipeline.readers")
every_reader = pytest.mark.parametrize("name", READERS)


def _file(name, content, suffix=None):
    """A file of the input with this content and the reader's own suffix."""
    source_file = "example" + (READERS[name].SUFFIXES[0] if suffix is None else suffix)
    return InputFile(source_file, lambda: io.BytesIO(content), content[:65_536])


def _read(name, file):
    """All raw articles of a file, read as a build does; errors in their places."""
    found = []
    try:
        for record in READERS[name].records(file):
            found += [record] if isinstance(record, InputError) else _parsed(name, record)
    except InputError as error:
        found.append(error)
    return found


def _parsed(name, record):
    """The raw articles of a record, or its error."""
    try:
        return list(READERS[name].parse(record))
    except InputError as error:
        return [error]


@every_reader
def test_reader_declares_its_contract(name):
    required(READERS[name], "SUFFIXES", "EXAMPLE", "recognises", "records", "parse")
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in READERS[name].SUFFIXES)


@every_reader
def test_example_reads_to_an_article(name):
    articles = _read(name, _file(name, READERS[name].EXAMPLE))
    assert articles and all(isinstance(article, RawArticle) for article in articles)
    assert any(rows(article, Settings())["articles"] for article in articles)


@every_reader
def test_example_is_recognised_before_all_other_readers(name):
    assert inputs.reader_of(_file(name, READERS[name].EXAMPLE)) is READERS[name]


@every_reader
def test_text_stands_in_one_place_only(name):
    for article in _read(name, _file(name, READERS[name].EXAMPLE)):
        assert sum(bool(text) for text in (article.page, article.html, article.text)) == (0 if article.is_excerpt else 1)


@every_reader
def test_empty_file_gives_no_article(name):
    assert [found for found in _read(name, _file(name, b"")) if not isinstance(found, InputError)] == []


@every_reader
def test_garbage_is_no_article_without_a_word(name):
    garbage = bytes(random.Random(7).randrange(256) for _ in range(3_000))
    if READERS[name].recognises(garbage, "example" + READERS[name].SUFFIXES[0]) > 0:
        found = _read(name, _file(name, garbage))
        assert found and all(isinstance(error, InputError) and error.path.startswith("example") for error in found)


@every_reader
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_truncated_example_ends_in_articles_or_input_errors(name, share):
    example = READERS[name].EXAMPLE
    assert all(isinstance(found, RawArticle | InputError) for found in _read(name, _file(name, example[:int(len(example) * share)])))


@every_reader
def test_nothing_is_read_before_it_is_asked_for(name):
    opened = []
    file = replace(_file(name, READERS[name].EXAMPLE), open=lambda: opened.append(1) or io.BytesIO(READERS[name].EXAMPLE))
    records = READERS[name].records(file)
    assert inspect.isgenerator(records) and opened == []


@every_reader
def test_same_file_read_twice_gives_the_same_articles(name):
    first, second = (_read(name, _file(name, READERS[name].EXAMPLE)) for _ in range(2))
    assert first == second


@every_reader
def test_records_can_be_sent_to_another_process(name):
    records = list(READERS[name].records(_file(name, READERS[name].EXAMPLE)))
    assert all(isinstance(record, Record) and record.reader == name for record in records)
    assert pickle.loads(pickle.dumps(records)) == records


@every_reader
def test_candidates_have_evidence(name):
    articles = _read(name, _file(name, READERS[name].EXAMPLE))
    lists = [getattr(a, field) for a in articles for field in ("titles", "outlets", "authors", "dates", "modified", "agencies")]
    assert all(candidate.evidence for candidates in lists for candidate in candidates)
