"""Exports NanoDet-Plus-m (COCO, 416x416) to ONNX from a state_dict with the key names of its authors.

The test of `reeflens models import` runs on the file. Network: NanoDet-Plus-m_416 by RangiLyu (Apache-2.0):
ShuffleNetV2 1.0x (Ma et al. 2018), a path aggregation network of ghost blocks (Han et al. 2020) with one extra
level, and a head that gives, for each cell, the class scores and for each side of the box a distribution over
8 distances (Li et al. 2020, generalised focal loss). Written anew; only the names of the parameters are theirs.

    python export_nanodet.py nanodet_plus_m_416_from_ncnn_fp16.pth nanodet.onnx

Input "data" [1, 3, 416, 416], float32, BGR, (value - mean) / std with mean 103.53, 116.28, 123.675 and std
57.375, 57.12, 58.395. Output "output" [1, 3598, 112]: 80 scores, then 4 x 8 logits of left, top, right, bottom.
"""

import sys

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

SIZE = 416
CLASSES = 80
DISTANCES = 8


def activation():
    return nn.LeakyReLU(0.1)


def conv(inputs, outputs, kernel, stride=1, groups=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)


def depthwise_pair(inputs, outputs, kernel, stride):
    """Depthwise, norm, pointwise, norm, activation."""
    return [conv(inputs, inputs, kernel, stride, inputs), nn.BatchNorm2d(inputs),
            conv(inputs, outputs, 1), nn.BatchNorm2d(outputs)]


class Shuffle(nn.Module):
    """A unit of ShuffleNetV2; with stride 2 both branches see the whole input."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        half = outputs // 2
        self.split = stride == 1
        if not self.split:
            self.branch1 = nn.Sequential(*depthwise_pair(inputs, half, 3, stride), activation())
        self.branch2 = nn.Sequential(
            conv(half if self.split else inputs, half, 1), nn.BatchNorm2d(half), activation(),
            *depthwise_pair(half, half, 3, stride), activation())

    def forward(self, x):
        if self.split:
            kept, worked = x.chunk(2, 1)
        else:
            kept, worked = self.branch1(x), x
        joined = torch.stack((kept, self.branch2(worked)), 2)
        return joined.flatten(1, 2)  # channels of both branches take turns


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Sequential(conv(3, 24, 3, 2), nn.BatchNorm2d(24), activation())
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        channels = [24, 116, 232, 464]
        for i, repeats in enumerate((4, 8, 4)):
            units = [Shuffle(channels[i], channels[i + 1], 2)]
            units += [Shuffle(channels[i + 1], channels[i + 1], 1) for _ in range(repeats - 1)]
            setattr(self, f"stage{i + 2}", nn.Sequential(*units))

    def forward(self, x):
        levels = [self.maxpool(self.conv1(x))]
        for stage in (self.stage2, self.stage3, self.stage4):
            levels.append(stage(levels[-1]))
        return levels[1:]


class ConvModule(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = conv(inputs, outputs, 1)
        self.bn = nn.BatchNorm2d(outputs)
        self.act = activation()

    def forward(self, x):
        return self.act(self.bn(self.conv(x)))


class DepthwiseModule(nn.Module):
    def __init__(self, channels, stride=1):
        super().__init__()
        self.depthwise = conv(channels, channels, 5, stride, channels)
        self.pointwise = conv(channels, channels, 1)
        self.dwnorm = nn.BatchNorm2d(channels)
        self.pwnorm = nn.BatchNorm2d(channels)
        self.act = activation()

    def forward(self, x):
        return self.act(self.pwnorm(self.pointwise(self.act(self.dwnorm(self.depthwise(x))))))


class Ghost(nn.Module):
    def __init__(self, inputs, outputs, active):
        super().__init__()
        half = outputs // 2
        last = activation if active else nn.Identity
        self.primary_conv = nn.Sequential(conv(inputs, half, 1), nn.BatchNorm2d(half), last())
        self.cheap_operation = nn.Sequential(conv(half, half, 3, 1, half), nn.BatchNorm2d(half), last())

    def forward(self, x):
        first = self.primary_conv(x)
        return torch.cat((first, self.cheap_operation(first)), 1)


class Bottleneck(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.ghost1 = Ghost(inputs, outputs, True)
        self.ghost2 = Ghost(outputs, outputs, False)
        self.shortcut = nn.Sequential(*depthwise_pair(inputs, outputs, 5, 1))

    def forward(self, x):
        return self.ghost2(self.ghost1(x)) + self.shortcut(x)


class Blocks(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.blocks = nn.Sequential(Bottleneck(inputs, outputs))

    def forward(self, x):
        return self.blocks(x)


class Neck(nn.Module):
    def __init__(self, inputs=(116, 232, 464), channels=96):
        super().__init__()
        self.upsample = nn.Upsample(scale_factor=2, mode="bilinear")
        self.reduce_layers = nn.ModuleList(ConvModule(one, channels) for one in inputs)
        self.top_down_blocks = nn.ModuleList(Blocks(2 * channels, channels) for _ in range(2))
        self.downsamples = nn.ModuleList(DepthwiseModule(channels, 2) for _ in range(2))
        self.bottom_up_blocks = nn.ModuleList(Blocks(2 * channels, channels) for _ in range(2))
        self.extra_lvl_in_conv = nn.ModuleList([DepthwiseModule(channels, 2)])
        self.extra_lvl_out_conv = nn.ModuleList([DepthwiseModule(channels, 2)])

    def forward(self, levels):
        fine, middle, coarse = (reduce(level) for reduce, level in zip(self.reduce_layers, levels))
        down1 = self.top_down_blocks[0](torch.cat((self.upsample(coarse), middle), 1))
        down2 = self.top_down_blocks[1](torch.cat((self.upsample(down1), fine), 1))
        up1 = self.bottom_up_blocks[0](torch.cat((self.downsamples[0](down2), down1), 1))
        up2 = self.bottom_up_blocks[1](torch.cat((self.downsamples[1](up1), coarse), 1))
        extra = self.extra_lvl_in_conv[0](coarse) + self.extra_lvl_out_conv[0](up2)
        return down2, up1, up2, extra


class Head(nn.Module):
    def __init__(self, channels=96):
        super().__init__()
        self.cls_convs = nn.ModuleList(
            nn.ModuleList(DepthwiseModule(channels) for _ in range(2)) for _ in range(4))
        self.gfl_cls = nn.ModuleList(nn.Conv2d(channels, CLASSES + 4 * DISTANCES, 1) for _ in range(4))

    def forward(self, levels):
        rows = []
        for level, convs, last in zip(levels, self.cls_convs, self.gfl_cls):
            for one in convs:
                level = one(level)
            numbers = last(level).flatten(2)
            rows.append(torch.cat((numbers[:, :CLASSES].sigmoid(), numbers[:, CLASSES:]), 1))
        return torch.cat(rows, 2).transpose(1, 2)


class NanoDet(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = Backbone()
        self.fpn = Neck()
        self.head = Head()

    def forward(self, data):
        return self.head(self.fpn(self.backbone(data)))


def halve(path):
    """Stores the large tensors in half precision, followed by a cast: half the file, float32 arithmetic."""
    model = onnx.load(path)
    casts = []
    for tensor in list(model.graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < 256:
            continue
        half = numpy_helper.from_array(values.astype(np.float16), tensor.name + "_half")
        model.graph.initializer.remove(tensor)
        model.graph.initializer.append(half)
        casts.append(helper.make_node("Cast", [half.name], [tensor.name], to=TensorProto.FLOAT))
    for node in reversed(casts):
        model.graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def main(weights, target):
    network = NanoDet().eval()
    state = torch.load(weights, map_location="cpu", weights_only=True)
    state = {name: value.float() for name, value in state.items() if not name.startswith("head.distribution")}
    network.load_state_dict(state, strict=True)
    example = torch.from_numpy(np.random.default_rng(1).normal(size=(1, 3, SIZE, SIZE)).astype(np.float32))
    torch.onnx.export(network, (example,), target, opset_version=17, dynamo=False,
                      input_names=["data"], output_names=["output"])
    halve(target)
    session = onnxruntime.InferenceSession(target, providers=["CPUExecutionProvider"])
    with torch.inference_mode():
        expected = network(example).numpy()
    found = session.run(None, {"data": example.numpy()})[0]
    print(target, found.shape, "largest difference to PyTorch", float(np.abs(found - expected).max()))


if __name__ == "__main__":
    main(*sys.argv[1:3])
