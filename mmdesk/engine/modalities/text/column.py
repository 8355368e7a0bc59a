"""The engine's column of the modality text."""

import dataclasses
import re
from collections.abc import Sequence

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.modalities.text.tokenizer import MIN_VOCABULARY, largest_token, train_tokenizer
from mmdesk.core.models.backbones import SENTENCE
from mmdesk.core.models.encoders import SENTENCE_AND_TF_IDF, TF_IDF
from mmdesk.core.models.spec import CLASSIC, FRESH, EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.column import Encoding, EncodingColumn, FrontEnd
from mmdesk.engine.modalities.layers import SideBySide, Standardized
from mmdesk.engine.modalities.occlusion import Occlusion
from mmdesk.engine.modalities.text.augmentation import varied
from mmdesk.engine.modalities.text.encoders import ClassicTextEncoder, TextEncoder
from mmdesk.engine.modalities.text.front_end import Hashed, Sentence, SentenceAndHashed, TokenNumbers
from mmdesk.engine.modalities.text.occlusion import occluded
from mmdesk.engine.modalities.text.other import OtherWords
from mmdesk.engine.modalities.text.quick_look import bag_of_tokens
from mmdesk.engine.modalities.text.tfidf import TfIdf

BETWEEN_WORDS = re.compile(r"[_\-./\s]+")
THEORY = TextFrontEnd(length=128, vocabulary=10_000)
THIRD = 0.5**0.5
"""The spread by which what a sentence means counts as much as its words do, and as its runs of characters. Of 50 comments an
emotion, 1.1 points more are right (over eight draws, 0.2 to 2.0) than when it counts as much as both together."""


class TextEncoding(EncodingColumn):
    """Words."""

    encodings = {  # noqa: RUF012
        FRESH: Encoding(TokenNumbers, TextEncoder, varied, quick_look=bag_of_tokens),
        CLASSIC: Encoding(TokenNumbers, ClassicTextEncoder, varied),
        SENTENCE.name: Encoding(Sentence, lambda _: Standardized(SENTENCE.features), frozen=True),
        TF_IDF: Encoding(Hashed, lambda _: TfIdf(), frozen=True),
        SENTENCE_AND_TF_IDF: Encoding(
            SentenceAndHashed, lambda _: SideBySide(Standardized(SENTENCE.features, THIRD), TfIdf()), frozen=True
        ),
    }
    on_other = OtherWords

    def fitted(self, examples: Sequence[Example], plan: TrainPlan) -> EncoderSpec:
        name, front_end = (CLASSIC, THEORY) if plan.preset == "classic" else (FRESH, TextFrontEnd())
        texts = [str(text) for example in examples if (text := example["text"])]
        return EncoderSpec(name, dataclasses.replace(front_end, tokenizer=train_tokenizer(texts, front_end.vocabulary)))

    def warm(self) -> str:
        return "warm"

    def of_name(self, name: str) -> str | None:
        """Its words, as people write them in names of folders too."""
        return BETWEEN_WORDS.sub(" ", name).strip() or None

    def check(self, encoder: EncoderSpec) -> None:
        """Refuse a tokenizer that is not of our kind, or gives tokens that the network does not know."""
        if self.encoding(encoder).frozen:
            return
        numbers: TextFrontEnd = encoder.front_end
        if largest_token(numbers.tokenizer) >= max(numbers.vocabulary, MIN_VOCABULARY):
            raise ValueError("more tokens than the vocabulary")

    def occluded(self, content: str, front_end: FrontEnd) -> Occlusion | None:
        return occluded(content, front_end)


TEXT = TextEncoding()
