"""Writes tests/oracles/metrics.json: predictions, and what scikit-learn and scipy measure of them.

Run it again only to change the oracle: pip install scikit-learn==1.9.1 scipy==1.17.1 && python tests/oracles/metrics.py
"""

import json
import pathlib

import numpy as np
import scipy
import scipy.stats
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss, precision_recall_fscore_support

EVENTS, CLASSES, BINS = 200, 4, 15

rng = np.random.default_rng(11)
labels = rng.choice(CLASSES, EVENTS, p=[0.4, 0.3, 0.2, 0.1])
logits = rng.standard_normal((EVENTS, CLASSES)) * 1.5
logits[np.arange(EVENTS), labels] += 1.5
logits[:, 3] -= 2  # the rare class is seldom predicted
log_probabilities = (logits - scipy.special.logsumexp(logits, axis=1, keepdims=True)).astype(np.float32)
log_probabilities = np.round(log_probabilities.astype(np.float64), 5)
probabilities = np.exp(log_probabilities)
predicted, confidence = probabilities.argmax(1), probabilities.max(1)
right = predicted == labels

precision, recall, f1, support = precision_recall_fscore_support(labels, predicted, zero_division=0)
bin_accuracy, bin_confidence = calibration_curve(right, confidence, n_bins=BINS, strategy="uniform")
edges = np.linspace(0, 1, BINS + 1)
bin_events = np.histogram(np.searchsorted(edges[1:-1], confidence), bins=np.arange(BINS + 1))[0]
filled = bin_events[bin_events > 0]

wilson = []
for k, n in [(0, 1), (1, 1), (0, 30), (3, 7), (150, 300), (285, 300), (300, 300), (12345, 20000)]:
    interval = scipy.stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
    wilson.append([k, n, interval.low, interval.high])

# a second model on the same events, somewhat worse and right on other events
other = np.where(rng.random(EVENTS) < 0.75, right, rng.random(EVENTS) < 0.5)
paired = scipy.stats.bootstrap(
    (right.astype(float), other.astype(float)),
    lambda a, b, axis: a.mean(axis) - b.mean(axis),
    paired=True, vectorized=True, n_resamples=200_000, method="percentile", batch=10_000, rng=np.random.default_rng(5),
).confidence_interval

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({
    "scikit-learn": sklearn.__version__,
    "scipy": scipy.__version__,
    "labels": labels.tolist(),
    "log_probabilities": log_probabilities.flatten().tolist(),
    "accuracy": accuracy_score(labels, predicted),
    "log_loss": log_loss(labels, probabilities / probabilities.sum(1, keepdims=True)),
    "precision": precision.tolist(),
    "recall": recall.tolist(),
    "f1": f1.tolist(),
    "support": support.tolist(),
    "macro_f1": precision_recall_fscore_support(labels, predicted, average="macro", zero_division=0)[2],
    "confusion": confusion_matrix(labels, predicted).tolist(),
    "bin_events": bin_events.tolist(),
    "bin_accuracy": bin_accuracy.tolist(),  # of the bins that hold events
    "bin_confidence": bin_confidence.tolist(),
    "ece": float(np.sum(filled / EVENTS * np.abs(bin_accuracy - bin_confidence))),
    "wilson": wilson,
    "other_right": other.tolist(),
    "paired_bootstrap": [paired.low, paired.high],
}, indent=None))
