"""Every tunable number, with its unit, its range and the reason for its default. Read from TOML or left as it is."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError, SettingsError


@dataclass(frozen=True)
class Setting:
    """One tunable number: default, unit, allowed range, and why it is what it is (what was tried)."""

    name: str
    default: float
    unit: str
    low: float
    high: float
    reason: str


# One block a step; a step reads its numbers as settings.<name>.
DECLARED: tuple[Setting, ...] = (
    # read
    Setting("record_max_bytes", 20_000_000, "bytes", 1_000, 1_000_000_000, "one article; a longer one is an export read as one text"),
    Setting("article_deadline_seconds", 30, "seconds", 1, 3_600, "a saved page takes 0.02 s; thirty is an endless one"),
    Setting("rejected_max_share", 0.5, "share of the records given", 0, 1, "above it the input was the wrong folder rather than articles; exit code 1"),
    Setting("worker_max_bytes", 4_000_000_000, "bytes of address space", 500_000_000, 64_000_000_000, "one article may not take the machine's memory"),
    # facts
    Setting("fact_figure_weight", 1.5, "times", 0, 10, "a shared figure says more than a shared word; 1.3 to 1.7 differ little"),
    Setting("fact_unit_weight", 0.6, "times", 0, 10, "a shared unit alone says little; .4 to .6 differ little"),
    Setting("fact_common_weight", 0.6, "times", 0, 1, "words of every story (time, need, decision) are rare by chance among few statements; .4 to 1 tried"),
    Setting("fact_name_power", 0.45, "power of the number of words", 0, 1, "two words of one name (Port Norby) say less than two words, but more than one; 0 and .25 to .6 tried"),
    Setting("fact_speaker_weight", 0.5, "times", 0, 1, "who says it helps, but two quotes of one speaker are not the same; .3 to .7 differ little"),
    Setting("fact_subject_weight", 0.75, "times", 0, 1, "where a statement begins with a pronoun, its speaker is likely its subject; .5 to 1 differ little"),
    Setting("fact_like_word_share", 0.6, "share", 0, 1, "how nearly a like word counts as the same word; 0 loses a quarter of the pairs, .4 to .8 differ little"),
    Setting("fact_rarity_floor", 0.3, "times", 0, 10, "in a tight story the words of its main fact stand everywhere and must still count; 0 misses that fact"),
    Setting("fact_shortness", 0.25, "times the median square", 0, 10, "short statements are alike by chance more easily; .1 to .3 differ little, more loses pairs"),
    Setting("fact_piece_factor", 0.8, "times", 0, 1, "parts of sentences are alike by chance more easily than sentences; .75 to .85 differ little, .9 matches more that is wrong"),
    Setting("fact_meaning_share", 0.5, "share", 0, 1, "of the likeness that a model of meaning makes up, where one is named; .4 to .6 differ little"),
    Setting("fact_meaning_same_spreads", 3.0, "spreads above the story's middle", 0, 50, "as fact_same_spreads, where a model of meaning is named"),
    Setting("fact_meaning_softness", 0.56, "spreads", 0.01, 50, "as fact_score_softness, where a model of meaning is named"),
    Setting("fact_meaning_most_middle", 0.35, "cosine", -1, 1, "as fact_most_middle, for a model of meaning; single stories gave .12 to .27"),
    Setting("fact_meaning_least_spread", 0.08, "cosine", 0.001, 1, "as fact_least_spread, for a model of meaning"),
    Setting("fact_meaning_most_spread", 0.16, "cosine", 0.001, 1, "as fact_most_spread, for a model of meaning; single stories gave .12 to .16"),
    Setting("fact_least_likeness", 0.02, "likeness", 0, 1, "below it a pair is taken as unlike"),
    Setting("fact_least_spread", 0.04, "likeness", 0.001, 1, "scale of a story whose statements share next to nothing"),
    Setting("fact_most_spread", 0.06, "likeness", 0.001, 1, "scale of a story in which everything is alike; single stories gave .04 to .051"),
    Setting("fact_most_middle", 0.06, "likeness", 0, 1, "usual likeness of a story in which everything is alike; single stories gave 0 to .04"),
    Setting("fact_same_spreads", 3.6, "spreads above the story's middle", 0, 50, "where two statements say the same as often as not; on twelve marked stories 3.6 and 3.7 differ little"),
    Setting("fact_spreads_a_doubling", 1.0, "spreads", 0, 10, "more statements, more chance pairs: how much higher that place is for twice as many; .6 to 1.8 tried on stories of 40 to 100"),
    Setting("fact_score_softness", 0.8, "spreads", 0.01, 50, "how fast the score goes from 0 to 1 around that place; fitted with it, .77 to .82"),
    Setting("fact_same_score", 0.5, "score", 0, 1, "from here on two statements say the same"),
    Setting("fact_possible_score", 0.1, "score", 0, 1, "from here on they possibly do; below it one pair in twenty does, and a list of them helps nobody"),
    Setting("fact_repeat_likeness", 0.85, "share of full likeness", 0, 1, "statements of one outlet this alike repeat each other: one fact, not two"),
    Setting("fact_join_score", 0.5, "mean score", 0, 1, "a statement joins a fact where it fits its statements this well; lower chains, higher splits; .4 to .55 differ little"),
    Setting("fact_blocked_statements", 4_000, "statements", 100, 1_000_000, "in a larger story words of more than a tenth of this many are left out"),
    # conflicts
    Setting("conflict_possible_score", 0.1, "score", 0, 1, "pairs that only possibly say the same are compared from here on; lower finds chance pairs"),
    # stories
    Setting("story_prior_articles", 1_000, "imagined articles", 1, 1_000_000,
            "so that ten articles on one event still find its words telling; 300 splits short articles, 2,000 changes little"),
    Setting("story_title_weight", 3, "times", 1, 10, "a word of the title counts as three of the text; 2 to 5 gave the same stories"),
    Setting("story_name_weight", 1.45, "times", 1, 5,
            "names tell events apart; below 1.45 stories told in other words split, 1.75 joins those of one politician"),
    Setting("story_figure_weight", 1.5, "times", 1, 5, "figures are shared by few stories; 1.25 to 1.6 gave the same stories"),
    Setting("story_head_share", 0.3, "share", 0, 1, "of the likeness that title and first hundred words make up; .2 to .5 differ little"),
    Setting("story_fading_days", 8, "days", 1, 1_000, "days apart after which likeness counts 37%; 5 to 10 differ little"),
    Setting("story_longest_gap_days", 30, "days", 1, 10_000, "articles further apart are episodes of their own"),
    Setting("story_cut_floor", 0.16, "likeness", 0, 1, "least mean likeness of one story where few articles share its days; .15 to .17 hardly differ"),
    Setting("story_cut_base", 0.08, "likeness", 0, 1, "the cut is base + slope × log10(articles of the same days)"),
    Setting("story_cut_slope", 0.07, "likeness", 0, 1, "among many articles more are alike by chance; tried .05 to .09 on sets of 10 to 300 articles"),
    Setting("story_cut_ceiling", 0.3, "likeness", 0, 1, "beyond it stories told in other words fall apart"),
    # quotes
    Setting("quotes_with_indirect", 1, "1 yes, 0 no", 0, 1, "clauses under verbs of saying too; without them about half of what is quoted is missed"),
    Setting("utterance_min_ratio", 0.80, "partial ratio of folded words", 0.5, 1.0,
            "lowest true pair .87, highest false pair .72 on invented stories; score invented quotes again before touching it"),
    Setting("utterance_min_retold", 0.65, "share of stems", 0.3, 1.0,
            "an indirect quote retells a direct one of the same source; below .6 other statements on the same subject join"),
    # passages
    Setting("passage_crowd_articles", 50, "articles", 2, 1_000,
            "eight words in a row that more articles have may be compared with ten of these only; all with all grows with the square"),
    Setting("wire_least_share", 0.8, "share of a sentence's words", 0.5, 1, "lets an outlet change a word or put in a name; .8 is the definition of wire copy here"),
    # dates
    Setting("date_lone_days", 180, "days", 1, 100_000, "articles on one event lie within days; a date half a year from all others is likely a slip"),
    # copies
    Setting("boilerplate_min_stories", 3, "stories", 2, 1_000, "an outlet repeats its own background within a story, its notices everywhere"),
    Setting("revision_least_share", 0.6, "share of the shorter text's words", 0.1, 1, "whole sentences kept from version to version; a follow-up keeps less"),
    Setting("revision_longest_gap_days", 7, "days", 0, 1_000, "an article is rarely rewritten after a week; a yearly notice is no revision"),
)


# What a column of a table of articles can hold.
COLUMNS = ("outlet", "title", "body", "date", "modified", "url", "author", "description", "domain", "language", "agency")

# What a build reads beside the articles.
FILES = ("corrections", "outlets")


class Settings:
    """The numbers of one build, as attributes; immutable, comparable and safe to send to another process.

    `semantic_model` names a model of meaning that is on this machine, by its folder or its name; "" for none.

    `columns` says which columns of the user's tables hold what, as pairs such as ("outlet", "Source"); those not named are guessed.
    `files` names files of the user's own that a build reads beside the articles, as pairs of one of `FILES` and a path.

    Example:
        >>> Settings().article_deadline_seconds
        30
    """

    def __init__(self, columns: Mapping[str, str] | None = None, files: Mapping[str, str] | None = None, semantic_model: str = "",
                 **given: float):
        if not isinstance(semantic_model, str):
            raise SettingsError("semantic_model", semantic_model, "is not a text", "give the folder or the name of a model, or leave it out")
        for kind, name in (columns or {}).items():
            if kind not in COLUMNS or not isinstance(name, str) or not name.strip():
                raise SettingsError("columns", f"{kind}={name}", "is no column of articles", f"give {', '.join(COLUMNS)} = a column's name")
        for what, path in (files or {}).items():
            if what not in FILES or not isinstance(path, str) or not path.strip():
                raise SettingsError("files", f"{what}={path}", "is no file that a build reads", f"give {', '.join(FILES)} = a path")
        known = {s.name: s for s in DECLARED}
        for name, value in given.items():
            if name not in known:
                raise SettingsError(name, value, "is not a setting", f"settings are {', '.join(sorted(known))}")
            _check(known[name], value)
        self.__dict__.update({s.name: given.get(s.name, s.default) for s in DECLARED}, semantic_model=semantic_model.strip(),
                             columns=tuple(sorted((columns or {}).items())), files=tuple(sorted((files or {}).items())))

    def __setattr__(self, name: str, value: object):
        raise SettingsError(name, value, "cannot be changed after the start", "make a new Settings")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Settings) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.__dict__.items())))

    def as_dict(self) -> dict[str, float | str]:
        """Name and value of every number, and the name of the model of meaning, for the manifest."""
        return {name: value for name, value in sorted(self.__dict__.items()) if name not in ("columns", "files")}

    def with_columns(self, columns: Mapping[str, str]) -> "Settings":
        """The same numbers and files with these columns on top of those given before."""
        return Settings(columns={**dict(self.columns), **columns}, files=dict(self.files), **self.as_dict())

    def with_files(self, **files: str) -> "Settings":
        """The same numbers and columns with these files on top of those given before; one without a path is passed over."""
        return Settings(columns=dict(self.columns), files={**dict(self.files), **{k: v for k, v in files.items() if v}}, **self.as_dict())

    def file(self, what: str) -> str:
        """The path of one of `FILES`, "" where none was given.

        Example:
            >>> Settings(files={"corrections": "mine.csv"}).file("corrections"), Settings().file("corrections")
            ('mine.csv', '')
        """
        return dict(self.files).get(what, "")


def _check(setting: Setting, value: object) -> None:
    """Raise where a value is no number or out of range."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(setting.name, value, "is not a number", f"give a number of {setting.unit}")
    if not setting.low <= value <= setting.high:
        raise SettingsError(setting.name, value, "is out of range", f"give {setting.low} to {setting.high} {setting.unit}")


def read_settings(path: str | Path) -> Settings:
    """The settings of a TOML file of `name = number` lines, and of a table `[columns]` with lines such as `outlet = "Source"`.

    A line `semantic_model = "…"` names a model of meaning.

    Raises:
        InputError: the file cannot be read.
        SettingsError: a name or value in it is not allowed.
    """
    try:
        given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(str(path), f"cannot be opened ({error.strerror or error})", "check the name of the file") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(str(path), f"is no settings file ({error})", "give a TOML file of name = number lines") from error
    return Settings(**given)
