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


def test_rounding_does_not_turn_an_edge():
    """As another program computes the same picture: the lines lie upright, level and at 45 degrees."""
    columns, rows = torch.arange(64).float().expand(64, 64), torch.arange(64).float().unsqueeze(1).expand(64, 64)
    for ramp in columns, rows, columns + rows, columns - rows:
        picture = (ramp - ramp.min()).expand(1, 3, 64, 64)
        rounded = picture + 1e-4 * torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
        torch.testing.assert_close(gradients(picture), gradients(rounded), atol=2e-3, rtol=0)
