"""PyTorch on the CPU of the same machine: the same model, data and initial weights as the pages.

It answers python.mjs, one JSON request and one JSON answer a line, and prints nothing else. The numbers are those of
www/bench-data.js, made again here: the test of that file holds values that both must give.
"""

import argparse
import json
import math
import sys
import time

import numpy as np

WORD = 0xFFFFFFFF
CLASSES = 3
SIGNAL = {"table": 0.15, "image": 0.05, "audio": 0.06}
# [out, in] and [out, in, height, width]
SHAPES = {
    "tab1": (64, 10),
    "tab2": (128, 64),
    "img1": (16, 3, 3, 3),
    "img2": (32, 16, 3, 3),
    "imgfc": (128, 2048),
    "aud1": (16, 1, 3, 3),
    "aud2": (32, 16, 3, 3),
    "audfc": (128, 8192),
    "fus1": (256, 384),
    "fus2": (CLASSES, 256),
}


def uniform(length, seed, stream, scale):
    """mulberry32: `length` numbers in [-scale, scale)."""
    start = (seed * 0x9E3779B1 + stream * 0x85EBCA6B) & WORD
    index = np.arange(1, length + 1, dtype=np.uint64)
    state = ((start + index * 0x6D2B79F5) & WORD).astype(np.uint32)
    with np.errstate(over="ignore"):
        t = (state ^ (state >> np.uint32(15))) * (np.uint32(1) | state)
        t = (t + (t ^ (t >> np.uint32(7))) * (np.uint32(61) | t)) ^ t
    unit = (t ^ (t >> np.uint32(14))).astype(np.float64) / 4294967296.0
    return ((unit * 2 - 1) * scale).astype(np.float32)


def make_dataset(seed, events):
    """Uniform noise plus a weak pattern of the class in all three modalities."""
    table = uniform(events * 10, seed, 1, 1).reshape(events, 10).astype(np.float64)
    image = uniform(events * 3072, seed, 2, 1).reshape(events, 3, 32, 32).astype(np.float64)
    audio = uniform(events * 4096, seed, 3, 1).reshape(events, 1, 64, 64).astype(np.float64)
    drawn = uniform(events, seed, 4, 1).astype(np.float64)
    label = np.minimum(CLASSES - 1, np.floor((drawn * 0.5 + 0.5) * CLASSES)).astype(np.int64)
    row, column = np.meshgrid(np.arange(32), np.arange(32), indexing="ij")
    stripes = np.stack([(row >> 1) & 1, (column >> 1) & 1, ((row + column) >> 1) & 1]) * 2.0 - 1.0
    image += (stripes[label] * SIGNAL["image"])[:, None]
    for event, of in enumerate(label):
        table[event, np.arange(10) % CLASSES == of] += SIGNAL["table"]
        audio[event, 0, of * 20 + 4 : of * 20 + 12] += SIGNAL["audio"]
    return table.astype(np.float32), image.astype(np.float32), audio.astype(np.float32), label


def make_net(torch, dropout):
    nn = torch.nn

    def cnn(channels, flat):
        first = nn.Conv2d(channels, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)
        second = nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)
        return nn.Sequential(*first, *second, nn.Flatten(), nn.Linear(flat, 128))

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.tab = nn.Sequential(nn.Linear(10, 64), nn.ReLU(), nn.Linear(64, 128))
            self.img = cnn(3, 2048)
            self.aud = cnn(1, 8192)
            self.fus = nn.Sequential(nn.Linear(384, 256), nn.ReLU(), nn.Dropout(dropout), nn.Linear(256, CLASSES))

        def forward(self, table, image, audio):
            return self.fus(torch.cat([self.tab(table), self.img(image), self.aud(audio)], 1))

    return Net()


def give_weights(torch, net, seed):
    tab, img, aud, fus = net.tab, net.img, net.aud, net.fus
    layers = [tab[0], tab[2], img[0], img[3], img[7], aud[0], aud[3], aud[7], fus[0], fus[3]]
    stream = 100
    with torch.no_grad():
        for layer, shape in zip(layers, SHAPES.values(), strict=True):
            bound = 1 / math.sqrt(math.prod(shape[1:]))
            layer.weight.copy_(torch.from_numpy(uniform(math.prod(shape), seed, stream, bound).reshape(shape)))
            layer.bias.copy_(torch.from_numpy(uniform(shape[0], seed, stream + 1, bound)))
            stream += 2


class Bench:
    """The same two calls as the pages' `window.bench`."""

    def __init__(self, torch, tuned):
        self.torch = torch
        self.tuned = tuned

    def setup(self, batch, seed, samples=640, dropout=0.5, lr=1e-3):
        torch = self.torch
        torch.manual_seed(seed)
        net = make_net(torch, dropout)
        give_weights(torch, net, seed)
        self.net = (net.to(memory_format=torch.channels_last) if self.tuned else net).train()
        fused = {"fused": True} if self.tuned else {}
        self.optimizer = torch.optim.Adam(self.net.parameters(), lr=lr, **fused)
        data = make_dataset(seed, samples)
        self.batches = [self.batch(data, start, batch) for start in range(0, samples - batch + 1, batch)]
        self.steps = 0
        return {"torch": torch.__version__, "threads": torch.get_num_threads(), "tuned": self.tuned}

    def batch(self, data, start, size):
        table, image, audio, label = (self.torch.from_numpy(values[start : start + size].copy()) for values in data)
        if self.tuned:
            last = self.torch.channels_last
            image, audio = image.contiguous(memory_format=last), audio.contiguous(memory_format=last)
        return table, image, audio, label

    def step(self, n):
        for _ in range(n):
            *views, label = self.batches[self.steps % len(self.batches)]
            self.steps += 1
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.torch.nn.functional.cross_entropy(self.net(*views), label)
            loss.backward()
            self.optimizer.step()
        return loss.item()


def answer(bench, request, began):
    start = time.perf_counter()
    try:
        value = getattr(bench, request["call"])(**request["options"])
    except Exception as error:
        return {"error": str(error)}
    now = time.perf_counter()
    return {"value": value, "ms": (now - start) * 1000, "since": (now - began) * 1000}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tuned", action="store_true", help="channels last and fused Adam")
    options = parser.parse_args()
    began = time.perf_counter()
    import torch  # part of the cold start that is timed

    torch.set_num_threads(options.threads)
    bench = Bench(torch, options.tuned)
    for line in sys.stdin:
        print(json.dumps(answer(bench, json.loads(line), began)), flush=True)


if __name__ == "__main__":
    main()
