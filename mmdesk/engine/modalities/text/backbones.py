"""The multilingual universal sentence encoder, pretrained: words -> features (Yang et al. 2019, arXiv:1907.04307).

A deep averaging network over word pieces and what convolutions see of two, three and five of them. Sentences of a batch lie
behind each other, so that none is filled up to the longest: T tokens of B sentences.
"""

import io
from collections.abc import Mapping, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from mmdesk.core.modalities.text.sentencepiece import LETTERS_A_PIECE, PIECE_PADDING, SentencePieces
from mmdesk.core.models.backbones import SENTENCE, vocabulary_of, weights_of

WIDTH = SENTENCE.features
NARROW = 256
SPANS = ((2, 0), (3, 1), (5, 2))
"""How many tokens a convolution sees, and how many of them lie before its place; the last sees all that the others do."""
CHUNKS, CHUNK_ROWS = 17, 7530
"""The table of word pieces is stored in chunks, each with a scale of its own; piece n is row n // 17 of chunk n % 17."""
HIDDEN = 320
EPSILON = 1e-12
BATCH_TOKENS = 4096
MOST_LETTERS = SENTENCE.input_size * LETTERS_A_PIECE
"""What comes behind them is not seen: no piece has so many letters."""

Stored = Mapping[str, NDArray[np.float32]]


class Pieces(nn.Module):
    """(T,) token numbers -> (T, 512); a byte each in memory, a quarter of what floats would take."""

    table: Tensor
    scale: Tensor
    low: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("table", torch.zeros(CHUNKS * CHUNK_ROWS, WIDTH, dtype=torch.uint8))
        self.register_buffer("scale", torch.zeros(CHUNKS))
        self.register_buffer("low", torch.zeros(CHUNKS))

    def forward(self, tokens: Tensor) -> Tensor:
        chunk = tokens % CHUNKS
        return self.table[tokens] * self.scale[chunk, None] + self.low[chunk, None]


class Span(nn.Module):
    """(T, 256) -> (T, 256): what two convolutions see of `length` neighbouring tokens, each added to what was there."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self.first = nn.Linear(length * NARROW, NARROW)
        self.second = nn.Linear(length * NARROW, NARROW)

    def forward(self, tokens: Tensor, neighbours: Tensor) -> Tensor:
        """`neighbours` (T, length) are row numbers; T stands for nothing there."""
        for layer in (self.first, self.second):
            rows = F.pad(tokens, [0, 0, 0, 1])
            tokens = tokens + layer(rows[neighbours].flatten(1)).relu()
        return tokens


class SentenceNetwork(nn.Module):
    """(T,) token numbers of B sentences of `lengths` (B,) tokens -> (B, 512), each of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = Pieces()
        self.narrow = nn.Linear(WIDTH, len(SPANS) * NARROW)
        self.narrow_norm = nn.LayerNorm(len(SPANS) * NARROW, EPSILON)
        self.spans = nn.ModuleList(Span(length) for length, _ in SPANS)
        self.norm = nn.LayerNorm(WIDTH + len(SPANS) * NARROW, EPSILON)
        self.mix = nn.Linear(WIDTH + len(SPANS) * NARROW, WIDTH)
        self.hidden = nn.ModuleList([_without_bias(WIDTH, HIDDEN), _without_bias(HIDDEN, HIDDEN), _without_bias(HIDDEN, WIDTH)])
        self.last = _without_bias(WIDTH, WIDTH)
        self.around_first, self.around_second = _without_bias(WIDTH, HIDDEN), _without_bias(HIDDEN, WIDTH)

    def forward(self, tokens: Tensor, lengths: Tensor) -> Tensor:
        mixed = self.mixed(tokens, neighbours(lengths, *SPANS[-1]))
        sentences = torch.arange(len(lengths), device=lengths.device).repeat_interleave(lengths)
        total = mixed.new_zeros(len(lengths), WIDTH).index_add(0, sentences, mixed)
        return self.meaning(total, lengths)

    def mixed(self, tokens: Tensor, around: Tensor) -> Tensor:
        """(T,) token numbers, and as `neighbours` gives what is around them -> (T, 512)."""
        pieces = self.pieces(tokens)
        narrow = self.narrow_norm(self.narrow(pieces)).split(NARROW, 1)
        _, reach = SPANS[-1]
        parts = zip(self.spans, narrow, SPANS, strict=True)
        seen = [span(part, around[:, reach - before :][:, :length]) for span, part, (length, before) in parts]
        return self.mix(self.norm(torch.cat([pieces, *seen], 1)))

    def meaning(self, total: Tensor, lengths: Tensor) -> Tensor:
        """(B, 512) sums over the tokens of B sentences of `lengths` (B,) -> (B, 512), each of length 1."""
        return F.normalize(self._deep(total / lengths.unsqueeze(1).sqrt()))

    def _deep(self, mean: Tensor) -> Tensor:
        """(B, 512) -> (B, 512) through four layers, the input passing around each pair of them."""
        first, second, third = self.hidden
        middle = (second(first(mean).relu()) + self.around_first(mean)).relu()
        return (self.last(third(middle).relu()) + self.around_second(middle)).tanh()


class PaddedSentences(nn.Module):
    """The same of (B, T) token numbers, filled up with `PIECE_PADDING` behind each sentence -> (B, 512)."""

    def __init__(self, network: SentenceNetwork) -> None:
        super().__init__()
        self._network = network

    def forward(self, tokens: Tensor) -> Tensor:
        count, longest = tokens.shape
        valid = tokens != PIECE_PADDING
        lengths, places = valid.sum(1), torch.arange(longest, device=tokens.device)
        span, before = SPANS[-1]
        seen = places.unsqueeze(1) + torch.arange(-before, span - before, device=tokens.device)  # (T, span)
        first = torch.arange(count, device=tokens.device).view(-1, 1, 1) * longest
        around = torch.where((seen >= 0) & (seen < lengths.view(-1, 1, 1)), first + seen, count * longest)
        mixed = self._network.mixed(tokens.clamp_min(0).flatten(), around.flatten(0, 1))
        total = (mixed.unflatten(0, (count, longest)) * valid.unsqueeze(-1)).sum(1)
        return self._network.meaning(total, lengths)


class SentenceEncoder:
    """Texts in 16 languages, English and Chinese among them, -> vectors that are near each other where the meaning is."""

    def __init__(self) -> None:
        """Raises `ModelFileError` if the shipped weights are missing or other ones."""
        self.tokens = SentencePieces(vocabulary_of(SENTENCE), SENTENCE.input_size)
        self._network = pretrained()

    @torch.inference_mode()
    def __call__(self, texts: Sequence[str]) -> Tensor:
        """(B, 512) float32; of a long text, the beginning counts."""
        rows = [self.tokens(text) for text in texts]
        features = torch.empty(len(rows), WIDTH)
        start = tokens = 0
        for end, row in enumerate([*rows, None]):
            if row is None or tokens + len(row) > BATCH_TOKENS:
                if start < end:
                    features[start:end] = self._encoded(rows[start:end])
                start, tokens = end, 0
            tokens += 0 if row is None else len(row)
        return features

    def _encoded(self, rows: Sequence[NDArray[np.int64]]) -> Tensor:
        return self._network(torch.from_numpy(np.concatenate(rows)), torch.tensor([len(row) for row in rows]))


def neighbours(lengths: Tensor, span: int, before: int) -> Tensor:
    """(T, span) numbers of the tokens around each of T = sum of `lengths` tokens; T where the sentence has none there."""
    ends = lengths.cumsum(0)
    total = int(ends[-1])
    place = torch.arange(total, device=lengths.device).unsqueeze(1)
    seen = place + torch.arange(-before, span - before, device=lengths.device)
    first, end = ((edge.repeat_interleave(lengths)).unsqueeze(1) for edge in (ends - lengths, ends))
    return seen.where((seen >= first) & (seen < end), total)


def pretrained() -> SentenceNetwork:
    """The network with its shipped weights, ready to encode.

    Raises:
        ModelFileError: if they are missing or other ones
    """
    network = SentenceNetwork()
    with np.load(io.BytesIO(weights_of(SENTENCE)), allow_pickle=False) as stored:
        network.load_state_dict(_named(stored))
    return network.eval()


def _named(stored: Stored) -> dict[str, Tensor]:
    """The shipped weights by the names of our network; theirs multiply from the right."""
    table = np.empty((CHUNKS * CHUNK_ROWS, WIDTH), dtype=np.uint8)
    for chunk in range(CHUNKS):
        table[chunk::CHUNKS] = stored[f"q{chunk + 1}"]
    state = {"pieces.table": table, "pieces.scale": stored["scale"], "pieces.low": stored["lo"]}
    orders = [length for length, _ in SPANS]
    state["narrow.weight"] = np.concatenate([stored[f"proj{order}"] for order in orders], 1).T
    for name, theirs in {"narrow.bias": "proj_b", "narrow_norm.weight": "ln_g", "narrow_norm.bias": "ln_b"}.items():
        state[name] = np.concatenate([stored[f"{theirs}{order}"] for order in orders])
    for index, order in enumerate(orders):
        for layer, number in {"first": 1, "second": 2}.items():
            state[f"spans.{index}.{layer}.weight"] = stored[f"w{number}_{order}"].T
            state[f"spans.{index}.{layer}.bias"] = stored[f"b{number}_{order}"]
    state |= {"norm.weight": stored["ln_g"], "norm.bias": stored["ln_b"], "mix.bias": stored["cnn_b"]}
    matrices = {"mix": "cnn_W", "hidden.0": "d0", "hidden.1": "d1", "hidden.2": "d2", "last": "d3"}
    matrices |= {"around_first": "p1", "around_second": "p3"}
    state |= {f"{name}.weight": stored[theirs].T for name, theirs in matrices.items()}
    return {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in state.items()}


def _without_bias(inputs: int, outputs: int) -> nn.Linear:
    return nn.Linear(inputs, outputs, bias=False)
