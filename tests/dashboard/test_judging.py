"""A person's verdicts on a sample: kept, taken back, counted."""

import pytest

from dashboard import judging
from pipeline.errors import InputError


def row(item: str, verdict: str, what: str = "“It holds,” she said.", checked: str = "quotations") -> dict:
    return {"checked": checked, "item_id": item, "verdict": verdict, "article_id": "a", "what": what}


def verdicts(path) -> dict:
    return {item: found["verdict"] for (_, item), found in judging.read(path).items()}


def test_without_a_file_nothing_is_judged(tmp_path):
    assert judging.read(tmp_path / "none.checks.csv") == {}


def test_a_verdict_is_kept_and_a_later_one_takes_its_place(tmp_path):
    path = judging.beside(tmp_path / "harbour")
    for verdict in ("right", "wrong"):
        judging.keep(path, row("1", verdict))
    assert verdicts(path) == {"1": "wrong"}


def test_an_empty_verdict_takes_the_one_before_back(tmp_path):
    path = judging.beside(tmp_path / "harbour")
    judging.keep(path, row("1", "right"))
    judging.keep(path, row("1", ""))
    assert verdicts(path) == {}


def test_beginning_anew_leaves_verdicts_on_other_items(tmp_path):
    path = judging.beside(tmp_path / "harbour")
    judging.keep(path, row("1", "right"))
    judging.keep(path, row("2", "wrong", checked="unique facts"))
    judging.clear(path, "quotations")
    assert verdicts(path) == {"2": "wrong"}


def test_hostile_text_is_no_formula_in_the_file(tmp_path):
    path = judging.beside(tmp_path / "harbour")
    judging.keep(path, row("1", "right", '=HYPERLINK("http://evil.example")\nnext,line'))
    assert "\n=" not in path.read_text(encoding="utf-8-sig") and ",=" not in path.read_text(encoding="utf-8-sig").replace('"', "")
    assert verdicts(path) == {"1": "right"}


def test_a_file_of_something_else_is_refused_with_a_hint(tmp_path):
    path = tmp_path / "harbour.checks.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="move it away"):
        judging.read(path)


def test_a_cell_longer_than_any_verdict_is_refused_with_a_hint(tmp_path):
    path = tmp_path / "set.checks.csv"
    path.write_text("checked,item_id,verdict\nquotations," + "x" * 200_000 + ",right\n", encoding="utf-8")
    with pytest.raises(InputError, match="move it away"):
        judging.read(path)


def test_lines_with_an_unknown_verdict_count_for_nothing(tmp_path):
    path = tmp_path / "harbour.checks.csv"
    path.write_text("checked,item_id,verdict\nquotations,1,perhaps\n", encoding="utf-8")
    assert judging.read(path) == {}


def test_what_nobody_can_tell_counts_neither_way():
    found = judging.precision(["right", "right", "wrong", "cannot tell"])
    assert (found.n_right, found.n_wrong, found.n_open, round(found.share, 3)) == (2, 1, 1, 0.667)
    assert found.low < found.share < found.high


def test_nothing_judged_has_no_share():
    assert judging.precision(["cannot tell"]).share is None
