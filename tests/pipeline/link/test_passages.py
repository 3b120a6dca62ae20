"""Shared passages with exact offsets, and agency text."""

import re

import numpy as np
import pandas as pd
import pytest

from pipeline import tables
from pipeline.link import passages
from pipeline.link._shared_runs import SHORTEST, Limits, Line, shared_runs
from pipeline.link._words import Vocabulary, numbers
from pipeline.settings import Settings
from pipeline.text import digest, fold, sentence_spans, words

SHARED = "the council of Dellbrook agreed late on Monday to sell the old gas works to a builder"
OWN = ("Nobody in the hall had expected such an end to a long quarrel.",
       "Before the vote, neighbours sang songs in the cold street outside.",
       "Some members left early; others stayed for tea and a second count.")


def _tables(*articles, outlets=()):
    """Tables of articles given as body or dict; each of an outlet of its own unless it says otherwise."""
    given = [{"body": article} if isinstance(article, str) else article for article in articles]
    rows = [{"article_id": digest(str(n)), "outlet_id": f"outlet {n}", "kind": "full", "content_hash": digest(row["body"])} | row
            for n, row in enumerate(given)]
    sentences = [{"article_id": row["article_id"], "start": start, "end": end, "text": row["body"][start:end], "paragraph": paragraph}
                 for row in rows for start, end, paragraph in sentence_spans(row["body"])]
    named = dict(outlets)
    ids = sorted({row["outlet_id"] for row in rows})
    return {"articles": tables.frame("articles", rows), "sentences": tables.frame("sentences", sentences),
            "outlets": tables.frame("outlets", [{"outlet_id": outlet, "outlet_name": named.get(outlet, outlet)} for outlet in ids])}


def _found(given):
    """The passages, each with the text on both sides."""
    bodies = given["articles"].set_index("article_id")["body"]
    rows = passages.link(given, Settings())["passages"]
    return [(bodies[r.article_id][r.start:r.end], bodies[r.other_article_id][r.other_start:r.other_end], r.n_words, r.kind)
            for r in rows.itertuples()]


def _wire(given):
    """The sentences found to be agency text, by article number."""
    ids = given["articles"]["article_id"].tolist()
    rows = passages.link(given, Settings())["sentences"]
    return [(ids.index(r.article_id), r.text) for r in rows[rows["is_wire"]].itertuples()]


def test_shared_stretch_is_found_from_first_to_last_word():
    one, two = f"{OWN[0]} On the radio we heard {SHARED}.", f"“{SHARED}” – {OWN[1]}"
    assert [(a, b) for a, b, _, _ in _found(_tables(one, two))] == [(SHARED, SHARED)]


def test_words_are_counted_as_everywhere():
    (row,) = _found(_tables(f"{OWN[0]} Again {SHARED}.", f"{OWN[1]} Yet {SHARED}!"))
    assert row[2:] == (len(words(SHARED)), "verbatim")


def test_eleven_words_are_found_and_ten_are_not():
    eleven = " ".join(SHARED.split()[:11])
    ten = " ".join(SHARED.split()[:10])
    assert len(_found(_tables(f"So {eleven} now.", f"Then {eleven} here."))) == 1
    assert _found(_tables(f"So {ten} now.", f"Then {ten} here.")) == []


def test_case_apostrophes_and_hyphens_do_not_matter():
    one = "the mayor’s well‑kept secret about the old gas works was out by noon on Monday"
    assert len(_found(_tables(one, one.replace("’", "'").replace("‑", "-").upper()))) == 1


def test_a_changed_word_makes_a_near_passage():
    one = f"{SHARED} for nine million crowns in all, the clerk read out slowly"
    assert [(n, kind) for *_, n, kind in _found(_tables(one, one.replace("nine", "ten")))] == [(len(words(one)) - 1, "near")]


def test_a_word_put_in_makes_a_near_passage():
    one = f"{SHARED} for nine million crowns in all, the clerk read out"
    longer = one.replace("nine", "some nine")
    assert [({a, b}, kind) for a, b, _, kind in _found(_tables(one, longer))] == [({one, longer}, "near")]


def test_what_follows_after_a_long_gap_is_not_taken_in():
    one, two = f"{SHARED} while it rained hard all day and the clerk read out", f"{SHARED} as planned when snow fell late that same day"
    assert [n for *_, n, _ in _found(_tables(one, two))] == [len(words(SHARED))]


def test_nothing_is_shared_within_one_article():
    assert _found(_tables(f"{SHARED}. {OWN[0]} {SHARED}.")) == []


def test_nothing_is_shared_between_versions_of_one_article():
    given = [{"article_id": "one", "body": f"{SHARED}."}, {"article_id": "two", "body": f"{SHARED}. {OWN[0]}", "revision_of": "one"},
             {"article_id": "three", "body": f"{SHARED}. {OWN[1]}", "revision_of": "two"}]
    assert _found(_tables(*given)) == []


def test_boilerplate_is_not_shared_but_what_stands_beside_it_is():
    notice = "Our reporters work by day and by night so that readers in every valley know first."
    given = _tables(f"{SHARED}. {notice} {OWN[0]}", f"{SHARED}. {notice} {OWN[1]}")
    given["sentences"]["is_boilerplate"] = given["sentences"]["text"] == notice
    assert [n for *_, n, _ in _found(given)] == [len(words(SHARED))]


def test_a_stretch_twice_in_the_other_article_is_found_twice():
    assert len(_found(_tables(f"{SHARED}.", f"{SHARED}. {OWN[0]} {OWN[1]} {SHARED}."))) == 2


def test_a_stretch_in_many_articles_is_found_between_all_of_them():
    given = _tables(*({"body": f"Word{n} {SHARED} tail{n}"} for n in range(70)))
    assert len(passages.link(given, Settings())["passages"]) == 70 * 69 // 2


def test_a_stretch_in_more_articles_than_can_be_compared_is_lost_for_none(monkeypatch):
    for name in ("_LEAST_PAIRS", "_PAIRS_A_TEXT"):
        monkeypatch.setattr(f"pipeline.link._shared_runs.{name}", 0)
    given = _tables(*({"body": f"Word{n} {SHARED} tail{n}"} for n in range(70)))
    found = passages.link(given, Settings())["passages"]
    assert set(found["article_id"]) | set(found["other_article_id"]) == set(given["articles"]["article_id"])
    assert len(found) < 70 * 69 // 2


def test_the_article_whose_id_sorts_first_comes_first():
    found = passages.link(_tables(*(f"{SHARED} {text}" for text in OWN)), Settings())["passages"]
    assert len(found) == 3 and (found["article_id"] < found["other_article_id"]).all()


@pytest.mark.parametrize("hostile", ["word " * 5000, "a b " * 4000, "\u0130\ufb01 " * 3000, "—" * 5000])
def test_hostile_text_is_compared_in_bounded_time(hostile):
    assert len(_found(_tables(hostile, hostile + "end", f"{SHARED} {hostile}"))) < 5000


def test_every_planted_run_is_found_and_nothing_else():
    random = np.random.default_rng(11)
    texts = [random.integers(0, 4000, 120) for _ in range(60)]
    for n in range(0, 60, 2):
        length, here, there = random.integers(5, 60), random.integers(0, 60), random.integers(0, 60)
        texts[n + 1][there:there + length] = texts[n][here:here + length]
    bodies = [" ".join(f"w{word}" for word in text) for text in texts]
    assert set(_runs(bodies)) == set(_brute(texts))


def _runs(bodies):
    """Shared runs as (text, place, other text, other place, words)."""
    ids, bounds = numbers(bodies, vocabulary := Vocabulary())
    begins = bounds + np.arange(1, len(bodies) + 2)
    line = np.empty(len(ids) + len(bodies) + 1, dtype=np.int32)
    line[begins - 1] = -1 - np.arange(len(bodies) + 1)
    line[np.setdiff1d(np.arange(len(line)), begins - 1)] = ids
    line = Line(line, begins, np.array([int(digest(word), 16) for word in vocabulary], dtype=np.uint64))
    first, second, n = shared_runs(line, Limits(np.arange(len(bodies)), np.arange(len(bodies))))
    one, two = line.text_of(first), line.text_of(second)
    return zip(one.tolist(), (first - begins[one]).tolist(), two.tolist(), (second - begins[two]).tolist(), n.tolist(), strict=True)


def _brute(texts):
    """The same by comparing everything with everything."""
    for a, one in enumerate(texts):
        for b in range(a + 1, len(texts)):
            same = np.pad(one[:, None] == texts[b][None, :], 1)
            for i, j in zip(*np.nonzero(same[1:-1, 1:-1] & ~same[:-2, :-2]), strict=True):
                n = 0
                while same[i + 1 + n, j + 1 + n]:
                    n += 1
                if n >= SHORTEST:
                    yield a, int(i), b, int(j), n


WIRE = "HARLAN (Norda Press Agency) – Fishermen in Harlan Bay hauled up a bronze bell on Tuesday that divers had sought for thirty years."


def test_sentence_that_stands_in_an_agency_article_is_wire():
    given = _tables({"body": WIRE, "outlet_id": "n"}, f"{OWN[0]} {WIRE.partition(' – ')[2]}", outlets={"n": "Norda Press Agency"})
    assert _wire(given) == [(1, WIRE.partition(" – ")[2])]


def test_sentence_that_stands_in_a_credited_article_is_wire():
    assert _wire(_tables({"body": WIRE, "agency": "Norda"}, WIRE)) == [(1, WIRE)]


def test_credit_without_agency_text_at_hand_is_no_proof():
    assert _wire(_tables({"body": WIRE, "agency": "Norda"}, OWN[0])) == []


def test_text_shared_by_two_outlets_without_a_credit_is_not_wire():
    assert _wire(_tables(WIRE, WIRE)) == []


def _probable(given):
    """The articles with sentences that are probably agency text, by number."""
    rows = passages.link(given, Settings())["sentences"]
    return sorted({given["articles"]["article_id"].tolist().index(a) for a in rows.loc[rows["is_probably_wire"], "article_id"]})


def test_credit_without_agency_text_at_hand_is_probable():
    assert _probable(_tables({"body": WIRE, "agency": "Norda"}, OWN[0])) == [0]


def test_credit_with_agency_text_at_hand_is_certain_and_not_probable():
    given = _tables({"body": WIRE, "outlet_id": "n"}, {"body": WIRE, "agency": "Norda Press Agency"}, outlets={"n": "Norda Press Agency"})
    assert _probable(given) == []


def test_one_text_in_three_outlets_without_a_credit_is_probable():
    assert _probable(_tables(WIRE, WIRE, WIRE, OWN[0])) == [0, 1, 2]


def test_one_text_in_two_outlets_is_not_probable():
    assert _probable(_tables(WIRE, WIRE)) == []


def test_one_text_twice_in_one_of_two_outlets_is_not_probable():
    assert _probable(_tables(WIRE, {"body": WIRE, "outlet_id": "b"}, {"body": f"{WIRE} {OWN[2]}", "outlet_id": "b"})) == []


def test_one_sentence_in_three_outlets_makes_no_text_probable():
    assert _probable(_tables(*(f"{WIRE} {text} {text.swapcase()[::-1]}" for text in OWN))) == []


def test_an_agencys_own_article_is_never_probable():
    assert _probable(_tables({"body": WIRE, "outlet_id": "n", "agency": "Reuters"}, outlets={"n": "Reuters"})) == []


def test_an_agencys_own_sentence_is_never_wire():
    given = _tables({"body": WIRE, "outlet_id": "n"}, {"body": WIRE, "agency": "Reuters"}, outlets={"n": "Reuters"})
    assert [article for article, _ in _wire(given)] == [1]


def test_sentence_half_of_which_is_agency_text_is_not_wire():
    half = WIRE.removesuffix(".").partition(" – ")[2] + ", " + OWN[0].lower() + " " + OWN[1].lower().replace(".", ",") + " it seems."
    assert _wire(_tables({"body": WIRE, "agency": "AP"}, re.sub(r"\. ", " ", half))) == []


def test_order_of_rows_and_ids_do_not_change_what_is_shared():
    given = _tables(*(f"{SHARED} {text}" for text in OWN))
    turned = {name: rows.iloc[::-1].reset_index(drop=True) for name, rows in given.items()}
    pd.testing.assert_frame_equal(passages.link(given, Settings())["passages"], passages.link(turned, Settings())["passages"])
    renamed = _tables(*({"body": f"{SHARED} {text}", "article_id": digest("z", text), "outlet_id": text} for text in OWN))
    assert sorted(sorted(row[:2]) for row in _found(renamed)) == sorted(sorted(row[:2]) for row in _found(given))


def test_linking_again_changes_nothing():
    given = _tables({"body": WIRE, "agency": "AP"}, WIRE)
    once = passages.link(given, Settings())
    twice = passages.link(given | once, Settings())
    for name in once:
        pd.testing.assert_frame_equal(once[name], twice[name])


def test_no_article_has_no_passage():
    given = passages.link({name: tables.empty(name) for name in ("articles", "outlets", "sentences")}, Settings())
    assert given["passages"].empty and given["sentences"].empty


def test_words_are_those_of_the_text_module():
    text = "O’Neill’s U.S.-led plan: 18.4 million, AT&T and re-election… naïve ﬁrm İzmir"
    vocabulary = Vocabulary()
    ids, _ = numbers([text], vocabulary)
    names = list(vocabulary)
    assert [fold(names[i]) for i in ids] == words(text)
