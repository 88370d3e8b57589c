"""Chooses the blend of weights, the overlap threshold and score threshold on the held-out places. See README.md."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import data
from evaluate import WEIGHTS, at_threshold, candidates, coco_measures, nms, torch_network, validate
from export import exportable
from yolox import Yolox

SHARES = (0.3, 0.5, 0.7, 1.0)
IOUS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
SCORES = np.round(np.arange(0.1, 0.91, 0.01), 2)
MOST_FALSE_BOXES = 0.05  # per empty frame
VIDEO_SETS = ("deepfish", "seagrass")


def blend(one, other, share):
    """Weights between two networks that come from one start: `share` of the other."""
    return {k: (1 - share) * v + share * other[k] if v.is_floating_point() else v for k, v in one.items()}


def choose_weights(last, start, held_out, variant):
    """The last epoch, or a blend of it with the weights that the training started from, whichever is best on all
    held-out samples. A blend forgets less of what the start knew."""
    tried = []
    for share in SHARES if start else (1.0,):
        network = Yolox(classes=len(variant.aquarium), time=variant.time)
        network.load_state_dict(blend(start, last, share) if start else last)
        tried.append((share, network, validate(network, held_out, variant)))
    return max(tried, key=lambda choice: choice[2]["score"]), {share: result for share, _, result in tried}


def of(source, samples, found):
    """The pairs of one set."""
    return tuple(zip(*((s, f) for s, f in zip(samples, found) if s.source == source)))


def choose_iou(samples, found):
    """The overlap threshold with the best AP50, by the weights of the sets."""
    curve = {}
    for iou in IOUS:
        kept = [nms(boxes, iou) for boxes in found]
        curve[iou] = round(sum(w * coco_measures(*of(s, samples, kept))["AP50"] for s, w in WEIGHTS.items()), 4)
    return max(curve, key=curve.get), curve


def choose_score(samples, detections):
    """The score threshold with the best mean F1 over the two video sets, among those that give at most
    MOST_FALSE_BOXES per empty frame in each of the sets with empty frames, aquarium pictures apart."""
    curve = []
    for score in SCORES:
        row = {s: at_threshold(*of(s, samples, detections), score) for s in (*VIDEO_SETS, "river")}
        curve.append({"score": float(score), "mean_f1": round(sum(row[s]["f1"] for s in VIDEO_SETS) / 2, 4),
                      **{f"{s}_{k}": row[s][k] for s in VIDEO_SETS for k in ("precision", "recall")},
                      **{f"{s}_false_boxes_per_empty_frame": row[s]["false_boxes_per_empty_frame"]
                         for s in ("deepfish", "river")}})
    allowed = [row for row in curve if max(row["deepfish_false_boxes_per_empty_frame"],
                                           row["river_false_boxes_per_empty_frame"]) <= MOST_FALSE_BOXES]
    return max(allowed or curve[-1:], key=lambda row: row["mean_f1"]), curve


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--work", required=True, help="folder with last.pth; receives chosen.pth")
    parser.add_argument("--start", help="the checkpoint that the training started from, to try blends with it")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    work = Path(args.work)
    last = torch.load(work / "last.pth", map_location="cpu", weights_only=True)
    start = torch.load(args.start, map_location="cpu", weights_only=True)["average"] if args.start else None
    variant = data.VARIANTS[last["arguments"]["model"]]
    held_out = [s for source in data.HELD_OUT for s in data.load_detect(args.data, source, "train", variant)
                if s.held_out]
    samples = held_out + data.load_river(args.data, data.RIVER_HELD_OUT)
    if variant.time:
        data.know_backgrounds(samples)
    (share, network, validation), shares = choose_weights(last["average"], start, held_out, variant)
    found = candidates(torch_network(exportable(network)), samples, variant.time)
    iou, ious = choose_iou(samples, found)
    score, scores = choose_score(samples, [nms(boxes, iou) for boxes in found])
    chosen = {"share": share, "validation": validation, "shares": shares, "iou": iou, "ious": ious,
              "score": score["score"], "at_score": score, "scores": scores}
    torch.save({"average": network.state_dict(), "chosen": chosen, "history": last["history"],
                "arguments": last["arguments"]}, work / "chosen.pth")
    print(json.dumps(chosen, indent=1))


if __name__ == "__main__":
    main()
