"""Extractors: one table a file, one article at a time, registered by being there.

An extractor module defines
    TABLE    the name of the table that it makes
    NEEDS    tuple of table names that it reads (always "articles"; others only if another extractor makes them)
    extract(tables: dict[str, DataFrame], settings) -> DataFrame
             exactly the columns of TABLE; articles are independent of each other, so parts add up to the whole.
             Columns that a linker fills later (quotes.source_id, sentences.is_boilerplate, ...) are empty or False here.
and may define
    LANGUAGES  the ISO 639-1 codes of the languages it reads; articles in others are not handed over: they are not analysed, which is
             not the same as empty. Without it, every language is read.
"""
