"""What a number about facts rests on."""

from dashboard import theme


def compared(tables) -> str:
    """Articles, outlets and statements that were compared, and the excerpts and other languages that were not."""
    n_excerpts = int((tables.articles["kind"] == "excerpt").sum())
    without = f"; {theme.counted(n_excerpts, 'excerpt')} left out" if n_excerpts else ""
    n_statements = theme.counted(tables.n_rows("statements"), "statement")
    return ", ".join(filter(None, (tables.n_text, tables.unread_text, n_statements))) + without
