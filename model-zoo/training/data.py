"""Pictures, labels, splits and augmentation for the fish detector."""

import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import IterableDataset

WIDTH, HEIGHT = 640, 352
PAD = 114
AQUARIUM_FISH = {0, 4, 6}  # fish, shark, stingray
TRAIN_SIZES = ((256, 480), (288, 512), (320, 576), (HEIGHT, WIDTH))

# Held out of the train splits, by place, day or photo series, to choose on.
HELD_OUT = {
    "deepfish": ("9907_", "7623_"),
    "seagrass": ("05C", "04C3"),
    "aquarium": ("IMG_31", "IMG_859"),
}
PER_VIDEO = {"deepfish": 34, "seagrass": 9, "aquarium": 1000}  # frames of one video in an epoch
CORAL_POOL, CORAL_PER_EPOCH = 140, 90


@dataclass
class Sample:
    """One picture with its fish boxes (x0, y0, x1, y1 in source pixels)."""

    source: str
    path: Path
    boxes: np.ndarray
    polygons: list = field(default_factory=list)
    image: np.ndarray = None

    @property
    def video(self):
        stem = self.path.stem
        if self.source == "aquarium":
            return "aquarium"
        return re.sub(r"(\.mov_5fps)?_f?\d+$", "", stem)

    @property
    def held_out(self):
        return self.path.name.startswith(HELD_OUT.get(self.source, ("\0",)))


def read_rgb(path):
    return cv2.cvtColor(cv2.imread(str(path), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def yolo_boxes(path, width, height, classes):
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    rows = [[float(v) for v in row[1:5]] for row in rows if int(row[0]) in classes]
    cx, cy, w, h = np.array(rows, np.float32).reshape(-1, 4).T
    boxes = np.stack((cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2), 1)
    return boxes * np.array([width, height, width, height], np.float32)


def load_detect(root, source, split):
    """All samples of detect/<source>/<split>, decoded, in order of file name."""
    folder = Path(root) / "detect" / source / split
    classes = AQUARIUM_FISH if source == "aquarium" else {0}
    polygons = defaultdict(list)
    if (folder / "instances.json").exists():
        truth = json.loads((folder / "instances.json").read_text())
        names = {image["id"]: image["file_name"] for image in truth["images"]}
        for fish in truth["annotations"]:
            polygons[names[fish["image_id"]]] += fish["segmentation"][:1]
    samples = []
    for path in sorted((folder / "images").iterdir()):
        image = read_rgb(path)
        boxes = yolo_boxes(folder / "labels" / (path.stem + ".txt"), image.shape[1], image.shape[0], classes)
        samples.append(Sample(source, path, boxes, polygons[path.name], image))
    return samples


def load_coral(root, seed):
    """A fixed choice of reef patches without fish, used as negatives."""
    paths = sorted((Path(root) / "coral-condition" / "train").iterdir())
    paths = sorted(random.Random(seed).sample(paths, CORAL_POOL))
    return [Sample("coral", path, np.zeros((0, 4), np.float32), image=read_rgb(path)) for path in paths]


def letterbox(image, width=WIDTH, height=HEIGHT):
    """Scales into the top-left corner of a grey canvas; gives canvas and scale."""
    h, w = image.shape[:2]
    scale = min(width / w, height / h)
    size = (max(1, round(w * scale)), max(1, round(h * scale)))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    canvas = np.full((height, width, 3), PAD, np.uint8)
    canvas[:size[1], :size[0]] = cv2.resize(image, size, interpolation=interpolation)
    return canvas, scale


def epoch_samples(pool, rng):
    """A balanced draw: few frames of each video, since neighbours are near-copies."""
    videos = defaultdict(list)
    for sample in pool:
        videos[sample.source, sample.video].append(sample)
    chosen = []
    for (source, _), frames in sorted(videos.items(), key=lambda item: item[0]):
        if source != "coral":
            chosen += rng.sample(frames, min(PER_VIDEO[source], len(frames)))
    coral = [sample for sample in pool if sample.source == "coral"]
    chosen += rng.sample(coral, min(CORAL_PER_EPOCH, len(coral)))
    rng.shuffle(chosen)
    return chosen


def fish_cutouts(samples, longest=128):
    """Outlined fish as RGBA pictures, for pasting into other scenes."""
    cutouts = []
    for sample in samples:
        for polygon in sample.polygons:
            points = np.array(polygon, np.float32).reshape(-1, 2)
            x0, y0 = np.maximum(points.min(0).astype(int), 0)
            x1, y1 = np.minimum(points.max(0).astype(int) + 1, sample.image.shape[1::-1])
            if min(x1 - x0, y1 - y0) < 12:
                continue
            alpha = np.zeros((y1 - y0, x1 - x0), np.uint8)
            cv2.fillPoly(alpha, [np.round(points - (x0, y0)).astype(np.int32)], 255)
            cutout = np.dstack((sample.image[y0:y1, x0:x1], alpha))
            scale = longest / max(cutout.shape[:2])
            if scale < 1:
                cutout = cv2.resize(cutout, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            cutouts.append(cutout)
    return cutouts


class Canvas:
    """A training picture in the making: pixels, boxes, and where labels are incomplete."""

    def __init__(self, height, width):
        self.image = np.full((height, width, 3), PAD, np.uint8)
        self.boxes = np.zeros((0, 4), np.float32)
        self.weak = np.zeros((height // 8, width // 8), bool)

    def place(self, sample, region, zoom, rng, corner=False):
        """Draws `sample`, at `zoom` times its letterbox scale, into a part of the canvas.

        `corner` puts it into the top-left corner as inference does, else the
        position is random, mostly such that some fish stays in view.
        """
        x0, y0, x1, y1 = region
        rw, rh = x1 - x0, y1 - y0
        h, w = sample.image.shape[:2]
        height, width = self.image.shape[:2]
        scale = min(width / w, height / h) * zoom
        sx, sy = (scale, scale) if corner else (scale * rng.uniform(0.9, 1.1), scale * rng.uniform(0.9, 1.1))
        flip = rng.random() < 0.5
        boxes = sample.boxes.copy()
        if flip:
            boxes[:, [0, 2]] = w - boxes[:, [2, 0]]
        boxes *= np.array([sx, sy, sx, sy], np.float32)
        offset = []
        target = rng.choice(boxes) if len(boxes) and rng.random() < 0.7 else None
        for axis, room in ((0, rw - w * sx), (1, rh - h * sy)):
            low, high = min(room, 0), max(room, 0)
            if corner:
                shift = 0
            elif target is not None and room < 0:
                middle = (target[axis] + target[axis + 2]) / 2
                shift = min(max(rng.uniform(0, (rw, rh)[axis]) - middle, low), high)
            else:
                shift = rng.uniform(low, high)
            offset.append(shift)
        matrix = np.array([[sx, 0, offset[0]], [0, sy, offset[1]]], np.float32)
        if flip:
            matrix[0] = (-sx, 0, w * sx + offset[0])
        tile = cv2.warpAffine(sample.image, matrix, (rw, rh), flags=rng.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC)),
                              borderMode=cv2.BORDER_CONSTANT, borderValue=(PAD,) * 3)
        self.image[y0:y1, x0:x1] = tile
        if sample.source == "seagrass":
            self.weak[y0 // 8:y1 // 8, x0 // 8:x1 // 8] = True
        if len(boxes):
            boxes += np.array(offset * 2, np.float32)
            full = np.prod(boxes[:, 2:] - boxes[:, :2], 1)
            boxes = np.clip(boxes, 0, (rw, rh, rw, rh))
            sides = boxes[:, 2:] - boxes[:, :2]
            keep = (np.prod(sides, 1) > 0.3 * full) & (sides.min(1) > 2.5)
            self.boxes = np.concatenate((self.boxes, boxes[keep] + (x0, y0, x0, y0))).astype(np.float32)

    def paste(self, cutout, size, rng):
        """Pastes an outlined fish of about `size` pixels, faded towards its surroundings."""
        h, w = cutout.shape[:2]
        scale = size / (h * w) ** 0.5
        matrix = cv2.getRotationMatrix2D((w / 2, h / 2), rng.uniform(-15, 15), 1)
        cutout = cv2.warpAffine(cutout, matrix, (w, h))
        cutout = cv2.resize(cutout, (max(4, round(w * scale)), max(4, round(h * scale))), interpolation=cv2.INTER_AREA)
        cutout = cutout[:, ::rng.choice((1, -1))]
        h, w = cutout.shape[:2]
        height, width = self.image.shape[:2]
        if h >= height or w >= width:
            return
        x, y = rng.randrange(width - w), rng.randrange(height - h)
        ys, xs = np.nonzero(cutout[..., 3] > 127)
        if len(xs) < 8:
            return
        box = np.array([[x + xs.min(), y + ys.min(), x + xs.max() + 1, y + ys.max() + 1]], np.float32)
        overlap = np.minimum(self.boxes[:, 2:], box[:, 2:]) - np.maximum(self.boxes[:, :2], box[:, :2])
        if (overlap > 0).all(1).any():
            return
        target = self.image[y:y + h, x:x + w].astype(np.float32)
        alpha = cv2.GaussianBlur(cutout[..., 3], (3, 3), 0)[..., None] / 255 * rng.uniform(0.75, 1)
        fish = cutout[..., :3].astype(np.float32)
        fish_mean = fish[ys, xs].mean(0)
        around = target.mean((0, 1))
        fish = around + (fish_mean - around) * rng.uniform(0.3, 0.9) + (fish - fish_mean) * rng.uniform(0.5, 1.1)
        blended = target + alpha * (fish - target)
        self.image[y:y + h, x:x + w] = np.clip(blended, 0, 255).astype(np.uint8)
        self.boxes = np.concatenate((self.boxes, box))


def water_and_camera(image, rng, nrng):
    """Light, water colour, haze, drifting particles, blur, low resolution, noise, JPEG."""
    h, w = image.shape[:2]
    levels = np.arange(256, dtype=np.float32)[:, None] / 255
    gains = np.array([rng.uniform(0.8, 1.2)] * 3)
    if rng.random() < 0.5:  # red is lost first, then green or blue
        gains *= (rng.uniform(0.5, 1.1), rng.uniform(0.75, 1.15), rng.uniform(0.75, 1.15))
    table = levels ** rng.uniform(0.65, 1.5) * gains
    table = (table - 0.5) * rng.uniform(0.7, 1.3) + 0.5 + rng.uniform(-0.1, 0.1)
    if rng.random() < 0.3:
        veil = np.array([rng.uniform(0, 0.4), rng.uniform(0.2, 0.7), rng.uniform(0.2, 0.8)])
        table += (veil - table) * rng.uniform(0.1, 0.55)
    if rng.random() < 0.05:
        image = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    image = cv2.LUT(image, np.clip(table * 255, 0, 255).astype(np.uint8)[:, None])
    if rng.random() < 0.1:
        snow = np.zeros((h, w), np.uint8)
        for _ in range(rng.randrange(10, 60)):
            cv2.circle(snow, (rng.randrange(w), rng.randrange(h)), rng.choice((1, 1, 2)), rng.randrange(40, 140), -1)
        image = cv2.add(image, cv2.merge([cv2.GaussianBlur(snow, (5, 5), 0)] * 3))
    if rng.random() < 0.2:
        factor = rng.uniform(0.4, 0.8)
        small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        image = cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)
    elif rng.random() < 0.15:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.5))
    if rng.random() < 0.15:
        noise = nrng.standard_normal((h, w, 1), np.float32) * rng.uniform(2, 10)
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.2:
        quality = [cv2.IMWRITE_JPEG_QUALITY, rng.randrange(25, 80)]
        image = cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], cv2.IMREAD_COLOR)
    return image


def training_picture(sample, pool, cutouts, size, calm, rng, nrng):
    """One augmented picture. `calm` is the last part of the training: no mosaic, less zoom."""
    height, width = size
    canvas = Canvas(height, width)
    full = (0, 0, width, height)
    if not calm and rng.random() < 0.5:
        cx = round(width * rng.uniform(0.3, 0.7)) // 8 * 8
        cy = round(height * rng.uniform(0.3, 0.7)) // 8 * 8
        tiles = ((0, 0, cx, cy), (cx, 0, width, cy), (0, cy, cx, height), (cx, cy, width, height))
        for tile, part in zip(tiles, [sample] + rng.sample(pool, 3)):
            canvas.place(part, tile, 2 ** rng.uniform(-1, 0.4), rng)
    elif rng.random() < (0.5 if calm else 0.25):
        canvas.place(sample, full, 1, rng, corner=True)
    else:
        canvas.place(sample, full, 2 ** (rng.uniform(-0.3, 0.6) if calm else rng.uniform(-0.6, 0.9)), rng)
    if rng.random() < (0.1 if calm else 0.3):
        size = 2 ** rng.uniform(3.2, 6.3)
        for _ in range(rng.randrange(1, 6)):
            canvas.paste(rng.choice(cutouts), size * rng.uniform(0.8, 1.25), rng)
    canvas.image = water_and_camera(canvas.image, rng, nrng)
    return canvas


class EpochBatches(IterableDataset):
    """Batches of one epoch: uint8 pictures [B, H, W, 3], list of boxes, weak masks [B, h, w]."""

    def __init__(self, pool, cutouts, batch, seed, schedule):
        self.pool, self.cutouts, self.batch, self.seed, self.schedule = pool, cutouts, batch, seed, schedule
        self.epoch = 0

    def __iter__(self):
        rng = random.Random(f"{self.seed}-{self.epoch}")
        nrng = np.random.default_rng([self.seed, self.epoch])
        chosen = epoch_samples(self.pool, rng)
        for start in range(0, len(chosen) - self.batch + 1, self.batch):
            progress = self.schedule.progress()
            size = rng.choice(TRAIN_SIZES) if progress < self.schedule.multi_scale_until else (HEIGHT, WIDTH)
            calm = progress >= self.schedule.mosaic_until
            drawn = [training_picture(sample, chosen, self.cutouts, size, calm, rng, nrng)
                     for sample in chosen[start:start + self.batch]]
            yield (torch.from_numpy(np.stack([c.image for c in drawn])),
                   [torch.from_numpy(c.boxes) for c in drawn],
                   torch.from_numpy(np.stack([c.weak for c in drawn])))
