"""Writes model.json, metrics.json and the taxonomy of a classifier package; packaging/assemble.py seals it."""

import json
from pathlib import Path

import taxonomy


def threshold(value, source):
    return {"value": round(float(value), 4), "source": source}


def write(folder, *, name, version, task, side, resize, table, thresholds, naming, licence, provenance, metrics):
    """Everything of a package but weights, card and golden case."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    document = {
        "id": name,
        "version": version,
        "task": task,
        "weights": {"onnxruntime": {"path": "weights.onnx"}},
        "head": {"path": "head.bin"},
        "classes": {"path": "taxonomy.json"},
        "golden": {"input": {"path": "golden/input.bin"}, "expected": {"path": "golden/expected.json"}},
        "documents": [{"path": "MODEL_CARD.md"}, {"path": "metrics.json"}],
        "input": {"name": "images", "layout": "NHWC", "type": "uint8", "width": side, "height": side, "colour": "RGB",
                  "resize": resize, "pad": 114, "mean": [0, 0, 0], "std": [1, 1, 1], "batch": 8},
        "output": {"decoder": "features", "names": ["features"], "scoresAreLogits": False},
        "thresholds": thresholds,
        "naming": naming,
        "maxDetections": 1,
        "licence": licence,
        "provenance": provenance,
    }
    taxonomy.write(table, folder / "taxonomy.json")
    (folder / "model.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    (folder / "metrics.json").write_text(json.dumps(metrics, indent=1, ensure_ascii=False) + "\n")
