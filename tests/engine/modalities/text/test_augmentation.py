import torch

from mmdesk.core.modalities.text.tokenizer import PADDING, UNKNOWN
from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.modalities.text.augmentation import varied

TOKENS = torch.randint(2, 300, (64, 20), generator=torch.Generator().manual_seed(0))
TOKENS[:, 15:] = PADDING


def test_some_tokens_become_unknown_and_padding_stays():
    tokens = varied(TOKENS, Draws(torch.Generator().manual_seed(0)))
    changed = tokens != TOKENS
    assert (tokens[changed] == UNKNOWN).all()
    assert (tokens[:, 15:] == PADDING).all()
    assert 0.01 < changed[:, :15].float().mean() < 0.5
