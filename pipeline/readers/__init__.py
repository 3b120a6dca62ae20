"""Readers: one input format a file, registered by being there.

A reader module defines
    SUFFIXES      tuple of lower-case suffixes, such as (".html", ".htm")
    EXAMPLE       bytes of a small file of the format, of our own writing, that reads to at least one article
    recognises(head: bytes, source_file: str) -> int
                  0 (not mine) to 100 (surely mine), from the content first and the suffix second
    records(file: InputFile) -> Iterator[Record | InputError]
                  cuts the file into records lazily, in bounded memory, without understanding them; raises InputError,
                  or gives one in place of a record that cannot be cut out and goes on behind it
    parse(record: Record) -> Iterator[RawArticle]
                  understands one record; runs in a worker that can be killed; raises InputError
and may define, where records are rows of a table,
    columns_of(record: Record) -> dict[str, str]
                  what was taken for what: "outlet" to "Source", and "unused" to the names of the other columns
"""
