"""Measures the outliner as the library uses it, beside GrabCut, on held-out or test fish; exports it with --export."""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch

import outline_data as data
from classifier import bootstrap
from data_list import digest
from outline_network import Outliner, export, probabilities

JITTERS = (0.0, 0.08)  # of a box's edges, as a share of its sides


def truth_of(fish, region):
    left, top, right, bottom = region
    mask = np.zeros((bottom - top, right - left), np.uint8)
    cv2.fillPoly(mask, [np.round(fish.outline - (left, top)).astype(np.int32)], 1)
    return mask


def largest(mask):
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return (labels == 1 + stats[1:, cv2.CC_STAT_AREA].argmax()).astype(np.uint8) if count > 1 else mask


def end_to_end(mask):
    """The largest distance of two pixels, their squares included; 0 for an empty mask."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return 0.0
    hull = cv2.convexHull(np.concatenate(contours))[:, 0].astype(float)
    return float(np.sqrt(((hull[:, None] - hull[None]) ** 2).sum(2)).max() + 1)


def grab_cut(fish, box, region, longest=160):
    """OpenCV's GrabCut: outside the box is background, four rounds, on a picture of at most 160 pixels."""
    left, top, right, bottom = region
    crop = fish.image[top:bottom, left:right]
    scale = min(1, longest / max(crop.shape[:2]))
    small = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else crop
    labels = np.full(small.shape[:2], cv2.GC_BGD, np.uint8)
    x0, y0, x1, y1 = (max(0, round(float(v) * scale)) for v in
                      (box[0] - left, box[1] - top, box[2] - left, box[3] - top))
    labels[y0:max(y1, y0 + 1), x0:max(x1, x0 + 1)] = cv2.GC_PR_FGD
    try:
        cv2.grabCut(small, labels, None, np.zeros((1, 65)), np.zeros((1, 65)), 4, cv2.GC_INIT_WITH_MASK)
    except cv2.error:  # the box is the whole picture: nothing to learn the background from
        pass
    found = np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    return (cv2.resize(found, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR) > 0.5).astype(np.uint8)


def measure(fish, network, cut):
    rows = {}
    for jitter in JITTERS:
        rng = np.random.default_rng(1)
        boxes = [data.jittered(f.box, rng, jitter) for f in fish]
        parts = [data.as_asked(f, box) for f, box in zip(fish, boxes)]
        scores = probabilities(network, np.stack([picture for picture, _, _ in parts]))
        for method in ("network", "grabcut"):
            overlaps, errors, expected = [], [], []
            for f, box, (_, _, region), score in zip(fish, boxes, parts, scores):
                truth = truth_of(f, region)
                if method == "network":
                    large = cv2.resize(score, truth.shape[::-1], interpolation=cv2.INTER_LINEAR)
                    found = (large >= cut).astype(np.uint8)
                    expected.append(float(large[found > 0].sum() / max(1, found.sum() + large[found == 0].sum())))
                else:
                    found = grab_cut(f, box, region)
                found = largest(found)
                overlaps.append(float((found & truth).sum() / max(1, (found | truth).sum())))
                errors.append(end_to_end(found) / end_to_end(truth) - 1)
            videos, errors = [f.video for f in fish], np.array(errors)
            rows[f"{method}, boxes jittered by {jitter:.0%}"] = {
                "fish": len(fish), "iou": round(float(np.mean(overlaps)), 4), "iou_95": bootstrap(overlaps, videos),
                "iou_median": round(float(np.median(overlaps)), 4),
                "length_error_mean_absolute": round(float(np.abs(errors).mean()), 4),
                "length_error_median_absolute": round(float(np.median(np.abs(errors))), 4),
                "length_bias": round(float(errors.mean()), 4)}
            if expected:
                rows[f"{method}, boxes jittered by {jitter:.0%}"]["correlation_of_confidence_and_iou"] = round(
                    float(np.corrcoef(expected, overlaps)[0, 1]), 4)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--split", choices=("held-out", "test"), default="held-out")
    parser.add_argument("--export", type=Path)
    args = parser.parse_args()
    state = torch.load(args.weights, weights_only=True)
    network = Outliner()
    network.load_state_dict(state["average"])
    network.eval()
    if args.split == "test":
        fish = data.load_fish(args.data, "test")
    else:
        fish = [f for f in data.load_fish(args.data, "train") if f.held_out]
    results = {"split": args.split, "parameters": sum(p.numel() for p in network.parameters()),
               "results": measure(fish, network, 0.5), "training": state["history"]}
    if args.export:
        pictures = np.stack([data.as_asked(f, f.box)[0] for f in fish[:4]])
        export(network, args.export, pictures, {"model": "reef-fish-outliner"})
        results["data"] = [digest(Path(args.data), folder) for folder in
                           ("detect/seagrass/train", "detect/seagrass/test", "detect/deepfish/train",
                            "coral-condition/train")]
        (args.export / f"metrics-{args.split}.json").write_text(json.dumps(results, indent=1) + "\n")
    print(json.dumps(results["results"], indent=1))


if __name__ == "__main__":
    main()
