"""Writes tests/oracles/log_mel.json: a short clip and its log-mel spectrogram as librosa computes it.

Run it again only to change the oracle: pip install librosa==0.11.0 && python tests/oracles/log_mel.py
"""

import json
import pathlib

import librosa
import numpy as np

RATE, WINDOW, HOP, MELS = 16_000, 1024, 512, 64
SAMPLES = 8 * HOP

rng = np.random.default_rng(7)
time = np.arange(SAMPLES) / RATE
chirp = np.sin(2 * np.pi * (300 * time + 9000 * time**2))
clip = 0.5 * chirp + 0.05 * rng.standard_normal(SAMPLES)
clip[3000:] *= 0.001  # quiet enough to meet the 80 dB floor
pcm = np.clip(np.round(clip * 32767), -32768, 32767).astype(np.int16)

power = librosa.feature.melspectrogram(
    y=pcm.astype(np.float32) / 32768, sr=RATE, n_fft=WINDOW, hop_length=HOP, n_mels=MELS, center=True, pad_mode="constant"
)
decibels = librosa.power_to_db(power, ref=np.max)  # [mel, frame]

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(
    json.dumps({"librosa": librosa.__version__, "pcm": pcm.tolist(), "decibels": np.round(decibels, 3).flatten().tolist()})
)
