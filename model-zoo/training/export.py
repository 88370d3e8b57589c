"""Export of the network for the Java side: ONNX and TorchScript with the picture handling inside."""

import copy
import json
import os
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from yolox import BaseConv

OPSET = 17
TOLERANCES = {"box terms": 1e-3, "probabilities": 1e-4}  # float32 rounding of the folded network


class Exported(nn.Module):
    """uint8 RGB [N, H, W, 3] to rows [N, A, 5 + classes] = (tx, ty, tw, th, obj, cls...), from obj on as probabilities."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, images):
        raw = self.network(images.permute(0, 3, 1, 2).float())
        return torch.cat((raw[..., :4], raw[..., 4:].sigmoid()), -1)


def exportable(network):
    """A copy in evaluation mode, batch norms folded into the convolutions."""
    network = copy.deepcopy(network).eval().to(memory_format=torch.contiguous_format)
    for module in network.modules():
        if isinstance(module, BaseConv):
            module.conv = fuse_conv_bn_eval(module.conv, module.bn)
            module.bn = nn.Identity()
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    return Exported(network).eval()


def onnx_network(path, threads=2):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return lambda pictures: session.run(["output"], {"images": pictures})[0]


def check(folder, module, pictures):
    """Both files must repeat the module's rows, alone and in a batch."""
    with torch.inference_mode():
        expected = module(torch.from_numpy(pictures)).numpy()
    run = onnx_network(folder / "weights.onnx")
    script = torch.jit.load(str(folder / "weights.pt"))
    results = {
        "onnx batch": run(pictures),
        "onnx single": run(pictures[:1]),
        "torchscript batch": script(torch.from_numpy(pictures)).numpy(),
        "torchscript single": script(torch.from_numpy(pictures[:1])).numpy(),
    }
    differences = {}
    for name, rows in results.items():
        difference = np.abs(rows - expected[:len(rows)])
        differences[name] = {"box terms": float(difference[..., :4].max()),
                             "probabilities": float(difference[..., 4:].max())}
        if any(differences[name][part] > limit for part, limit in TOLERANCES.items()):
            raise ValueError(f"{name} differs by {differences[name]}")
    return differences


def write_atomically(path, write):
    """Calls write(temporary path), then renames, so that readers never see half a file."""
    temporary = path.with_name("." + path.name + ".tmp")
    write(temporary)
    os.replace(temporary, path)


def export(network, folder, info, pictures):
    """Writes weights.onnx, weights.pt and info.json into `folder`; returns the largest differences to the network on
    `pictures`, which are as it takes them."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    module = exportable(network)
    example = torch.zeros(2, *pictures.shape[1:], dtype=torch.uint8)

    def write_onnx(path):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(module, (example,), str(path), opset_version=OPSET, dynamo=False,
                              input_names=["images"], output_names=["output"], do_constant_folding=True,
                              dynamic_axes={"images": {0: "batch"}, "output": {0: "batch"}})
        onnx.checker.check_model(onnx.load(str(path)))

    def write_script(path):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with torch.inference_mode(False), torch.no_grad():
                torch.jit.save(torch.jit.trace(module, example, check_trace=False), str(path))

    write_atomically(folder / "weights.onnx", write_onnx)
    write_atomically(folder / "weights.pt", write_script)
    differences = check(folder, module, pictures)
    write_atomically(folder / "info.json", lambda path: path.write_text(json.dumps(info, indent=1) + "\n"))
    return differences
