"""The command line: parses, calls, prints; no logic."""

import argparse
import sys

from pipeline import export, store
from pipeline.build import Progress, build
from pipeline.errors import ParallaxError
from pipeline.settings import Settings, read_settings


def main(arguments: list[str] | None = None) -> int:
    """Run the `parallax` command; returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except ParallaxError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(prog="parallax", description="Compare how several outlets report the same event.")
    commands = parser.add_subparsers(required=True)
    building = commands.add_parser("build", help="make a data set of articles")
    building.add_argument("sources", nargs="+", metavar="SOURCES")
    building.add_argument("--out", required=True, metavar="DATASET")
    building.add_argument("--settings", metavar="FILE")
    building.add_argument("--workers", type=int, default=0)
    building.set_defaults(run=_build)
    exporting = commands.add_parser("export", help="write the tables as files")
    exporting.add_argument("dataset", metavar="DATASET")
    exporting.add_argument("folder", metavar="FOLDER")
    exporting.set_defaults(run=_export)
    return parser


def _build(options: argparse.Namespace) -> int:
    """`parallax build`."""
    settings = read_settings(options.settings) if options.settings else Settings()
    dataset = build(options.sources, options.out, settings, options.workers, _show)
    c = dataset.manifest["counts"]
    print(f"{c['given']} given = {c['read']} read + {c['duplicates']} duplicates + {c['rejected']} rejected", flush=True)
    return 0


def _show(progress: Progress) -> None:
    """Print how far the build is."""
    print(f"{progress.step}: {progress.done} {progress.unit}", flush=True)


def _export(options: argparse.Namespace) -> int:
    """`parallax export`."""
    for path in export.export(store.open_dataset(options.dataset), options.folder):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
