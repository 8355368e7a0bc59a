"""Answers of an exported model by ONNX Runtime: the part of an engine that `mmdesk predict` needs, without PyTorch."""

import importlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, Names
from mmdesk.core.files import shown
from mmdesk.core.modalities.limits import check
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.exported import INPUTS_KEY, PRESENT, Outputs, check_packages, inputs_of
from mmdesk.core.models.header import damaged, format_of, start_of
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.progress import CancelToken
from mmdesk.core.tasks.registry import task_named
from mmdesk.runtime.modalities.preparation import Preparation
from mmdesk.runtime.modalities.registry import preparation_of

ONLY_ERRORS = 3
"""How grave something must be for ONNX Runtime to tell it."""


class OnnxEngine:
    """Implements `mmdesk.core.engine.Answering` on the processor, on one thread."""

    device = "cpu"

    def __init__(self) -> None:
        self._model: ExportedModel | None = None

    def open(self, path: Path) -> ModelSpec:
        """Open an exported model; raises `ModelFileError` as `ExportedModel` does."""
        self._model = ExportedModel(path)
        return self._model.spec

    def predict(self, sample: Sample, token: CancelToken) -> Prediction:
        """Answer one sample with the open model.

        Raises:
            InputError: if no model is open, or nothing is present that it takes
        """
        token.check()
        if self._model is None:
            raise InputError(QT_TRANSLATE_NOOP("errors", "No model is open. Open one first."))
        return self._model.predict(sample)


class ExportedModel:
    """An open exported model.

    Attributes:
        spec: everything that is known about it
        preparations: how each input of the graph is made, by its name, with the modality that it is made of
        taken: the inputs that the graph takes; of one modality alone it need not know whether that is there
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            ModelFileError: if it is missing, damaged, newer than this program or not exported by mmdesk, or ONNX Runtime is missing
        """
        check_packages("onnxruntime")
        start_of(path)
        self._session = session(path)
        metadata: Mapping[str, str] = self._session.get_modelmeta().custom_metadata_map
        number = format_of(metadata, path)
        self.spec = ModelSpec.from_json(metadata["mmdesk.spec"], shown(path), number)
        try:
            inputs = inputs_of(metadata[INPUTS_KEY])
            self.preparations: dict[str, tuple[Modality, Preparation]] = {
                one.name: (modality, preparation_of(modality, one)) for modality in self.spec.modalities for one in inputs[modality]
            }
            self.taken = {one.name for one in self._session.get_inputs()}
            check({PRESENT, *self.preparations} >= self.taken)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise damaged(path) from error

    def predict(self, sample: Sample) -> Prediction:
        """Answer a sample.

        Raises:
            InputError: if none of the modalities that the model takes is present
        """
        start = time.perf_counter()
        present = np.array([[modality in sample.present for modality in self.spec.modalities]])
        if not present.any():
            sentence = QT_TRANSLATE_NOOP("errors", "This model takes {modalities}. Give at least one of them.")
            raise InputError(sentence, modalities=Names(MODALITIES[modality].word for modality in self.spec.modalities))
        outputs = self.outputs({PRESENT: present, **self.inputs(sample)})
        return told(self.spec, present[0], outputs, start)

    def inputs(self, sample: Sample) -> dict[str, NDArray[Any]]:
        """(1, ...) each input of the graph but the mask."""
        return {
            name: (prepared.prepare(sample[modality]) if modality in sample.present else prepared.nothing)[None]
            for name, (modality, prepared) in self.preparations.items()
        }

    def outputs(self, inputs: Mapping[str, NDArray[Any]]) -> Outputs:
        """What the graph gives of B samples."""
        given = {name: values for name, values in inputs.items() if name in self.taken}
        return Outputs(*self._session.run([*Outputs()], given))


def session(path: Path) -> Any:
    """ONNX Runtime's session of a file.

    Raises:
        ModelFileError: if it cannot be opened
    """
    onnxruntime = importlib.import_module("onnxruntime")  # when the first model comes
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = ONLY_ERRORS
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # The package's errors have no base of their own.
        raise damaged(path) from error


def told(spec: ModelSpec, present: NDArray[np.bool_], outputs: Outputs, start: float) -> Prediction:
    """The answer that the outputs of one sample are, begun at `start`; `present` (M,)."""
    scores = outputs.scores[0].astype(np.float64)
    best = int(scores[-1].argmax())
    label, score = answer(spec, scores[-1])
    modalities = {
        modality: ModalityAnswer(
            float(outputs.weights[0, index]), float(outputs.contributions[0, index, best]), *answer(spec, outputs.alone[0, index])
        )
        for index, modality in enumerate(spec.modalities)
        if present[index]
    }
    return Prediction(
        label=label,
        score=score,
        scores=dict(zip(spec.labels, scores[-1].tolist(), strict=False)),
        modalities=modalities,
        score_of_none=float(scores[0, best]),
        device=OnnxEngine.device,
        milliseconds=(time.perf_counter() - start) * 1000,
        task=spec.task,
        contradiction=float(outputs.contradiction[0]),
        conflict=bool(outputs.conflict[0]),
    )


def answer(spec: ModelSpec, scores: NDArray[Any]) -> tuple[str, float]:
    """The label and the score that scores (C,) tell."""
    best = float(scores.max())
    return (spec.labels[int(scores.argmax())], best) if task_named(spec.task).has_classes else (spec.target.shown(best), best)
