from tiny import FRONT_ENDS

from mmdesk.engine.modalities.text.front_end import TokenNumbers
from mmdesk.engine.modalities.text.tokenizer import PADDING


def test_texts_of_different_lengths_are_filled_up():
    front_end = TokenNumbers(FRONT_ENDS["text"])
    rows = [front_end.features(text) for text in ("red", "red green 蓝 red green")]
    assert 1 <= len(rows[0]) < len(rows[1]) <= FRONT_ENDS["text"].length
    inputs = front_end.inputs(rows)
    assert inputs.shape == (2, len(rows[1]))
    assert (inputs[0, len(rows[0]) :] == PADDING).all()
