"""What a number about facts rests on."""

from dashboard import theme


def compared(tables) -> str:
    """Articles, outlets and statements that were compared, and the excerpts that were not."""
    n_excerpts = int((tables["articles"]["kind"] == "excerpt").sum())
    without = f"; {theme.counted(n_excerpts, 'excerpt')} left out" if n_excerpts else ""
    return f"{tables.n_text}, {theme.counted(len(tables['statements']), 'statement')}{without}"
