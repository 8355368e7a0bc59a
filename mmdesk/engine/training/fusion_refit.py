"""The last step of a training: the fusion alone, on embeddings that stand still.

While the encoders learn, dropout and their own steps move the embeddings, and that hides what modalities say only
together wherever it varies less than they move: whether a picture shows what a question asks for, say.
"""

import copy
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.data.batches import Table
from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import Encoded, FusedModel
from mmdesk.engine.model.gates import clearly_positive
from mmdesk.engine.model.imbalance import Loss, epoch_order
from mmdesk.engine.scoring.encoding import EncodedBatch, encode
from mmdesk.engine.scoring.subsets import ask, calibrate_fusion
from mmdesk.engine.training.modality_dropout import random_subsets
from mmdesk.engine.training.optimization import optimizer_for

ROUNDS, BATCH = 4, 64
STAGE = QT_TRANSLATE_NOOP("errors", "refining the fusion")
MAX_SAMPLES = 100_000
"""Their embeddings are kept in memory, 2 KB for each modality."""
ENCODING_BATCH = 256


def refine(
    model: FusedModel, plan: TrainPlan, train: Table, val: Sequence[EncodedBatch], device: Device, token: CancelToken
) -> Iterator[Note]:
    """Train the fusion of `model` further, in place; kept if validation gets clearly better by it, and nobody cancels."""
    fusion = model.fusion
    if token.cancelled or len(model.modalities) < 2 or plan.preset == "classic" or not any(True for _ in fusion.parameters()):
        return
    before = copy.deepcopy(fusion.state_dict())
    hits = validation_hits(model, val, device)
    if (hits == 1).all():
        return
    generator = torch.Generator().manual_seed(plan.seed)
    chosen = torch.randperm(len(train), generator=generator)[:MAX_SAMPLES]
    encoded, mask, labels = embedded(model, train, chosen, device), train.mask[chosen], train.labels[chosen]
    fusion.settle(encoded.embeddings, mask)
    loss = model.task.loss(plan, train.labels)
    steps = ROUNDS * -(-len(chosen) // BATCH)
    optimizer, schedule = optimizer_for(fusion, plan, steps)
    for number in range(ROUNDS):
        yield Note(Sentence(STAGE), number, ROUNDS)
        fusion.train()
        for rows in epoch_order(labels, plan, generator).split(BATCH):
            if token.cancelled:
                fusion.load_state_dict(before)
                return
            part = random_subsets(mask[rows], generator)
            optimizer.zero_grad(set_to_none=True)
            whole, partial = (
                fused_loss(model, loss, Encoded(*(values[rows] for values in encoded)), shown, labels[rows], device)
                for shown in (mask[rows], part)
            )
            ((1 - plan.modality_dropout) * whole + plan.modality_dropout * partial).backward()
            optimizer.step()
            schedule.step()
    calibrate_fusion(model, val, device)
    if not clearly_positive(validation_hits(model, val, device) - hits):
        fusion.load_state_dict(before)
    yield Note(Sentence(STAGE), ROUNDS, ROUNDS)


def embedded(model: FusedModel, table: Table, chosen: Tensor, device: Device) -> Encoded:
    """Embeddings (n, M, D) and unimodal logits (n, M, C) of these samples as they are, in half precision."""
    batches = encode(model, map(table.batch, chosen.split(ENCODING_BATCH)), device, CancelToken())
    parts = [[values.half().cpu() for values in batch.encoded] for batch in batches]
    return Encoded(*(torch.cat(values) for values in zip(*parts, strict=True)))


def fused_loss(model: FusedModel, loss: Loss, encoded: Encoded, mask: Tensor, labels: Tensor, device: Device) -> Tensor:
    """Mean loss of the fused answers to a few samples of which `mask` (B, M) is shown."""
    there = Encoded(*(values.to(device.torch).float() for values in encoded))
    with device.autocast():
        logits = model.fuse(there, mask.to(device.torch)).logits
    return loss(logits, labels.to(device.torch)).mean()


def validation_hits(model: FusedModel, val: Sequence[EncodedBatch], device: Device) -> Tensor:
    """(n,) how right the answer to each validation sample is with all that is present shown, 1 at best.

    Not the losses: where hardly any class is wrong, they only tell how sure the model has become of what it learned by heart.
    """
    answers = ask(model, val, device)
    return model.task.sample_scores(answers.everything, answers.labels)
