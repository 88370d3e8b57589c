"""SimOTA assignment and the detection loss."""

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as bce
from torch.nn.functional import logsigmoid, one_hot

from yolox import decode

CENTRE_RADIUS = 1.5  # in strides
IOU_COST, OUTSIDE_COST = 3.0, 1e6
BOX_WEIGHT = 5.0
DISTANT, UNSURE, UNSURE_WEIGHT = 40.0, 0.4, 0.25


def corners(boxes):
    """(cx, cy, w, h) to (x0, y0, x1, y1)."""
    half = boxes[..., 2:] / 2
    return torch.cat((boxes[..., :2] - half, boxes[..., :2] + half), -1)


def iou_and_giou(a, b):
    """IoU and generalised IoU of boxes given by corners, broadcast."""
    overlap = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0).prod(-1)
    union = (a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1) - overlap
    hull = (torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])).prod(-1)
    iou = overlap / union.clamp(min=1e-6)
    return iou, iou - (hull - union) / hull.clamp(min=1e-6)


@torch.no_grad()
def assign(truth, labels, boxes, obj, cls, middles, strides):
    """SimOTA for one picture: indices of the positive rows and of their truths.

    A truth takes the k cheapest rows near its centre, k being the sum of its ten
    best IoUs; a row wanted by several truths goes to the cheapest.
    """
    centre = (truth[:, :2] + truth[:, 2:]) / 2
    near = (middles[None] - centre[:, None]).abs().amax(-1) < CENTRE_RADIUS * strides[None, :, 0]
    rows = near.any(0).nonzero()[:, 0]
    iou, _ = iou_and_giou(truth[:, None], boxes[None, rows])
    class_cost = -(logsigmoid(obj[rows])[None] + logsigmoid(cls[rows][:, labels].T)) / 2
    cost = class_cost - IOU_COST * (iou + 1e-8).log() + OUTSIDE_COST * ~near[:, rows]
    k = iou.topk(min(10, len(rows)), 1).values.sum(1).int().clamp(min=1)
    wanted = (cost.argsort(1).argsort(1) < k[:, None]) & near[:, rows]
    cheapest = torch.where(wanted, cost, torch.inf).min(0)
    taken = cheapest.values.isfinite()
    return rows[taken], cheapest.indices[taken]


def detection_loss(raw, truths, classes, weak, cells, strides, with_l1):
    """Loss terms of a batch. `weak` marks cells of pictures where distant fish may lack labels:
    there, small objects that the network believes in cost less when no label backs them."""
    boxes = corners(decode(raw, cells, strides))
    middles = (cells + 0.5) * strides
    objectness = torch.zeros_like(raw[..., 4])
    images, rows, targets, kinds = [], [], [], []
    for i, truth in enumerate(truths):
        if len(truth):
            row, match = assign(truth, classes[i], boxes[i].detach(), raw[i, :, 4], raw[i, :, 5:], middles, strides)
            images.append(torch.full_like(row, i))
            rows.append(row)
            targets.append(truth[match])
            kinds.append(classes[i][match])
            objectness[i, row] = 1
    weight = torch.ones_like(objectness)
    fine = weak.flatten(1).shape[1]  # the rows of stride 8 come first
    with torch.no_grad():
        sides = (boxes[:, :fine, 2:] - boxes[:, :fine, :2]).amax(-1)
        believed = (raw[:, :fine, 4].sigmoid() > UNSURE) & (sides < DISTANT) & (objectness[:, :fine] == 0)
        weight[:, :fine][weak.flatten(1) & believed] = UNSURE_WEIGHT
    count = max(1, int(objectness.sum()))
    terms = {"obj": bce(raw[..., 4], objectness, weight, reduction="sum") / count}
    if rows:
        images, rows, targets, kinds = torch.cat(images), torch.cat(rows), torch.cat(targets), torch.cat(kinds)
        picked = raw[images, rows]
        iou, giou = iou_and_giou(boxes[images, rows], targets)
        terms["box"] = BOX_WEIGHT * (1 - giou).sum() / count
        likeness = one_hot(kinds, raw.shape[-1] - 5) * iou.detach().clamp(0, 1)[:, None]
        terms["cls"] = bce(picked[:, 5:], likeness, reduction="sum") / count
        if with_l1:
            stride = strides[rows]
            centre = (targets[:, :2] + targets[:, 2:]) / 2 / stride - cells[rows]
            size = ((targets[:, 2:] - targets[:, :2]) / stride).clamp(min=1e-3).log()
            terms["l1"] = (picked[:, :4] - torch.cat((centre, size), 1)).abs().sum() / count
    return terms
