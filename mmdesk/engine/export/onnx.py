"""Export to ONNX: one graph from prepared content to calibrated scores of all subsets of modalities.

B samples, M modalities, S = 2^M subsets, C classes, D size of the shared space.
"""

import copy
import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from mmdesk.core.errors import QT_TRANSLATE_NOOP, ModelFileError
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.exported import FORMAT_KEY, INPUTS_KEY, PRESENT, SPEC_KEY, Outputs, inputs_to_json
from mmdesk.core.models.spec import FORMAT, ModelSpec
from mmdesk.engine.export.recurrent import for_onnx
from mmdesk.engine.modalities.column import FrontEnd, Graph
from mmdesk.engine.model.fused_model import Encoded, FusedModel
from mmdesk.engine.scoring.conflict import threshold
from mmdesk.engine.scoring.shapley import shapley_matrix
from mmdesk.engine.scoring.subsets import single_subsets, subset_masks
from mmdesk.engine.scoring.temperature import Calibration
from mmdesk.runtime.modalities.registry import preparation_of

TRACED = 2
"""Samples by which the graph is drawn; one alone would become the only number of samples that it takes."""


class Answering(nn.Module):
    """A whole model: (B, M) bool, what is present, and (B, ...) of each input -> `Outputs`."""

    masks: Tensor
    singles: Tensor
    shapley: Tensor

    def __init__(self, model: Any, spec: ModelSpec, graphs: Mapping[Modality, Graph]) -> None:
        super().__init__()
        self._model, self._modalities = model, spec.modalities
        self.front_ends = nn.ModuleDict({modality: graph.network for modality, graph in graphs.items()})
        self._counts = {modality: len(graph.inputs) for modality, graph in graphs.items()}
        self._calibration, self._threshold = Calibration(spec), threshold(spec)
        self.register_buffer("masks", subset_masks(len(spec.modalities)))
        self.register_buffer("singles", single_subsets(len(spec.modalities)))
        self.register_buffer("shapley", shapley_matrix(len(spec.modalities)))

    def forward(self, present: Tensor, *inputs: Tensor) -> Outputs:
        encoded = self._encoded(present, iter(inputs))
        shown = self.masks & present.unsqueeze(1)  # (B, S, M)
        subsets = Encoded(*(part.unsqueeze(1).expand(-1, len(self.masks), -1, -1).flatten(0, 1) for part in encoded))
        logits, weights = self._model.fuse(subsets, shown.flatten(0, 1))
        task = self._model.task
        scores = task.scores(self._calibration(logits, shown.flatten(0, 1))).unflatten(0, (-1, len(self.masks)))
        single = logits.unflatten(0, (-1, len(self.masks)))[:, self.singles]
        alone = task.scores(self._calibration.of_each_alone(single, encoded.unimodal))
        contradiction = task.contradiction(alone, present)
        return Outputs(
            scores=scores.float(),
            weights=weights.unflatten(0, (-1, len(self.masks)))[:, -1].float(),
            contributions=(self.shapley @ scores).float(),
            alone=alone.float(),
            contradiction=contradiction.float(),
            conflict=contradiction > self._threshold,
        )

    def _encoded(self, present: Tensor, inputs: Iterator[Tensor]) -> Encoded:
        """What the encoders make of all samples, zeros where a modality is absent."""
        columns = []
        for index, modality in enumerate(self._modalities):
            values = self.front_ends[modality](*(next(inputs) for _ in range(self._counts[modality])))
            there = present[:, index : index + 1]
            columns.append([torch.where(there, part, 0.0) for part in self._model.encode_modality(modality, values)])
        return Encoded(*(torch.stack(parts, 1) for parts in zip(*columns, strict=True)))


def graphs_of(front_ends: Mapping[Modality, FrontEnd], spec: ModelSpec) -> dict[Modality, Graph]:
    """The parts of the graph before the encoders.

    Raises:
        ModelFileError: if one cannot be exported
    """
    found = {}
    for modality, front_end in front_ends.items():
        try:
            found[modality] = front_end.graph(front_end.preparing)
        except NotImplementedError as error:
            sentence = QT_TRANSLATE_NOOP(
                "errors", "The encoder {encoder} of this model cannot be exported. Train a model with another one for that."
            )
            raise ModelFileError(sentence, encoder=spec.encoders[modality].name) from error
    return found


def write(path: Path, model: FusedModel, spec: ModelSpec, front_ends: Mapping[Modality, FrontEnd]) -> None:
    """Write a model without normalisations, in evaluation mode, as an ONNX file.

    Raises:
        ModelFileError: if one of its encoders cannot be exported
    """
    graphs, model = graphs_of(front_ends, spec), copy.deepcopy(model)
    model.familiarity = None  # which is measured in numpy, and not part of the graph
    inputs = {modality: graph.inputs for modality, graph in graphs.items()}
    every = [(modality, one) for modality, own in inputs.items() for one in own]
    given = [preparation_of(modality, one).nothing for modality, one in every]
    values = [torch.from_numpy(one).expand(TRACED, *one.shape).contiguous() for one in given]
    batch = torch.export.Dim("batch")
    sizes = [{0: batch, **({1: torch.export.Dim.DYNAMIC} if one.dtype == torch.int64 else {})} for one in values]
    present = torch.ones(TRACED, len(graphs), dtype=torch.bool)
    with quietly(), torch.no_grad():
        program = torch.onnx.export(
            Answering(for_onnx(model), spec, graphs).eval(),
            (present, *(longer(one) for one in values)),
            input_names=[PRESENT, *(one.name for _, one in every)],
            output_names=[*Outputs()],
            dynamic_shapes=({0: batch}, tuple(sizes)),
            dynamo=True,
            verbose=False,
        )
        assert program is not None  # noqa: S101 - as it is without a place to be written to
        metadata = {FORMAT_KEY: str(FORMAT), SPEC_KEY: spec.to_json(), INPUTS_KEY: inputs_to_json(inputs)}
        program.model.metadata_props.update(metadata)
        program.save(str(path))


def longer(rows: Tensor) -> Tensor:
    """Rows of numbers (B, n) three times as long, so that no short length seems to be the only one; others as they are."""
    return rows.repeat(1, 3) if rows.dtype == torch.int64 else rows


@contextmanager
def quietly() -> Iterator[None]:
    """Keep from the person what PyTorch's exporter says to programmers."""
    logger = logging.getLogger("torch")
    before, others = logger.level, logging.root.manager.disable
    try:
        logging.disable(logging.WARNING)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)
        logging.disable(others)
