"""Reads a sentence-embedding model from this machine and turns texts into its rows of numbers; it never fetches one.

The model is a folder as the sentence-transformers library writes it: `config.json`, `tokenizer.json`, `model.safetensors` and, where
there is one, `1_Pooling/config.json`. The arithmetic is that of BERT (Devlin et al. 2019), in NumPy: one process needs some hundred
megabytes, and no framework of learning has to be installed.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path

import numpy as np
from scipy.special import erf

from pipeline.errors import SettingsError

_FILES = ("config.json", "tokenizer.json", "model.safetensors")
_EXTRA = "pip install \"newsparallax[semantic]\""
_LONGEST = 256  # tokens; what these models were trained on, and more than any statement needs
_TOKENS_AT_ONCE = 4096  # tokens worked on together, so that memory stays bounded
_DIGITS = 5  # kept of each number: sums of another order differ beyond them, and the tables must not


@cache
def model(name: str) -> Callable[[Sequence[str]], np.ndarray]:
    """The model of a name: texts → one row of length 1 each. Loaded once in each process.

    Args:
        name: the model's folder, the name of an installed package that holds one, or its name in this machine's cache of models.

    Raises:
        SettingsError: the extra is not installed, or no such model is on this machine, or it is of a kind that cannot be read.
    """
    folder = found(name)
    try:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file
        from threadpoolctl import ThreadpoolController
        from tokenizers import Tokenizer
    except ImportError as error:
        raise SettingsError("semantic_model", name, f"needs what is not installed ({error.name})", f"install it with {_EXTRA}") from error
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        tokens = (folder / "tokenizer.json").read_text(encoding="utf-8")
        json.loads(tokens)  # what is no JSON raises nothing more exact than Exception in the line below
        tokenizer = Tokenizer.from_str(tokens)
        encoder = Encoder(config, _pooling(folder), load_file(folder / "model.safetensors"), tokenizer)
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        hint = "take a BERT model such as all-MiniLM-L6-v2, whole, with its config.json, tokenizer.json and model.safetensors"
        raise SettingsError("semantic_model", name, f"cannot be read ({type(error).__name__}: {error})", hint) from error
    # One thread: workers already use all cores, and sums that are shared out otherwise end in other digits.
    return ThreadpoolController().wrap(limits=1, user_api="blas")(encoder)


def found(name: str) -> Path:
    """The folder of a model on this machine.

    Raises:
        SettingsError: there is none of this name.
    """
    for folder in (Path(name).expanduser(), *_installed(name), *_cached(name)):
        if all((folder / file).is_file() for file in _FILES):
            return folder
    raise SettingsError("semantic_model", name, f"is no folder with {', '.join(_FILES)}, no installed package and no cached model that holds these",
                        "give the path of the model's folder; nothing is downloaded by itself")


def _installed(name: str) -> Iterator[Path]:
    """Folders of an installed package that hold a model."""
    if "/" in name or os.sep in name:
        return
    try:
        files = metadata.files(name) or []
    except (metadata.PackageNotFoundError, ValueError):
        return
    yield from (Path(file.locate()).parent for file in files if file.name == _FILES[-1])


def _cached(name: str) -> list[Path]:
    """Folders in which programs that download models keep the one of this name."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    full = name if "/" in name else f"sentence-transformers/{name}"
    parts = [part for part in full.split("/") if part not in ("", ".", "..")]
    kept = home / "hub" / ("models--" + "--".join(parts)) / "snapshots"
    return sorted(kept.iterdir()) if kept.is_dir() else []


def _pooling(folder: Path) -> str:
    """How the rows of a text's tokens become one: "mean" or "first"."""
    file = folder / "1_Pooling" / "config.json"
    is_first = file.is_file() and json.loads(file.read_text(encoding="utf-8")).get("pooling_mode_cls_token")
    return "first" if is_first else "mean"


class Encoder:
    """A BERT encoder: texts → rows.

    Args:
        config: the model's config.json.
        pooling: "mean" of a text's tokens, or the "first" of them.
        weights: the model's arrays by name.
        tokenizer: gives the numbers of a text's tokens.
    """

    def __init__(self, config: dict, pooling: str, weights: dict[str, np.ndarray], tokenizer):
        if config.get("model_type") != "bert":
            raise ValueError(f"it is of the kind {config.get('model_type')!r}, not bert")
        self._weights = {name.removeprefix("bert."): array.astype(np.float32) for name, array in weights.items() if array.dtype.kind == "f"}
        self._layers, self._heads = config["num_hidden_layers"], config["num_attention_heads"]
        self._tiny, self._pooling, self._tokenizer = config["layer_norm_eps"], pooling, tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(min(_LONGEST, config["max_position_embeddings"]))

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """One row of length 1 for each text; a text gives the same row in whatever company it comes."""
        each = sorted(set(texts))
        tokens = [self._tokenizer.encode(text).ids for text in each]
        rows: dict[str, np.ndarray] = {}
        for batch in _of_one_length(tokens):
            made = self._encoded(np.array([tokens[i] for i in batch]))
            rows |= {each[i]: row for i, row in zip(batch, made, strict=True)}
        return np.stack([rows[text] for text in texts]) if len(texts) else np.empty((0, self._weights["embeddings.LayerNorm.bias"].size))

    def _encoded(self, ids: np.ndarray) -> np.ndarray:
        """Rows of some texts of one number of tokens."""
        table = "embeddings.{}_embeddings.weight".format
        state = self._weights[table("word")][ids] + self._weights[table("position")][:ids.shape[1]] + self._weights[table("token_type")][0]
        state = self._normed(state, "embeddings.LayerNorm")
        for layer in range(self._layers):
            state = self._layer(state, f"encoder.layer.{layer}.")
        rows = (state.mean(axis=1) if self._pooling == "mean" else state[:, 0]).astype(np.float64)
        return np.round(rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-12), _DIGITS)

    def _layer(self, state: np.ndarray, at: str) -> np.ndarray:
        """One layer: each token looks at all others, then goes through two sums by itself."""
        n, length, width = state.shape
        query, key, value = (self._linear(state, f"{at}attention.self.{part}").reshape(n, length, self._heads, -1).swapaxes(1, 2)
                             for part in ("query", "key", "value"))
        weight = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(width / self._heads))
        weight = np.exp(weight - weight.max(axis=3, keepdims=True))
        seen = ((weight / weight.sum(axis=3, keepdims=True)) @ value).swapaxes(1, 2).reshape(n, length, width)
        state = self._normed(state + self._linear(seen, f"{at}attention.output.dense"), f"{at}attention.output.LayerNorm")
        inner = self._linear(state, f"{at}intermediate.dense")
        inner *= np.float32(0.5) * (1 + erf(inner / np.float32(np.sqrt(2))))
        return self._normed(state + self._linear(inner, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _linear(self, state: np.ndarray, name: str) -> np.ndarray:
        """State times weights plus bias; all tokens in one product, which is several times faster than one a text."""
        made = state.reshape(-1, state.shape[2]) @ self._weights[f"{name}.weight"].T
        made += self._weights[f"{name}.bias"]
        return made.reshape(*state.shape[:2], -1)

    def _normed(self, state: np.ndarray, name: str) -> np.ndarray:
        """Each token's numbers with mean 0 and spread 1, then scaled as the model learned."""
        centred = state - state.mean(axis=2, keepdims=True)
        spread = np.sqrt((centred ** 2).mean(axis=2, keepdims=True) + np.float32(self._tiny))
        return centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


def _of_one_length(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Places of texts with equally many tokens, a bounded number at a time."""
    order = sorted(range(len(tokens)), key=lambda i: (len(tokens[i]), i))
    batch: list[int] = []
    for i in order:
        if batch and (len(tokens[batch[0]]) != len(tokens[i]) or (len(batch) + 1) * len(tokens[i]) > _TOKENS_AT_ONCE):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
