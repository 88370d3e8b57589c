"""Decoding on a thread of its own, sampling by time, packing for the network."""

import queue
import threading

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter

# Without the last three, pictures become two levels too dark, and boxes move by pixels.
EXACT = (Interpolation.BILINEAR | Interpolation.ACCURATE_RND
         | Interpolation.FULL_CHR_H_INT | Interpolation.FULL_CHR_H_INP)

EARLY = 0.1  # A slot of time begins a tenth of its length early, as in ReefLens.


class Film:
    """The video stream of a file."""

    def __init__(self, path, threads=0):
        self.container = av.open(path)
        self.decoded = 0
        self.stream = self.container.streams.video[0]
        self.stream.thread_type = "AUTO"
        if threads:
            self.stream.codec_context.thread_count = threads

    def frames(self):
        """Yields (seconds since the first frame, decoded frame) for every frame."""
        base = self.stream.time_base
        first = None
        for frame in self.container.decode(self.stream):
            if first is None:
                first = frame.pts
            self.decoded += 1
            yield float((frame.pts - first) * base), frame

    def close(self):
        self.container.close()


def sampled(frames, rate, until):
    """The first frame of each slot of 1/rate seconds."""
    last = -1
    for seconds, frame in frames:
        if seconds >= until:
            return
        slot = int(seconds * rate + EARLY)
        if slot > last:
            last = slot
            yield seconds, frame


class Packer:
    """Scales a picture into the upper left corner of the network's input."""

    def __init__(self, width, height, pad):
        self.width, self.height, self.pad = width, height, pad
        self.reformatter = VideoReformatter()

    def scale(self, frame):
        return min(self.width / frame.width, self.height / frame.height)

    def put(self, frame, target):
        """Writes the frame into target (height, width, 3); gives the scales of x and y."""
        scale = self.scale(frame)
        width, height = round(frame.width * scale), round(frame.height * scale)
        # One pass of swscale for size and colour, with the stream's own matrix and range.
        small = self.reformatter.reformat(
            frame, width, height, format="rgb24", interpolation=EXACT, threads=1,
            src_colorspace=frame.colorspace, src_color_range=frame.color_range,
            dst_color_range="JPEG")
        plane = small.planes[0]
        rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
        target[:height, :width] = rows[:, :3 * width].reshape(height, width, 3)
        target[:height, width:] = self.pad
        target[height:] = self.pad
        return width / frame.width, height / frame.height


class Batch:
    """Pictures ready for the network, and what they are."""

    def __init__(self, pictures):
        self.pictures = pictures
        self.seconds, self.scales = [], []
        self.size = None  # of the source, pixels


class Batches:
    """Batches of a film, decoded and packed on two threads of their own; iterate once."""

    AHEAD = 3  # One being packed, one waiting, one in the network.

    def __init__(self, path, rate, until, packer, batch):
        self.path, self.rate, self.until = path, rate, until
        self.packer, self.batch = packer, batch
        self.decoded = 0
        self.chosen = queue.Queue(2 * batch)
        self.packed = queue.Queue(1)
        self.spare = queue.Queue()
        for _ in range(self.AHEAD):
            self.spare.put(np.empty((batch, packer.height, packer.width, 3), np.uint8))

    def __iter__(self):
        for work, out in ((self.decode, self.chosen), (self.pack, self.packed)):
            threading.Thread(target=self.carry_out, args=(work, out), daemon=True).start()
        while (item := self.packed.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
            self.spare.put(item.pictures)

    @staticmethod
    def carry_out(work, out):
        try:
            work()
            out.put(None)
        except BaseException as failure:  # Handed on to the thread that waits.
            out.put(failure)

    def decode(self):
        film = Film(self.path)
        try:
            for item in sampled(film.frames(), self.rate, self.until):
                self.chosen.put(item)
        finally:
            self.decoded = film.decoded
            film.close()

    def pack(self):
        now = None
        while (item := self.chosen.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            seconds, frame = item
            if now is None:
                now = Batch(self.spare.get())
            now.scales.append(self.packer.put(frame, now.pictures[len(now.seconds)]))
            now.seconds.append(seconds)
            now.size = (frame.width, frame.height)
            if len(now.seconds) == self.batch:
                self.packed.put(now)
                now = None
        if now is not None:
            self.packed.put(now)
