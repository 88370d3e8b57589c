"""Makes the networks of the tests, each for both engines. Needs torch and onnx; run it in this folder.

Both take uint8 pictures [N, 2, 3, 3] (NHWC).
tiny gives "doubled" [N, 6, 3], each number times two plus one, and "total" [N, 1], their sum.
boxes gives "boxes" [N, 3, 6], the numbers themselves as rows left, top, right, bottom, score in
hundredths, class: a detector that finds what the pixels say.
labelled gives the same as three outputs, "labels" [N, 3] (int64), "boxes" [N, 3, 4], each edge times
the width or height in its second input "orig_target_sizes", int64 [N, 2], and "scores" [N, 3], as
exports of RT-DETR do.
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


class Labelled(nn.Module):
    def forward(self, images, orig_target_sizes):
        rows = images.to(torch.float32).reshape(-1, 3, 6)
        boxes = rows[..., :4] * orig_target_sizes.repeat(1, 2).unsqueeze(1)
        return rows[..., 5].to(torch.int64), boxes, rows[..., 4] / 100


def save(network, name, outputs, sizes=False):
    examples = (torch.zeros(2, 2, 3, 3, dtype=torch.uint8),)
    inputs = ["images"]
    if sizes:
        examples += (torch.ones(2, 2, dtype=torch.int64),)
        inputs += ["orig_target_sizes"]
    torch.jit.save(torch.jit.trace(network.eval(), examples), name + ".pt")
    torch.onnx.export(
        network.eval(), examples, name + ".onnx", opset_version=17, dynamo=False,
        input_names=inputs, output_names=outputs,
        dynamic_axes={axis: {0: "n"} for axis in [*inputs, *outputs]})


save(Tiny(), "tiny", ["doubled", "total"])
save(Boxes(), "boxes", ["boxes"])
save(Labelled(), "labelled", ["labels", "boxes", "scores"], sizes=True)
