"""The report of the exported network on the test splits. Run once, after everything is chosen."""

import argparse
import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

import data
from data_list import FOLDERS, digest
from evaluate import at_threshold, coco_measures, matches, of_class, predict, torch_network
from export import exportable, onnx_network, write_atomically
from train_detector import load_pools
from yolox import Yolox

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
RESAMPLES = 1000


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
    """Counts of every set and digests of the folders they were read from."""
    result = {}
    for name, samples in (("train", pool), ("held_out_of_train", held_out), ("test", tests)):
        result[name] = {"pictures": Counter(s.source for s in samples),
                        "without_fish": Counter(s.source for s in samples if not len(s.boxes)),
                        "fish": {k: int(sum(len(s.boxes) for s in samples if s.source == k))
                                 for k in sorted({s.source for s in samples})}}
    result["held_out_prefixes"] = data.HELD_OUT
    result["river_clips_as_negatives"] = data.RIVER_CLIPS
    result["river_clips_for_the_threshold"] = data.RIVER_HELD_OUT
    result["folders"] = [digest(Path(root), folder) for folder in FOLDERS]
    return result


def milliseconds(network, picture, repeats=40):
    """Median time of one picture."""
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        network(picture)
        times.append(time.perf_counter() - began)
    return round(float(np.median(times)) * 1e3, 1)


def report(root, rendered, folder, chosen, on_all):
    """Measures of the exported network on the test splits, and of the chosen one on the held-out places."""
    run = onnx_network(folder / "weights.onnx")
    model = on_all["arguments"]["model"]
    variant = data.VARIANTS[model]
    before = Yolox(classes=len(variant.aquarium), time=variant.time)
    before.load_state_dict(chosen["average"])
    before = torch_network(exportable(before))
    score, iou, seed = chosen["chosen"]["score"], chosen["chosen"]["iou"], chosen["arguments"]["seed"]
    pool, held_out = load_pools(root, rendered, variant)
    result = {"model": model, "input": [data.HEIGHT, data.WIDTH, 3], "background": variant.time, "chosen": chosen["chosen"],
              "settings": {k: chosen["arguments"][k] for k in ("batch", "lr", "seed", "freeze")},
              "pictures_seen": sum(h["pictures"] for h in chosen["history"]),
              "onnxruntime_ms_per_picture_2_threads":
                  milliseconds(run, np.stack([data.network_picture(held_out[0], variant.time)[0]])),
              "held_out_of_train_before_last_step": {}, "test": {}}
    tests = []
    for source in data.HELD_OUT:
        part = [s for s in held_out if s.source == source]
        found = of_class(part, predict(before, part, variant.time, iou), 0)
        result["held_out_of_train_before_last_step"][source] = measures(*found, score, seed)
        samples = data.load_detect(root, source, "test", variant)
        if variant.time:
            data.know_backgrounds(samples)
        found = predict(run, samples, variant.time, iou)
        result["test"][source] = measures(*of_class(samples, found, 0), score, seed)
        if variant.time:  # the same pictures as if each were the only one
            alone = [replace(s, background=None) for s in samples]
            result["test"][f"{source}_as_stills"] = measures(alone, predict(run, alone, True, iou), score, seed)
        if source == "aquarium":
            for kind in range(1, len(variant.aquarium)):
                result["test"][f"aquarium_class_{kind}"] = measures(*of_class(samples, found, kind), score, seed)
        tests += samples
    result["data"] = data_list(root, pool, held_out, tests)
    result["history"] = chosen["history"]
    result["last_step"] = {"history": on_all["history"],
                           "settings": {k: on_all["arguments"][k] for k in ("minutes", "lr", "seed", "freeze")}}
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--rendered")
    parser.add_argument("--work", required=True, help="folder with chosen.pth and all.pth")
    parser.add_argument("--export", required=True, help="folder of train_on_all.py; receives report.json")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    chosen, on_all = (torch.load(Path(args.work) / name, map_location="cpu", weights_only=True)
                      for name in ("chosen.pth", "all.pth"))
    folder = Path(args.export)
    result = report(args.data, args.rendered, folder, chosen, on_all)
    write_atomically(folder / "report.json", lambda path: path.write_text(json.dumps(result, indent=1) + "\n"))
    print(json.dumps({k: result[k] for k in ("test",)}, indent=1))


if __name__ == "__main__":
    main()
