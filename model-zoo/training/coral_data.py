"""Coral patches with a taxon (RSMAS, Eilat) and with conditions (Koh Tao)."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np

from pictures import Sample, data_hash, read_rgb, whole

# Folder names that are not the name of a taxon in the project's table (its synonyms column).
FOLDERS = {
    "Gorgonian": "Octocorallia",
    "Orbicella_Montastraea_like": "Orbicella",
    "Spirobranchus_like_tubeworm": "Spirobranchus",
    "Sponge": "Porifera",
    "Tunicate": "Tunicata",
    "Other_hard_coral": "Other hard coral",
    "Bare_substrate": "Bare substrate",
}
GROUPS = {"Bare substrate": None, "Other hard coral": "Scleractinia"}  # classes that are no taxa, and their parent
# Held out of the Eilat train photos to choose on; every class has others left.
HELD_OUT_PHOTOS = ("LFT_0194.JPG", "LFT_0131.JPG", "v19uzf7gb2", "tq1wc5x2xy")


def taxon(folder):
    return FOLDERS.get(folder, folder.replace("_", " "))


def synonyms():
    return {name: [folder.replace("_", " ")] for folder, name in FOLDERS.items() if folder.replace("_", " ") != name}


def load_rsmas(root, split):
    """The group is the file's number: neighbouring numbers come from one photo."""
    samples = []
    for path in sorted((root / "coral-rsmas" / split).glob("*/*.jpg")):
        image = read_rgb(path)
        samples.append(Sample(image, whole(image), taxon(path.parent.name), path.stem, "rsmas",
                              str(path.relative_to(root))))
    return samples


def load_genus(root, split):
    with open(root / "coral-genus" / "index.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    samples = []
    for row in rows:
        image = read_rgb(root / "coral-genus" / row["file"])
        samples.append(Sample(image, whole(image), taxon(row["class"]), row["photo"], "genus", row["file"]))
    return samples


def load_taxa(root, split):
    root = Path(root)
    return load_rsmas(root, split) + load_genus(root, split)


def split_taxa(samples, share=0.2):
    """(train, held out): the last `share` of the numbers of each RSMAS class, and some Eilat photos."""
    numbers = defaultdict(list)
    for sample in samples:
        if sample.source == "rsmas":
            numbers[sample.target].append(sample.group)
    limit = {name: sorted(mine)[-max(2, round(share * len(mine)))] for name, mine in numbers.items()}

    def is_held(sample):
        return (sample.group >= limit[sample.target] if sample.source == "rsmas"
                else sample.group in HELD_OUT_PHOTOS)

    return [s for s in samples if not is_held(s)], [s for s in samples if is_held(s)]


def labels(root):
    with open(Path(root) / "coral-condition" / "labelsets.csv", newline="") as file:
        return [row["label_name"].strip() for row in csv.DictReader(file)]


def load_condition(root, split):
    """The target is one number of 0 or 1 per label."""
    root = Path(root)
    count = len(labels(root))
    with open(root / "coral-condition" / "labels.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    samples = []
    for row in rows:
        image = read_rgb(root / "coral-condition" / split / row["file"])
        target = np.zeros(count, np.float32)
        target[[int(v) for v in row["labels"].split(",")]] = 1
        samples.append(Sample(image, whole(image), target, row["photo"], "condition", row["file"]))
    return samples


def folds_condition(samples, count=3, seed=0, tries=4000):
    """The fold of each sample, photos whole: of random ways the one that shares out the labels most evenly."""
    photos = sorted({sample.group for sample in samples})
    totals = np.array([sum(s.target for s in samples if s.group == photo) for photo in photos])
    rng = np.random.default_rng(seed)

    def unevenness(folds):
        shares = np.array([totals[folds == k].sum(0) for k in range(count)]) / totals.sum(0)
        return np.abs(shares - 1 / count).max(0).sum()

    ways = [rng.permutation(np.arange(len(photos)) % count) for _ in range(tries)]
    best = min(ways, key=unevenness)
    fold_of = dict(zip(photos, best.tolist()))
    return np.array([fold_of[sample.group] for sample in samples])


def hashes(root, folders):
    root = Path(root)
    return {name: data_hash([p for p in (root / name).rglob("*") if p.is_file()], root) for name in folders}
