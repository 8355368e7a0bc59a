"""The engine's column of the modality text."""

import dataclasses
from collections.abc import Sequence

from torch import Tensor

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.column import Encoder, EncodingColumn, FrontEnd, Occlusion
from mmdesk.engine.modalities.draws import Draws
from mmdesk.engine.modalities.text.augmentation import varied
from mmdesk.engine.modalities.text.encoders import ClassicTextEncoder, TextEncoder
from mmdesk.engine.modalities.text.front_end import TokenNumbers
from mmdesk.engine.modalities.text.occlusion import occluded
from mmdesk.engine.modalities.text.tokenizer import MIN_VOCABULARY, largest_token, train_tokenizer

CLASSIC = TextFrontEnd(length=128, vocabulary=10_000)


class TextEncoding(EncodingColumn):
    """Words."""

    encoders = {"fresh": Encoder(TokenNumbers, TextEncoder), "classic": Encoder(TokenNumbers, ClassicTextEncoder)}  # noqa: RUF012

    def fitted(self, examples: Sequence[Example], plan: TrainPlan) -> EncoderSpec:
        name, front_end = ("classic", CLASSIC) if plan.preset == "classic" else ("fresh", TextFrontEnd())
        texts = [str(text) for example in examples if (text := example["text"])]
        return EncoderSpec(name, dataclasses.replace(front_end, tokenizer=train_tokenizer(texts, front_end.vocabulary)))

    def warm(self) -> str:
        return "warm"

    def check(self, encoder: EncoderSpec) -> None:
        """Refuse a tokenizer that is not of our kind, or gives tokens that the network does not know."""
        numbers: TextFrontEnd = encoder.front_end
        if largest_token(numbers.tokenizer) >= max(numbers.vocabulary, MIN_VOCABULARY):
            raise ValueError("more tokens than the vocabulary")

    def augmented(self, inputs: Tensor, draws: Draws, strength: float, plan: TrainPlan) -> Tensor:
        return varied(inputs, draws, strength)

    def occluded(self, content: str, front_end: FrontEnd) -> Occlusion | None:
        return occluded(content, front_end)


TEXT = TextEncoding()
