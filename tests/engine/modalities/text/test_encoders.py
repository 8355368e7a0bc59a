import pytest
import torch
from tiny import tiny_spec

from mmdesk.core.modalities.text.tokenizer import PADDING
from mmdesk.core.training.plan import PRESETS
from mmdesk.engine.modalities.registry import network_of


@pytest.mark.parametrize("preset", PRESETS)
def test_what_fills_up_a_text_does_not_matter(preset):
    torch.manual_seed(0)
    encoder = network_of(tiny_spec(preset=preset), "text").eval()
    text = torch.tensor([[5, 6, 7]])
    filled = torch.nn.functional.pad(text, (0, 9), value=PADDING)
    with torch.inference_mode():
        torch.testing.assert_close(encoder(filled), encoder(text))
        assert not torch.allclose(encoder(torch.tensor([[7, 6, 5]])), encoder(text)), "the order matters"
