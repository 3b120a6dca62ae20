"""One measurement in a process of its own: `python -m bench.one build|beside SOURCE OUT N`; prints its figures as JSON."""

import gzip
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import trafilatura

from bench.invented import write_texts
from pipeline.build import build


def built(source: str, out: str, workers: int) -> dict[str, float]:
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

    dataset = build([source], out, workers=workers, progress=note)
    end = time.process_time()
    steps[before[0]] = end - marks[before[0]]
    n = dataset.manifest["counts"]["given"]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"articles": n, "wall": time.perf_counter() - wall, "cpu": end - cpu, "peak_mb": peak_mb,
            "steps": {name: round(1000 * seconds / n, 2) for name, seconds in steps.items() if name}}


def extracted(source: str) -> dict[str, float]:
    """Figures of trafilatura alone on the same pages."""
    pages = [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in sorted(Path(source).iterdir())]
    trafilatura.bare_extraction(pages[0], with_metadata=True)
    wall, cpu = time.perf_counter(), time.process_time()
    for page in pages:
        trafilatura.bare_extraction(page, with_metadata=True)
    return {"articles": len(pages), "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def beside(source: str, out: str, repeats: int) -> dict[str, list[dict]]:
    """Figures of the extraction alone and of whole builds, in turns, so that both meet the same machine."""
    alone, whole = [], []
    for _ in range(repeats):
        alone.append(extracted(source))
        whole.append(built(source, out, 0))
    return {"alone": alone, "whole": whole}


if __name__ == "__main__":
    what, source, out, number = sys.argv[1:]
    print(json.dumps({"beside": beside, "build": built}[what](source, out, int(number))))
