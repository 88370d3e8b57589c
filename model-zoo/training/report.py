"""Final export, golden vectors and the report on the test splits. Run once, after the training."""

import argparse
import hashlib
import json
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch

import data
from evaluate import at_threshold, coco_measures, matches, predict, validate
from export import export, onnx_network, write_atomically
from yolox import YoloxNano

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
RESAMPLES = 1000
GOLDEN_FORMULA = (
    "RGB at column x (0..639), row y (0..351), integer division rounding down: background R = 20 + 60*x/639, "
    "G = 90 + 90*y/351, B = 140 - 60*y/351. Then, in this order, each ellipse (cx, cy, a, b, r, g, b') paints the "
    "pixels with (x-cx)^2*b^2 + (y-cy)^2*a^2 <= a^2*b^2 in (r, g, b'), plus 25 on all three where (x/6) is odd.")
ELLIPSES = (
    (180, 150, 70, 30, 150, 150, 140), (262, 150, 14, 26, 130, 130, 120), (130, 142, 5, 5, 10, 10, 10),
    (430, 220, 40, 18, 60, 80, 70), (476, 220, 8, 16, 50, 70, 60), (405, 215, 3, 3, 0, 0, 0),
    (540, 90, 16, 7, 200, 190, 120), (558, 90, 4, 7, 180, 170, 100), (330, 60, 8, 4, 40, 60, 60))


def golden_picture():
    """The picture of GOLDEN_FORMULA, [352, 640, 3]."""
    y, x = np.mgrid[:data.HEIGHT, :data.WIDTH]
    picture = np.stack((20 + 60 * x // 639, 90 + 90 * y // 351, 140 - 60 * y // 351), 2)
    stripe = 25 * (x // 6 % 2)
    for cx, cy, a, b, *colour in ELLIPSES:
        inside = (x - cx) ** 2 * b * b + (y - cy) ** 2 * a * a <= a * a * b * b
        picture[inside] = np.array(colour) + stripe[inside, None]
    return picture.astype(np.uint8)


def write_golden(folder, network):
    """input.bin and expected.json: the 20 best rows and 20 fixed rows of the synthetic picture."""
    folder.mkdir(parents=True, exist_ok=True)
    picture = golden_picture()[None]
    rows = network(picture)[0]
    best = np.argsort(-rows[:, 4] * rows[:, 5], kind="stable")[:20]
    fixed = np.arange(20) * (len(rows) // 20)
    chosen = [[int(i), *(float(f"{v:.7g}") for v in rows[i])] for i in (*best, *fixed)]
    (folder / "input.bin").write_bytes(picture.tobytes())
    expected = {"input": "input.bin", "shape": list(picture.shape), "formula": GOLDEN_FORMULA, "ellipses": ELLIPSES,
                "rows": chosen, "best_rows": len(best), "fixed_rows": len(fixed), "tolerance": 2e-3}
    (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


def bootstrap_ap50(samples, detections, groups, seed):
    """95 % interval of AP50 (101 recalls), resampling whole groups of pictures."""
    groups = np.unique(np.array(list(groups)), return_inverse=True)[1]
    fish = np.bincount(groups, [len(s.boxes) for s in samples])
    scores = np.concatenate([found[:, 4] for found in detections])
    right = np.concatenate([matches(s, found)[0] for s, found in zip(samples, detections)])
    order = np.argsort(-scores, kind="stable")
    right, group = right[order], np.repeat(groups, [len(found) for found in detections])[order]
    rng = np.random.default_rng(seed)
    values = []
    for _ in range(RESAMPLES):
        times = np.bincount(rng.integers(len(fish), size=len(fish)), minlength=len(fish))
        hits = (times[group] * right).cumsum()
        precision = hits / np.maximum(times[group].cumsum(), 1)
        precision = np.maximum.accumulate(precision[::-1])[::-1]
        at = np.searchsorted(hits / max(1, (times * fish).sum()), np.linspace(0, 1, 101), side="left")
        values.append(np.append(precision, 0)[at].mean())
    return [round(float(v), 4) for v in np.percentile(values, (2.5, 97.5))]


def choose_threshold(held_out, detections):
    """The score threshold with the best mean F1 over the held-out parts of the two video sources."""
    def f1(source, threshold):
        pairs = [(s, d) for s, d in zip(held_out, detections) if s.source == source]
        return at_threshold(*zip(*pairs), threshold)["f1"]

    curve = {t: (f1("deepfish", t) + f1("seagrass", t)) / 2 for t in np.round(np.arange(0.05, 0.81, 0.01), 2)}
    best = max(curve, key=curve.get)
    return float(best), round(curve[best], 4)


def measures(samples, detections, threshold, seed):
    result = {"pictures": len(samples), "fish": int(sum(len(s.boxes) for s in samples)),
              **coco_measures(samples, detections)}
    result["AP50_interval_by_picture"] = bootstrap_ap50(samples, detections, range(len(samples)), seed)
    result["AP50_interval_by_video"] = bootstrap_ap50(samples, detections, [s.video for s in samples], seed)
    result["recall_any_score"] = at_threshold(samples, detections, 0.0)
    result["at_default_threshold"] = at_threshold(samples, detections, threshold)
    result["thresholds"] = [at_threshold(samples, detections, t) for t in THRESHOLDS]
    return result


def data_list(root, pool, held_out, tests):
    """Counts and a digest of the sorted file list of every set."""
    sets = {"train": pool, "held_out_of_train": held_out, "test": tests}
    result = {}
    for name, samples in sets.items():
        files = sorted(s.path.relative_to(root).as_posix() for s in samples)
        result[name] = {"pictures": Counter(s.source for s in samples),
                        "without_fish": Counter(s.source for s in samples if not len(s.boxes)),
                        "fish": {k: int(sum(len(s.boxes) for s in samples if s.source == k))
                                 for k in sorted({s.source for s in samples})},
                        "sha256_of_file_list": hashlib.sha256("\n".join(files).encode()).hexdigest()}
    result["held_out_prefixes"] = data.HELD_OUT
    return result


def milliseconds(network, picture, repeats=40):
    """Median time of one picture."""
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        network(picture)
        times.append(time.perf_counter() - began)
    return round(float(np.median(times)) * 1e3, 1)


def choose_weights(best, last, held_out):
    """The best epoch, the last epoch or the mean of both, whichever is best on all held-out samples."""
    mean = {k: (v + last[k]) / 2 if v.is_floating_point() else v for k, v in best.items()}
    choices = []
    for name, weights in (("best epoch", best), ("last epoch", last), ("mean of best and last epoch", mean)):
        network = YoloxNano()
        network.load_state_dict(weights)
        choices.append((name, network, validate(network, held_out)))
    return max(choices, key=lambda choice: choice[2]["score"]), {name: result for name, _, result in choices}


def finish(root, work, folder, pool, held_out):
    """Exports the chosen weights and writes report.json and golden/."""
    root, folder = Path(root), Path(folder)
    best, last = (torch.load(Path(work) / name, map_location="cpu", weights_only=True)
                  for name in ("best.pth", "last.pth"))
    history, seed = last["history"], last["arguments"]["seed"]
    (chosen, network, validation), choices = choose_weights(best["average"], last["average"], held_out)
    checked = np.stack([data.letterbox(s.image)[0] for s in held_out[::len(held_out) // 4][:4]])
    info = {"model": "reef-fish-detector", "final": True, "epoch": len(history),
            "best_epoch": len(best["history"]), "weights": chosen, "validation": validation}
    differences = export(network, folder, info, checked)
    run = onnx_network(folder / "weights.onnx")
    write_golden(folder / "golden", run)

    held_out_found = predict(run, held_out)
    threshold, f1 = choose_threshold(held_out, held_out_found)
    report = {"model": "reef-fish-detector", "input": [data.HEIGHT, data.WIDTH, 3],
              "epochs": len(history), "best_epoch": len(best["history"]), "weights": chosen, "choices": choices,
              "seed": seed,
              "settings": {k: last["arguments"][k] for k in ("batch", "lr", "threads")},
              "training_minutes": round(sum(h["seconds"] for h in history) / 60, 1),
              "pictures_seen": sum(h["pictures"] for h in history),
              "default_threshold": threshold, "default_threshold_mean_f1": f1,
              "export_differences": differences, "onnxruntime_ms_per_picture_2_threads": milliseconds(run, checked[:1]),
              "held_out_of_train": {}, "test": {}}
    tests = []
    for source in data.HELD_OUT:
        part = [(s, d) for s, d in zip(held_out, held_out_found) if s.source == source]
        report["held_out_of_train"][source] = measures(*zip(*part), threshold, seed)
        samples = data.load_detect(root, source, "test")
        report["test"][source] = measures(samples, predict(run, samples), threshold, seed)
        tests += samples
    report["data"] = data_list(root, pool, held_out, tests)
    report["history"] = history
    write_atomically(folder / "report.json", lambda path: path.write_text(json.dumps(report, indent=1) + "\n"))
    return report


def main():
    from train_detector import load_pools

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--export", required=True)
    parser.add_argument("--seed", type=int, default=20260)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    pool, held_out, _ = load_pools(args.data, args.seed)
    report = finish(args.data, args.work, args.export, pool, held_out)
    print(json.dumps({k: report[k] for k in ("default_threshold", "test")}, indent=1))


if __name__ == "__main__":
    main()
