"""Writes what a detector's confidences were worth on held-out places into its package.

    python held_out_scores.py PACKAGE

reads PACKAGE/metrics.json, where choose.py left precision and recall at each threshold, turns them back into whole
numbers of boxes and writes them as "heldOut" into PACKAGE/model.json. The weights they were measured with are those
before the last step, which also trains on the held-out places: the shipped weights cannot be measured there.
"""

import json
import sys
from pathlib import Path

SETS = {"deepfish": "DeepFish", "seagrass": "Luderick-seagrass"}
STEP = 5  # of the thresholds, which are 0.01 apart


def boxes(row, name, animals):
    """Right and wrong boxes at or above the threshold of a row."""
    right = round(row[f"{name}_recall"] * animals)
    precision = row[f"{name}_precision"]
    return right, round(right / precision - right) if precision else 0


def main():
    package = Path(sys.argv[1])
    metrics = json.loads((package / "metrics.json").read_text())
    rows = metrics["chosen"]["scores"][::STEP]
    held_out = metrics["data"]["held_out_of_train"]["fish"]
    prefixes = metrics["data"]["held_out_prefixes"]
    places = []
    for name, title in SETS.items():
        right, wrong = zip(*(boxes(row, name, held_out[name]) for row in rows))
        places.append({"name": title, "animals": held_out[name], "right": right, "wrong": wrong})
    named = "; ".join(f"{title} {', '.join(prefixes[name])}" for name, title in SETS.items())
    manifest = json.loads((package / "model.json").read_text())
    document = {}
    for key, value in manifest.items():
        if key == "maxDetections":
            document["heldOut"] = {
                "source": f"pictures of places held out of training ({named}), IoU 0.5, weights before the last step",
                "confidences": [row["score"] for row in rows], "places": places}
        if key != "heldOut":
            document[key] = value
    text = json.dumps(document, indent=2, ensure_ascii=False)
    (package / "model.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
