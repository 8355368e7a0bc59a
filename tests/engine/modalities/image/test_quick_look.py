import torch

from mmdesk.engine.modalities.image.quick_look import gradients


def test_edges_count_and_light_does_not():
    pictures = torch.zeros(3, 3, 40, 40, dtype=torch.uint8)
    pictures[0, :, :, 20:] = 100
    pictures[1, :, :, 20:] = 200
    pictures[2, :, 20:, :] = 100
    upright, brighter, level = gradients(pictures)
    assert upright.shape == (512,)
    torch.testing.assert_close(upright, brighter)
    assert torch.dot(upright, level) < 0.5 * torch.dot(upright, upright)
