"""Front end of words on a backbone of `transformers`: its own tokens, and the mean of what it makes of them."""

import json
from typing import Any

import numpy as np
import tokenizers
import torch
from numpy.typing import NDArray

from mmdesk.core.modalities.limits import check
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.models.other_backbones import CONFIG, OtherBackbone
from mmdesk.engine.modalities.column import OtherFrontEnd
from mmdesk.engine.modalities.others.loading import ready

LONGEST = 256
"""Tokens: as many as the sentence encoder sees; more cost more than they tell."""
LETTERS_A_TOKEN = 16
RESERVED = 2
"""Places that some families keep for themselves."""
LONGEST_PIECE = 64
"""Letters by which a tokenizer may replace others; more could fill the memory."""


class OtherWords(OtherFrontEnd):
    """What such a backbone makes of the words."""

    def __init__(self, numbers: TextFrontEnd, other: OtherBackbone) -> None:
        self.shape = (other.features,)
        self._longest = longest(other)
        made = ready(other, "text")
        self._network = made.network
        known = made.network.network.get_input_embeddings()  # type: ignore[operator] # a method of their classes
        self._tokenizer = own_tokenizer(made.tokenizer, known.num_embeddings, self._longest)

    def prepare(self, content: str) -> str:
        return content

    def features(self, prepared: str) -> NDArray[np.float16]:
        numbers = self._tokenizer.encode(prepared[: self._longest * LETTERS_A_TOKEN]).ids or [0]
        tokens = torch.tensor([numbers])
        with torch.inference_mode():
            found = self._network(input_ids=tokens, attention_mask=torch.ones_like(tokens))[0]
        return self.halved(found)


def longest(other: OtherBackbone) -> int:
    """How many tokens of a text it sees.

    Raises:
        ValueError, TypeError: if its settings cannot be
    """
    places = other.settings(CONFIG).get("max_position_embeddings", LONGEST + RESERVED)
    told = other.settings("sentence_bert_config.json").get("max_seq_length") or LONGEST
    model = other.settings("tokenizer_config.json").get("model_max_length") or LONGEST
    found = min(int(places) - RESERVED, int(told), int(model), LONGEST)
    check(found >= RESERVED)
    return found


def own_tokenizer(text: str, vocabulary: int, longest: int) -> Any:
    """A tokenizer, given as JSON, that fills nothing up and cuts where the network ends.

    Raises:
        ValueError: if it is none, one that could fill the memory, or one with tokens that the network does not know
    """
    try:
        _check_pieces(json.loads(text))
        tokenizer: Any = tokenizers.Tokenizer.from_str(text)
    except Exception as error:
        # The package has no errors of its own.
        raise ValueError("no tokenizer") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    check(max(tokenizer.get_vocab().values(), default=0) < vocabulary)
    return tokenizer


def _check_pieces(part: Any) -> None:
    """Refuse what puts long texts in the place of short ones."""
    if isinstance(part, dict):
        if part.get("type") in ("Replace", "Prepend"):
            check(len(str(part.get("content", ""))) + len(str(part.get("prepend", ""))) <= LONGEST_PIECE)
        for name, value in part.items():
            if name not in ("vocab", "merges", "added_tokens"):
                _check_pieces(value)
    elif isinstance(part, list):
        for value in part:
            _check_pieces(value)
