"""YOLOX in plain PyTorch, with the parameter names of Megvii's checkpoints.

Follows the published architecture (CSPDarknet, PAFPN, decoupled head) with depthwise
convolutions throughout, as YOLOX-Nano has them (depth 0.33, width 0.25), so that its COCO
checkpoint loads by name. Other depths and widths are for larger machines.
Pictures are RGB here; `load_coco` reorders the stem, which was trained on BGR.
"""

import torch
from torch import nn

STRIDES = (8, 16, 32)
BN_EPS = 1e-3
COCO_ANIMALS = slice(14, 24)  # bird ... giraffe: the start of the class "fish"


class BaseConv(nn.Module):
    """Convolution, batch norm, SiLU."""

    def __init__(self, cin, cout, kernel, stride=1, groups=1):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(cout, eps=BN_EPS, momentum=0.03)
        self.act = nn.SiLU(inplace=True)

    def forward(self, x):
        return self.act(self.bn(self.conv(x)))


class DWConv(nn.Module):
    """Depthwise 3x3 followed by pointwise 1x1."""

    def __init__(self, cin, cout, kernel=3, stride=1):
        super().__init__()
        self.dconv = BaseConv(cin, cin, kernel, stride, groups=cin)
        self.pconv = BaseConv(cin, cout, 1)

    def forward(self, x):
        return self.pconv(self.dconv(x))


class Focus(nn.Module):
    """Folds each 2x2 block of pixels into channels, then convolves."""

    def __init__(self, cin, cout):
        super().__init__()
        self.conv = BaseConv(4 * cin, cout, 3)

    def forward(self, x):
        corners = (x[..., ::2, ::2], x[..., 1::2, ::2], x[..., ::2, 1::2], x[..., 1::2, 1::2])
        return self.conv(torch.cat(corners, 1))


class Bottleneck(nn.Module):
    def __init__(self, channels, shortcut):
        super().__init__()
        self.conv1 = BaseConv(channels, channels, 1)
        self.conv2 = DWConv(channels, channels)
        self.shortcut = shortcut

    def forward(self, x):
        y = self.conv2(self.conv1(x))
        return x + y if self.shortcut else y


class CSPLayer(nn.Module):
    """Cross-stage partial block with `n` bottlenecks."""

    def __init__(self, cin, cout, n, shortcut=True):
        super().__init__()
        hidden = cout // 2
        self.conv1 = BaseConv(cin, hidden, 1)
        self.conv2 = BaseConv(cin, hidden, 1)
        self.conv3 = BaseConv(2 * hidden, cout, 1)
        self.m = nn.Sequential(*(Bottleneck(hidden, shortcut) for _ in range(n)))

    def forward(self, x):
        return self.conv3(torch.cat((self.m(self.conv1(x)), self.conv2(x)), 1))


class SPPBottleneck(nn.Module):
    """Spatial pyramid pooling with windows 5, 9 and 13."""

    def __init__(self, cin, cout):
        super().__init__()
        self.conv1 = BaseConv(cin, cin // 2, 1)
        self.m = nn.ModuleList(nn.MaxPool2d(k, 1, k // 2) for k in (5, 9, 13))
        self.conv2 = BaseConv(2 * cin, cout, 1)

    def forward(self, x):
        x = self.conv1(x)
        return self.conv2(torch.cat([x] + [pool(x) for pool in self.m], 1))


class Motion(nn.Module):
    """What differs from the background, added to the features at strides 4, 8 and 16.

    The last convolutions start at zero, so that a network that has learned from stills goes on as it is.
    """

    def __init__(self, c):
        super().__init__()
        self.stem = Focus(3, c)
        self.stages = nn.ModuleList(DWConv(c << i, 2 * c << i, 3, 2) for i in range(3))
        self.outs = nn.ModuleList(nn.Conv2d(2 * c << i, 2 * c << i, 1) for i in range(3))
        for out in self.outs:
            nn.init.zeros_(out.weight)
            nn.init.zeros_(out.bias)

    def forward(self, picture, background):
        x = self.stem((picture - background).abs())
        features = []
        for stage, out in zip(self.stages, self.outs):
            x = stage(x)
            features.append(out(x))
        return features


class CSPDarknet(nn.Module):
    def __init__(self, n, c, time):
        super().__init__()
        self.stem = Focus(3, c)
        self.dark2 = nn.Sequential(DWConv(c, 2 * c, 3, 2), CSPLayer(2 * c, 2 * c, n))
        self.dark3 = nn.Sequential(DWConv(2 * c, 4 * c, 3, 2), CSPLayer(4 * c, 4 * c, 3 * n))
        self.dark4 = nn.Sequential(DWConv(4 * c, 8 * c, 3, 2), CSPLayer(8 * c, 8 * c, 3 * n))
        self.dark5 = nn.Sequential(DWConv(8 * c, 16 * c, 3, 2), SPPBottleneck(16 * c, 16 * c),
                                   CSPLayer(16 * c, 16 * c, n, shortcut=False))
        self.motion = Motion(c) if time else None

    def forward(self, x):
        if self.motion is None:
            c3 = self.dark3(self.dark2(self.stem(x)))
            c4 = self.dark4(c3)
        else:
            picture, background = x.chunk(2, 2)
            m2, m3, m4 = self.motion(picture, background)
            c3 = self.dark3(self.dark2(self.stem(picture)) + m2) + m3
            c4 = self.dark4(c3) + m4
        return c3, c4, self.dark5(c4)


class PAFPN(nn.Module):
    """Top-down and bottom-up feature pyramid around the backbone."""

    def __init__(self, n, c, time):
        super().__init__()
        self.backbone = CSPDarknet(n, c, time)
        self.upsample = nn.Upsample(scale_factor=2, mode="nearest")
        self.lateral_conv0 = BaseConv(16 * c, 8 * c, 1)
        self.C3_p4 = CSPLayer(16 * c, 8 * c, n, shortcut=False)
        self.reduce_conv1 = BaseConv(8 * c, 4 * c, 1)
        self.C3_p3 = CSPLayer(8 * c, 4 * c, n, shortcut=False)
        self.bu_conv2 = DWConv(4 * c, 4 * c, 3, 2)
        self.C3_n3 = CSPLayer(8 * c, 8 * c, n, shortcut=False)
        self.bu_conv1 = DWConv(8 * c, 8 * c, 3, 2)
        self.C3_n4 = CSPLayer(16 * c, 16 * c, n, shortcut=False)

    def forward(self, x):
        c3, c4, c5 = self.backbone(x)
        p5 = self.lateral_conv0(c5)
        p4 = self.C3_p4(torch.cat((self.upsample(p5), c4), 1))
        p4_lateral = self.reduce_conv1(p4)
        p3 = self.C3_p3(torch.cat((self.upsample(p4_lateral), c3), 1))
        n3 = self.C3_n3(torch.cat((self.bu_conv2(p3), p4_lateral), 1))
        n4 = self.C3_n4(torch.cat((self.bu_conv1(n3), p5), 1))
        return p3, n3, n4


class Head(nn.Module):
    """Decoupled head; gives raw box terms, objectness and class logits for every cell."""

    def __init__(self, channels, hidden, classes):
        super().__init__()
        self.stems = nn.ModuleList(BaseConv(c, hidden, 1) for c in channels)
        tower = lambda: nn.Sequential(DWConv(hidden, hidden), DWConv(hidden, hidden))
        self.cls_convs = nn.ModuleList(tower() for _ in channels)
        self.reg_convs = nn.ModuleList(tower() for _ in channels)
        self.cls_preds = nn.ModuleList(nn.Conv2d(hidden, classes, 1) for _ in channels)
        self.reg_preds = nn.ModuleList(nn.Conv2d(hidden, 4, 1) for _ in channels)
        self.obj_preds = nn.ModuleList(nn.Conv2d(hidden, 1, 1) for _ in channels)

    def forward(self, features):
        levels = []
        for i, feature in enumerate(features):
            x = self.stems[i](feature)
            reg = self.reg_convs[i](x)
            cls = self.cls_preds[i](self.cls_convs[i](x))
            level = torch.cat((self.reg_preds[i](reg), self.obj_preds[i](reg), cls), 1)
            levels.append(level.flatten(2))
        return torch.cat(levels, 2).transpose(1, 2)


class Yolox(nn.Module):
    """RGB pictures [N, 3, H, W] with values 0..255 to raw rows [N, A, 5 + classes] (logits).

    `depth` and `width` are the shares of YOLOX-L's blocks and channels; the defaults are YOLOX-Nano.
    With `time` the lower half of each picture, as high as the upper, is the background without the animals.
    """

    def __init__(self, depth=0.33, width=0.25, classes=1, time=False):
        super().__init__()
        n, c = max(1, round(3 * depth)), round(64 * width)
        self.backbone = PAFPN(n, c, time)
        self.head = Head((4 * c, 8 * c, 16 * c), 4 * c, classes)

    def forward(self, x):
        return self.head(self.backbone(x))


def grid(height, width):
    """Cell coordinates and strides of all A rows: tensors [A, 2] and [A, 1]."""
    cells, strides = [], []
    for stride in STRIDES:
        ys, xs = torch.meshgrid(torch.arange(height // stride), torch.arange(width // stride), indexing="ij")
        cells.append(torch.stack((xs, ys), 2).reshape(-1, 2).float())
        strides.append(torch.full((len(cells[-1]), 1), float(stride)))
    return torch.cat(cells), torch.cat(strides)


def decode(raw, cells, strides):
    """Raw rows to boxes (centre x, centre y, width, height) in input pixels."""
    centre = (raw[..., :2] + cells) * strides
    size = raw[..., 2:4].clamp(max=8).exp() * strides
    return torch.cat((centre, size), -1)


def start_from(model, state):
    """Starts `model` from weights of a detector of fish in stills. What is missing is the part that looks at the
    background; further classes start like the first."""
    for i in range(len(STRIDES)):
        for kind in ("weight", "bias"):
            name = f"head.cls_preds.{i}.{kind}"
            known, wanted = state[name], model.head.cls_preds[i].out_channels
            state[name] = torch.cat((known, known[:1].expand(wanted - len(known), *known.shape[1:])))
    missing, unknown = model.load_state_dict(state, strict=False)
    if unknown or any(".motion." not in name for name in missing):
        raise ValueError(f"weights of another network: {unknown or missing}")
    return model


def load_coco(model, path):
    """Starts `model` from Megvii's COCO state_dict (80 classes, BGR stem)."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    state = dict(state.get("model", state))
    stem = "backbone.backbone.stem.conv.conv.weight"
    weight = state[stem]
    state[stem] = weight.reshape(16, 4, 3, 3, 3).flip(2).reshape(weight.shape)
    for i in range(len(STRIDES)):
        name = f"head.cls_preds.{i}."
        state[name + "weight"] = state[name + "weight"][COCO_ANIMALS].mean(0, keepdim=True)
        state[name + "bias"] = torch.zeros(1)
    model.load_state_dict(state)
    return model
