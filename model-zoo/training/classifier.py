"""The network of the classifiers, its training loop, and what turns its numbers into probabilities."""

import copy
import io
import json
import math
import os
import time
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

OPSET = 17
FEATURES = 1280
FROZEN = 7  # blocks kept as ImageNet made them: they are half of the work and see only edges and colours
STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]


class ConvBlock(nn.Sequential):
    """Convolution, batch norm, ReLU6. Stride 2 pads right and below only, as the TensorFlow weights expect."""

    def __init__(self, inputs, outputs, kernel=3, stride=1, groups=1):
        padding = kernel // 2 if stride == 1 else 0
        super().__init__(nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False),
                         nn.BatchNorm2d(outputs), nn.ReLU6(inplace=True))
        self.stride = stride

    def forward(self, x):
        return super().forward(F.pad(x, (0, 1, 0, 1)) if self.stride == 2 else x)


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        widen = [ConvBlock(inputs, hidden, 1)] if expansion != 1 else []
        self.conv = nn.Sequential(*widen, ConvBlock(hidden, hidden, 3, stride, hidden),
                                  nn.Conv2d(hidden, outputs, 1, bias=False), nn.BatchNorm2d(outputs))
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.conv(x) if self.residual else self.conv(x)


class MobileNetV2(nn.Module):
    """MobileNetV2 1.0 (Sandler et al. 2018) with torchvision's key names; the head has `classes` rows."""

    def __init__(self, classes, dropout=0.2):
        super().__init__()
        layers, width = [ConvBlock(3, 32, 3, 2)], 32
        for expansion, outputs, repeats, stride in STAGES:
            for i in range(repeats):
                layers.append(InvertedResidual(width, outputs, stride if i == 0 else 1, expansion))
                width = outputs
        self.features = nn.Sequential(*layers, ConvBlock(width, FEATURES, 1))
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(FEATURES, classes))
        nn.init.normal_(self.classifier[1].weight, std=0.01)
        nn.init.zeros_(self.classifier[1].bias)

    def pooled(self, x):
        return self.features(x).mean((2, 3))

    def forward(self, x):
        return self.classifier(self.pooled(x))


def pretrained(classes, weights, dropout=0.2):
    """The ImageNet network with a fresh head."""
    network = MobileNetV2(classes, dropout)
    state = torch.load(weights, map_location="cpu", weights_only=True)
    state = {key: value.float() if value.is_floating_point() else value
             for key, value in state.items() if key.startswith("features.")}
    missing, unexpected = network.load_state_dict(state, strict=False)
    if unexpected or any(not key.startswith("classifier.") for key in missing):
        raise ValueError(f"{weights} does not hold MobileNetV2 with torchvision's key names")
    return network.to(memory_format=torch.channels_last)


def as_input(pictures):
    """uint8 [N, H, W, 3] to what the network takes."""
    return torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2).float() / 127.5 - 1


def features_of(network, pictures, mirror=False, batch=64):
    """Pooled features [N, 1280] of uint8 pictures; with `mirror` the mean of a picture's and its mirror image's."""
    network.eval()
    if mirror:
        return (features_of(network, pictures) + features_of(network, pictures[:, :, ::-1])) / 2
    with torch.inference_mode():
        return np.concatenate([network.pooled(as_input(pictures[i:i + batch])).numpy()
                               for i in range(0, len(pictures), batch)])


def head_of(network):
    linear = network.classifier[1]
    return linear.weight.detach().numpy().copy(), linear.bias.detach().numpy().copy()


def logits_of(network, pictures, mirror=False):
    weight, bias = head_of(network)
    return features_of(network, pictures, mirror) @ weight.T + bias


class Average:
    """Exponential moving average of weights and batch-norm statistics."""

    def __init__(self, network, decay):
        self.network, self.decay, self.steps = copy.deepcopy(network).eval(), decay, 0

    @torch.no_grad()
    def update(self, network):
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        mine = self.network.state_dict()
        for key, value in network.state_dict().items():
            if value.is_floating_point():
                mine[key].lerp_(value, 1 - decay)


def frozen_part(network, blocks):
    """The first blocks in ONNX Runtime, about twice as fast as the same blocks in torch."""
    part, buffer = exportable(network).features[:blocks], io.BytesIO()
    example = torch.zeros(2, 3, 64, 64)
    axes = {axis: {0: "n", 2: "h", 3: "w"} for axis in ("x", "y")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(part, (example,), buffer, opset_version=OPSET, dynamo=False, input_names=["x"],
                          output_names=["y"], dynamic_axes=axes)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(buffer.getvalue(), options, providers=["CPUExecutionProvider"])

    def run(x):
        y = session.run(["y"], {"x": np.ascontiguousarray(x.numpy())})[0]
        return torch.from_numpy(y).contiguous(memory_format=torch.channels_last)

    return run


def train(network, draw, picture, loss, *, epochs, batch=32, rate=6e-4, head_rate=2e-3, decay=0.03, average=0.99,
          seed=20262, frozen=FROZEN, after_epoch=None, log=print):
    """Fine-tunes all blocks but the first `frozen`; returns the averaged network and the log.

    draw(rng) gives the samples of an epoch, picture(sample, rng) one augmented uint8 picture, and
    loss(logits, samples) a scalar. Learning rates warm up over half an epoch and fall by a cosine.
    """
    torch.manual_seed(seed)
    for parameter in network.features[:frozen].parameters():
        parameter.requires_grad_(False)
    # Batch norm's scale and shift and the biases are left alone by weight decay.
    bodies = [p for p in network.features.parameters() if p.requires_grad]
    groups = [{"params": [p for p in bodies if p.dim() > 1], "peak": rate, "weight_decay": decay},
              {"params": [p for p in bodies if p.dim() <= 1], "peak": rate, "weight_decay": 0.0},
              {"params": list(network.classifier.parameters()), "peak": head_rate, "weight_decay": decay}]
    optimiser = torch.optim.AdamW(groups, lr=rate)
    averaged, stem = Average(network, average), frozen_part(network, frozen)
    history, step = [], 0
    for epoch in range(epochs):
        rng = np.random.default_rng([seed, epoch])
        samples = draw(rng)
        steps = len(samples) // batch
        network.train()
        network.features[:frozen].eval()
        begin, total = time.time(), 0.0
        for i in range(steps):
            chosen = samples[i * batch:(i + 1) * batch]
            x = as_input(np.stack([picture(sample, rng) for sample in chosen]))
            progress = step / (steps * epochs)
            scale = min(1.0, (step + 1) / (0.5 * steps)) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * progress)))
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * scale
            logits = network.classifier(network.features[frozen:](stem(x)).mean((2, 3)))
            value = loss(logits, chosen)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 5.0)
            optimiser.step()
            averaged.update(network)
            total += value.item()
            step += 1
        row = {"epoch": epoch + 1, "pictures": steps * batch, "seconds": round(time.time() - begin),
               "loss": round(total / steps, 4)}
        if after_epoch:
            row.update(after_epoch(averaged.network, epoch + 1) or {})
        history.append(row)
        log(json.dumps(row))
    return averaged.network, history


def softmax(logits, temperature=1.0):
    scaled = logits / temperature
    scaled = scaled - scaled.max(1, keepdims=True)
    powers = np.exp(scaled)
    return powers / powers.sum(1, keepdims=True)


def energy(logits, temperature=1.0):
    """T logsumexp(z / T): high for what looks known (Liu et al. 2020, with the sign turned)."""
    scaled = logits / temperature
    top = scaled.max(1)
    return temperature * (top + np.log(np.exp(scaled - top[:, None]).sum(1)))


def fit_temperature(logits, truth, weights=None):
    """The T that makes the negative log-likelihood least (Guo et al. 2017), on a grid of 1 %."""
    grid = np.exp(np.arange(math.log(0.2), math.log(5), 0.01))

    def cost(temperature):
        likelihood = np.log(np.maximum(softmax(logits, temperature)[np.arange(len(truth)), truth], 1e-12))
        return -np.average(likelihood, weights=weights)

    return float(min(grid, key=cost))


def calibration_error(confidence, correct, bins=15):
    """Expected calibration error over bins of equal width."""
    index = np.minimum((np.asarray(confidence) * bins).astype(int), bins - 1)
    correct = np.asarray(correct, float)
    return float(sum(abs((confidence[index == b] - correct[index == b]).sum()) for b in range(bins)) / len(correct))


def wilson(hits, n, z=1.959964):
    """Wilson's 95 % interval of a share."""
    if n == 0:
        return [0.0, 1.0]
    p, zz = hits / n, z * z
    centre, half = p + zz / (2 * n), z * math.sqrt(p * (1 - p) / n + zz / (4 * n * n))
    return [round(max(0.0, (centre - half) / (1 + zz / n)), 4), round(min(1.0, (centre + half) / (1 + zz / n)), 4)]


def share(hits, n):
    return {"right": int(hits), "n": int(n), "share": round(hits / n, 4) if n else None, "interval95": wilson(hits, n)}


def bootstrap(values, groups, statistic=np.mean, resamples=1000, seed=1):
    """95 % interval of a statistic when whole groups (videos, photos, trajectories) are drawn again."""
    rng = np.random.default_rng(seed)
    values, groups = np.asarray(values), np.asarray(groups)
    members = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    results = []
    for _ in range(resamples):
        drawn = np.concatenate([members[i] for i in rng.integers(0, len(members), len(members))])
        results.append(statistic(values[drawn]))
    return [round(float(v), 4) for v in np.nanpercentile(results, [2.5, 97.5])]


def auroc(positive, negative):
    """Chance that a positive scores above a negative, ties half."""
    everything = np.concatenate([positive, negative])
    values, inverse, counts = np.unique(everything, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n, m = len(positive), len(negative)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


class Exported(nn.Module):
    """uint8 RGB [N, H, W, 3] to the features [N, 1280] that the linear head takes."""

    def __init__(self, features, mirror):
        super().__init__()
        self.features, self.mirror = features, mirror

    def forward(self, images):
        x = images.permute(0, 3, 1, 2).float() / 127.5 - 1
        if not self.mirror:
            return self.features(x).mean((2, 3))
        both = self.features(torch.cat((x, x.flip(3)))).mean((2, 3))
        return both.reshape(2, -1, FEATURES).mean(0)


def exportable(network, mirror=False):
    """A copy in evaluation mode, batch norms folded into the convolutions."""
    features = copy.deepcopy(network.features).eval().to(memory_format=torch.contiguous_format)

    def fold(module):
        children = list(module.named_children())
        for (name, first), (after, second) in zip(children, children[1:]):
            if isinstance(first, nn.Conv2d) and isinstance(second, nn.BatchNorm2d):
                setattr(module, name, fuse_conv_bn_eval(first, second))
                setattr(module, after, nn.Identity())
        for _, child in children:
            fold(child)

    fold(features)
    for parameter in features.parameters():
        parameter.requires_grad_(False)
    return Exported(features, mirror).eval()


def export(network, folder, width, height, info, mirror=False):
    """Writes weights.onnx, head.bin and info.json; fails where ONNX differs from the network."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    module = exportable(network, mirror)
    example = torch.from_numpy(np.random.default_rng(1).integers(0, 256, (3, height, width, 3), dtype=np.uint8))
    temporary = folder / ".weights.onnx.tmp"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module, (example,), str(temporary), opset_version=OPSET, dynamo=False,
                          input_names=["images"], output_names=["features"], do_constant_folding=True,
                          dynamic_axes={"images": {0: "batch"}, "features": {0: "batch"}})
    onnx.checker.check_model(onnx.load(str(temporary)))
    session = onnxruntime.InferenceSession(str(temporary), providers=["CPUExecutionProvider"])
    expected = features_of(network, example.numpy(), mirror)
    for part in (example.numpy(), example.numpy()[:1]):
        difference = np.abs(session.run(["features"], {"images": part})[0] - expected[:len(part)]).max()
        if difference > 1e-3:
            raise ValueError(f"the exported network differs by {difference}")
    os.replace(temporary, folder / "weights.onnx")
    weight, bias = head_of(network)
    (folder / "head.bin").write_bytes(weight.astype("<f4").tobytes() + bias.astype("<f4").tobytes())
    (folder / "info.json").write_text(json.dumps(info, indent=1) + "\n")


def milliseconds(folder, width, height, rounds=40):
    """Of one picture in ONNX Runtime: median time with two threads, and processor time with one."""
    picture = np.random.default_rng(2).integers(0, 256, (1, height, width, 3), dtype=np.uint8)
    result = {}
    for name, threads, clock in (("two threads", 2, time.perf_counter), ("processor, one thread", 1, time.process_time)):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(str(Path(folder) / "weights.onnx"), options,
                                               providers=["CPUExecutionProvider"])
        times = []
        for _ in range(rounds):
            begin = clock()
            session.run(["features"], {"images": picture})
            times.append(clock() - begin)
        result[name] = round(float(np.median(times)) * 1000, 1)
    return result
