"""Whole models as graphs answer as they do themselves."""

import dataclasses
import logging

import numpy as np
import onnxruntime
import pytest
import torch
from fusions import SUBSETS, built, inputs
from tiny import FRONT_ENDS, tiny_spec
from tiny_export import calibrated, exported, samples
from torch import nn

from mmdesk.core.errors import ModelFileError
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.engine.export.exporting import difference
from mmdesk.engine.export.onnx import graphs_of, quietly
from mmdesk.engine.model.fusions.registry import FUSIONS
from mmdesk.runtime.onnx_engine import ExportedModel

SMALL = {**FRONT_ENDS, "image": ImageFrontEnd(size=16, pretrained_size=64, stages=(0, 5))}
CLASSIC = {**FRONT_ENDS, "audio": AudioFrontEnd(rate=8000, seconds=0.2, bands=32, window=256, hop=80)}
ENCODERS = {
    "classic": ({"image": "classic", "text": "classic", "audio": "classic"}, CLASSIC),
    "pairs": ({"image": "fresh+lite0", "text": "fresh+sentence+tf-idf", "audio": "fresh+cepstra"}, SMALL),
    "fine-tuned": ({"image": "lite0-tuned", "text": "tf-idf", "audio": "cepstra"}, SMALL),
}
"""Each way from content to embedding is in one of these, or in the model of the other tests; halves of pairs are such ways."""

AS_NEAR = 3e-4
"""Features of frozen networks are rounded to half precision, here and there to the other side, and weights that nobody taught make
much of it: with a trained model on all three kinds of frozen features, scores of 200 samples differed by 4e-5 at most."""


class All(nn.Module):
    """Every fusion on the same embeddings."""

    def __init__(self):
        super().__init__()
        self.fusions = nn.ModuleList(built(name) for name in FUSIONS)

    def forward(self, embeddings, mask, unimodal):
        return [part for fusion in self.fusions for part in fusion(embeddings, mask, unimodal)]


def test_every_fusion_is_the_same_in_a_graph(tmp_path):
    network, (embeddings, unimodal) = All().eval(), inputs(len(SUBSETS))
    given = embeddings, SUBSETS, unimodal
    with quietly(), torch.no_grad():
        rows = ({0: torch.export.Dim("batch")},) * 3
        torch.onnx.export(network, given, dynamic_shapes=rows, dynamo=True, verbose=False).save(str(tmp_path / "a.onnx"))
        expected = network(*given)
    session = onnxruntime.InferenceSession(str(tmp_path / "a.onnx"))
    names = [one.name for one in session.get_inputs()]
    found = session.run(None, {name: values.numpy() for name, values in zip(names, given, strict=True)})
    assert len(found) == 2 * len(FUSIONS)
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other.numpy(), atol=1e-5)


@pytest.mark.parametrize("names", ENCODERS)
def test_every_encoder_is_the_same_in_a_graph(tmp_path, names):
    encoders, front_ends = ENCODERS[names]
    spec = dataclasses.replace(
        calibrated(tiny_spec()), encoders={m: EncoderSpec(name, front_ends[m]) for m, name in encoders.items()}, fusion="mixture"
    )
    predictor = exported(tmp_path / "a.onnx", spec)
    model = ExportedModel(tmp_path / "a.onnx")
    for sample in samples(count=3):
        assert difference(predictor.predict(sample), model.predict(sample), spec) < AS_NEAR


def test_an_encoder_that_is_no_part_of_a_graph_is_told():
    class Other:
        preparing = None

        def graph(self, finer):
            raise NotImplementedError

    with pytest.raises(ModelFileError, match="The encoder fresh of this model cannot be exported"):
        graphs_of({"image": Other()}, tiny_spec(("image",)))


def test_what_the_exporter_tells_programmers_is_kept_from_people(caplog):
    with quietly():
        logging.getLogger("torch.onnx").warning("a decomposition")
    logging.getLogger("torch.onnx").warning("something else")
    assert [record.message for record in caplog.records] == ["something else"]
    caplog.clear()
