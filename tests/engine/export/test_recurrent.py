import numpy as np
import onnxruntime
import pytest
import torch
from torch import nn

from mmdesk.engine.export.onnx import quietly
from mmdesk.engine.export.recurrent import OnnxLSTM, for_onnx


def test_sequences_of_any_length_are_answered_as_by_pytorch(tmp_path):
    torch.manual_seed(0)
    layer = nn.LSTM(5, 7, batch_first=True)
    network = for_onnx(nn.Sequential(layer)).eval()
    dynamic = {0: torch.export.Dim("batch"), 1: torch.export.Dim.DYNAMIC}
    with quietly(), torch.no_grad():
        program = torch.onnx.export(network, (torch.zeros(2, 3, 5),), dynamic_shapes=(dynamic,), dynamo=True, verbose=False)
    program.save(str(tmp_path / "a.onnx"))
    session = onnxruntime.InferenceSession(str(tmp_path / "a.onnx"))
    for shape in (2, 3, 5), (1, 1, 5), (4, 19, 5):
        values = torch.randn(shape)
        with torch.no_grad():
            expected = layer(values)[0].numpy()
        np.testing.assert_allclose(session.run(None, {session.get_inputs()[0].name: values.numpy()})[0], expected, atol=1e-6)


def test_other_kinds_are_refused():
    with pytest.raises(NotImplementedError):
        OnnxLSTM(nn.LSTM(5, 7, bidirectional=True, batch_first=True))
