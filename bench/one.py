"""One measurement in a process of its own: `python -m bench.one KIND ARGUMENTS`; prints its figures as JSON."""

import gzip
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import trafilatura
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.neighbors import NearestNeighbors

from bench.invented import write_texts
from bench.planted import Planted, planted
from pipeline import tables
from pipeline.article import RawArticle, rows
from pipeline.build import build
from pipeline.link import passages, stories
from pipeline.settings import Settings

WARM_PAGES = 10
NEIGHBOURS, LIKENESSES = 20, (0.15, 0.2, 0.25, 0.3, 0.4, 0.5)


def built(source: str, out: str, workers: str) -> dict[str, float]:
    """Figures of one build, after a tiny one that imports and loads all that is loaded once."""
    with tempfile.TemporaryDirectory() as place:
        write_texts(Path(place) / "in", 8)
        build([f"{place}/in"], f"{place}/out", workers=0)
    steps: dict[str, float] = {}
    before, wall, cpu = [""], time.perf_counter(), time.process_time()
    marks = {"": cpu}

    def note(progress):
        now = time.process_time()
        if progress.step != before[0]:
            steps[before[0]] = now - marks[before[0]]
            before[0], marks[progress.step] = progress.step, now

    dataset = build([source], out, workers=int(workers), progress=note)
    end = time.process_time()
    steps[before[0]] = end - marks[before[0]]
    n = dataset.manifest["counts"]["given"]
    return {"articles": n, "wall": time.perf_counter() - wall, "cpu": end - cpu, "peak_mb": _peak_mb(),
            "steps": {name: round(1000 * seconds / n, 2) for name, seconds in steps.items() if name}}


def _peak_mb() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def extracted(source: str) -> dict[str, float]:
    """Figures of trafilatura alone on the same pages."""
    pages = [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in sorted(Path(source).iterdir())]
    trafilatura.bare_extraction(pages[0], with_metadata=True)
    wall, cpu = time.perf_counter(), time.process_time()
    for page in pages:
        trafilatura.bare_extraction(page, with_metadata=True)
    return {"articles": len(pages), "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def beside(source: str, out: str, repeats: str) -> dict[str, list[dict]]:
    """Figures of the extraction alone and of whole builds, in turns, so that both meet the same machine."""
    alone, whole = [], []
    for _ in range(int(repeats)):
        alone.append(extracted(source))
        whole.append(built(source, out, "0"))
    return {"alone": alone, "whole": whole}


def reading(source: str) -> dict[str, float]:
    """What reading a page costs over its extraction alone, page by page in turns; the first pages load what is loaded once."""
    ours = theirs = 0.0
    for n, path in enumerate(sorted(Path(source).iterdir())):
        page = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        begun = time.process_time()
        rows(RawArticle(source_file=path.name, source_position="", reader="web_page", page=page), Settings())
        between = time.process_time()
        trafilatura.bare_extraction(page, with_metadata=True)
        if n >= WARM_PAGES:
            ours, theirs = ours + between - begun, theirs + time.process_time() - between
    return {"ratio": ours / theirs}


def passages_found(n: str) -> dict[str, float]:
    """Figures of the search for passages in planted articles; a passage is right where both spans are, to the character."""
    passages.link(_given(planted(20)), Settings())
    made = planted(int(n))
    mb, wall, cpu = _peak_mb(), time.perf_counter(), time.process_time()
    found = passages.link(_given(made), Settings())["passages"]
    figures = _timed(made, wall, cpu)
    spans = set(found[["article_id", "start", "end", "other_article_id", "other_start", "other_end"]].itertuples(index=False, name=None))
    return {**figures, "articles_mb": mb, "recall": len(spans & made.passages) / len(made.passages),
            "precision": len(spans & made.passages) / len(spans)}


def stories_found(n: str) -> dict[str, float]:
    """Figures of the search for stories in planted articles."""
    stories.link(_given(planted(20)), Settings())
    made = planted(int(n))
    mb, wall, cpu = _peak_mb(), time.perf_counter(), time.process_time()
    articles = stories.link(_given(made), Settings())["articles"]
    return {**_timed(made, wall, cpu), "articles_mb": mb, "pair_f1": _pair_f1(made, articles["article_id"], articles["story_id"])}


def plainly(n: str) -> dict[str, float]:
    """Figures of what a few lines of scikit-learn do with the same articles: TF-IDF, nearest neighbours, what is like enough is joined.

    It gives pairs of articles without any place in the text; `recall` is the share of planted pairs among the neighbours. How like is
    like enough is the value of several that comes nearest to the known stories, which nobody has outside of a benchmark.
    """
    made = planted(int(n))
    mb, wall, cpu = _peak_mb(), time.perf_counter(), time.process_time()
    weighed = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(made.articles["title"] + " " + made.articles["body"])
    near = NearestNeighbors(n_neighbors=min(NEIGHBOURS, weighed.shape[0]), metric="cosine").fit(weighed)
    graph = near.kneighbors_graph(mode="distance")
    graph.data = 1 - graph.data
    ids = made.articles["article_id"].to_numpy(dtype=object)
    first = np.repeat(np.arange(weighed.shape[0]), np.diff(graph.indptr))
    pairs = {(min(a, b), max(a, b)) for a, b in zip(ids[first], ids[graph.indices], strict=True)}
    wanted = {(p[0], p[3]) for p in made.passages}
    figures = {**_timed(made, wall, cpu), "articles_mb": mb, "recall": len(pairs & wanted) / len(wanted)}
    return {**figures, "pair_f1": max(_pair_f1(made, ids, connected_components(graph >= least, directed=False)[1]) for least in LIKENESSES)}


def _given(made: Planted) -> dict:
    """The tables that the linkers read."""
    return {"articles": made.articles, "outlets": made.outlets, "sentences": tables.empty("sentences")}


def _timed(made: Planted, wall: float, cpu: float) -> dict[str, float]:
    """Time since, and the most memory held until now."""
    return {"articles": len(made.articles), "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak_mb": _peak_mb()}


def _pair_f1(made: Planted, article_ids: Iterable[str], groups: Iterable) -> float:
    """Harmonic mean of precision and recall over pairs of articles of one story."""
    true = [made.story[a] for a in article_ids]
    groups = list(groups)
    both, found, wanted = (sum(k * (k - 1) // 2 for k in Counter(of).values())
                           for of in (zip(true, groups, strict=True), groups, true))
    return 2 * both / (found + wanted) if found + wanted else 1.0


_KINDS = {"build": built, "beside": beside, "reading": reading, "passages": passages_found, "stories": stories_found, "plain": plainly}

if __name__ == "__main__":
    print(json.dumps(_KINDS[sys.argv[1]](*sys.argv[2:])))
