"""Corrections from any page: a button beside what is wrong, a bar that says what waits, and the data set built anew with them.

A correction goes into the file beside the data set at once and counts from the next build on; the numbers on the screen change when
the user applies what waits.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import acting, cards, correction_forms, jobs, theme
from dashboard.data import Opened, View
from pipeline import corrections, provenance
from pipeline.errors import InputError

_JOB = "_rebuild"


@dataclass(frozen=True)
class About:
    """What may be wrong: an article, a stretch of it, a line left out of it, an outlet, a source; what is not given is left open."""

    article_id: str = ""
    start: int = -1
    end: int = -1
    outlet_id: str = ""
    source_id: str = ""
    removed: str = ""


def button(tables: View, key: str, about: About, label: str = "Correct …") -> None:
    """Draw a small button that opens what can be corrected here.

    Args:
        tables: the view.
        key: short name, unique in the whole dashboard.
        about: what may be wrong.
        label: plain text.
    """
    shown = theme.markdown_text(label)
    if st.button(shown, key=f"correct-{key}", type="tertiary", icon=":material/edit_note:"):
        window(tables, about)


@st.dialog("Correct", width="medium")
def window(tables: View, about: About) -> None:
    """Ask what is wrong and what is right in a window of its own."""
    draw(tables, about)


def draw(tables: View, about: About) -> None:
    """Ask what is wrong and what is right, and keep the answer.

    Args:
        tables: the view.
        about: what may be wrong.
    """
    st.caption("Your articles are never changed. The correction is kept in a file beside the data set; *About this data* takes it back.")
    row = correction_forms.ask(tables, about)
    if row is None:
        return
    note = st.text_input("Your note (optional)", key="correct_note", max_chars=300, placeholder="Why, or where you checked it")
    st.markdown(theme.markdown_text(corrections.said(row)) + ".")
    is_done = st.button("Keep this correction", type="primary", key="correct_keep", icon=":material/check:")
    if is_done and keep(tables.opened, {**row, "note": note}):
        st.toast("Kept. It counts once you apply it: at the left, or on *About this data*.", icon=":material/check:")
        st.rerun()


def keep(opened: Opened, *rows: Mapping[str, str]) -> bool:
    """Put corrections into the file; whether that went well, else it is said why not."""
    try:
        corrections.add(path_of(opened), *rows)
    except InputError as error:
        st.error(theme.markdown_text(str(error)))
        return False
    return True


def undo(opened: Opened, ids: list[str]) -> bool:
    """Take corrections out of the file; whether that went well, else it is said why not."""
    try:
        corrections.remove(path_of(opened), ids)
    except InputError as error:
        st.error(theme.markdown_text(str(error)))
        return False
    return True


def path_of(opened: Opened) -> Path:
    """The corrections file of a data set, whether it is there or not."""
    return provenance.corrections_of(opened.dataset)


def file_of(opened: Opened) -> corrections.File:
    """The corrections as they are now; read again only when the file has changed."""
    path = path_of(opened)
    try:
        found = path.stat()
    except OSError:
        return corrections.File(path)
    return _read(str(path), found.st_mtime_ns, found.st_size)


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(path: str, changed: int, size: int) -> corrections.File:
    """A corrections file; `changed` and `size` tell its versions apart."""
    return corrections.read(path)


def same_or_not(pairs: pd.DataFrame, key: str, tables: View) -> None:
    """Draw the two buttons that judge whether two statements say the same, or what was said already.

    Args:
        pairs: article_id, start, end, other_article_id, other_start, other_end: all pairs that a click judges at once.
        key: short name, unique in the whole dashboard.
        tables: the view.
    """
    both = {
        kind: [correction_forms.judged(tables, pair, kind) for pair in pairs.to_dict("records")] for kind in ("same fact", "not same fact")
    }
    given = file_of(tables.opened).ids
    for kind, said in (("same fact", "You said: the same fact."), ("not same fact", "You said: not the same.")):
        ids = [corrections.line_id(row) for row in both[kind]]
        if ids and given.issuperset(ids):
            undone = acting.button(f"judged-{ids[0]}-{key}", "Undo", functools.partial(_judge, undo, tables.opened, ids))
            _judgement(said, *([] if cards.are_kept() else [undone]))
            return
    if cards.are_kept():  # a report asks nothing
        return
    labels = (("same fact", "Same fact"), ("not same fact", "Not the same"))
    judge = functools.partial(_judge, keep, tables.opened)
    answers = (acting.button(_judged_key(both[kind], key), label, functools.partial(judge, *both[kind])) for kind, label in labels)
    _judgement('<span class="px-asked">Do the two say the same?</span>', *answers)


def _judged_key(rows: list[dict[str, str]], key: str) -> str:
    """The key of an answer: a press on a pair that still shows while another is on its way judges the one that shows."""
    return f"judge-{corrections.line_id(rows[0]) if rows else ''}-{key}"


def _judge(act: Callable[..., bool], opened: Opened, *given: object) -> None:
    """Keep an answer or take it back; where that fails, the reason stands above the page, and a note in sight says so."""
    if not act(opened, *given):
        st.toast("This could not be kept; the top of the page says why.", icon=":material/error:")


def _judgement(said: str, *buttons: str) -> None:
    """Draw a question or what was answered (safe HTML), and what can be pressed."""
    st.html(f'<div class="px-judge"><span>{said}</span>{acting.row(*buttons)}</div>')


def bar(opened: Opened | None) -> None:
    """Draw, in the sidebar, what waits to be applied, and how far the build is; nothing where nothing waits."""
    job = st.session_state.get(_JOB)
    if job is not None and job.is_running:
        _watch_on_a_phone(job)
    with st.sidebar:
        if job is not None and job.is_running:
            _watch(job)
            return
        if job is not None:
            _ended(job)
        if opened is not None:
            _waiting(opened)


def _waiting(opened: Opened) -> None:
    """How many corrections the data set does not know yet, and the button that applies them."""
    file = file_of(opened)
    if not file.is_readable:
        why = f"{file.path.name} {file.faults[0].what}. Hint: {file.faults[0].hint}."
        st.warning(theme.markdown_text(f"Your corrections cannot be read: {why}"))
        return
    if n := _n_waiting(opened):
        with st.container(border=True, key="corrections-waiting"):
            st.markdown(f"**{theme.counted(n, 'correction')} waiting**")
            st.caption("The numbers change when you apply " + ("it." if n == 1 else "them."))
            st.button("Apply", type="primary", key="corrections_apply", on_click=rebuild, args=(opened,), icon=":material/build:")


def _n_waiting(opened: Opened) -> int:
    """How many corrections the data set does not know yet."""
    added, gone = corrections.waiting(file_of(opened), opened.dataset.tables["corrections"])
    return len(added) + len(gone)


def apply_here(opened: Opened) -> None:
    """Draw a button that applies what waits, since a phone folds the sidebar away; nothing where nothing waits or a build goes on."""
    job, n = st.session_state.get(_JOB), _n_waiting(opened)
    if n and (job is None or not job.is_running):
        label = f"Apply {theme.counted(n, 'correction')}"
        st.button(label, type="primary", key="corrections_apply_here", on_click=rebuild, args=(opened,), icon=":material/build:")


def rebuild(opened: Opened) -> None:
    """Begin to build the data set anew, watched in the sidebar; can run before the page is drawn."""
    st.session_state[_JOB] = jobs.rebuild(Path(opened.dataset.folder))


@st.fragment(run_every=0.7)
def _watch(job: jobs.Job) -> None:
    """The build as it goes on; the whole page is drawn again when it has ended."""
    if not job.is_running:
        st.rerun()
    _running(job, "corrections-running")


@st.fragment(run_every=0.7)
def _watch_on_a_phone(job: jobs.Job) -> None:
    """The same at the foot of the screen, shown only where the sidebar is folded away."""
    _running(job, "corrections-running-here")


def _running(job: jobs.Job, key: str) -> None:
    """How far a build is, and the button that stops it."""
    with st.container(border=True, key=key):
        _progress(job)
        if st.button("Stop", key=f"{key}-stop", help="The data set stays as it is; what you gave keeps waiting"):
            job.cancel()
            st.rerun()


def _progress(job: jobs.Job) -> None:
    """How far a build is."""
    line, share, left = jobs.progress_of(job.lines())
    st.markdown("**Building the data set anew**")
    st.progress(jobs.done_of(line, share), text=theme.markdown_text(f"{line}; {left}" if left else line))


def _ended(job: jobs.Job) -> None:
    """What became of the build; told once where it went well."""
    lines = job.lines()
    if job.has_built:
        st.toast("The data set is built anew.", icon=":material/check_circle:", duration="long")
    elif not job.is_cancelled:
        why = theme.markdown_text(lines[-1] if lines else "")
        st.error(f"The data set could not be built anew and is as it was; what you gave is kept. {why}")
        st.button("Dismiss", key="corrections_dismiss", on_click=_forget)
        return
    _forget()


def _forget() -> None:
    """Forget the build that has ended."""
    job = st.session_state.pop(_JOB, None)
    if job is not None:
        jobs.forget(job)
