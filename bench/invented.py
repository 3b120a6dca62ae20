"""Invented articles in any number: the same text for the same number, stories of a few outlets, shared quotes, figures and sentences."""

import html
import json
import random
from collections.abc import Iterator
from pathlib import Path


def _words(text: str) -> list[str]:
    """The phrases of a text, separated by semicolons."""
    return [" ".join(phrase.split()) for phrase in text.split(";")]


SYLLABLES = _words("""
    bar; den; mol; tor; fen; wick; ham; lin; sted; gal; ros; mer; vin; kel; dor; nas; pol; ras; tem; hol; bri; cal; ost;
    und; er; ven""")
THINGS = _words("""
    bridge; school; harbour; ferry; hospital; library; market; quarry; orchard; reservoir; tunnel; depot; theatre; archive;
    warehouse; clinic; airfield; station; brewery; shipyard; mill; museum; stadium; canal; pier; mine; dairy; forest;
    tramway; observatory""")
ACTS = _words("""
    opened; closed; repaired; sold; bought; inspected; rebuilt; extended; flooded; insured; painted; leased; emptied;
    fenced; measured; guarded""")
MANNERS = _words("quietly; suddenly; partly; fully; slowly; early; late; twice; finally; briefly; officially; reluctantly")
ROLES = _words("""
    mayor of; head teacher in; chief engineer of; harbour master of; union leader in; archivist of; fire chief of; doctor in""")
MATTERS = _words("""
    the budget; the weather; the roof; the pipes; the contract; the timetable; the workers; the visitors; the inspectors;
    the neighbours; the insurance; the records; the lighting; the fence; the ground water; the machinery; the road; the
    permits; the volunteers; the pupils""")
VERDICTS = _words("""
    held up; ran short; surprised everyone; was worse than feared; improved; stayed the same; cost more than planned; drew
    complaints""")
OUTLETS_IN_ALL, OUTLETS_A_STORY, PARAGRAPHS = 24, 4, 9


def _name(rng: random.Random, n: int) -> str:
    """An invented name of n syllables."""
    return "".join(rng.choice(SYLLABLES) for _ in range(n)).capitalize()


class _Story:
    """What all articles of one invented story share."""

    def __init__(self, number: int):
        rng = random.Random(f"story {number}")
        self.place, self.thing, self.act = _name(rng, 3), rng.choice(THINGS), rng.choice(ACTS)
        self.day = f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}"
        self.people = [(f"{_name(rng, 2)} {_name(rng, 2)}", f"{rng.choice(ROLES)} {self.place}") for _ in range(3)]
        self.sentences = [self._sentence(rng) for _ in range(30)]
        self.quotes = [self._quote(rng) for _ in range(4)]

    def _quote(self, rng: random.Random) -> str:
        """What somebody said."""
        return f"{rng.choice(MATTERS).capitalize()} {rng.choice(VERDICTS)}, and {rng.choice(MATTERS)} {rng.choice(VERDICTS)}"

    def _sentence(self, rng: random.Random) -> str:
        """One statement of the story, now and then with a figure."""
        cost, weeks = f" for {rng.randint(2, 900)} million dollars", f" after {rng.randint(3, 90)} weeks"
        place, act = f"near the {_name(rng, 2)} {rng.choice(THINGS)}", f"{rng.choice(MANNERS)} {rng.choice(ACTS)}"
        return f"{rng.choice(MATTERS).capitalize()} {place} was {act}{rng.choice([cost, weeks, '', ''])}."


def article(number: int) -> dict[str, str]:
    """One invented article of some 330 words: outlet, title, date, body.

    Example:
        >>> article(5) == article(5), article(4)["date"][:10] == article(5)["date"][:10]
        (True, True)
    """
    story, rng = _Story(number // OUTLETS_A_STORY), random.Random(f"article {number}")
    outlet = f"The {_name(random.Random(f'outlet {number % OUTLETS_IN_ALL}'), 3)} Gazette"
    paragraphs = [f"The {story.thing} in {story.place} was {story.act} on Monday, {story.people[0][0]}, {story.people[0][1]}, said."]
    for i in range(PARAGRAPHS):
        paragraphs.append(" ".join(rng.sample(story.sentences, 3)))
        if i < len(story.quotes):
            paragraphs.append(f"“{story.quotes[i]},” said {story.people[i % 3][0]}.")
    title = f"{story.place} {story.thing} {story.act} {rng.choice(MANNERS)}"
    return {"outlet": outlet, "title": title, "date": f"{story.day}T{rng.randint(6, 20):02d}:00:00Z", "body": "\n\n".join(paragraphs)}


def write_texts(folder: Path, n: int) -> None:
    """Write n articles as one file of JSON lines."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "articles.jsonl", "w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(article(i)) + "\n" for i in range(n))


def pages(n: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents of n articles as web pages with navigation, teasers and scripts around the text."""
    for i in range(n):
        yield f"page-{i:05d}.html", page(article(i))


def page(given: dict[str, str]) -> bytes:
    """An article as a web page of some 120 kB, most of which is not the article."""
    links = "".join(f'<li class="nav-item"><a href="/section/{i}">Section {i}</a></li>' for i in range(400))
    teasers = "".join(f'<div class="teaser"><a href="/story/{i}"><h3>Another story {i}</h3></a><p>Read more</p></div>' for i in range(300))
    script = f"<script>window.state = {json.dumps({'keys': list(range(9000))})};</script>"
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in given["body"].split("\n\n"))
    head = (f'<title>{html.escape(given["title"])} - {given["outlet"]}</title><meta property="og:site_name" content="{given["outlet"]}">'
            f'<meta property="article:published_time" content="{given["date"]}">')
    main = f"<main><article><h1>{html.escape(given['title'])}</h1>{text}</article></main>"
    body = f"<nav><ul>{links}</ul></nav>{main}<aside>{teasers}</aside>"
    return f"<!doctype html><html lang=en><head>{head}{script}</head><body>{body}</body></html>".encode()
