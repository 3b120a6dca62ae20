"""What a number about facts rests on."""

from dashboard import theme


def in_compared_stories(tables) -> str:
    """The articles whose facts are compared: in English, of stories that two outlets or more tell in full."""
    rows = tables.measure("unique_facts")
    n, n_outlets = int(rows["n_articles"].sum()), int((rows["n_articles"] > 0).sum())
    whose = theme.counted(n_outlets, "group" if tables.by else "outlet")
    return f"{theme.counted(n, 'article')} of {whose}, in stories that two outlets or more tell"


def compared(tables) -> str:
    """The articles whose facts are compared, and the excerpts and other languages that are not."""
    n_excerpts = int((tables.articles["kind"] == "excerpt").sum())
    without = f"; {theme.counted(n_excerpts, 'excerpt')} left out" if n_excerpts else ""
    return ", ".join(filter(None, (in_compared_stories(tables), tables.unread_text))) + without
