import pytest
import torch
import torch.nn.functional as F
from tiny import tiny_spec

from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Batch
from mmdesk.engine.device import choose_device
from mmdesk.engine.model.fused_model import build
from mmdesk.engine.scoring.encoding import encode
from mmdesk.engine.training.validation import validate


def test_each_modality_is_judged_by_the_samples_that_have_it():
    torch.manual_seed(0)
    model = build(tiny_spec())
    mask = torch.tensor([[1, 1, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0], [1, 0, 0]]).bool()
    inputs = {"image": torch.randint(0, 255, (4, 3, 16, 16), dtype=torch.uint8), "text": torch.randint(1, 250, (3, 12))}
    batch = Batch(inputs, mask, torch.tensor([0, 1, 2, 2, 0]))
    device = choose_device("cpu")
    found = validate(model, encode(model, [batch], device, CancelToken()), device)
    with torch.inference_mode(), device.autocast():
        output = model(inputs, mask)
    assert found.loss == pytest.approx(float(F.cross_entropy(output.logits, batch.labels)), abs=1e-5)
    assert found.accuracy == pytest.approx(float((output.logits.argmax(-1) == batch.labels).double().mean()))
    assert list(found.unimodal) == list(found.unimodal_loss) == ["image", "text"]
    for index, name in enumerate(found.unimodal):
        own, labels = output.unimodal[mask[:, index], index], batch.labels[mask[:, index]]
        assert found.unimodal_loss[name] == pytest.approx(float(F.cross_entropy(own, labels)), abs=1e-5)
        assert found.unimodal[name] == pytest.approx(float((own.argmax(-1) == labels).double().mean()))
