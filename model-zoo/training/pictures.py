"""Cutting, fitting and augmenting the pictures of the classifiers."""

import hashlib
from dataclasses import dataclass

import cv2
import numpy as np

PAD = 114
cv2.setNumThreads(0)


@dataclass
class Sample:
    """A picture (RGB) and the window (centre x, centre y, width, height) in it that shows the animal or patch."""

    image: np.ndarray
    window: tuple
    target: object
    group: str  # what must stay on one side of a split: video, trajectory or photo
    source: str
    name: str
    framed: bool = True  # True: the window has its surroundings already; False: it is a tight box


def read_rgb(path):
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError(f"{path} is not a picture")
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def whole(image):
    height, width = image.shape[:2]
    return width / 2, height / 2, width, height


def around(image, box, factor=2.4):
    """The part of a frame around a box (x, y, w, h), and the box's window in that part."""
    x, y, w, h = box
    cx, cy, reach = x + w / 2, y + h / 2, factor / 2
    left, top = max(0, int(cx - w * reach)), max(0, int(cy - h * reach))
    right, bottom = min(image.shape[1], int(cx + w * reach) + 1), min(image.shape[0], int(cy + h * reach) + 1)
    return image[top:bottom, left:right].copy(), (cx - left, cy - top, w, h)


def cut(image, window):
    cx, cy, w, h = window
    left, top = max(0, int(round(cx - w / 2))), max(0, int(round(cy - h / 2)))
    return image[top:max(top + 1, int(round(cy + h / 2))), left:max(left + 1, int(round(cx + w / 2)))]


def resize(image, width, height):
    shrinks = width < image.shape[1] or height < image.shape[0]
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def fit(image, side, mode="letterbox-centre"):
    """A picture as the packages ask for it: in the middle of a square of grey 114, or stretched to the square."""
    if mode == "stretch":
        return resize(image, side, side)
    height, width = image.shape[:2]
    scale = side / max(width, height)
    w, h = max(1, round(width * scale)), max(1, round(height * scale))
    square = np.full((side, side, 3), PAD, np.uint8)
    x, y = (side - w) // 2, (side - h) // 2
    square[y:y + h, x:x + w] = resize(image, w, h)
    return square


def as_asked(sample, side, mode, margin=0.1):
    """The picture of a sample without augmentation; a tight box gets `margin` of its size on each side."""
    cx, cy, w, h = sample.window
    grow = 1.0 if sample.framed else 1 + 2 * margin
    return fit(cut(sample.image, (cx, cy, w * grow, h * grow)), side, mode)


@dataclass
class Look:
    """How far augmentation goes."""

    side: int
    mode: str = "letterbox-centre"
    zoom: tuple = (0.6, 1.1)  # of a framed window
    zoom_box: tuple = (0.9, 1.6)  # of a tight box
    turn: float = 15.0
    upright: bool = True  # False: also turned by quarters and upside down
    shift: float = 0.08
    stretch: float = 0.15
    low: float = 0.45  # chance of low resolution
    lowest: int = 24
    colour: float = 1.0
    grey: float = 0.06  # chance of no colour at all


def geometry(sample, rng, look):
    """The turned, shifted and zoomed picture, and the width and height of the grey margin it is to have."""
    cx, cy, w, h = sample.window
    low, high = look.zoom if sample.framed else look.zoom_box
    zoom = rng.uniform(low, high)
    w, h = w * zoom * np.exp(rng.uniform(-0.1, 0.1)), h * zoom * np.exp(rng.uniform(-0.1, 0.1))
    cx, cy = cx + rng.uniform(-look.shift, look.shift) * w, cy + rng.uniform(-look.shift, look.shift) * h
    side = look.side
    if look.mode == "stretch":
        sx, sy = side / w, side / h
    else:
        sx = sy = side / max(w, h)
    image = sample.image
    if max(sx, sy) < 0.75:  # shrink without aliasing first, then warp
        factor = max(sx, sy)
        image = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        cx, cy, w, h, sx, sy = cx * factor, cy * factor, w * factor, h * factor, sx / factor, sy / factor
    angle = np.deg2rad(rng.uniform(-look.turn, look.turn))
    flip_x = rng.random() < 0.5
    flip_y = False
    if not look.upright:
        angle += np.pi / 2 * rng.integers(0, 4)
        flip_y = rng.random() < 0.5
    pull = np.exp(rng.uniform(-look.stretch, look.stretch) / 2)
    shear = rng.uniform(-0.12, 0.12)
    scale = np.diag([sx * pull * (-1 if flip_x else 1), sy / pull * (-1 if flip_y else 1)])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    linear = turn @ np.array([[1, shear], [0, 1]]) @ scale
    offset = np.array([side / 2, side / 2]) - linear @ np.array([cx, cy])
    out = cv2.warpAffine(image, np.column_stack([linear, offset]), (side, side), flags=cv2.INTER_LINEAR,
                         borderMode=cv2.BORDER_CONSTANT if look.upright else cv2.BORDER_REFLECT_101,
                         borderValue=(PAD, PAD, PAD))
    x = y = 0
    if look.mode != "stretch":
        x, y = int(max(0, (side - w * sx) / 2)), int(max(0, (side - h * sy) / 2))
    return out, x, y


def water(image, rng, look):
    """Colour cast, contrast, haze, grey and brightness."""
    strength, out = look.colour, image.astype(np.float32)
    if rng.random() < 0.8:
        out *= np.exp(rng.normal(0, 0.12 * strength, 3)).astype(np.float32)
    if rng.random() < 0.5:
        mean = out.mean((0, 1))
        out = mean + (out - mean) * np.float32(rng.uniform(1 - 0.45 * strength, 1 + 0.35 * strength))
    if rng.random() < 0.25 * strength:
        veil = np.array([rng.uniform(20, 130), rng.uniform(70, 190), rng.uniform(80, 200)], np.float32)
        share = np.float32(rng.uniform(0.1, 0.5))
        out = out * (1 - share) + veil * share
    if rng.random() < 0.4:
        grey = out.mean(2, keepdims=True)
        out = grey + (out - grey) * np.float32(rng.uniform(1 - 0.6 * strength, 1 + 0.5 * strength))
    if rng.random() < look.grey:
        out = np.repeat(out.mean(2, keepdims=True), 3, 2)
    out = 255 * np.power(np.clip(out, 0, 255) / 255, np.float32(np.exp(rng.normal(0, 0.2 * strength))))
    return np.clip(out, 0, 255).astype(np.uint8)


def camera(image, rng, look):
    """Low resolution, blur, noise and JPEG."""
    side = look.side
    if rng.random() < look.low:
        small = int(np.exp(rng.uniform(np.log(look.lowest), np.log(side * 0.8))))
        image = cv2.resize(image, (small, small), interpolation=cv2.INTER_AREA)
        image = cv2.resize(image, (side, side), interpolation=cv2.INTER_LINEAR)
    if rng.random() < 0.15:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.6))
    if rng.random() < 0.2:
        noise = rng.standard_normal(image.shape, dtype=np.float32) * np.float32(rng.uniform(2, 10))
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.35:
        done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))])
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return image


def erase(image, rng):
    """A rectangle of one colour hides a part (weed, another fish, the edge of the frame)."""
    side = image.shape[0]
    w, h = rng.integers(side // 10, side // 3, 2)
    x, y = rng.integers(0, side - w), rng.integers(0, side - h)
    image[y:y + h, x:x + w] = rng.integers(0, 256, 3)
    return image


def augmented(sample, rng, look):
    image, x, y = geometry(sample, rng, look)
    image = camera(water(image, rng, look), rng, look)
    if rng.random() < 0.2:
        image = erase(image, rng)
    side = look.side
    image[:y], image[side - y:], image[:, :x], image[:, side - x:] = PAD, PAD, PAD, PAD
    return image


def data_hash(paths, root):
    """One SHA-256 over relative names and contents of the files that were read, and their number."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(root)).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return {"files": len(paths), "sha256": total.hexdigest()}
