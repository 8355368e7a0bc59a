"""From a dataset and a plan to the spec of the model to train: labels, sizes that suit the data, the tokenizer."""

from collections import Counter

import mmdesk
from mmdesk.core.datasets.example import Dataset
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, OptionError
from mmdesk.core.files import shown
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.tasks.registry import task_named
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.registry import ENCODINGS


def fitted_spec(dataset: Dataset, plan: TrainPlan) -> ModelSpec:
    """The spec of a model for this dataset.

    Raises:
        OptionError: if the dataset has none of the plan's modalities
    """
    modalities = tuple(modality for modality in dataset.modalities if modality in plan.modalities)
    if not modalities:
        sentence = QT_TRANSLATE_NOOP("errors", "{path} has none of the modalities {wanted}. It has {there}.")
        raise OptionError(sentence, path=dataset.root, wanted=Names(plan.modalities), there=Names(dataset.modalities))
    task, training = task_named(plan.task), [example for example in dataset.examples if example.split == "train"]
    return ModelSpec(
        labels=dataset.labels if task.has_classes else (),
        encoders={modality: ENCODINGS[modality].fitted(training, plan) for modality in modalities},
        preset=plan.preset,
        fusion=plan.fusion,
        dimension=plan.dimension,
        card=card(dataset, plan.task),
        version=mmdesk.__version__,
        task=plan.task,
        target=task.scale(example.label for example in training),
    )


def card(dataset: Dataset, task: TaskName) -> dict[str, str]:
    """What a model that is trained on this dataset tells about itself."""
    splits = Counter(example.split for example in dataset.examples)
    counts = ", ".join(f"{count} {split}" for split, count in splits.items())
    described = f"{len(dataset.examples)} {task_named(task).described(dataset.labels)} ({counts})"
    return {"data": f"{shown(dataset.root.absolute())}: {described}", "limits": task_named(task).limits}
