import pytest

from mmdesk.core.datasets.example import Example
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.text.column import TEXT


def test_a_tokenizer_that_gives_more_tokens_than_the_network_knows_is_refused():
    fitted = TEXT.fitted([Example(1, {"text": "a b c " * 300}, "a", "train")], TrainPlan())
    TEXT.check(fitted)
    small = type(fitted.front_end)(vocabulary=10, tokenizer=TEXT.fitted([], TrainPlan()).front_end.tokenizer)
    TEXT.check(EncoderSpec("fresh", small))
    with pytest.raises(ValueError, match="no tokenizer"):
        TEXT.check(EncoderSpec("fresh", type(fitted.front_end)(tokenizer="{}")))
