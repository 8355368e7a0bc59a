import torch

from mmdesk.core.modalities.text.tokenizer import PADDING
from mmdesk.engine.modalities.text.quick_look import BAG, bag_of_tokens


def test_a_bag_tells_which_tokens_there_are_and_not_where_or_how_often():
    bags = bag_of_tokens(torch.tensor([[5, 6, 6], [6, 5, PADDING], [7, 5, 6]]))
    assert bags.shape == (3, BAG)
    assert torch.equal(bags[0], bags[1])
    assert bags.sum(1).tolist() == [2, 2, 3]
