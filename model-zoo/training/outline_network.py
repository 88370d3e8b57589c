"""The network of the outliner: the first blocks of MobileNetV2 and a way back up to the size of the picture."""

import copy
import json
import os
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from classifier import OPSET, pretrained

TAPS = (1, 3, 6, 13)  # blocks whose features go across: 16, 24, 32 and 96 channels at 1/2, 1/4, 1/8 and 1/16


class Separable(nn.Sequential):
    """Depthwise 3x3 and pointwise convolution."""

    def __init__(self, inputs, outputs):
        super().__init__(nn.Conv2d(inputs, inputs, 3, padding=1, groups=inputs, bias=False),
                         nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Full(nn.Sequential):
    def __init__(self, inputs, outputs):
        super().__init__(nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs),
                         nn.ReLU(inplace=True))


class Outliner(nn.Module):
    """Logits [N, H, W] of each pixel of a picture [N, 3, H, W] to belong to the fish in its middle."""

    def __init__(self, imagenet=None):
        super().__init__()
        if imagenet:
            self.features = pretrained(1, imagenet).features[:TAPS[-1] + 1]
        else:
            from classifier import MobileNetV2
            self.features = MobileNetV2(1).features[:TAPS[-1] + 1]
        self.edges = Full(3, 8)
        self.up = nn.ModuleList((Full(96 + 32, 56), Full(56 + 24, 32), Separable(32 + 16, 24), Separable(24 + 8, 16)))
        self.last = nn.Conv2d(16, 1, 3, padding=1)
        nn.init.constant_(self.last.bias, -0.5)

    def forward(self, x):
        across, y = [self.edges(x)], x
        for number, block in enumerate(self.features):
            y = block(y)
            if number in TAPS[:-1]:
                across.append(y)
        for up, side in zip(self.up, reversed(across)):
            y = up(torch.cat((F.interpolate(y, scale_factor=2.0, mode="bilinear", align_corners=False), side), 1))
        return self.last(y)[:, 0]


class Exported(nn.Module):
    """uint8 RGB [N, H, W, 3] to probabilities [N, H, W]."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, images):
        return torch.sigmoid(self.network(images.permute(0, 3, 1, 2).float() / 127.5 - 1))


def exportable(network):
    """A copy in evaluation mode, batch norms folded into the convolutions."""
    network = copy.deepcopy(network).eval().to(memory_format=torch.contiguous_format)

    def fold(module):
        children = list(module.named_children())
        for (name, first), (after, second) in zip(children, children[1:]):
            if isinstance(first, nn.Conv2d) and isinstance(second, nn.BatchNorm2d):
                setattr(module, name, fuse_conv_bn_eval(first, second))
                setattr(module, after, nn.Identity())
        for _, child in children:
            fold(child)

    fold(network)
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    return Exported(network).eval()


def probabilities(network, pictures, batch=64):
    """[N, H, W] for uint8 pictures [N, H, W, 3]."""
    module = Exported(network.eval())
    with torch.inference_mode():
        return np.concatenate([module(torch.from_numpy(np.ascontiguousarray(pictures[i:i + batch]))).numpy()
                               for i in range(0, len(pictures), batch)])


def export(network, folder, pictures, info):
    """Writes weights.onnx, weights.pt and info.json; fails where one of them differs from the network."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    module, example = exportable(network), torch.from_numpy(np.ascontiguousarray(pictures[:2]))
    paths = {name: folder / ("." + name) for name in ("weights.onnx", "weights.pt")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module, (example,), str(paths["weights.onnx"]), opset_version=OPSET, dynamo=False,
                          input_names=["images"], output_names=["mask"], do_constant_folding=True,
                          dynamic_axes={"images": {0: "batch"}, "mask": {0: "batch"}})
        with torch.no_grad():
            torch.jit.save(torch.jit.trace(module, example, check_trace=False), str(paths["weights.pt"]))
    onnx.checker.check_model(onnx.load(str(paths["weights.onnx"])))
    session = onnxruntime.InferenceSession(str(paths["weights.onnx"]), providers=["CPUExecutionProvider"])
    script, expected = torch.jit.load(str(paths["weights.pt"])), probabilities(network, pictures)
    for count in (1, len(pictures)):
        part = np.ascontiguousarray(pictures[:count])
        for result in (session.run(["mask"], {"images": part})[0], script(torch.from_numpy(part)).numpy()):
            difference = np.abs(result - expected[:count]).max()
            if difference > 1e-3:
                raise ValueError(f"an exported network differs by {difference}")
    for name, path in paths.items():
        os.replace(path, folder / name)
    (folder / "info.json").write_text(json.dumps(info, indent=1) + "\n")
