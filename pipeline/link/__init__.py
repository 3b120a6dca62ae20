"""Linkers: across articles, registered by being there.

A linker module defines
    SCOPE    "dataset" (sees all tables whole) or "story" (is called once a story with the rows of its articles)
    NEEDS    tuple of tables, or "table.column" for a column that another linker fills, such as "articles.story_id"
    MAKES    tuple of tables that it makes, or "table.column" that it fills
    link(tables: dict[str, DataFrame], settings) -> dict[str, DataFrame]
             one frame for each table named in MAKES: a made table whole; a filled table with the same rows, its columns filled.
Row order, file order and the names of outlets never change the result; ids rest on content only.
"""
