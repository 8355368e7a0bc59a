import numpy as np
from tiny import FRONT_ENDS

from mmdesk.engine.modalities.text.front_end import TokenNumbers
from mmdesk.engine.modalities.text.tokenizer import PADDING

NUMBERS = FRONT_ENDS["text"]


def test_texts_of_different_lengths_are_filled_up():
    front_end = TokenNumbers(NUMBERS)
    rows = np.stack([front_end.features(front_end.prepare(text)) for text in ("red", "red green 蓝 red green")])
    assert rows.shape == (2, NUMBERS.length)
    lengths = (rows != PADDING).sum(1)
    assert 1 <= lengths[0] < lengths[1] <= NUMBERS.length
    assert front_end.inputs(rows).shape == (2, lengths[1])
