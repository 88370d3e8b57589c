"""Pictures, labels and splits of the fish detector, and how an epoch is drawn from them."""

import csv
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

import augment
import background

WIDTH, HEIGHT = 640, 352
TRAIN_SIZES = ((256, 480), (288, 512), (320, 576), (HEIGHT, WIDTH))

# Held out of the train splits, by place, day or photo series, to choose on.
HELD_OUT = {
    "deepfish": ("9907_", "7623_"),
    "seagrass": ("05C", "04C3"),
    "aquarium": ("IMG_31", "IMG_859"),
}

# Clips of a river counter without a fish, by their counts.csv: weed, bubbles, turbid water as negatives.
RIVER_CLIPS = ("1_2025-08-14_01-45-29", "1_2025-08-14_14-21-20", "1_2025-08-14_15-03-56")
# Clips of it that are not trained on and have no fish either: empty frames to choose the threshold on.
RIVER_HELD_OUT = ("1_2025-08-14_14-09-30", "1_2025-08-14_14-09-32", "1_2025-08-14_20-06-52")
RIVER_STEP, SEAGRASS_CLIP_STEP = 12, 4  # every so many frames of a clip
RIVER_RATE, FRAME_RATE = 10.0, 5.0  # frames a second of the river clips, and of DeepFish and seagrass frames

# Frames in an epoch, of one video (neighbouring frames are near-copies) or of a set that has no videos.
PER_VIDEO = {"deepfish": 34, "seagrass": 9, "seagrass-clip": 9, "aquarium": 1000, "coral": 160, "river": 12,
             "rendered": 130}
EMPTY_DEEPFISH = 46  # of a video without any fish: a habitat as a negative, or as a stage for pasted fish

SPECIES_CROPS = 60  # Fish4Knowledge crops of one species that are cut out for pasting
CUT_OUTS_OF_VIDEO = 40
CUT_OUT_SIDES = {"deepfish": (22, 10), "aquarium": (36, 3)}  # shortest side of a box in pixels, boxes of a picture


@dataclass(frozen=True)
class Variant:
    """What one detector sees and tells apart.

    `aquarium`: which classes of the aquarium set make each class of the network; the first is fish, as everywhere else.
    `time`: it also sees the background. `rest`: the share that is drawn of everything but aquarium pictures.
    """

    aquarium: tuple = ((0, 4, 6),)  # fish, shark, stingray
    time: bool = False
    rest: float = 1.0


VARIANTS = {
    "reef-fish-detector": Variant(),
    "reef-motion-detector": Variant(time=True),
    # fish, shark, ray, jellyfish, starfish; only the aquarium set has others than fish
    "reef-animal-detector": Variant(aquarium=((0,), (4,), (6,), (1,), (5,)), rest=0.35),
}


@dataclass
class Sample:
    """One picture with its fish boxes (x0, y0, x1, y1 in source pixels)."""

    source: str
    path: Path
    boxes: np.ndarray
    labels: np.ndarray
    polygons: list = field(default_factory=list)
    image: np.ndarray = None
    background: np.ndarray = None
    neighbours: list = field(default_factory=list)

    @property
    def number(self):
        return int(re.search(r"\d+$", self.path.stem).group())

    @property
    def video(self):
        stem = self.path.stem
        if self.source in ("aquarium", "coral", "rendered"):
            return self.source
        if self.source in ("river", "seagrass-clip"):
            return self.path.parent.name
        return re.sub(r"(\.mov_5fps)?_f?\d+$", "", stem)

    @property
    def held_out(self):
        return self.path.name.startswith(HELD_OUT.get(self.source, ("\0",)))


def read_rgb(path):
    return cv2.cvtColor(cv2.imread(str(path), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def yolo_boxes(path, width, height, classes):
    """Boxes and the position in `classes` of the group that holds each one's class; others are left out."""
    groups = {index: label for label, group in enumerate(classes) for index in group}
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    rows = [row for row in rows if int(row[0]) in groups]
    cx, cy, w, h = np.array([row[1:5] for row in rows], np.float32).reshape(-1, 4).T
    boxes = np.stack((cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2), 1)
    labels = np.array([groups[int(row[0])] for row in rows], np.int64)
    return boxes * np.array([width, height, width, height], np.float32), labels


def load_yolo(folder, source, classes=((0,),)):
    """All pictures of folder/images with the labels of folder/labels, decoded, in order of file name."""
    samples = []
    for path in sorted((folder / "images").iterdir()):
        image = read_rgb(path)
        labels = folder / "labels" / (path.stem + ".txt")
        samples.append(Sample(source, path, *yolo_boxes(labels, image.shape[1], image.shape[0], classes), image=image))
    return samples


def load_detect(root, source, split, variant=Variant()):
    """All samples of detect/<source>/<split>, with outlines where there are some."""
    folder = Path(root) / "detect" / source / split
    samples = load_yolo(folder, source, variant.aquarium if source == "aquarium" else ((0,),))
    if (folder / "instances.json").exists():
        polygons = defaultdict(list)
        truth = json.loads((folder / "instances.json").read_text())
        names = {image["id"]: image["file_name"] for image in truth["images"]}
        for fish in truth["annotations"]:
            polygons[names[fish["image_id"]]] += fish["segmentation"][:1]
        for sample in samples:
            sample.polygons = polygons[sample.path.name]
    return samples


def clip_frames(path, step):
    """Every `step`-th frame of a clip as (1-based number, RGB)."""
    capture = cv2.VideoCapture(str(path))
    number = 0
    while True:
        read, frame = capture.read()
        if not read:
            return
        number += 1
        if number % step == 1:
            yield number, cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)


def load_seagrass_clips(root):
    """Frames of the clips of the train split, with every annotated box."""
    folder = Path(root) / "clips" / "seagrass"
    samples = []
    with open(folder / "clips.csv", newline="") as file:
        clips = sorted(row["clip"] for row in csv.DictReader(file) if row["split"] == "train")
    for clip in clips:
        boxes = defaultdict(list)
        with open(folder / clip / "boxes.csv", newline="") as file:
            for row in csv.DictReader(file):
                x, y, w, h = (float(row[name]) for name in "xywh")
                boxes[int(row["frame"])].append((x, y, x + w, y + h))
        for number, image in clip_frames(folder / clip / f"{clip}.mp4", SEAGRASS_CLIP_STEP):
            found = np.array(boxes[number], np.float32).reshape(-1, 4)
            samples.append(Sample("seagrass-clip", folder / clip / f"{number:06d}", found,
                                  np.zeros(len(found), np.int64), image=image))
    return samples


def empty_sample(source, path, image):
    return Sample(source, path, np.zeros((0, 4), np.float32), np.zeros(0, np.int64), image=image)


def load_river(root, clips=RIVER_CLIPS):
    """Frames of river clips, as pictures without fish."""
    folder = Path(root) / "clips" / "salmonid-river"
    return [empty_sample("river", folder / clip / f"{number:06d}", image)
            for clip in clips for number, image in clip_frames(folder / f"{clip}.mp4", RIVER_STEP)]


def load_coral(root):
    """Reef patches without fish: negatives, and stages for pasted fish."""
    return [empty_sample("coral", path, read_rgb(path))
            for path in sorted((Path(root) / "coral-condition" / "train").iterdir())]


def load_extra(root, rendered=None):
    """What joins the pool beside the three detection sets; no part of it is held out."""
    extra = load_seagrass_clips(root) + load_river(root) + load_coral(root)
    return extra + (load_yolo(Path(rendered), "rendered") if rendered else [])


NEIGHBOURS = 60  # frame numbers before and after, of which a training picture's background is drawn


def know_neighbours(samples):
    """Tells every frame of a recording which others of it were taken shortly before and after."""
    videos = defaultdict(list)
    for sample in samples:
        if sample.source in ("deepfish", "seagrass", "seagrass-clip", "river"):
            videos[sample.source, sample.video].append(sample)
    for frames in videos.values():
        for sample in frames:
            sample.neighbours = [s for s in frames if 0 < abs(s.number - sample.number) <= NEIGHBOURS]


def know_backgrounds(samples):
    """Gives held-out and test frames the background that the library would have at that time."""
    videos = defaultdict(list)
    for sample in samples:
        if sample.source in ("deepfish", "river") or sample.source == "seagrass" and ".mov_5fps" in sample.path.stem:
            videos[sample.source, sample.video].append(sample)
    for (source, _), frames in videos.items():
        background.attach(frames, RIVER_RATE if source == "river" else FRAME_RATE)


def letterbox(image, width=WIDTH, height=HEIGHT):
    """Scales into the top-left corner of a grey canvas; gives canvas and scale."""
    h, w = image.shape[:2]
    scale = min(width / w, height / h)
    size = (max(1, round(w * scale)), max(1, round(h * scale)))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    canvas = np.full((height, width, 3), augment.PAD, np.uint8)
    canvas[:size[1], :size[0]] = cv2.resize(image, size, interpolation=interpolation)
    return canvas, scale


def network_picture(sample, time):
    """What the network takes of a sample, with its background below it if `time`, and the scale."""
    picture, scale = letterbox(sample.image)
    if time:
        behind = picture if sample.background is None else letterbox(sample.background)[0]
        picture = np.concatenate((picture, behind))
    return picture, scale


def epoch_samples(pool, rest, rng):
    """A balanced draw: few frames of each video, since neighbours are near-copies."""
    videos = defaultdict(list)
    for sample in pool:
        videos[sample.source, sample.video].append(sample)
    chosen = []
    for (source, _), frames in sorted(videos.items(), key=lambda item: item[0]):
        empty = source == "deepfish" and not any(len(s.boxes) for s in frames)
        count = min(EMPTY_DEEPFISH if empty else PER_VIDEO[source], len(frames))
        chosen += rng.sample(frames, count if source == "aquarium" else round(rest * count))
        if source == "aquarium":  # pictures of rare classes, or of none: twice an epoch
            chosen += [s for s in frames if not len(s.boxes) or s.labels.any()]
    rng.shuffle(chosen)
    return chosen


def load_cutouts(root, pool, seed):
    """Fish as RGBA pictures for pasting: outlined seagrass fish, and fish freed from their background by GrabCut
    out of Fish4Knowledge crops and out of boxes of the pool."""
    rng = random.Random(seed)
    outlined = [augment.cut_outline(s.image, polygon) for s in pool for polygon in s.polygons]
    freed = []
    for folder in sorted((Path(root) / "species" / "train").iterdir()):
        trajectories = {path.stem.split("_")[1]: path for path in sorted(folder.iterdir())}  # one crop of each
        paths = sorted(trajectories.values())
        for path in rng.sample(paths, min(SPECIES_CROPS, len(paths))):
            crop = read_rgb(path)
            h, w = crop.shape[:2]
            freed.append(augment.cut_fish(crop, (0.04 * w, 0.04 * h, 0.96 * w, 0.96 * h)))
    for source, (shortest, most) in CUT_OUT_SIDES.items():
        videos = defaultdict(list)
        for s in pool:
            if s.source == source:
                boxes = [b for b in s.boxes[s.labels == 0] if min(b[2:] - b[:2]) >= shortest]
                group = s.path.name if source == "aquarium" else s.video  # no videos there
                videos[group] += [(s, b) for b in boxes[:most]]
        for _, fish in sorted(videos.items()):
            for s, box in rng.sample(fish, min(CUT_OUTS_OF_VIDEO, len(fish))):
                freed.append(augment.cut_fish(s.image, box))
    return [[cutout for cutout in group if cutout is not None] for group in (outlined, freed)]


class EpochBatches(IterableDataset):
    """Batches of one epoch: uint8 pictures [B, H, W, 3], of twice the height with `time`, lists of boxes and of
    their classes, weak masks [B, h, w]."""

    def __init__(self, pool, cutouts, batch, seed, schedule, variant):
        self.pool, self.batch, self.seed, self.schedule, self.variant = pool, batch, seed, schedule, variant
        self.stock = augment.Stock(cutouts, [s for s in pool if not len(s.boxes)])
        self.epoch = 0

    def __iter__(self):
        rng = random.Random(f"{self.seed}-{self.epoch}")
        nrng = np.random.default_rng([self.seed, self.epoch])
        chosen = epoch_samples(self.pool, self.variant.rest, rng)
        for start in range(0, len(chosen) - self.batch + 1, self.batch):
            progress = self.schedule.progress()
            size = rng.choice(TRAIN_SIZES) if progress < self.schedule.multi_scale_until else (HEIGHT, WIDTH)
            calm = progress >= self.schedule.mosaic_until
            drawn = [augment.training_picture(sample, chosen, self.stock, size, calm, self.variant.time, rng, nrng)
                     for sample in chosen[start:start + self.batch]]
            yield (torch.from_numpy(np.stack([c.image for c in drawn])),
                   [torch.from_numpy(c.boxes) for c in drawn],
                   [torch.from_numpy(c.labels) for c in drawn],
                   torch.from_numpy(np.stack([c.weak for c in drawn])))
