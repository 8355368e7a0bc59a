"""Recurrent layers (LSTM) for ONNX: sequences of any length, of which PyTorch's own way of export keeps the one that was traced."""

import torch
from torch import Tensor, nn


class OnnxLSTM(nn.Module):
    """What a layer of one direction does whose batch stands first, as the operator of ONNX.

    (B, N, inputs) -> (B, N, H), and nothing for its last state. ONNX has the gates in the order input, output, forget, cell,
    PyTorch input, forget, cell, output.
    """

    inputs: Tensor
    states: Tensor
    biases: Tensor

    def __init__(self, layer: nn.LSTM) -> None:
        super().__init__()
        if layer.num_layers > 1 or layer.bidirectional or not layer.batch_first:
            raise NotImplementedError
        self.size = layer.hidden_size
        weights = {name: self._ordered(values) for name, values in layer.named_parameters()}
        self.register_buffer("inputs", weights["weight_ih_l0"])
        self.register_buffer("states", weights["weight_hh_l0"])
        self.register_buffer("biases", torch.cat([weights["bias_ih_l0"], weights["bias_hh_l0"]], 1))

    def forward(self, values: Tensor) -> tuple[Tensor, None]:
        steps = values.transpose(0, 1)
        shape = steps.shape[0], 1, steps.shape[1], self.size
        parts = (steps, self.inputs, self.states, self.biases)
        found = torch.onnx.ops.symbolic("LSTM", parts, {"hidden_size": self.size}, dtype=values.dtype, shape=shape)
        return found.squeeze(1).transpose(0, 1), None

    @staticmethod
    def _ordered(weights: Tensor) -> Tensor:
        """(1, 4 H, ...) the gates as ONNX has them."""
        entrance, forget, cell, output = weights.detach().chunk(4)
        return torch.cat([entrance, output, forget, cell]).unsqueeze(0)


def for_onnx(model: nn.Module) -> nn.Module:
    """The model, whose recurrent layers are those of ONNX from now on."""
    for part in [*model.modules()]:
        for name, layer in part.named_children():
            if isinstance(layer, nn.LSTM):
                setattr(part, name, OnnxLSTM(layer))
    return model
