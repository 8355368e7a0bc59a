"""One training under way: the model, what moves it, and the state that survives a crash."""

import dataclasses
import hashlib
import json
import time
from typing import NamedTuple

import torch
from torch import Tensor, nn

from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport
from mmdesk.core.training.unfinished import unfinished_file
from mmdesk.engine.data.batches import Batch, Table
from mmdesk.engine.device import Device, peak_memory
from mmdesk.engine.model.checkpoint import as_kept, save_tensors
from mmdesk.engine.model.fused_model import Encoded, FusedModel, build
from mmdesk.engine.scoring.encoding import EncodedBatch, encode
from mmdesk.engine.scoring.subsets import calibrate_fusion
from mmdesk.engine.training.fine_tuning import rounds_of
from mmdesk.engine.training.heads.begun import begin_fine_tuned
from mmdesk.engine.training.heads.frozen import fit_frozen, stood_in
from mmdesk.engine.training.modality_dropout import random_subsets
from mmdesk.engine.training.normalization import keep_no_means, measure
from mmdesk.engine.training.optimization import optimizer_for, optimizer_state, set_rates, suitable_batch
from mmdesk.engine.training.parallel import ParallelEncoders
from mmdesk.engine.training.sampling import Sampler
from mmdesk.engine.training.start import FROM_NOTHING, Start
from mmdesk.engine.training.unfinished import Progress, choices, group, unfinished_state
from mmdesk.engine.training.validation import validate
from mmdesk.engine.workers import Workers

CLIP = 2.0
UNIMODAL_SHARE = 0.5
"""Weight of the modalities' own losses beside the fused one."""
PATIENT_SHARE = 0.75
VALIDATION_BATCH = 64
"""So that a small split has a task for every worker."""


class Round(NamedTuple):
    """How one round went: mean loss, accuracy of all and of each modality's own head, the seconds that its steps took, and how
    much of the time in which they had work the processor gave to them."""

    loss: float
    accuracy: float
    unimodal: dict[str, float]
    seconds: float
    processor_share: float


class Run:
    """Trains one model, one epoch at a call.

    Attributes:
        model: the model as it is now
        best: the weights of the best epoch so far
        progress: how far it is
        batch_size: samples per step
        start: what it began with
        begun: what heads on encoders that are fine-tuned said of the validation samples before any step, (n, C) for each modality
    """

    def __init__(
        self, spec: ModelSpec, plan: TrainPlan, train: Table, val: Table, device: Device, start: Start = FROM_NOTHING
    ) -> None:
        torch.manual_seed(plan.seed)
        self.plan, self.spec, self.device, self.start = plan, spec, device, start
        self._train, self._val = train, val
        self.model: FusedModel = build(spec).to(device.torch)
        self.model.load_state_dict({**self.model.state_dict(), **start.weights})
        self.best: dict[str, Tensor] = {}
        self.progress = Progress(fit=(0.0,) * len(spec.modalities))
        self.batch_size = suitable_batch(plan, len(train))
        self._generator = torch.Generator().manual_seed(plan.seed)
        self.epochs = rounds_of(spec, plan, len(train))
        self._out_of_fold = fit_frozen(self.model, spec, train)
        self.begun = begin_fine_tuned(self.model, spec, plan, (train, val), start.weights, device)
        # (M,) whose own heads learn by gradient steps
        heads = (self.model.heads[modality] for modality in spec.modalities)
        self._learning = torch.tensor([any(p.requires_grad for p in head.parameters()) for head in heads], device=device.torch)
        keep_no_means(self.model)
        self._encoders = ParallelEncoders(self.model, device)
        self._loss = self.model.task.loss(plan, train.labels)
        steps = self.epochs * -(-len(train) // self.batch_size)
        self._optimizer, self._schedule = optimizer_for(self.model, plan, steps, self.model.fine_tuned)

    @property
    def samples(self) -> int:
        """Training samples."""
        return len(self._train)

    @property
    def taught(self) -> Table:
        """The training samples."""
        return self._train

    @property
    def done(self) -> bool:
        """Whether all epochs are over, or validation has not become better for the plan's patience.

        Without a given patience the training stops only in the last quarter, where the learning rates are low.
        """
        late = self.plan.patience is not None or self.progress.epoch >= PATIENT_SHARE * self.epochs
        patience = self.plan.patience or max(8, self.epochs // 2)
        impatient = late and self.progress.epoch - self.progress.top_epoch >= patience
        return self.progress.epoch >= self.epochs or impatient

    def epoch(self, token: CancelToken) -> EpochReport:
        """Go once through the training samples, then look at the validation samples.

        Raises:
            Cancelled: if the token asks for it; the epoch does not count
        """
        start = token.clock()
        learned = self.learn(token)
        encoded = self.judging(token)
        calibrate_fusion(self.model, encoded, self.device)
        val = validate(self.model, encoded, self.device)
        seconds = token.clock() - start
        self.progress.epoch += 1
        self.progress.seconds += seconds
        labels = torch.cat([batch.labels for batch in encoded]).cpu()
        self._judge(val.accuracy, val.loss, len(labels))
        return EpochReport(
            epoch=self.progress.epoch,
            epochs=self.epochs,
            train_loss=learned.loss,
            val_loss=val.loss,
            val_accuracy=val.accuracy,
            seconds=seconds,
            samples_per_second=len(self._train) / learned.seconds,
            train_accuracy=learned.accuracy,
            train_unimodal=learned.unimodal,
            val_unimodal=val.unimodal,
            val_unimodal_loss=val.unimodal_loss,
            memory=peak_memory(),
            processor_share=learned.processor_share,
            task=self.spec.task,
            judged=self.model.task.each(labels),
            val_mae=val.mae,
            val_unimodal_mae=val.unimodal_mae,
        )

    def learn(self, token: CancelToken) -> Round:
        """Go once through the training samples, and measure again what the normalisations go by.

        Raises:
            Cancelled: if the token asks for it
        """
        start, own = token.clock(), time.thread_time()
        self.model.train()
        # Of the training samples, how many each modality's own head knew, and how many all together.
        self._known = torch.zeros(len(self.progress.fit), device=self.device.torch)
        self._hits = torch.zeros((), device=self.device.torch)
        with Workers(self.device.workers) as workers:
            losses = self._learn(workers, token)
            seconds, own = token.clock() - start, time.thread_time() - own
            measure(self.model, self._train, self.device, workers, token)
        fit = self._known.cpu() / self._train.mask.sum(0).clamp_min(1)
        self.progress.fit = tuple(((torch.tensor(self.progress.fit) + fit) / 2).tolist())
        count, unimodal = len(self._train), dict(zip(self.spec.modalities, fit.tolist(), strict=True))
        share = self.device.processor_share(own, seconds - workers.waited)
        return Round(float(losses) / count, float(self._hits) / count, unimodal, seconds, share)

    def learn_all(self, token: CancelToken) -> None:
        """Go through all epochs without validation, and keep the last weights.

        Raises:
            Cancelled: if the token asks for it
        """
        start = token.clock()
        for _ in range(self.epochs):
            self.learn(token)
            self.progress.epoch += 1
        self.progress.best_epoch = self.epochs
        self.progress.seconds = token.clock() - start
        self._keep()

    def judging(self, token: CancelToken) -> list[EncodedBatch]:
        """Encoded samples that did not teach the model: those for validation, or if there are none, all that taught it, with what
        heads said of them out of fold.

        Raises:
            Cancelled: if the token asks for it
        """
        batches = list((self._val if len(self._val) else self._train).in_order(VALIDATION_BATCH))
        encoded = list(encode(self.model, batches, self.device, token))
        if len(self._val):
            return encoded
        pairs = zip(encoded, batches, strict=True)
        return [dataclasses.replace(part, encoded=self._with_out_of_fold(part.encoded, batch)) for part, batch in pairs]

    def missed(self, everything: Tensor) -> Tensor:
        """(C,) what the outputs lack because not all of the targets (n,) taught the model."""
        return self.model.task.missed(self.plan, self._train.labels, everything)

    def _judge(self, quality: float, loss: float, samples: int) -> None:
        """Keep the weights unless an epoch before was clearly better.

        What validation cannot tell apart is decided for the later epoch: low learning rates are good for unseen samples.
        """
        progress = self.progress
        if (quality, -loss) > progress.top:
            progress.top, progress.top_epoch = (quality, -loss), progress.epoch
        if quality >= progress.top[0] - self.model.task.standard_error(progress.top[0], samples):
            progress.best, progress.best_epoch = (quality, -loss), progress.epoch
            self._keep()

    def _keep(self) -> None:
        self.best = {name: value.detach().clone() for name, value in as_kept(self.model).items()}

    def _learn(self, workers: Workers, token: CancelToken) -> Tensor:
        """Go once through the training samples; their losses, added up."""
        losses = torch.zeros((), device=self.device.torch)
        sampler = Sampler(self._train, self.plan, self.batch_size, self.progress.fit, self._generator)
        ready = workers.start(sampler.draw, 0)
        for following in range(1, len(sampler) + 1):
            token.check()
            batch, generator = ready()
            loss = self._forward(batch.to(self.device.torch), generator, workers)
            losses += loss.detach() * len(batch.labels)
            # Drawing is many short calls of Python; the backward pass hardly needs its lock.
            if following < len(sampler):
                ready = workers.start(sampler.draw, following)
            self._backward(loss, workers)
        return losses

    def _forward(self, batch: Batch, generator: torch.Generator, workers: Workers) -> Tensor:
        """The loss of one step."""
        encoded = self._encoders.forward(batch, generator, workers)
        with self.device.autocast():
            return self._losses(batch, encoded, generator)

    def _backward(self, loss: Tensor, workers: Workers) -> None:
        """Move the weights by what the loss of one step says."""
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self._encoders.backward(workers)
        nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
        self._optimizer.step()
        self._schedule.step()

    def _with_out_of_fold(self, encoded: Encoded, batch: Batch) -> Encoded:
        return stood_in(self.model, self._out_of_fold, encoded, batch.numbers)

    def _losses(self, batch: Batch, learned: Encoded, generator: torch.Generator) -> Tensor:
        """The fused loss with everything shown and with a random part shown, and the modalities' own losses."""
        dropout = self.plan.modality_dropout
        encoded = self._with_out_of_fold(learned, batch)
        own = torch.where(self._learning.unsqueeze(-1), learned.unimodal, encoded.unimodal)
        # Encoders are dear and fusion is cheap: both views come from one encoding.
        part = random_subsets(batch.mask, generator)
        twice = Encoded(*(value.repeat(2, 1, 1) for value in encoded))
        logits = self.model.fuse(twice, torch.cat([batch.mask, part])).logits
        whole, partial = self._loss(logits, batch.labels.repeat(2)).view(2, -1).mean(1)
        hits = self.model.task.sample_scores
        self._hits += hits(logits[: len(batch.labels)].detach(), batch.labels).sum()
        self._known += (hits(own.detach(), batch.labels.unsqueeze(1)) * batch.mask).sum(0)
        learning = batch.mask & self._learning
        losses = self._loss(own[learning], batch.labels.unsqueeze(1).expand(learning.shape)[learning])
        return (1 - dropout) * whole + dropout * partial + UNIMODAL_SHARE * losses.sum() / len(batch.labels)

    def save(self) -> None:
        """Keep the state for `resume`, safe against a crash in the middle."""
        tensors = {f"model.{name}": value for name, value in self.model.state_dict().items()}
        tensors |= {f"best.{name}": value for name, value in self.best.items()}
        for index, state in self._optimizer.state_dict()["state"].items():
            tensors |= {f"optimizer.{index}.{name}": value for name, value in state.items()}
        tensors |= {"random.own": self._generator.get_state(), "random.torch": torch.get_rng_state()}
        state = {"schedule": self._schedule.last_epoch, **dataclasses.asdict(self.progress)}
        save_tensors(unfinished_file(self.plan.out), tensors, {"progress": json.dumps(state), **self._origin()})

    def _origin(self) -> dict[str, str]:
        """What must be the same for a state to be taken up."""
        data = hashlib.blake2b(digest_size=16)
        for table in (self._train, self._val):
            for values in (table.rows, table.mask.numpy(), table.labels.numpy()):
                data.update(values.tobytes())
        return {"plan": choices(self.plan, self.start.sha256), "spec": self.spec.to_json(), "data": data.hexdigest()}

    def resume(self) -> None:
        """Take up the state of an interrupted training of the same model file.

        Raises:
            OptionError: if there is none, or it was made with other choices or other data
        """
        tensors, self._schedule.last_epoch, self.progress = unfinished_state(self.plan.out, self._origin())
        self.model.load_state_dict(group(tensors, "model."))
        self.best = {name: value.to(self.device.torch) for name, value in group(tensors, "best.").items()}
        parameters = [parameter for part in self._optimizer.param_groups for parameter in part["params"]]
        optimizer = self._optimizer.state_dict()
        optimizer["state"] = optimizer_state(group(tensors, "optimizer."), parameters)
        self._optimizer.load_state_dict(optimizer)
        set_rates(self._optimizer, self._schedule)
        self._generator.set_state(tensors["random.own"])
        torch.set_rng_state(tensors["random.torch"])
