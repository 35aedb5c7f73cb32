"""Writes tests/oracles/loss.json: weighted, smoothed cross-entropies and their gradients as PyTorch computes them.

Run it again only to change the oracle: pip install torch==2.15.0 && python tests/oracles/loss.py
"""

import json
import pathlib

import torch

EVENTS, CLASSES = 6, 4

torch.manual_seed(3)
logits = torch.round(torch.randn(EVENTS, CLASSES) * 2, decimals=3)
labels = torch.tensor([0, 1, 2, 3, 1, 0])
weights = [0.5, 2.0, 1.25, 0.75]

cases = []
for weight, smoothing in [(None, 0.0), (None, 0.1), (weights, 0.0), (weights, 0.2)]:
    x = logits.clone().requires_grad_()
    tensor = None if weight is None else torch.tensor(weight)
    loss = torch.nn.CrossEntropyLoss(weight=tensor, label_smoothing=smoothing)(x, labels)
    loss.backward()
    cases.append({"weights": weight, "smoothing": smoothing, "loss": loss.item(), "gradient": x.grad.flatten().tolist()})

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({
    "torch": torch.__version__,
    "logits": logits.flatten().tolist(),
    "labels": labels.tolist(),
    "cases": cases,
}))
