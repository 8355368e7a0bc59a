"""Fine-tuning: where an encoder that learned before may learn on, for how many rounds, and whether it was better for that.

Expect little: of photographs of rubbish, 50 a class, 74.1 % are right with the frozen encoder and 74.5 % with this one, of hand
signs 93.9 and 94.3 % (means of two draws each, samples that did not teach); of rubbish, about 105 a class, 78.0 and 76.9 % (one
draw). Validation kept the frozen one in all three draws of rubbish.
"""

from torch import Tensor

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.encoders import FINE_TUNED
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.rounds import suitable_epochs
from mmdesk.engine.data.prepare import Prepared
from mmdesk.engine.modalities.registry import encoding_of
from mmdesk.engine.model.gates import clearly_positive
from mmdesk.engine.model.tasks.registry import task_of
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.alone import calibrated_errors
from mmdesk.engine.training.heads.frozen import learns

ENOUGH = 40
"""Training samples of each class, or of a number in all, from which on it is tried: what a class of fifty has left that can spare
ten to judge it. Not a measured bound: neither 40 nor 105 gave a gain that stood out from chance."""
ROUNDS = 8
"""Most rounds where nothing else learns: eight took 50 to 180 s for 240 to 630 pictures on a busy machine with two cores."""


def candidate(modality: Modality, prepared: Prepared) -> str | None:
    """The encoder of the one modality there is that may be fine-tuned; None where there is none, or too little to learn from."""
    name = next((name for name, own in FINE_TUNED.items() if own == modality), None)
    labels = prepared.table("train").labels
    fewest = min(task_of(prepared.spec).each(labels), default=len(labels))
    return name if fewest >= ENOUGH else None


def rounds_of(spec: ModelSpec, plan: TrainPlan, samples: int) -> int:
    """How many rounds such a model learns from so many samples."""
    if not learns(spec):
        return 1
    usual = suitable_epochs(plan, samples)
    learning = [modality for modality in spec.modalities if not encoding_of(spec, modality).frozen]
    alone = learning and all(spec.encoders[modality].name in FINE_TUNED for modality in learning)
    return min(usual, ROUNDS) if alone and not plan.epochs else usual


def improved(task: Task, before: Tensor, after: Tensor, targets: Tensor) -> bool:
    """Whether answers (n, C) to samples that did not teach them are clearly better than those before, and none the less right."""
    gain = calibrated_errors(task, before, targets) - calibrated_errors(task, after, targets)
    return clearly_positive(gain) and task.quality(after, targets) >= task.quality(before, targets)
