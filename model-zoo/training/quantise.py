"""What INT8 would bring: quantises a detector's ONNX file and compares the processor time of a picture.

    venv/bin/python quantise.py --data DATA --onnx weights.onnx --out int8.onnx

Static, per channel, calibrated on pictures of the training data. Processor time, user and system, because a shared
machine's clock says nothing; both files in turn, one thread.
"""

import argparse
import random
import time
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

WIDTH, HEIGHT, PAD = 640, 352, 114


def letterbox(path):
    image = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
    scale = min(WIDTH / image.shape[1], HEIGHT / image.shape[0])
    size = round(image.shape[1] * scale), round(image.shape[0] * scale)
    picture = np.full((1, HEIGHT, WIDTH, 3), PAD, np.uint8)
    picture[0, : size[1], : size[0]] = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    return picture


class Pictures(CalibrationDataReader):
    def __init__(self, paths):
        self.paths = iter(paths)

    def get_next(self):
        path = next(self.paths, None)
        return None if path is None else {"images": letterbox(path)}


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def milliseconds(run, picture, runs=10):
    start = time.process_time()
    for _ in range(runs):
        run.run(None, {"images": picture})
    return 1000 * (time.process_time() - start) / runs


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=16, help="for calibration")
    given = parser.parse_args()
    paths = sorted(
        path
        for source in ("deepfish", "seagrass")
        for path in (given.data / "detect" / source / "train" / "images").glob("*")
    )
    chosen = random.Random(3).sample(paths, given.pictures)
    prepared = given.out.with_suffix(".prepared.onnx")
    quant_pre_process(str(given.onnx), str(prepared), skip_symbolic_shape=True)
    quantize_static(
        str(prepared),
        str(given.out),
        Pictures(chosen),
        quant_format=QuantFormat.QDQ,
        per_channel=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
    )
    prepared.unlink()
    both = {"float32": session(given.onnx), "int8": session(given.out)}
    picture = letterbox(chosen[0])
    for run in both.values():
        milliseconds(run, picture, 2)
    for _ in range(5):
        print(" ".join(f"{name} {milliseconds(run, picture):.1f} ms" for name, run in both.items()), flush=True)


if __name__ == "__main__":
    main()
