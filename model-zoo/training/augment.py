"""What happens to a training picture: mosaic and zoom, pasted fish and decoys, water, light and camera."""

from dataclasses import dataclass

import cv2
import numpy as np

from background import FEWEST, KEPT, median

PAD = 114
LONGEST_CUTOUT = 160
FREED_SHARE = (0.15, 0.75)  # of the box that a freed fish may cover; outside it GrabCut took too little or too much
STRAIGHT_EDGE = 0.4  # of a freed fish's frame that it may touch; more is background with a straight edge
DISTANT_FISH_UNLABELLED = ("seagrass", "seagrass-clip")
RESTING_FISH, RESTING_THING = 0.2, 0.85  # shares of pasted ones that belong to the background
NO_BACKGROUND, UNSTEADY = 0.15, 0.12  # shares of pictures


def shrink(cutout):
    scale = LONGEST_CUTOUT / max(cutout.shape[:2])
    return cv2.resize(cutout, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else cutout


def cut_outline(image, polygon):
    """An outlined fish as RGBA, None if it is tiny."""
    points = np.array(polygon, np.float32).reshape(-1, 2)
    x0, y0 = np.maximum(points.min(0).astype(int), 0)
    x1, y1 = np.minimum(points.max(0).astype(int) + 1, image.shape[1::-1])
    if min(x1 - x0, y1 - y0) < 12:
        return None
    alpha = np.zeros((y1 - y0, x1 - x0), np.uint8)
    cv2.fillPoly(alpha, [np.round(points - (x0, y0)).astype(np.int32)], 255)
    return shrink(np.dstack((image[y0:y1, x0:x1], alpha)))


def cut_fish(image, box):
    """Frees the fish of a box from its background by GrabCut: RGBA, or None where that fails."""
    h, w = image.shape[:2]
    x0, y0, x1, y1 = box
    margin_x, margin_y = 0.35 * (x1 - x0), 0.35 * (y1 - y0)
    left, top = max(0, int(x0 - margin_x)), max(0, int(y0 - margin_y))
    part = image[top:min(h, int(y1 + margin_y) + 1), left:min(w, int(x1 + margin_x) + 1)]
    scale = min(1, 96 / max(part.shape[:2]))
    part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rect = [int(v) for v in ((x0 - left) * scale, (y0 - top) * scale, (x1 - x0) * scale, (y1 - y0) * scale)]
    if min(rect[2:]) < 12 or rect[2] * rect[3] > 0.97 * part.shape[0] * part.shape[1]:
        return None
    mask = np.zeros(part.shape[:2], np.uint8)
    cv2.grabCut(np.ascontiguousarray(part), mask, rect, np.zeros((1, 65)), np.zeros((1, 65)), 2, cv2.GC_INIT_WITH_RECT)
    fish = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    fish = cv2.morphologyEx(fish, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(fish)
    if count < 2:
        return None
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    x, y, width, height, area = stats[largest]
    if not FREED_SHARE[0] < area / (rect[2] * rect[3]) < FREED_SHARE[1] or max(width / rect[2], height / rect[3]) < 0.6:
        return None
    alpha = 255 * (labels[y:y + height, x:x + width] == largest).astype(np.uint8)
    if max(alpha[0].mean(), alpha[-1].mean(), alpha[:, 0].mean(), alpha[:, -1].mean()) > STRAIGHT_EDGE * 255:
        return None
    return shrink(np.dstack((part[y:y + height, x:x + width], alpha)))


def random_blob(rng, nrng):
    """A soft shape that is no fish: a stone, a leaf, a stick, a twig."""
    size = 64
    if rng.random() < 0.3:
        return random_twig(rng, size)
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    rough = rng.choice((0.05, 0.2, 0.4))
    radius = 22 * (1 + rough * nrng.standard_normal(24)).clip(0.3, 1.4)
    points = np.stack((np.cos(angle), np.sin(angle)), 1) * radius[:, None] * (1, rng.choice((0.12, 0.3, 0.6, 1)))
    turn = rng.uniform(0, np.pi)
    points = points @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) + size / 2
    alpha = np.zeros((size, size), np.uint8)
    cv2.fillPoly(alpha, [np.round(points).astype(np.int32)], 255)
    x, y, w, h = cv2.boundingRect(alpha)
    return alpha[y:y + h, x:x + w]


def random_twig(rng, size):
    """A bent line with side branches."""
    alpha = np.zeros((size, size), np.uint8)
    x, y, turn, width = size / 2, size - 4, -np.pi / 2 + rng.gauss(0, 0.3), rng.choice((1, 2, 3, 4))
    for _ in range(7):
        nx, ny = x + 8 * np.cos(turn), y + 8 * np.sin(turn)
        cv2.line(alpha, (round(x), round(y)), (round(nx), round(ny)), 255, width)
        if rng.random() < 0.5:
            side, length = turn + rng.choice((-1, 1)) * rng.uniform(0.4, 1.3), rng.uniform(5, 20)
            end = (round(nx + length * np.cos(side)), round(ny + length * np.sin(side)))
            cv2.line(alpha, (round(nx), round(ny)), end, 255, max(1, width - 1))
        x, y, turn = nx, ny, turn + rng.gauss(0, 0.25)
    alpha = alpha if rng.random() < 0.5 else np.ascontiguousarray(alpha.T)
    x, y, w, h = cv2.boundingRect(alpha)
    return alpha[y:y + h, x:x + w]


@dataclass
class Stock:
    """What is pasted: groups of RGBA fish, and pictures without fish to cut decoys and haze from."""

    cutouts: list
    empty: list

    def fish(self, rng):
        return rng.choice(rng.choice([group for group in self.cutouts if group]))

    def decoy(self, rng, nrng):
        """A shape that is no fish filled with something that is no fish."""
        alpha = random_blob(rng, nrng)
        image = rng.choice(self.empty).image
        h, w = alpha.shape
        side = rng.uniform(0.6, 2)
        ph, pw = min(image.shape[0] - 1, max(4, round(h * side))), min(image.shape[1] - 1, max(4, round(w * side)))
        y, x = rng.randrange(image.shape[0] - ph), rng.randrange(image.shape[1] - pw)
        return np.dstack((cv2.resize(image[y:y + ph, x:x + pw], (w, h)), alpha))


class Canvas:
    """A training picture in the making: pixels, the background behind them, boxes with their classes, and where
    labels are incomplete."""

    def __init__(self, height, width, time):
        self.image = np.full((height, width, 3), PAD, np.uint8)
        self.under = self.image.copy() if time else None
        self.boxes = np.zeros((0, 4), np.float32)
        self.labels = np.zeros(0, np.int64)
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
        sx, sy = (scale, scale) if corner else (scale * rng.uniform(0.85, 1.15), scale * rng.uniform(0.85, 1.15))
        flip = rng.random() < 0.5
        boxes, labels = sample.boxes.copy(), sample.labels
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
        flags = rng.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC))
        warp = lambda image: cv2.warpAffine(image, matrix, (rw, rh), flags=flags, borderMode=cv2.BORDER_CONSTANT,
                                            borderValue=(PAD,) * 3)
        self.image[y0:y1, x0:x1] = warp(sample.image)
        if self.under is not None:
            behind = drawn_background(sample, rng)
            self.under[y0:y1, x0:x1] = self.image[y0:y1, x0:x1] if behind is None else warp(behind)
        if sample.source in DISTANT_FISH_UNLABELLED:
            self.weak[y0 // 8:y1 // 8, x0 // 8:x1 // 8] = True
        if len(boxes):
            boxes += np.array(offset * 2, np.float32)
            full = np.prod(boxes[:, 2:] - boxes[:, :2], 1)
            boxes = np.clip(boxes, 0, (rw, rh, rw, rh))
            sides = boxes[:, 2:] - boxes[:, :2]
            keep = (np.prod(sides, 1) > 0.3 * full) & (sides.min(1) > 2.5)
            self.boxes = np.concatenate((self.boxes, boxes[keep] + (x0, y0, x0, y0))).astype(np.float32)
            self.labels = np.concatenate((self.labels, labels[keep]))

    def covered(self, box):
        """The largest share of a labelled fish that `box` would cover."""
        overlap = np.minimum(self.boxes[:, 2:], box[2:]) - np.maximum(self.boxes[:, :2], box[:2])
        area = np.prod(self.boxes[:, 2:] - self.boxes[:, :2], 1)
        return float((np.clip(overlap, 0, None).prod(1) / np.maximum(area, 1)).max(initial=0))

    def paste(self, cutout, size, rng, is_fish):
        """Pastes a cut-out of about `size` pixels, its colour, contrast and sharpness drawn towards its surroundings.

        A fish gets a box and touches no other; a decoy gets none and may hide up to a third of a fish.
        """
        h, w = cutout.shape[:2]
        scale = size / (h * w) ** 0.5
        if max(h, w) * scale > 0.7 * min(self.image.shape[:2]):
            return
        stretch = rng.uniform(0.8, 1.25) ** 0.5
        matrix = cv2.getRotationMatrix2D((w / 2, h / 2), rng.gauss(0, 12), 1)
        corners = cv2.transform(np.array([[[0, 0], [w, 0], [0, h], [w, h]]], np.float32), matrix)[0]
        (x0, y0), (x1, y1) = corners.min(0), corners.max(0)
        matrix[:, 2] -= (x0, y0)
        matrix = np.diag((scale * stretch, scale / stretch)) @ matrix
        w, h = max(4, int((x1 - x0) * scale * stretch) + 1), max(4, int((y1 - y0) * scale / stretch) + 1)
        if scale < 0.6:
            cutout = cv2.GaussianBlur(cutout, (0, 0), 0.35 / scale)
        cutout = cv2.warpAffine(cutout, matrix, (w, h))[:, ::rng.choice((1, -1))]
        height, width = self.image.shape[:2]
        if h >= height or w >= width:
            return
        x, y = rng.randrange(width - w), rng.randrange(height - h)
        ys, xs = np.nonzero(cutout[..., 3] > 127)
        if len(xs) < 8:
            return
        box = np.array([x + xs.min(), y + ys.min(), x + xs.max() + 1, y + ys.max() + 1], np.float32)
        if self.covered(box) > (0 if is_fish else 0.33):
            return
        target = self.image[y:y + h, x:x + w].astype(np.float32)
        softness = rng.uniform(0.4, 0.9) + 0.012 * size * rng.random()
        alpha = cv2.GaussianBlur(cutout[..., 3], (0, 0), softness)[..., None] / 255 * rng.uniform(0.7, 1)
        fish = cutout[..., :3].astype(np.float32)
        if rng.random() < 0.4:
            fish = cv2.GaussianBlur(fish, (0, 0), rng.uniform(0.4, 0.4 + 0.02 * size))
        mean = fish[ys, xs].mean(0)
        around = target.mean((0, 1))
        tint = np.array([rng.uniform(0.75, 1.25) for _ in range(3)])
        kept = rng.uniform(0.15, 1)  # how much of its own colour is left
        contrast = rng.uniform(0.35, 1.15)
        fish = around + (mean * tint - around) * kept + (fish - mean) * contrast
        # A fish that neither differs in brightness nor in texture could not be seen by anyone.
        seen = np.abs(fish[ys, xs] - target[ys, xs]).mean()
        if is_fish and seen * alpha.max() < 7:
            return
        blended = np.clip(target + alpha * (fish - target), 0, 255).astype(np.uint8)
        self.image[y:y + h, x:x + w] = blended
        if is_fish:
            self.boxes = np.concatenate((self.boxes, box[None]))
            self.labels = np.concatenate((self.labels, np.zeros(1, np.int64)))
        # What is no fish mostly stays where it is, and so do some fish.
        if self.under is not None and rng.random() < (RESTING_FISH if is_fish else RESTING_THING):
            self.under[y:y + h, x:x + w] = blended


def colour_table(rng, gentle):
    """Light, contrast and water colour as a table [256, 3]."""
    levels = np.arange(256, dtype=np.float32)[:, None] / 255
    gains = np.array([rng.uniform(0.75, 1.25)] * 3)
    kind = rng.random()
    if kind < 0.45:  # red is lost first, then green or blue
        gains *= (rng.uniform(0.4, 1.1), rng.uniform(0.7, 1.15), rng.uniform(0.7, 1.15))
    elif kind < 0.6:  # any cast: lamps, plankton, tannin, a wrong white balance
        gains *= [rng.uniform(0.3, 1.3) for _ in range(3)]
    table = levels ** rng.uniform(0.55, 1.7) * gains
    table = (table - 0.5) * rng.uniform(0.65, 1.35) + 0.5 + rng.uniform(-0.12, 0.12)
    return levels + (table - levels) * 0.5 if gentle else table


def haze(image, rng):
    """Scattered light of a random water colour that grows to one side, mostly upwards, as distance does."""
    h, w = image.shape[:2]
    green = rng.random() < 0.4
    veil = np.array([rng.uniform(0, 0.45), rng.uniform(0.25, 0.75),
                     rng.uniform(0.05, 0.4) if green else rng.uniform(0.25, 0.85)], np.float32) * 255
    near, far = sorted((rng.uniform(0, 0.45), rng.uniform(0, 0.65)))
    if rng.random() < 0.25:
        near, far = far, near
    ramp = np.linspace(far, near, h, dtype=np.float32)[:, None, None]
    return (image + (veil - image) * ramp).astype(np.uint8)


def back_scatter(image, rng):
    h, w = image.shape[:2]
    snow = np.zeros((h, w), np.uint8)
    for _ in range(rng.randrange(10, 120)):
        cv2.circle(snow, (rng.randrange(w), rng.randrange(h)), rng.choice((1, 1, 1, 2, 3)), rng.randrange(30, 150), -1)
    return cv2.add(image, cv2.merge([cv2.GaussianBlur(snow, (0, 0), rng.uniform(0.8, 2.5))] * 3))


def blur(image, rng):
    if rng.random() < 0.4:
        length = rng.choice((3, 5, 7))
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        turn = cv2.getRotationMatrix2D((length // 2, length // 2), rng.uniform(0, 180), 1)
        kernel = cv2.warpAffine(kernel, turn, (length, length))
        return cv2.filter2D(image, -1, kernel / max(float(kernel.sum()), 1e-3))
    return cv2.GaussianBlur(image, (0, 0), rng.uniform(0.5, 2))


def water_and_camera(image, rng, nrng):
    """Light, water colour, haze, drifting particles, blur, low resolution, noise, JPEG.

    Two pictures in five change their light only, and half as far: a small network learns little from
    pictures that are all extreme.
    """
    h, w = image.shape[:2]
    gentle = rng.random() < 0.4
    table = np.clip(colour_table(rng, gentle) * 255, 0, 255).astype(np.uint8)[:, None]
    if gentle:
        return cv2.LUT(image, table)
    if rng.random() < 0.07:
        image = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    elif rng.random() < 0.03:
        image = np.ascontiguousarray(image[..., rng.choice(((0, 2, 1), (1, 0, 2), (2, 1, 0)))])
    image = cv2.LUT(image, table)
    if rng.random() < 0.3:
        image = haze(image, rng)
    if rng.random() < 0.12:
        image = back_scatter(image, rng)
    if rng.random() < 0.1:  # sharpened in the camera
        image = cv2.addWeighted(image, 2, cv2.GaussianBlur(image, (0, 0), 1.2), -1, 0)
    if rng.random() < 0.2:
        factor = rng.uniform(0.3, 0.8)
        small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        image = cv2.resize(small, (w, h), interpolation=rng.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC)))
    elif rng.random() < 0.2:
        image = blur(image, rng)
    if rng.random() < 0.15:
        noise = nrng.standard_normal((h, w, 1), np.float32) * rng.uniform(2, 12)
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.25:
        quality = [cv2.IMWRITE_JPEG_QUALITY, rng.randrange(15, 80)]
        image = cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], cv2.IMREAD_COLOR)
    return image


def zoom_of(sample, calm, rng, size):
    """How many times its letterbox scale a picture is drawn."""
    if not len(sample.boxes) and sample.image.shape[0] == sample.image.shape[1]:  # a square patch: fill the width
        return size[1] / size[0] * 2 ** rng.uniform(0, 0.8)
    if not calm and rng.random() < 0.12:
        return 2 ** rng.uniform(0.9, 1.8)  # very near fish
    return 2 ** (rng.uniform(-0.3, 0.6) if calm else rng.uniform(-0.6, 0.9))


def drawn_background(sample, rng):
    """The median of some pictures shortly before and after, or None."""
    if len(sample.neighbours) < FEWEST or rng.random() < NO_BACKGROUND:
        return None
    count = min(len(sample.neighbours), rng.randrange(FEWEST, KEPT + 1))
    return median([s.image for s in rng.sample(sample.neighbours, count)])


def unsteady(under, rng):
    """The background as a camera that moved saw it: shifted, turned and nearer or farther by a little."""
    h, w = under.shape[:2]
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), rng.gauss(0, 1.5), 1 + rng.gauss(0, 0.015))
    matrix[:, 2] += (rng.gauss(0, 8), rng.gauss(0, 5))
    return cv2.warpAffine(under, matrix, (w, h), borderMode=cv2.BORDER_REPLICATE)


def training_picture(sample, pool, stock, size, calm, time, rng, nrng):
    """One augmented picture. `calm` is the last part of the training: no mosaic, less zoom, fewer pasted things.
    With `time` the background hangs below it."""
    height, width = size
    canvas = Canvas(height, width, time)
    full = (0, 0, width, height)
    if not calm and rng.random() < 0.4:
        cx = round(width * rng.uniform(0.3, 0.7)) // 8 * 8
        cy = round(height * rng.uniform(0.3, 0.7)) // 8 * 8
        tiles = ((0, 0, cx, cy), (cx, 0, width, cy), (0, cy, cx, height), (cx, cy, width, height))
        for tile, part in zip(tiles, [sample] + rng.sample(pool, 3)):
            canvas.place(part, tile, 2 ** rng.uniform(-1, 0.4), rng)
    elif rng.random() < (0.5 if calm else 0.25) and len(sample.boxes):
        canvas.place(sample, full, 1, rng, corner=True)
    else:
        canvas.place(sample, full, zoom_of(sample, calm, rng, size), rng)
    if rng.random() < 0.06:  # the texture of another place shines through
        other = Canvas(height, width, False)
        other.place(rng.choice(stock.empty), full, 2 ** rng.uniform(0.5, 1.2), rng)
        share = rng.uniform(0.1, 0.35)
        canvas.image = cv2.addWeighted(canvas.image, 1 - share, other.image, share, 0)
        if time:
            canvas.under = cv2.addWeighted(canvas.under, 1 - share, other.image, share, 0)
    if rng.random() < (0.12 if calm else 0.3):
        for _ in range(rng.randrange(1, 6)):
            canvas.paste(stock.decoy(rng, nrng), 2 ** rng.uniform(3, 6.6), rng, is_fish=False)
    stage = sample.source in ("deepfish", "coral", "river") and not len(sample.boxes)
    if rng.random() < (0.12 if calm else 0.3) + (0.1 if stage else 0):
        school, length = stock.fish(rng) if rng.random() < 0.3 else None, 2 ** rng.uniform(3.2, 6.8)
        for _ in range(rng.randrange(1, 7)):
            fish = stock.fish(rng) if school is None else school
            canvas.paste(fish, length * 2 ** rng.uniform(-0.7, 0.7), rng, is_fish=True)
    if not time:
        canvas.image = water_and_camera(canvas.image, rng, nrng)
    elif rng.random() < NO_BACKGROUND:
        canvas.image = np.concatenate([water_and_camera(canvas.image, rng, nrng)] * 2)
    else:
        under = unsteady(canvas.under, rng) if rng.random() < UNSTEADY else canvas.under
        # Side by side, because haze depends on the height.
        both = water_and_camera(np.concatenate((canvas.image, under), 1), rng, nrng)
        canvas.image = np.concatenate((both[:, :width], both[:, width:]))
    return canvas
