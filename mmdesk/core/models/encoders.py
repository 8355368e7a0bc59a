"""Encoders by name: those that learn from nothing, the pretrained ones of the catalogue, and features made by hand."""

from collections.abc import Mapping

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.models.backbones import BACKBONES, LITE0, LITE0_CLASSES, LITE0_TUNED, SENTENCE, Backbone
from mmdesk.core.models.other_backbones import LIBRARIES
from mmdesk.core.models.spec import CLASSIC, FRESH, EncoderSpec

TF_IDF, SENTENCE_AND_TF_IDF, CEPSTRA = "tf-idf", f"{SENTENCE.name}+tf-idf", "cepstra"
BY_HAND: Mapping[str, Modality] = {TF_IDF: SENTENCE.modality, SENTENCE_AND_TF_IDF: SENTENCE.modality, CEPSTRA: "audio"}
"""The modality of those that are not pretrained, or not alone."""
FINE_TUNED: Mapping[str, Modality] = {LITE0_TUNED.name: LITE0_TUNED.modality}
"""The modality of those whose last layers learn further from where they learned before."""
ENCODERS: Mapping[Modality, tuple[str, ...]] = {
    modality: (
        FRESH,
        *(backbone.name for backbone in BACKBONES.values() if backbone.modality == modality),
        *(name for name, own in FINE_TUNED.items() if own == modality),
        *(name for name, own in BY_HAND.items() if own == modality),
    )
    for modality in MODALITIES
}
"""For each modality the names that a person may choose from."""
BESIDE = f"{FRESH}+"
"""Begins the name of a pair: an encoder that learned from nothing, and beside it the frozen one whose name follows."""
PAIRS: Mapping[Modality, tuple[str, ...]] = {
    modality: tuple(f"{BESIDE}{name}" for name in names if name not in (FRESH, *FINE_TUNED)) for modality, names in ENCODERS.items()
}
"""For each modality its pairs; they may be asked for as well, and are offered by no list, which they would make twice as long."""
STANDS_ON: Mapping[str, Backbone] = {
    **BACKBONES,
    **{backbone.name: backbone for backbone in (LITE0_CLASSES, LITE0_TUNED)},
    SENTENCE_AND_TF_IDF: SENTENCE,
}
"""The backbone of each encoder that has one of the catalogue."""
WORDS = {
    FRESH: QT_TRANSLATE_NOOP("errors", "learned from nothing"),
    CLASSIC: QT_TRANSLATE_NOOP("errors", "the theory's own, learned from nothing"),
    LITE0.name: QT_TRANSLATE_NOOP("errors", "EfficientNet-Lite0, learned before"),
    LITE0_CLASSES.name: QT_TRANSLATE_NOOP("errors", "EfficientNet-Lite0 with its own classes, learned before"),
    LITE0_TUNED.name: QT_TRANSLATE_NOOP("errors", "EfficientNet-Lite0, fine-tuned"),
    SENTENCE.name: QT_TRANSLATE_NOOP("errors", "sentence encoder, learned before"),
    TF_IDF: QT_TRANSLATE_NOOP("errors", "rare words and letters (tf-idf)"),
    SENTENCE_AND_TF_IDF: QT_TRANSLATE_NOOP("errors", "sentence encoder, learned before, with rare words and letters (tf-idf)"),
    CEPSTRA: QT_TRANSLATE_NOOP("errors", "shapes of the spectrum (cepstra)"),
}


def has_choice(modality: Modality) -> bool:
    """Whether a modality has another encoder than the one that is learned from nothing."""
    return len(ENCODERS[modality]) > 1


def backbone_of(name: str) -> Backbone | None:
    """The one of the catalogue that an encoder of this name stands on; None where it was learned from nothing, or made by hand."""
    return STANDS_ON.get(name.removeprefix(BESIDE))


def halves_of(modality: Modality, encoder: EncoderSpec) -> tuple[EncoderSpec, EncoderSpec] | None:
    """What a pair is made of: the half that learns from nothing, and the frozen one; None if the encoder is no pair."""
    if encoder.name not in PAIRS.get(modality, ()):
        return None
    return encoder.named(FRESH), encoder.named(encoder.name.removeprefix(BESIDE))


def described(name: str) -> Sentence:
    """An encoder in words, to be told in the person's language."""
    if name.startswith(BESIDE):
        both = QT_TRANSLATE_NOOP("errors", "{fresh}, and beside it {frozen}")
        return Sentence(both, fresh=described(FRESH), frozen=described(name.removeprefix(BESIDE)))
    library, _, title = name.partition(":")
    if library in LIBRARIES:
        return Sentence(QT_TRANSLATE_NOOP("errors", "{title} ({library}), learned before"), title=title, library=library)
    return Sentence(WORDS.get(name, name))
