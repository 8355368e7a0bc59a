"""Which device computes, why, and how."""

import contextlib
import os
import sys
from dataclasses import dataclass

import torch

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Option, OptionError, Sentence


@dataclass(frozen=True, slots=True)
class Device:
    """A device that is there.

    Attributes:
        torch: PyTorch's own name for it
        reason: why it was chosen, as a sentence
        bfloat16: whether it multiplies in bfloat16 by itself, so that autocast pays
    """

    torch: torch.device
    reason: str
    bfloat16: bool

    def __str__(self) -> str:
        return str(self.torch)

    @property
    def workers(self) -> int:
        """Threads that share its work: one for each core of the processor; one that feeds any other device."""
        return all_threads() if self.torch.type == "cpu" else 1

    @property
    def operation_threads(self) -> int:
        """Threads within one operation of the processor: see `mmdesk.engine.workers` for why not more beside workers."""
        return 1 if self.torch.type == "cpu" else all_threads()

    def processor_share(self, computed: float, worked: float) -> float:
        """How much of the seconds in which a thread had work the processor gave to it; 1 where it waits for another device."""
        return min(computed / worked, 1.0) if self.torch.type == "cpu" and worked > 0 else 1.0

    def autocast(self) -> contextlib.AbstractContextManager[object]:
        """Context in which matrix products and convolutions run in bfloat16, where that pays."""
        return torch.autocast(self.torch.type, torch.bfloat16) if self.bfloat16 else contextlib.nullcontext()


def choose_device(wanted: str = "auto") -> Device:
    """Find the device that a person asked for: auto, cpu, cuda or mps.

    Raises:
        OptionError: if it is not there
    """
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted == "auto":
        name = next(name for name, available in there.items() if available)
        return _device(name, _reason(name))
    if not there.get(wanted, False):
        sentence = QT_TRANSLATE_NOOP("errors", "The device {device} is not there. Choose auto or one of {there} for {option}.")
        found = Names(name for name, available in there.items() if available)
        raise OptionError(sentence, device=wanted, there=found, option=Option("device"))
    return _device(wanted, Sentence(QT_TRANSLATE_NOOP("errors", "You asked for it.")))


def all_threads() -> int:
    """Every core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def peak_memory() -> int:
    """Most bytes of memory that this process has taken so far; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _device(name: str, reason: str) -> Device:
    return Device(torch.device(name), reason, _multiplies_bfloat16(name))


def _multiplies_bfloat16(name: str) -> bool:
    if name == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    if name == "cpu":
        # PyTorch's own claim of support includes emulation, which is slower than float32.
        return torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return False


def _reason(name: str) -> Sentence:
    if name == "cuda":
        card = torch.cuda.get_device_name()
        return Sentence(QT_TRANSLATE_NOOP("errors", "A graphics card was found: {card}."), card=card)
    if name == "mps":
        return Sentence(QT_TRANSLATE_NOOP("errors", "An Apple graphics processor was found."))
    if torch.version.cuda:
        return Sentence(QT_TRANSLATE_NOOP("errors", "No graphics card that PyTorch can use was found."))
    return Sentence(QT_TRANSLATE_NOOP("errors", "This PyTorch computes on the processor alone."))
