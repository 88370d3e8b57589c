"""The background of a recording: what stays where it is, as the median of pictures some time apart."""

import numpy as np

KEPT = 9  # pictures whose median is taken
FEWEST = 3  # with fewer there is no background
FIRST_SPACING, LAST_SPACING = 0.5, 2.0  # seconds between two of them, at the start and at most
LONGEST_GAP = 5.0  # seconds without a picture, after which the background starts anew


def median(pictures):
    """The median of each value; the lower one of an even number of pictures."""
    stack = np.stack(pictures)
    middle = (len(stack) - 1) // 2
    return np.partition(stack, middle, axis=0)[middle]


class Background:
    """Fed with the pictures of one recording in order of time. The library's own repeats it exactly."""

    def __init__(self):
        self.restart()

    def restart(self):
        self.kept, self.spacing, self.last, self.picture = [], FIRST_SPACING, None, None

    def update(self, time, picture):
        """Takes the next picture and gives the background it stands before, or None."""
        if self.last is not None and not 0 < time - self.last <= LONGEST_GAP:
            self.restart()
        self.last = time
        if not self.kept or time - self.kept[-1][0] >= self.spacing - 1e-6:
            self.keep(time, picture)
        return self.picture

    def keep(self, time, picture):
        self.kept.append((time, picture))
        if len(self.kept) > KEPT:
            if self.spacing < LAST_SPACING:
                self.spacing *= 2
                self.kept = self.kept[1::2]
            else:
                del self.kept[0]
        if len(self.kept) >= FEWEST:
            self.picture = median([picture for _, picture in self.kept])


def attach(samples, rate):
    """Gives every sample of one recording, frames numbered at `rate` a second, the background it stands before."""
    background = Background()
    for sample in sorted(samples, key=lambda s: s.number):
        sample.background = background.update(sample.number / rate, sample.image)
