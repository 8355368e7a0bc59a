"""An export as a whole: the graph is written, its answers are compared with the model's own, and only then it is kept."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.datasets.example import Example
from mmdesk.core.datasets.loose import read_loose
from mmdesk.core.datasets.read import check_answerable, read_dataset, read_sample
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MediaError, ModelFileError, Sentence
from mmdesk.core.files import shown
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.models.exported import ExportReport, check_packages, is_exported
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.paths import resources, writing, written_safely
from mmdesk.core.progress import CancelToken, Note
from mmdesk.engine.device import choose_device
from mmdesk.engine.export.onnx import write
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.modalities.registry import ENCODINGS
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.runtime.folder import MODEL, write_guide
from mmdesk.runtime.onnx_engine import ExportedModel

PACKAGES = "onnx", "onnxscript", "onnxruntime"
MAX_COMPARED = 200
MAX_DIFFERENCE = 1e-3
"""A tenth of the last digit that people are shown; what is exported rightly differs by a thousandth of it."""
WRITING = QT_TRANSLATE_NOOP("errors", "Writing the model")
COMPARING = QT_TRANSLATE_NOOP("errors", "Comparing answers")


def export(model: Path, out: Path, dataset: Path | None, token: CancelToken) -> Iterator[Note | ExportReport]:
    """Write a model for elsewhere; the last report is the `ExportReport`.

    Args:
        out: an .onnx file, or a folder for one with a guide to it
        dataset: whose samples are compared; samples of our own without it

    Raises:
        ModelFileError: if the model cannot be opened or exported, answers differ, or a package is missing
        DatasetError: if none of the samples can be compared
        InputError: if it cannot be written
        Cancelled: if the token asks for it
    """
    check_packages(*PACKAGES)
    network, spec = load_model(model)
    predictor = Predictor(network, spec, choose_device("cpu"))
    samples = list(islice(samples_of(dataset, spec) if dataset else own_samples(spec, token), MAX_COMPARED))
    if dataset and not samples:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has no sample that this model takes. Compare by another dataset.")
        raise DatasetError(sentence, name=shown(dataset))
    yield Note(Sentence(WRITING), 0, 1)
    with place_for(out) as file, written_safely(file) as temporary:
        write(temporary, network, spec, predictor.front_ends)
        token.check()
        exported, greatest = ExportedModel(temporary), 0.0
        for number, sample in enumerate(samples, 1):
            token.check()
            greatest = max(greatest, difference(predictor.predict(sample), exported.predict(sample), spec))
            yield Note(Sentence(COMPARING), number, len(samples))
        check_same(greatest, model)
        size = temporary.stat().st_size
    if file != out:
        write_guide(out, exported)
    yield ExportReport(out, size, len(samples), greatest)


@contextmanager
def place_for(out: Path) -> Iterator[Path]:
    """The file to write; a folder is made for it, and is not left behind empty if nothing comes of it."""
    if is_exported(out):
        yield out
        return
    new = not out.is_dir()
    with writing(out):
        out.mkdir(exist_ok=True)
    try:
        yield out / MODEL
    except BaseException:
        if new and not any(out.iterdir()):
            out.rmdir()
        raise


def samples_of(dataset: Path, spec: ModelSpec) -> Iterator[Sample]:
    """The samples of a dataset that can be read and have anything that the model takes.

    Raises:
        DatasetError: if it is none
    """
    found = read_dataset(dataset)
    check_answerable(found)
    return readable(found.examples, spec)


def readable(examples: Iterable[Example], spec: ModelSpec) -> Iterator[Sample]:
    """Samples with anything that the model takes."""
    for example in examples:
        try:
            sample = read_sample(example, modalities=spec.modalities)
        except MediaError:
            continue  # which rows cannot be read is told where they are to be answered
        if sample.present:
            yield sample


def own_samples(spec: ModelSpec, token: CancelToken) -> Iterator[Sample]:
    """Samples that come with the program, each modality also absent once; what means nothing where there are none of a modality."""
    files = sorted((resources() / "samples").glob("*-*.*"))
    found = [*readable(read_loose(files, token).examples, spec)]
    for sample in found or [Sample()]:
        yield Sample(**{m: ENCODINGS[m].warm() if sample[m] is None else sample[m] for m in spec.modalities})
    whole = Sample(**{m: ENCODINGS[m].warm() for m in spec.modalities})
    for modality in spec.modalities if len(spec.modalities) > 1 else ():
        for sample in (whole, *found[:1]):
            if (rest := sample.without(modality)).present:
                yield rest


def difference(own: Prediction, other: Prediction, spec: ModelSpec) -> float:
    """The greatest one between the scores of two answers to one sample, in units of the spread of the training's numbers."""
    pairs = [(own.score_of_none, other.score_of_none), *((own.scores[label], other.scores[label]) for label in own.scores)]
    for modality, one in own.modalities.items():
        same = other.modalities[modality]
        pairs += [(one.contribution, same.contribution), (one.score, same.score)]
    pairs += [] if own.scores else [(own.score, other.score)]
    return max(abs(first - second) for first, second in pairs) / spec.target.spread


def check_same(greatest: float, model: Path) -> None:
    """Refuse an export whose answers are others.

    Raises:
        ModelFileError: if scores differ by more than `MAX_DIFFERENCE`
    """
    if not greatest <= MAX_DIFFERENCE:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{name} was not exported: its scores would differ by up to {difference:.2g}, and {limit:g} is allowed. "
            "Send us the model, so that this is mended.",
        )
        raise ModelFileError(sentence, name=shown(model), difference=greatest, limit=MAX_DIFFERENCE)
