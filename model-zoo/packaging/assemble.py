"""Puts an exported network into a model package.

    python assemble.py EXPORT PACKAGE [PACKAGE/model.json changes as path=value ...]

copies every file that EXPORT and the manifest both name (weights by engine, the head and the classes of a
classifier), writes golden/ anew (a drawn picture and what the weights make of it in Python; where there are two
engines, they must agree), and writes sizes and SHA-256 into PACKAGE/model.json.
A change such as thresholds.confidence.value=0.4 sets a field; the value is JSON, else text.
Needs torch, onnxruntime and numpy.
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import torch

# Engines and machines round differently; the two engines here differ by about 1e-4.
TOLERANCE = 2e-3


def drawn_picture(width, height):
    """Blue-green water with two rows of fish-like ellipses: whole numbers only, so every machine draws it alike."""
    y, x = np.mgrid[:height, :width].astype(np.int64)
    picture = np.stack([20 + 30 * y // height, 90 + 80 * (height - y) // height, 110 + 60 * x // width], -1)
    for i in range(8):
        cx, cy, a, b = 70 + 150 * (i % 4), 90 + 160 * (i // 4), 20 + 6 * i, 9 + 3 * i
        body = (x - cx) ** 2 * b * b + (y - cy) ** 2 * a * a <= a * a * b * b
        tail = (x >= cx + a - 4) & (x <= cx + a + 12) & (abs(y - cy) <= (x - cx - a + 4) * 2 // 3)
        picture[body | tail] = [170 - 12 * i, 160 - 8 * i, 60 + 14 * i]
        picture[(x - cx + a * 2 // 3) ** 2 + (y - cy + 2) ** 2 <= 4] = [10, 10, 10]
    return picture.astype(np.uint8)


def results(package, manifest, picture):
    """What each engine of the package makes of a picture."""
    names = manifest["output"]["names"]
    for engine, file in manifest["weights"].items():
        path = str(package / file["path"])
        if engine == "pytorch":
            with torch.inference_mode():
                yield torch.jit.load(path)(torch.from_numpy(picture)).numpy()[0]
        else:
            session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
            yield session.run(names, {manifest["input"]["name"]: picture})[0][0]


def golden_rows(manifest, output):
    """The rows to compare: of a detector the best and some others, of a classifier all features as one row, of a mask
    every eighth row."""
    if manifest["output"]["decoder"] == "mask":
        return {i: output[i] for i in range(0, len(output), 8)}, float(output.max())
    if manifest["output"]["decoder"] == "features":
        return {0: output}, float(abs(output).max())
    score = output[:, 4] * output[:, 5:].max(1)
    chosen = {*np.argsort(-score, kind="stable")[:12].tolist(), *range(0, len(output), len(output) // 12)}
    return {i: output[i] for i in sorted(chosen)}, float(score.max())


def write_golden(package, manifest):
    spec = manifest["input"]
    picture = drawn_picture(spec["width"], spec["height"])
    if spec.get("background"):  # water alone
        picture = np.concatenate((picture, np.broadcast_to(picture[:1, :1], picture.shape)))
    picture = picture[None]
    first, *others = results(package, manifest, picture)
    difference = max((float((abs(first - other) / np.maximum(1, abs(first))).max()) for other in others), default=0.0)
    if not difference < TOLERANCE / 2:
        raise ValueError(f"the engines differ by {difference}")
    rows, best = golden_rows(manifest, first)
    folder = package / "golden"
    folder.mkdir(exist_ok=True)
    (folder / "input.bin").write_bytes(picture.tobytes())
    expected = {"input": "input.bin", "rows": [[i, *(round(float(v), 6) for v in row)] for i, row in rows.items()],
                "tolerance": TOLERANCE}
    (folder / "expected.json").write_text(json.dumps(expected) + "\n")
    return difference, best


def seal(package, node):
    """Sizes and hashes of every file that an object with a "path" names."""
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        seal(package, value)
    if isinstance(node, dict) and "path" in node:
        content = (package / node["path"]).read_bytes()
        node["sha256"], node["bytes"] = hashlib.sha256(content).hexdigest(), len(content)


def change(manifest, text):
    path, value = text.split("=", 1)
    *parents, last = path.split(".")
    for name in parents:
        manifest = manifest[name]
    try:
        manifest[last] = json.loads(value)
    except json.JSONDecodeError:
        manifest[last] = value


def main(export, package, *changes):
    export, package = Path(export), Path(package)
    manifest = json.loads((package / "model.json").read_text())
    for file in (*manifest["weights"].values(), manifest["classes"], manifest.get("head", {})):
        if "path" in file and (export / file["path"]).exists():
            shutil.copyfile(export / file["path"], package / file["path"])
    for text in changes:
        change(manifest, text)
    difference, score = write_golden(package, manifest)
    seal(package, manifest)
    (package / "model.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{package}: engines differ by {difference:.1e}, largest score or feature of the drawn picture {score:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
