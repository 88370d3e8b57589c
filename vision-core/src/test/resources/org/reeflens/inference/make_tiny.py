"""Makes tiny.onnx and tiny.pt, the same small network for both engines.

It takes uint8 pictures [N, 2, 3, 3] (NHWC) and gives "doubled" [N, 6, 3], each number times two plus
one, and "total" [N, 1], the sum of the picture. Needs torch and onnx; run it in this folder.
"""

import torch
from torch import nn


class Tiny(nn.Module):
    def forward(self, images):
        pixels = images.to(torch.float32).reshape(-1, 6, 3)
        return pixels * 2 + 1, pixels.sum(2).sum(1, keepdim=True)


example = torch.zeros(2, 2, 3, 3, dtype=torch.uint8)
torch.jit.save(torch.jit.trace(Tiny().eval(), example), "tiny.pt")
torch.onnx.export(
    Tiny().eval(), (example,), "tiny.onnx", opset_version=17, dynamo=False,
    input_names=["images"], output_names=["doubled", "total"],
    dynamic_axes={"images": {0: "n"}, "doubled": {0: "n"}, "total": {0: "n"}})
