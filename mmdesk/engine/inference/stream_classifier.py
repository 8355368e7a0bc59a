"""A stream of sound answered all the time, together with the picture and the words of the moment."""

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.answers.stream import Activity, Event, Hop, ListenPlan, Stretch
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.tasks.others import is_other
from mmdesk.core.tasks.registry import task_named
from mmdesk.engine.inference.predictor import Predictor
from mmdesk.engine.modalities.audio.log_mel import normalised
from mmdesk.engine.modalities.audio.streaming import Loudness, StreamResampler, StreamSpectrogram

STREAMED = "audio"
"""The modality that is listened to."""
EDGE_SECONDS = 0.05
"""What belongs to an event before and after its loud part."""
MAX_WINDOWS = 1.5
"""What goes on for longer than so many windows of the model is several events."""
SILENT = -200.0
"""Level of digital silence, in decibels of full scale."""


class Listener:
    """Answers one stream.

    Raises:
        InputError: on creation, if the model takes no sound
    """

    def __init__(self, predictor: Predictor, rate: int, plan: ListenPlan) -> None:
        spec = predictor.spec
        if STREAMED not in spec.modalities:
            sentence = QT_TRANSLATE_NOOP("errors", "This model takes no sound, so it cannot listen. Open one that does.")
            raise InputError(sentence)
        if not task_named(spec.task).has_classes:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "errors", "This model tells numbers, and only classes can be listened for. Open one that knows some."
                )
            )
        if spec.encoders[STREAMED].other:
            sentence = QT_TRANSLATE_NOOP(
                "errors",
                "The encoder {title} hears whole recordings, and cannot listen. Open a model with another one for sounds.",
            )
            raise InputError(sentence, title=spec.encoders[STREAMED].name)
        self._predictor, self._plan = predictor, plan
        self._front_end = front_end = spec.front_end(STREAMED)
        self._labels = spec.labels
        self._familiar = False
        self._frame_seconds = front_end.hop / front_end.rate
        self._resample = StreamResampler(rate, front_end.rate)
        # An event is known when the pause after it is over, at the latest a hop later.
        late = math.ceil((plan.pause_seconds + plan.hop_seconds + EDGE_SECONDS) / self._frame_seconds)
        self._spectrogram = StreamSpectrogram(front_end, front_end.frames + late)
        self._activity = Activity(plan, self._frame_seconds, round(MAX_WINDOWS * front_end.frames))
        self._until_hop = self._hop_samples = max(1, round(plan.hop_seconds * front_end.rate))
        self._peak = 0.0
        self._heard = 0
        self._loudness = Loudness(front_end)
        self.show(Sample())

    def show(self, sample: Sample) -> None:
        """Listen together with the picture and the words of this sample; its own sound does not matter."""
        self._context = self._predictor.encode(sample.without(STREAMED))

    @torch.inference_mode()
    def hear(self, samples: NDArray[np.float32]) -> list[Hop | Event]:
        """Take (n,) new samples; gives the answers and the events that they complete, in their order."""
        reports: list[Hop | Event] = []
        # A driver's numbers are no numbers at times; they would stay in the noise floor for ever.
        finite = np.nan_to_num(np.array(samples, dtype=np.float32), posinf=1, neginf=-1)
        stream = self._resample(torch.from_numpy(finite))
        while len(stream):
            part, stream = stream[: self._until_hop], stream[self._until_hop :]
            reports += self._take(part)
        return reports

    @torch.inference_mode()
    def end(self) -> list[Event]:
        """The stream is over: gives the event that was still going on."""
        stretch = self._activity.end()
        event = self._event(stretch) if stretch else None
        return [event] if event else []

    def _take(self, part: Tensor) -> list[Hop | Event]:
        new = self._spectrogram.add(part)
        self._heard += len(part)
        self._peak = max(self._peak, float(part.abs().max()))
        reports: list[Hop | Event] = []
        for stretch in self._activity.follow(self._loudness(new).tolist()):
            event = self._event(stretch)
            if event:
                reports.append(event)
        self._until_hop -= len(part)
        if not self._until_hop:
            reports.append(self._hop())
            self._until_hop = self._hop_samples
        return reports

    def _event(self, stretch: Stretch) -> Event | None:
        """What a stretch is; None if nothing known."""
        edge = round(EDGE_SECONDS / self._frame_seconds)
        scores, conflict, unknown = self._answer(self._cut(stretch.start - edge, stretch.end + edge))
        best = int(scores.argmax())
        unknown, self._familiar = unknown and not self._familiar, False
        if scores[best] < self._plan.threshold or unknown or is_other(self._labels[best]):
            return None
        start, end = (frame * self._frame_seconds for frame in (stretch.start, stretch.end))
        return Event(self._labels[best], start, end, float(scores[best]), conflict)

    def _hop(self) -> Hop:
        frames = self._spectrogram.frames
        scores, conflict, unknown = self._answer(self._cut(frames - self._front_end.frames, frames))
        best = int(scores.argmax())
        level = 20 * float(np.log10(self._peak)) if self._peak > 0 else SILENT
        self._peak = 0.0
        active = self._activity.active
        named = dict(zip(self._labels, scores.tolist(), strict=True))
        label = self._labels[best] if active else ""
        # Cut out of a stream it may be unlike for its edges alone, so that one view of it that is like the known suffices.
        self._familiar = self._familiar or (active and not unknown)
        told = active and conflict, active and (unknown or is_other(self._labels[best]))
        return Hop(self._heard / self._front_end.rate, level, active, label, float(scores[best]), named, *told)

    def _cut(self, start: int, end: int) -> Tensor:
        """(bands, frames) the frames from `start` to `end` in the middle of the model's window, silence around them."""
        kept = self._spectrogram.decibels
        first = self._spectrogram.frames - kept.shape[1]
        window = self._front_end.frames
        end = min(end, self._spectrogram.frames)
        start = max(start, first, end - window)
        piece = normalised(kept[:, start - first : end - first])
        before = (window - piece.shape[1]) // 2
        return torch.nn.functional.pad(piece, (before, window - piece.shape[1] - before), value=-1)

    def _answer(self, spectrogram: Tensor) -> tuple[Tensor, bool, bool]:
        """The scores (C,), whether the sound contradicts what is shown beside it, and whether all is unlike what taught."""
        heard, present = self._predictor.encode_with(self._context, STREAMED, [spectrogram.numpy()])
        logits = self._predictor.fused(heard, present)
        scores = self._predictor.calibrated(logits, present)[0].softmax(-1)
        return scores, bool(self._predictor.in_conflict(heard, present)[0]), self._predictor.far(heard, present, logits)
