"""Adding articles: drop files, watch the build, explore."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import data, jobs, naming, parts, theme
from pipeline.errors import reason_of

TITLE = "Add articles"
ICON = ":material/add_circle:"
SECTION = "Data"
ORDER = 90
LEAD = "Bring the articles of several outlets and see side by side what each reports, whom it quotes, and what it alone has."
VIEWS = ()

_FORMATS = (
    "Saved web pages, text and Markdown, Word, PDF and RTF, mails, feeds, tables (.csv, .xlsx, .jsonl, .parquet) and exports of press "
    "archives, also packed as .zip or .gz."
)
_REASONS, _NAMED = 20, 6  # reasons, and files of each, that are listed in words
_LISTED = 4  # data sets that stand open; the rest is folded, so that the demo stays in sight
_MOST_MB = 200  # of one file: uploads are held in memory until they are written


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title("Compare how outlets report" if tables is None else TITLE, LEAD)
    job = st.session_state.get("_job")
    if job is not None:
        (_watch if job.is_running else _ended)(job)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        _drop()
    with right:
        _mine()
        _promise()


def _drop() -> None:
    """Take files and a name."""
    parts.heading("1. Choose your articles")
    way = st.segmented_control(
        "Bring", ["Files", "A whole folder"], default="Files", required=True, key="way", label_visibility="collapsed"
    )
    files = st.file_uploader(
        "Drop a folder here, or choose one" if way == "A whole folder" else "Drop files here, or choose them",
        accept_multiple_files="directory" if way == "A whole folder" else True,
        key=f"drop-{way}",
        max_upload_size=_MOST_MB,
    )
    st.caption(
        f"{_FORMATS} One file may have {_MOST_MB} MB; all together {jobs.MAX_BYTES // 1_000_000} MB and {jobs.MAX_FILES:,} files. "
        "They stay on this computer. Hundreds of files arrive sooner packed into one .zip."
    )
    refusal = too_much(len(files), sum(f.size for f in files))
    if refusal:
        st.error(refusal)
    elif files:
        size = max(1, sum(f.size for f in files) // 1_000_000)
        st.caption(f"**{theme.counted(len(files), 'file')} here**, {size:,} MB. Go on when these are all yours: more may be on their way.")
    parts.heading("2. Name the data set")
    name = st.text_input("Name", key="new_name", max_chars=60, placeholder="my articles", label_visibility="collapsed")
    beside = naming.with_articles()
    is_off = not files or bool(refusal) or beside is None
    if st.button("Compare these articles", type="primary", disabled=is_off, key="build", icon=":material/play_arrow:"):
        st.session_state["_job"] = jobs.start(name, ((f.name, f.getvalue()) for f in files), beside or ())
        st.rerun()


def too_much(n_files: int, n_bytes: int) -> str:
    """Why files are not taken; empty where they are.

    Example:
        >>> too_much(3, 1000), too_much(3, 900_000_000)
        ('', 'These files have 900 MB, at most 500 MB are taken. Build larger sets with: parallax build FOLDER --out DATASET')
    """
    way_out = "Build larger sets with: parallax build FOLDER --out DATASET"
    if n_files > jobs.MAX_FILES:
        return f"These are {n_files:,} files, at most {jobs.MAX_FILES:,} are taken. {way_out}"
    if n_bytes > jobs.MAX_BYTES:
        return f"These files have {n_bytes // 1_000_000:,} MB, at most {jobs.MAX_BYTES // 1_000_000} MB are taken. {way_out}"
    return ""


def _mine() -> None:
    """The data sets made here before."""
    parts.heading("Your data sets")
    finished = data.manifests(jobs.kept())
    if not finished and not jobs.running():
        parts.nothing_here("None yet.", "What you build here is kept on this computer and listed here.")
    for i, (name, job) in enumerate(jobs.running().items()):
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"running-{i}"):
            st.html(f"<b>{theme.html_text(name)}</b> is being built")
            st.button("Watch", key=f"watch-{i}", on_click=_watch_again, args=(job,))
    newest = list(enumerate(sorted(finished, key=lambda name: (finished[name].get("built_at") or "", name), reverse=True)))
    _list(newest[:_LISTED], finished)
    if older := newest[_LISTED:]:
        with st.expander(theme.counted(len(older), "older one"), key="older", on_change="rerun") as rest:
            if rest.open:
                _list(older, finished)
    _left_over(list(finished))
    if st.button("Try it with the demo", icon=":material/science:", key="demo", help="Invented outlets telling two invented stories"):
        st.session_state["_job"] = jobs.start_demo()
        st.rerun()


def _list(numbered: list[tuple[int, str]], manifests: Mapping[str, Mapping]) -> None:
    """Data sets, each with what it holds, to be opened or deleted."""
    for i, name in numbered:
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"mine-{i}"):
            facts = "".join(f'<p class="px-facts">{theme.html_text(fact)}</p>' for fact in held(manifests[name]))
            st.html(f"<b>{theme.html_text(name)}</b>{facts}")
            with st.container(horizontal=True, width="content", gap="xsmall"):
                st.button("Open", key=f"open-{i}", on_click=_choose, args=(name,), type="primary")
                with st.popover("", icon=":material/delete:", help="Delete this data set"):
                    st.write("Delete the data set and the copies of its articles kept with it? Your own files stay.")
                    st.button("Delete", key=f"delete-{i}", on_click=_delete, args=(name,))


def held(manifest: Mapping) -> list[str]:
    """How many articles a data set has and when it was built, as far as its manifest says.

    Example:
        >>> held({"tables": {"articles": {"rows": 1290}}, "built_at": "2031-05-04T17:24:15+00:00"})
        ['1,290 articles', 'built 4 May 2031']
    """
    n, built_at = manifest.get("tables", {}).get("articles", {}).get("rows"), manifest.get("built_at")
    said = [theme.counted(int(n), "article")] if n is not None else []
    return [*said, f"built {theme.moment(pd.Timestamp(built_at), 'day')}"] if built_at else said


def _left_over(finished: list[str]) -> None:
    """What was begun and never finished, to be deleted."""
    for i, name in enumerate(jobs.unfinished(finished)):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"unfinished-{i}"):
            st.html(f"<span class='px-facts'>{theme.html_text(name)}: not finished</span>")
            st.button("Delete", key=f"clear-{i}", on_click=_delete, args=(name,), type="tertiary")


def _watch_again(job: jobs.Job) -> None:
    """Watch a build that was begun elsewhere; runs before the page is drawn."""
    st.session_state["_job"] = job


def _promise() -> None:
    """What one will see."""
    parts.heading("What you will see")
    st.html(
        "<ul class='px-text'><li>Which outlets share sources, quotes, facts and words.</li>"
        "<li>What each outlet alone reports, with the sentences.</li>"
        "<li>One quote in several wordings, side by side.</li><li>What comes from a news agency, and what does not.</li></ul>"
        "<p class='px-facts'>Everything is read and compared on this computer. Nothing is sent anywhere.</p>"
    )


def _choose(name: str) -> None:
    """Open a kept data set; runs before the page is drawn."""
    st.session_state["data"] = name
    st.session_state["_has_chosen"] = True
    st.session_state.pop("_job", None)


def _delete(name: str) -> None:
    """Delete a kept data set; runs before the page is drawn."""
    if st.session_state.get("data") == name:
        st.session_state["data"] = None
    jobs.remove(name)


def _cancel(job: jobs.Job) -> None:
    """End the build and forget its files; runs before the page is drawn."""
    job.cancel()
    jobs.remove(job.name)
    st.session_state.pop("_job", None)


def _forget(job: jobs.Job) -> None:
    """Back to the drop zone after a failed build; runs before the page is drawn."""
    jobs.remove(job.name)
    st.session_state.pop("_job", None)


@st.fragment(run_every=0.7)
def _watch(job: jobs.Job) -> None:
    """The build as it goes on; the whole page is drawn again when it has ended."""
    if not job.is_running:
        st.rerun()
    line, share, left = jobs.progress_of(job.lines())
    step = max(jobs.step_of(line), 1)
    parts.heading(f"Reading and comparing: {job.name}")
    st.progress(jobs.done_of(line, share), text=theme.markdown_text(f"Step {step} of {len(jobs.STEPS)}: {line}"))
    left = f"{left[:1].upper()}{left[1:]}. " if left else ""
    st.caption(f"{left}You can go on reading in another data set meanwhile; come back here by *Add articles*.")
    st.button("Cancel", on_click=_cancel, args=(job,), key="cancel")


def _ended(job: jobs.Job) -> None:
    """What became of the build, what could not be used and why, and the way on."""
    lines = job.lines()
    if not job.has_built:
        st.error("Nothing could be built from these files. " + theme.markdown_text(lines[-1] if lines else ""))
        st.button("Try again with other files", on_click=_forget, args=(job,), key="retry")
        return
    opened = data.open_folder(job.dataset)
    counts = {name: int(opened.dataset.manifest["counts"][name]) for name in ("given", "read", "duplicates", "rejected")}
    has_read, said = counts["read"] > 0, theme.markdown_text(f"{job.name}: {outcome(counts)}")
    if not has_read:
        st.error(said, icon=":material/error:")
        st.button("Try again with other files", on_click=_forget, args=(job,), key="retry", type="primary")
    else:
        (st.warning if counts["rejected"] else st.success)(said, icon=":material/check_circle:")
        st.button("Explore", type="primary", on_click=_choose, args=(job.name,), key="explore", icon=":material/arrow_forward:")
    problems = opened.dataset.tables["problems"]
    _reasons(problems[problems["severity"] == "rejected"], "What could not be used", "rejected")
    if has_read:
        doubts = problems[problems["severity"] == "doubt"]
        _reasons(doubts, "What was used with a doubt", "doubt")
        if len(doubts):
            st.caption("The page *Data quality* shows each of them and lets you put it right.")


def outcome(counts: dict[str, int]) -> str:
    """What became of the records that were given, in a sentence.

    Example:
        >>> outcome({"given": 4, "read": 2, "duplicates": 1, "rejected": 1})
        'of 4 articles given, 2 were read, 1 is there twice, 1 could not be used.'
        >>> outcome({"given": 4, "read": 0, "duplicates": 0, "rejected": 4})
        'nothing that was given could be used. Each reason stands below.'
    """
    given, read, twice, rejected = (counts[name] for name in ("given", "read", "duplicates", "rejected"))
    if not read:
        return "nothing that was given could be used. Each reason stands below."
    rest = [f"{twice:,} {'is' if twice == 1 else 'are'} there twice"] if twice else []
    rest += [f"{rejected:,} could not be used"] if rejected else []
    said = f"of {theme.counted(given, 'article')} given, {read:,} {'was' if read == 1 else 'were'} read"
    return ", ".join([said, *rest]) + "."


def _reasons(problems: pd.DataFrame, title: str, key: str) -> None:
    """Each reason once, with its files; all files in a table where a reason has more than are named."""
    if problems.empty:
        return
    parts.heading(f"{title} ({len(problems):,})")
    rows = problems.sort_values(["source_file", "source_position"], ignore_index=True)
    files = rows["source_file"].fillna("").astype("str")
    rows = pd.DataFrame({"file": files, "reason": [reason_of(m, file) for m, file in zip(rows["message"], files, strict=True)]})
    listed = rows.groupby("reason")["file"].agg(lambda group: list(dict.fromkeys(group)))
    listed = listed.loc[rows["reason"].value_counts(sort=True).index]
    st.html(f"<ul>{''.join(_reason(reason, names) for reason, names in listed.head(_REASONS).items())}</ul>")
    if len(listed) > _REASONS or listed.map(len).max() > _NAMED:
        heads = {"file": "File", "reason": "Reason"}
        st.dataframe(rows.rename(columns=heads), hide_index=True, key=f"all-{key}", alt=f"{title}: {len(rows):,} files with reasons")


def _reason(reason: str, files: list[str]) -> str:
    """A reason, what to do about it, and the first files that have it, as safe HTML.

    Example:
        >>> _reason("is empty. Hint: remove it.", ["a.txt", "b.txt"])
        '<li class="px-text"><b>a.txt, b.txt</b>: is empty. Hint: remove it.</li>'
    """
    named = ", ".join(theme.shortened(name, 80) for name in files[:_NAMED])
    rest = f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
    return f'<li class="px-text"><b>{theme.html_text(named + rest)}</b>: {theme.html_text(reason)}</li>'
