"""The report and the package of everything made from the dashboard: by the same command as on the command line, as a child process."""

import atexit
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import reporting

_LOG = "said.txt"


@dataclass
class Taking:
    """A report or package that is being made, or has been, in a folder that goes with the session.

    Args:
        name: of the file.
        title: what it is, a few words.
        process: the child that makes it.
        folder: where it is made.
    """

    name: str
    title: str
    process: subprocess.Popen
    folder: tempfile.TemporaryDirectory = field(repr=False)

    @property
    def path(self) -> Path:
        """The finished file."""
        return Path(self.folder.name) / self.name

    @property
    def is_running(self) -> bool:
        """Whether it is still being made."""
        return self.process.poll() is None

    @property
    def is_made(self) -> bool:
        """Whether there is a file to take."""
        return not self.is_running and self.path.is_file()

    @property
    def said(self) -> str:
        """What the child said last."""
        lines = (Path(self.folder.name) / _LOG).read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line for line in reversed(lines) if line.strip()), "starting …")

    def cancel(self) -> None:
        """End the child; nothing half-made is left."""
        if self.is_running:
            self.process.kill()
            self.process.wait()


def start(dataset: str | Path, name: str, title: str, options: list[str]) -> Taking:
    """Begin to make a file.

    Args:
        dataset: folder of the data set.
        name: of the file; .html for the report, .zip for everything.
        title: what it is, a few words.
        options: of `parallax report`, without data set and file.
    """
    folder = tempfile.TemporaryDirectory(prefix="parallax-", ignore_cleanup_errors=True)
    with open(Path(folder.name) / _LOG, "wb") as log:
        process = subprocess.Popen(
            reporting.command([str(dataset), f"--out={Path(folder.name) / name}", *options]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            env=reporting.environment(),
        )
    taking = Taking(name, title, process, folder)
    atexit.register(taking.cancel)
    return taking
