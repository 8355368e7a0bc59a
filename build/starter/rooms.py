"""Where a word was spoken and what recorded it: rooms, noise, telephones, cheap microphones. All sounds are (n,) float32."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve, resample_poly

Samples = NDArray[np.float32]

SPEED_OF_SOUND = 343.0


def in_room(samples: Samples, rate: int, seconds: float, distance: float, random: np.random.Generator) -> Samples:
    """Reverberate: `seconds` until the echo is 60 dB quieter, `distance` in metres from the mouth to the microphone."""
    length = max(2, int(seconds * rate))
    time = np.arange(length) / rate
    tail = random.standard_normal(length) * np.exp(-6.9 * time / seconds)
    # Air and walls swallow the highs first.
    tail = smoothed(tail, int(random.integers(1, 5)))
    early = rate * distance / SPEED_OF_SOUND
    tail[: min(int(early), length - 1)] = 0
    tail *= 0.25 * distance / max(float(np.sqrt(np.sum(np.square(tail)))), 1e-9)
    tail[0] = 1
    return fftconvolve(samples, tail).astype(np.float32)


def smoothed(samples: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The running mean over `width` samples."""
    return np.convolve(samples, np.full(width, 1 / width), "same")


def band_limited(samples: Samples, rate: int, low: float, high: float) -> Samples:
    """Keep what lies between two frequencies in Hz, with slopes of a microphone rather than of a filter bank."""
    spectrum = np.fft.rfft(samples)
    frequency = np.fft.rfftfreq(len(samples), 1 / rate)
    gain = 1 / np.sqrt(1 + (low / np.maximum(frequency, 1)) ** 6) / np.sqrt(1 + (frequency / high) ** 12)
    return np.fft.irfft(spectrum * gain, len(samples)).astype(np.float32)


def hiss(length: int, slope: float, random: np.random.Generator) -> Samples:
    """Noise whose power falls with the frequency to the power of `slope`: 0 is white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(random.standard_normal(length))
    spectrum /= np.maximum(np.arange(len(spectrum)), 1) ** (slope / 2)
    noise = np.fft.irfft(spectrum, length)
    return (noise / max(float(noise.std()), 1e-9)).astype(np.float32)


def hum(length: int, rate: int, random: np.random.Generator) -> Samples:
    """A mains hum with some overtones."""
    time = np.arange(length) / rate
    base = random.choice([50.0, 60.0])
    tones = [np.sin(2 * np.pi * base * k * time + random.uniform(0, 6)) * random.uniform(0, 1) / k for k in range(1, 6)]
    noise = np.sum(tones, axis=0)
    return (noise / max(float(noise.std()), 1e-9)).astype(np.float32)


def noisy(samples: Samples, noise: Samples, decibels: float) -> Samples:
    """Add noise that lies `decibels` under the sound's own power where it is loud."""
    loud = np.abs(samples) > 0.1 * np.abs(samples).max(initial=0)
    power = float(np.sqrt(np.mean(np.square(samples[loud])))) if loud.any() else 1.0
    return (samples + noise * np.float32(power * 10 ** (-decibels / 20))).astype(np.float32)


def retimed(samples: Samples, factor: float) -> Samples:
    """Play faster and higher by a factor near 1, as of a smaller speaker."""
    return resample_poly(samples, 100, max(1, round(100 * factor))).astype(np.float32)


def levelled(samples: Samples, peak: float) -> Samples:
    """Bring the loudest sample to `peak`, 1 being full scale."""
    return (samples * np.float32(peak / max(float(np.abs(samples).max(initial=0)), 1e-9))).astype(np.float32)
