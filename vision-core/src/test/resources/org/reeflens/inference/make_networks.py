"""Makes the networks of the tests, each for both engines. Needs torch and onnx; run it in this folder.

Both take uint8 pictures [N, 2, 3, 3] (NHWC).
tiny gives "doubled" [N, 6, 3], each number times two plus one, and "total" [N, 1], their sum.
boxes gives "boxes" [N, 3, 6], the numbers themselves as rows left, top, right, bottom, score in
hundredths, class: a detector that finds what the pixels say.
"""

import torch
from torch import nn


class Tiny(nn.Module):
    def forward(self, images):
        pixels = images.to(torch.float32).reshape(-1, 6, 3)
        return pixels * 2 + 1, pixels.sum(2).sum(1, keepdim=True)


class Boxes(nn.Module):
    def forward(self, images):
        return images.to(torch.float32).reshape(-1, 3, 6) / torch.tensor([1.0, 1, 1, 1, 100, 1])


def save(network, name, outputs):
    example = torch.zeros(2, 2, 3, 3, dtype=torch.uint8)
    torch.jit.save(torch.jit.trace(network.eval(), example), name + ".pt")
    torch.onnx.export(
        network.eval(), (example,), name + ".onnx", opset_version=17, dynamo=False,
        input_names=["images"], output_names=outputs,
        dynamic_axes={axis: {0: "n"} for axis in ["images", *outputs]})


save(Tiny(), "tiny", ["doubled", "total"])
save(Boxes(), "boxes", ["boxes"])
