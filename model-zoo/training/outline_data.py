"""Fish with their outlines for the outliner: crops around a box, and how they are varied."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from pictures import Look, camera, read_rgb, resize, water

SIDE = 128
MARGIN = 0.15  # of the box's side, added on each side
HELD_OUT = ("05C", "04C3")  # a day and a camera of the train split, to choose on
FINE = 4  # an outline is drawn this much larger, then averaged
LOOK = Look(side=SIDE, low=0.3, lowest=40)


@dataclass
class Fish:
    image: np.ndarray  # the frame, RGB
    outline: np.ndarray  # [n, 2], pixel centres at integers
    frame: str

    @property
    def box(self):
        return np.concatenate((self.outline.min(0), self.outline.max(0)))

    @property
    def video(self):
        return self.frame.rsplit("_", 1)[0]

    @property
    def held_out(self):
        return self.frame.startswith(HELD_OUT)


def load_fish(root, split):
    """Every fish of detect/seagrass that is outlined as one part; few have a box alone."""
    folder = Path(root) / "detect" / "seagrass" / split
    truth = json.loads((folder / "instances.json").read_text())
    names = {image["id"]: image["file_name"] for image in truth["images"]}
    outlines = defaultdict(list)
    for fish in truth["annotations"]:
        if len(fish["segmentation"]) == 1:
            outline = np.array(fish["segmentation"][0], np.float64).reshape(-1, 2) - 0.5
            outlines[names[fish["image_id"]]].append(outline)
    found = []
    for name in sorted(outlines):
        image = read_rgb(folder / "images" / name)
        found += [Fish(image, outline, name) for outline in outlines[name]]
    return found


def load_backgrounds(root):
    """Pictures without fish: DeepFish frames with an empty label, coral patches."""
    folder = Path(root) / "detect" / "deepfish" / "train"
    empty = [path for path in sorted((folder / "labels").iterdir()) if not path.read_text().strip()]
    paths = [folder / "images" / (path.stem + ".jpg") for path in empty[::6]]
    paths += sorted((Path(root) / "coral-condition" / "train").iterdir())[::2]
    return [read_rgb(path) for path in paths]


def region_of(box, width, height):
    """The whole pixels (left, top, right, bottom; right and bottom excluded) that the network sees of a box."""
    left, top, right, bottom = box
    dx, dy = MARGIN * (right - left), MARGIN * (bottom - top)
    left, top = max(0, int(np.floor(left - dx + 0.5))), max(0, int(np.floor(top - dy + 0.5)))
    right, bottom = min(width, int(np.ceil(right + dx + 0.5))), min(height, int(np.ceil(bottom + dy + 0.5)))
    return left, top, max(right, left + 1), max(bottom, top + 1)


def picture_of(image, region):
    left, top, right, bottom = region
    return resize(image[top:bottom, left:right], SIDE, SIDE)


def mask_of(outline):
    """Share of each cell of the SIDE x SIDE grid that an outline, in cells with centres at integers, covers."""
    large = np.zeros((SIDE * FINE, SIDE * FINE), np.uint8)
    cv2.fillPoly(large, [np.round((outline + 0.5) * FINE - 0.5).astype(np.int32)], 255)
    return cv2.resize(large, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def in_region(outline, region):
    left, top, right, bottom = region
    scale = SIDE / np.array([right - left, bottom - top], np.float64)
    return (outline - (left, top) + 0.5) * scale - 0.5


def jittered(box, rng, amount):
    """A box as a detector might give it: each edge moved by up to `amount` of the side."""
    side = np.tile(box[2:] - box[:2], 2)
    return box + rng.uniform(-amount, amount, 4) * side


def as_asked(fish, box):
    """Picture, outline's mask and region of a fish without augmentation."""
    region = region_of(box, fish.image.shape[1], fish.image.shape[0])
    return picture_of(fish.image, region), mask_of(in_region(fish.outline, region)), region


def turned(fish, rng):
    """Picture and mask of a fish turned, mirrored and sheared, in a box that is somewhat wrong."""
    if rng.random() < 0.3:
        angle = 0.0
    else:
        angle = np.deg2rad(rng.uniform(-25, 25) if rng.random() < 0.6 else rng.uniform(-180, 180))
    if angle == 0:
        picture, mask, _ = as_asked(fish, jittered(fish.box, rng, 0.12))
        return (picture[:, ::-1], mask[:, ::-1]) if rng.random() < 0.5 else (picture, mask)
    flip = np.diag([rng.choice([-1.0, 1.0]), 1.0])
    linear = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    linear = linear @ np.array([[1, rng.uniform(-0.2, 0.2)], [0, np.exp(rng.uniform(-0.4, 0.4))]]) @ flip
    outline = fish.outline @ linear.T
    left, top, right, bottom = jittered(np.concatenate((outline.min(0), outline.max(0))), rng, 0.12)
    grow = 1 + 2 * MARGIN
    scale = SIDE / np.maximum(4, grow * np.array([right - left, bottom - top]))
    matrix = np.diag(scale) @ linear
    offset = np.full(2, (SIDE - 1) / 2) - scale * np.array([(left + right) / 2, (top + bottom) / 2])
    image = fish.image
    shrink = min(1.0, np.sqrt(abs(np.linalg.det(matrix))))
    if shrink < 0.75:  # shrink without aliasing first, then warp
        image = cv2.GaussianBlur(image, (0, 0), 0.4 / shrink)
    picture = cv2.warpAffine(image, np.column_stack((matrix, offset)), (SIDE, SIDE), flags=cv2.INTER_LINEAR,
                             borderMode=cv2.BORDER_REFLECT_101)
    return picture, mask_of(fish.outline @ matrix.T + offset)


def background(images, rng):
    """Some part of a picture without fish."""
    image = images[rng.integers(len(images))]
    height, width = image.shape[:2]
    w, h = int(rng.uniform(0.15, 0.7) * width), int(rng.uniform(0.15, 0.7) * height)
    x, y = rng.integers(0, width - w), rng.integers(0, height - h)
    picture = cv2.resize(image[y:y + h, x:x + w], (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    return picture[:, ::-1] if rng.random() < 0.5 else picture


def pasted(picture, mask, onto, rng):
    """The fish of a picture in front of another one, its colour drawn towards it by some part."""
    fish = water(picture, rng, LOOK).astype(np.float32)
    inside = mask > 0.5
    if inside.any():
        fish += rng.uniform(0, 0.7) * (onto.mean((0, 1)) - fish[inside].mean(0))
    share = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.3, 1.2))[..., None]
    return np.clip(onto + share * (fish - onto), 0, 255).astype(np.uint8)


def beside(picture, mask, other, rng):
    """Another fish in the picture, behind the one that counts."""
    near, its_mask = turned(other, rng)
    shift = np.float32([[1, 0, rng.uniform(-1, 1) * SIDE], [0, 1, rng.uniform(-1, 1) * SIDE]])
    near = cv2.warpAffine(near, shift, (SIDE, SIDE), borderMode=cv2.BORDER_REFLECT_101)
    share = (cv2.warpAffine(its_mask, shift, (SIDE, SIDE)) * (1 - mask))[..., None]
    return np.clip(picture + share * (near.astype(np.float32) - picture), 0, 255).astype(np.uint8)


def augmented(fish, everyone, backgrounds, rng):
    picture, mask = turned(fish, rng)
    if rng.random() < 0.4:
        picture = pasted(picture, mask, background(backgrounds, rng), rng)
    if rng.random() < 0.2:
        picture = beside(picture, mask, everyone[rng.integers(len(everyone))], rng)
    return camera(water(picture, rng, LOOK), rng, LOOK), mask
