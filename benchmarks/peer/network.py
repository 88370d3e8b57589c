"""The package's weights in ONNX Runtime or PyTorch, and what their output means."""

import json
import os

import numpy as np


class Package:
    """What a model package says about its network (a YOLOX head on 8-bit pictures)."""

    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "model.json"), encoding="utf-8") as file:
            self.manifest = json.load(file)
        given, result = self.manifest["input"], self.manifest["output"]
        if (given["layout"], given["type"], given["resize"], result["decoder"],
                result["scoresAreLogits"]) != ("NHWC", "uint8", "letterbox-top-left", "yolox", False):
            raise ValueError(f"{folder}: this pipeline was written for another kind of network")
        self.width, self.height, self.pad = given["width"], given["height"], given["pad"]
        self.batch = given["batch"]
        thresholds = self.manifest["thresholds"]
        self.following = thresholds.get("following", thresholds["confidence"])["value"]
        self.iou = thresholds["iou"]["value"]
        self.most = self.manifest["maxDetections"]
        self.strides = result["strides"]

    def weights(self, engine):
        return os.path.join(self.folder, self.manifest["weights"][engine]["path"])


class OnnxRuntime:
    def __init__(self, package, threads):
        import onnxruntime
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # Else its threads burn a processor between runs, which the decoder needs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(
            package.weights("onnxruntime"), options, providers=["CPUExecutionProvider"])
        self.input = package.manifest["input"]["name"]
        self.outputs = package.manifest["output"]["names"]
        self.name = f"ONNX Runtime {onnxruntime.__version__}, {threads or 'all'} threads"

    def run(self, pictures):
        return self.session.run(self.outputs, {self.input: pictures})[0]


class PyTorch:
    def __init__(self, package, threads):
        import torch
        self.torch = torch
        if threads:
            torch.set_num_threads(threads)
        module = torch.jit.load(package.weights("pytorch"), map_location="cpu").eval()
        self.module = torch.jit.optimize_for_inference(torch.jit.freeze(module))
        self.name = f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads"

    def run(self, pictures):
        with self.torch.inference_mode():
            result = self.module(self.torch.from_numpy(pictures))
            return (result[0] if isinstance(result, (tuple, list)) else result).numpy()


ENGINES = {"onnxruntime": OnnxRuntime, "pytorch": PyTorch}


def warm_network(package, engine, threads, batch):
    network = ENGINES[engine](package, threads)
    for _ in range(3):  # TorchScript optimises itself in its first runs of a shape.
        network.run(np.zeros((batch, package.height, package.width, 3), np.uint8))
    return network


class BoxDecoder:
    """YOLOX rows into boxes, doubles suppressed."""

    def __init__(self, package, least):
        self.least, self.iou, self.most = least, package.iou, package.most
        cells = []
        for stride in package.strides:
            y, x = np.mgrid[:package.height // stride, :package.width // stride]
            cells.append(np.stack([x.ravel(), y.ravel(), np.full(x.size, stride)], 1))
        self.cells = np.concatenate(cells).astype(np.float32)

    def decode(self, rows):
        """Boxes (n, 4) as left, top, right, bottom in input pixels, scores (n,) falling, classes."""
        likely = np.flatnonzero(rows[:, 4] >= self.least)
        rows, cells = rows[likely], self.cells[likely]
        classes = rows[:, 5:].argmax(1)
        scores = rows[:, 4] * rows[np.arange(len(rows)), 5 + classes]
        sure = np.flatnonzero(scores >= self.least)
        order = sure[np.argsort(-scores[sure], kind="stable")]
        rows, cells, scores, classes = rows[order], cells[order], scores[order], classes[order]
        centre = (rows[:, :2] + cells[:, :2]) * cells[:, 2:]
        half = np.exp(rows[:, 2:4]) * cells[:, 2:] / 2
        boxes = np.concatenate([centre - half, centre + half], 1)
        kept = self.suppress(boxes, classes)
        return boxes[kept], scores[kept], classes[kept]

    def suppress(self, boxes, classes):
        kept = []
        alive = np.ones(len(boxes), bool)
        area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        for i in range(len(boxes)):
            if not alive[i]:
                continue
            kept.append(i)
            if len(kept) == self.most:
                break
            rest = slice(i + 1, None)
            shared = (np.clip(np.minimum(boxes[i, 2], boxes[rest, 2])
                              - np.maximum(boxes[i, 0], boxes[rest, 0]), 0, None)
                      * np.clip(np.minimum(boxes[i, 3], boxes[rest, 3])
                                - np.maximum(boxes[i, 1], boxes[rest, 1]), 0, None))
            overlap = shared / (area[i] + area[rest] - shared)
            alive[rest] &= (overlap <= self.iou) | (classes[rest] != classes[i])
        return kept


def to_source(boxes, scales, size):
    """Boxes in source pixels, whose centres are at integers, clipped to the picture."""
    scale = np.array(scales * 2, np.float64)
    most = np.array(size * 2, np.float64) - 0.5
    return np.clip(boxes.astype(np.float64) / scale - 0.5, -0.5, most)
