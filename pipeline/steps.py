"""Which extractors and linkers there are, and in which order they must run."""

from dataclasses import dataclass
from types import ModuleType, TracebackType

from pipeline import plugins
from pipeline.errors import ParallaxError, PluginError


@dataclass(frozen=True)
class Step:
    """One extractor or linker: the module that does it, what it must wait for, what it gives, and the languages it reads (all, if none)."""

    module: str
    scope: str
    needs: tuple[str, ...]
    makes: tuple[str, ...]
    languages: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that it gives, made or filled."""
        return tuple(dict.fromkeys(name.partition(".")[0] for name in self.makes))


def extractors() -> list[Step]:
    """All extractors, each after those whose tables it needs.

    Raises:
        PluginError: an extractor breaks its contract, or two wait for each other.
    """
    return _ordered([_extractor(m) for m in plugins.find("pipeline.extract").values()])


def linkers() -> list[Step]:
    """All linkers, each after those that make or fill what it needs.

    Raises:
        PluginError: a linker breaks its contract, or two wait for each other.
    """
    return _ordered([_linker(m) for m in plugins.find("pipeline.link").values()])


def _extractor(module: ModuleType) -> Step:
    """An extractor as a step."""
    plugins.required(module, "TABLE", "NEEDS", "extract")
    return Step(module.__name__, "article", tuple(module.NEEDS), (module.TABLE,), tuple(getattr(module, "LANGUAGES", ())))


def _linker(module: ModuleType) -> Step:
    """A linker as a step."""
    plugins.required(module, "SCOPE", "NEEDS", "MAKES", "link")
    if module.SCOPE not in ("dataset", "story"):
        raise PluginError(module.__name__, f"has the scope {module.SCOPE!r}", 'SCOPE is "dataset" or "story"')
    return Step(module.__name__, module.SCOPE, tuple(module.NEEDS), tuple(module.MAKES))


def _ordered(steps: list[Step]) -> list[Step]:
    """The steps so that each follows what it needs; among those that may run, the one of the same scope, then by name."""
    done: list[Step] = []
    waiting = sorted(steps, key=lambda step: step.module)
    while waiting:
        ready = [s for s in waiting if not any(_waits_for(s, other) for other in waiting if other is not s)]
        if not ready:
            raise PluginError(", ".join(s.module for s in waiting), "wait for each other", "correct their NEEDS and MAKES")
        chosen = min(ready, key=lambda s: (bool(done) and s.scope != done[-1].scope, s.module))
        done.append(chosen)
        waiting.remove(chosen)
    return done


def _waits_for(step: Step, other: Step) -> bool:
    """Whether a step needs what another makes or fills; a whole table is there once it is made, filled or not."""
    return any(need in other.makes for need in step.needs)


@dataclass(frozen=True)
class Named:
    """While a step runs: whatever it raises becomes a PluginError that names it; an interruption passes as it is."""

    module: str

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Say which step failed, and why."""
        if isinstance(error, Exception) and not isinstance(error, ParallaxError):
            first = f"{type(error).__name__}: {error}".splitlines()[0][:300]
            raise PluginError(self.module, f"failed on these articles ({first})",
                              "the earlier data set is as it was; correct the step, or report this line to its author") from error
