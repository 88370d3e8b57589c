"""Prediction and COCO-style measures."""

import contextlib
import io
from dataclasses import replace

import numpy as np
import torch
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from data import HEIGHT, HELD_OUT, WIDTH, network_picture
from export import exportable
from yolox import decode, grid

NMS_IOU = 0.6  # in the validation of epochs; choose.py finds the one that ships
MIN_SCORE = 0.01
MAX_CANDIDATES, MAX_BOXES = 400, 100
WEIGHTS = {"deepfish": 0.45, "seagrass": 0.45, "aquarium": 0.1}  # of the held-out sets, for choosing


def iou_matrix(a, b):
    overlap = np.minimum(a[:, None, 2:4], b[None, :, 2:4]) - np.maximum(a[:, None, :2], b[None, :, :2])
    overlap = np.clip(overlap, 0, None).prod(2)
    area = lambda boxes: np.prod(boxes[:, 2:4] - boxes[:, :2], 1)
    return overlap / np.maximum(area(a)[:, None] + area(b)[None] - overlap, 1e-6)


def nms(boxes, iou):
    """Greedy suppression of rows (x0, y0, x1, y1, score, class), best first, within each class."""
    overlaps = (iou_matrix(boxes, boxes) > iou) & (boxes[:, None, 5] == boxes[None, :, 5])
    kept = []
    for i in range(len(boxes)):
        if not overlaps[i, kept].any():
            kept.append(i)
        if len(kept) == MAX_BOXES:
            break
    return boxes[kept]


def candidates_of(rows, cells, strides, scale, width, height):
    """Rows [A, 5 + classes] with probabilities to boxes with score and class in source pixels, best first, before
    suppression."""
    score, kind = rows[:, 4] * rows[:, 5:].max(1), rows[:, 5:].argmax(1)
    keep = score > MIN_SCORE
    found = decode(torch.from_numpy(rows[keep]), cells[keep], strides[keep]).numpy()
    centre, half = found[:, :2], found[:, 2:] / 2
    found = np.concatenate((centre - half, centre + half), 1) / scale
    found = np.clip(found, 0, (width, height, width, height))
    found = np.concatenate((found, score[keep, None], kind[keep, None]), 1).astype(np.float32)
    return found[np.argsort(-found[:, 4], kind="stable")][:MAX_CANDIDATES]


def candidates(network, samples, time, batch=8):
    """Boxes of every sample before suppression. `network` maps uint8 [N, H, W, 3] to the exported rows."""
    cells, strides = grid(HEIGHT, WIDTH)
    found = []
    for start in range(0, len(samples), batch):
        part = samples[start:start + batch]
        pictures, scales = zip(*(network_picture(sample, time) for sample in part))
        for sample, rows, scale in zip(part, network(np.stack(pictures)), scales):
            height, width = sample.image.shape[:2]
            found.append(candidates_of(rows, cells, strides, scale, width, height))
    return found


def predict(network, samples, time, iou=NMS_IOU):
    """Detections of every sample."""
    return [nms(boxes, iou) for boxes in candidates(network, samples, time)]


def torch_network(exported):
    """Adapter from the export module to numpy pictures."""
    def run(pictures):
        with torch.inference_mode():
            return exported(torch.from_numpy(pictures)).numpy()
    return run


def coco_measures(samples, detections):
    """AP (0.50:0.95), AP50 and AP by COCO's areas, by pycocotools."""
    xywh = lambda box: [float(box[0]), float(box[1]), float(box[2] - box[0]), float(box[3] - box[1])]
    images, truths, results = [], [], []
    for i, (sample, found) in enumerate(zip(samples, detections), 1):
        images.append({"id": i, "width": sample.image.shape[1], "height": sample.image.shape[0]})
        for box in sample.boxes:
            x, y, w, h = xywh(box)
            truths.append({"id": len(truths) + 1, "image_id": i, "category_id": 1, "iscrowd": 0,
                           "bbox": [x, y, w, h], "area": w * h})
        results += [{"image_id": i, "category_id": 1, "bbox": xywh(box), "score": float(box[4])} for box in found]
    if not truths or not results:
        return dict.fromkeys(("AP", "AP50", "AP_small", "AP_medium", "AP_large"), 0.0)
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = {"images": images, "annotations": truths, "categories": [{"id": 1, "name": "fish"}]}
        coco.createIndex()
        run = COCOeval(coco, coco.loadRes(results), "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
    names = ("AP", "AP50", None, "AP_small", "AP_medium", "AP_large")
    return {name: round(float(value), 4) for name, value in zip(names, run.stats) if name}


def matches(sample, found, iou=0.5):
    """Greedy matching by score: which detections are right, which truths are found."""
    right = np.zeros(len(found), bool)
    hit = np.zeros(len(sample.boxes), bool)
    if len(found) and len(hit):
        overlaps = iou_matrix(found, sample.boxes)
        for i in range(len(found)):
            free = np.where(hit, 0, overlaps[i])
            best = int(free.argmax())
            if free[best] >= iou:
                right[i] = hit[best] = True
    return right, hit


def at_threshold(samples, detections, threshold, small_side=16):
    """Precision, recall, F1, recall of tiny fish and false boxes per empty frame."""
    right = boxes = fish = found_fish = tiny = tiny_found = empty = empty_boxes = 0
    for sample, found in zip(samples, detections):
        found = found[found[:, 4] >= threshold]
        good, hit = matches(sample, found)
        is_tiny = np.prod(sample.boxes[:, 2:] - sample.boxes[:, :2], 1) < small_side ** 2
        right, boxes = right + int(good.sum()), boxes + len(found)
        fish, found_fish = fish + len(hit), found_fish + int(hit.sum())
        tiny, tiny_found = tiny + int(is_tiny.sum()), tiny_found + int(hit[is_tiny].sum())
        if not len(hit):
            empty, empty_boxes = empty + 1, empty_boxes + len(found)
    ratio = lambda a, b: round(a / b, 4) if b else None
    precision, recall = ratio(right, boxes), ratio(found_fish, fish)
    f1 = round(2 * right / max(1, boxes + fish), 4)
    return {"threshold": threshold, "precision": precision, "recall": recall, "f1": f1,
            f"recall_under_{small_side}px": ratio(tiny_found, tiny), f"fish_under_{small_side}px": tiny,
            "empty_frames": empty, "false_boxes_per_empty_frame": ratio(empty_boxes, empty)}


def of_class(samples, detections, kind):
    """Truth and boxes of one class."""
    truth = [replace(s, boxes=s.boxes[s.labels == kind], labels=s.labels[s.labels == kind]) for s in samples]
    return truth, [found[found[:, 5] == kind] for found in detections]


def validate(network, held_out, variant):
    """AP of a network on the held-out samples, of fish by source and of the other classes; `score` is what weights are
    chosen by."""
    run = torch_network(exportable(network))
    result = {}
    for source in HELD_OUT:
        samples = [s for s in held_out if s.source == source]
        all_detections = predict(run, samples, variant.time)
        if source == "aquarium" and len(variant.aquarium) > 1:
            others = (coco_measures(*of_class(samples, all_detections, k)) for k in range(1, len(variant.aquarium)))
            result["other_classes_AP50"] = [measures["AP50"] for measures in others]
        samples, detections = of_class(samples, all_detections, 0)
        measures = coco_measures(samples, detections)
        spurious = at_threshold(samples, detections, 0.3)["false_boxes_per_empty_frame"]
        result[source] = {"AP": measures["AP"], "AP50": measures["AP50"], "false_boxes_per_empty_frame": spurious}
    result["score"] = round(sum(w * result[s]["AP50"] for s, w in WEIGHTS.items()), 4)
    return result
