"""ByteTrack with ReefLens's settings for fish: times in seconds, all tracks in one set of arrays."""

import numpy as np
from scipy.optimize import linear_sum_assignment

LIMIT = 0.9
MARGIN = 0.25
MIN_HITS, MIN_SECONDS, RECENT, LOST = 3, 0.3, 0.6, 2.0
STEP, POSITION_NOISE, VELOCITY_NOISE = 0.2, 0.267, 0.1


def widened(boxes):
    """Boxes (n, 4) wider on each side by a share of the root of their area."""
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 0)
    margin = MARGIN * np.sqrt(sides[:, :1] * sides[:, 1:])
    return np.concatenate([boxes[:, :2] - margin, boxes[:, 2:] + margin], 1)


def overlaps(a, b):
    sides = np.clip(np.minimum(a[:, None, 2:], b[None, :, 2:])
                    - np.maximum(a[:, None, :2], b[None, :, :2]), 0, None)
    shared = sides[..., 0] * sides[..., 1]
    area_a = np.prod(a[:, 2:] - a[:, :2], 1)
    area_b = np.prod(b[:, 2:] - b[:, :2], 1)
    union = area_a[:, None] + area_b[None] - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)


def centred(boxes):
    """Centre x, centre y, width, height."""
    return np.concatenate([(boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]], 1)


def length(state):
    """The side of the square with the box's area, at least a pixel: what noise is a share of."""
    sides = np.maximum(state[:, 2:], 0)
    return np.maximum(1, np.sqrt(sides[:, :1] * sides[:, 1:]))


class Tracks:
    """The live tracks, a row each."""

    NUMBERS = ("confirmed", "hits", "last_sample", "first", "last", "key")
    FILTER = ("position", "velocity", "position_variance", "covariance", "velocity_variance")

    def __init__(self):
        for name in self.NUMBERS:
            setattr(self, name, np.zeros(0))
        for name in self.FILTER:
            setattr(self, name, np.zeros((0, 4)))

    def __len__(self):
        return len(self.key)

    def keep(self, rows):
        for name in self.NUMBERS + self.FILTER:
            setattr(self, name, getattr(self, name)[rows])

    def add(self, boxes, seconds, sample, keys):
        n = len(boxes)
        position = centred(boxes)
        noise = np.repeat(length(position), 4, 1)
        fresh = {
            "confirmed": np.zeros(n), "hits": np.ones(n), "last_sample": np.full(n, sample),
            "first": np.full(n, seconds), "last": np.full(n, seconds), "key": np.array(keys),
            "position": position, "velocity": np.zeros((n, 4)),
            "position_variance": (2 * POSITION_NOISE * noise) ** 2,
            "covariance": np.zeros((n, 4)),
            "velocity_variance": (10 * VELOCITY_NOISE * noise) ** 2}
        for name, rows in fresh.items():
            setattr(self, name, np.concatenate([getattr(self, name), rows]))

    def boxes(self):
        half = np.maximum(self.position[:, 2:], 0) / 2
        return np.concatenate([self.position[:, :2] - half, self.position[:, :2] + half], 1)

    def predict(self, steps, in_view):
        self.velocity[~in_view, 2:] = 0
        while steps > 0:
            step = min(steps, 1)
            noise = length(self.position)
            self.position += self.velocity * step
            self.position_variance += step * (2 * self.covariance + step * self.velocity_variance
                                              + (POSITION_NOISE * noise) ** 2)
            self.covariance += step * self.velocity_variance
            self.velocity_variance += step * (VELOCITY_NOISE * noise) ** 2
            steps -= 1

    def correct(self, rows, boxes):
        deviation = POSITION_NOISE * length(self.position[rows])
        variance, covariance = self.position_variance[rows], self.covariance[rows]
        total = variance + deviation ** 2
        gain, velocity_gain = variance / total, covariance / total
        surprise = centred(boxes) - self.position[rows]
        self.position[rows] += gain * surprise
        self.velocity[rows] += velocity_gain * surprise
        self.velocity_variance[rows] -= velocity_gain * covariance
        self.covariance[rows] -= gain * covariance
        self.position_variance[rows] -= gain * variance


class ByteTrack:
    def __init__(self, following):
        self.high, self.low = following, following / 3
        self.tracks = Tracks()
        self.sample, self.seconds = -1, 0.0
        self.untold = {}  # Of tracks not confirmed yet: the samples they were seen in.
        self.next_key = 0

    def update(self, seconds, boxes, scores):
        """Gives the samples in which confirmed tracks turn out to have been seen, one each."""
        elapsed, self.seconds = seconds - self.seconds, seconds
        self.sample += 1
        tracks = self.tracks
        alive = (seconds - tracks.last <= LOST) & (tracks.confirmed.astype(bool) | self.in_view())
        for key in tracks.key[~alive]:
            self.untold.pop(key, None)
        tracks.keep(alive)
        if len(tracks):
            steps = elapsed / STEP
            tracks.predict(round(steps) if abs(steps - round(steps)) < 1e-6 else steps,
                           self.in_view())
        high, low = boxes[scores > self.high], boxes[(scores > self.low) & (scores <= self.high)]
        confirmed = tracks.confirmed.astype(bool)
        everyone = np.arange(len(tracks))
        high = self.match(everyone[confirmed], high, True)
        missed = confirmed & self.in_view() & (tracks.last_sample < self.sample)
        low = self.match(everyone[missed], low, False)
        high = self.match(everyone[~confirmed], high, True)
        self.match(everyone[~confirmed & (tracks.last_sample < self.sample)], low, False)
        self.start(high)
        return self.told()

    def in_view(self):
        return ((self.tracks.last_sample >= self.sample - 1)
                | (self.seconds - self.tracks.last <= RECENT))

    def match(self, rows, boxes, sure):
        """Gives detections to tracks; the detections that are left."""
        if not len(rows) or not len(boxes):
            return boxes
        tracks = self.tracks
        cost = 1 - overlaps(widened(tracks.boxes()[rows]), widened(boxes))
        gain = np.minimum(0, cost - LIMIT)
        a, b = linear_sum_assignment(gain)
        good = gain[a, b] < 0
        a, b = rows[a[good]], b[good]
        tracks.correct(a, boxes[b])
        tracks.hits[a] += sure
        tracks.last_sample[a] = self.sample
        tracks.last[a] = self.seconds
        return np.delete(boxes, b, 0)

    def start(self, boxes):
        keys = [self.next_key + i for i in range(len(boxes))]
        self.next_key += len(boxes)
        self.tracks.add(boxes, self.seconds, self.sample, keys)
        for key in keys:
            self.untold[key] = []

    def told(self):
        tracks = self.tracks
        seen = tracks.last_sample == self.sample
        tracks.confirmed[seen & (tracks.hits >= MIN_HITS)
                         & (tracks.last - tracks.first >= MIN_SECONDS)] = 1
        told = []
        for key, confirmed in zip(tracks.key[seen], tracks.confirmed[seen]):
            if not confirmed:
                self.untold[key].append(self.sample)
            else:
                told += self.untold.pop(key, [])
                told.append(self.sample)
        return told
