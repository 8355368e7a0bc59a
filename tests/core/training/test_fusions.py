from mmdesk.core.training.fusions import FUSION_WORDS
from mmdesk.core.training.plan import FUSION_NAMES


def test_every_fusion_has_a_name_and_a_sentence_of_its_own():
    assert tuple(FUSION_WORDS) == FUSION_NAMES
    assert len({words.title for words in FUSION_WORDS.values()}) == len({words.sentence for words in FUSION_WORDS.values()}) == 10
    assert all(words.sentence.endswith(".") for words in FUSION_WORDS.values())
