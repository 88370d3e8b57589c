"""Fish crops with a name: Fish4Knowledge, DeepFish and Luderick-seagrass."""

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

from pictures import Sample, around, data_hash, read_rgb, whole

# Videos of DeepFish that were named after the one fish in them.
DEEPFISH = {
    "7117_Caranx_sexfasciatus_juvenile": "Caranx sexfasciatus",
    "9852_Acanthopagrus_palmaris": "Acanthopagrus palmaris",
    "9852_Lutjanus_russellii_EJP": "Lutjanus russellii",
    "9870_Gerres": "Gerres",
    "9892_Acanthopagrus_palmaris_2": "Acanthopagrus palmaris",
    "9892_acanthopagrus_palmaris": "Acanthopagrus palmaris",
    "9892_Caranx": "Caranx",
    "9898_Acanthopagrus_palmaris": "Acanthopagrus palmaris",
    "9907_acanthopagrus_palmaris": "Acanthopagrus palmaris",
    "9908_Acanthopagrus_palmaris": "Acanthopagrus palmaris",
    "9908_Epinephelus": "Epinephelus",
    "9862_Acanthopagrus_palmaris": "Acanthopagrus palmaris",
}
DEEPFISH_FOLDERS = {"Acanthopagrus_palmaris": "Acanthopagrus palmaris", "Caranx_sp": "Caranx",
                    "Epinephelus_sp": "Epinephelus", "Gerres_sp": "Gerres",
                    "Lutjanus_russellii_juvenile": "Lutjanus russellii"}
SMALLEST = 20  # pixels of a box's longer side: below, no person could name the fish
# Held out to choose on, by place and day where a class has several.
HELD_OUT_SEAGRASS = ("05C", "04C3")
HELD_OUT_DEEPFISH = ("9907_",)


def load_f4k(root, split):
    with open(root / "species" / "index.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    samples = []
    for row in rows:
        image = read_rgb(root / "species" / row["file"])
        sample = Sample(image, whole(image), row["species"].replace("_", " "), row["trajectory"], "f4k", row["file"])
        sample.video, sample.split_by = row["probable_video"], row["split_by"]
        samples.append(sample)
    return samples


def load_deepfish_crops(root, split):
    samples = []
    for path in sorted((root / "species-deepfish" / split).glob("*/*.png")):
        image = read_rgb(path)
        video = re.sub(r"_\d{6}$", "", path.stem)
        samples.append(Sample(image, whole(image), DEEPFISH_FOLDERS[path.parent.name], video, "deepfish crops",
                              str(path.relative_to(root))))
    return samples


def load_deepfish_boxes(root, split):
    samples = []
    for path in sorted((root / "detect" / "deepfish" / split / "images").iterdir()):
        video = re.sub(r"_f\d+$", "", path.stem)
        if video not in DEEPFISH:
            continue
        labels = path.parent.parent / "labels" / (path.stem + ".txt")
        rows = [[float(v) for v in line.split()[1:5]] for line in labels.read_text().splitlines() if line.strip()]
        if not rows:
            continue
        image = read_rgb(path)
        height, width = image.shape[:2]
        for cx, cy, w, h in rows:
            box = ((cx - w / 2) * width, (cy - h / 2) * height, w * width, h * height)
            if max(box[2:]) >= SMALLEST:
                part, window = around(image, box)
                samples.append(Sample(part, window, DEEPFISH[video], video, "deepfish boxes", path.name, False))
    return samples


def load_seagrass_boxes(root, split):
    folder = root / "detect" / "seagrass" / split
    truth = json.loads((folder / "instances.json").read_text())
    names = {row["id"]: row["file_name"] for row in truth["images"]}
    species = {row["id"]: row["name"] for row in truth["categories"]}
    fish = defaultdict(list)
    for row in truth["annotations"]:
        fish[names[row["image_id"]]].append(row)
    samples = []
    for name in sorted(fish):
        image = read_rgb(folder / "images" / name)
        video = re.sub(r"(\.mov_5fps)?_\d{6}\.jpg$", "", name)
        for row in fish[name]:
            if max(row["bbox"][2:]) >= SMALLEST:
                part, window = around(image, row["bbox"])
                samples.append(Sample(part, window, species[row["category_id"]], video, "seagrass boxes", name, False))
    return samples


def load(root, split):
    root = Path(root)
    return (load_f4k(root, split) + load_deepfish_crops(root, split) + load_deepfish_boxes(root, split)
            + load_seagrass_boxes(root, split))


def hashes(root):
    root = Path(root)
    return {name: data_hash([p for p in (root / name).rglob("*") if p.is_file()], root)
            for name in ("species/train", "species/test", "species-deepfish/train", "species-deepfish/test",
                         "detect/deepfish/train", "detect/seagrass/train", "detect/seagrass/test")}


def split_off(samples, share=0.15, most=120, seed=7):
    """Marks the held-out part of train: (train, held out).

    Fish4Knowledge: whole probable videos, or whole trajectories where the test split was made by trajectory, until
    `share` of a class; never more than 40 % of it. Of a large class at most `most` crops are judged. DeepFish and
    seagrass: the places and days named above; a class seen in one video only has nothing held out.
    """
    rng = np.random.default_rng(seed)
    held = set()
    classes = defaultdict(list)
    for index, sample in enumerate(samples):
        if sample.source == "f4k":
            classes[sample.target].append(index)
        elif sample.source == "seagrass boxes" and sample.group.startswith(HELD_OUT_SEAGRASS):
            held.add(index)
        elif sample.source.startswith("deepfish") and sample.group.startswith(HELD_OUT_DEEPFISH):
            held.add(index)
    for members in classes.values():
        by_video = samples[members[0]].split_by == "video"
        groups = defaultdict(list)
        for index in members:
            groups[samples[index].video if by_video else samples[index].group].append(index)
        keys = sorted(groups)
        rng.shuffle(keys)
        taken = []
        for key in keys:
            if len(taken) >= share * len(members):
                break
            if len(taken) + len(groups[key]) <= 0.4 * len(members):
                taken += groups[key]
        held |= set(taken)
    judged = defaultdict(list)
    for index in sorted(held):
        judged[samples[index].source, samples[index].target].append(samples[index])
    kept = []
    for members in judged.values():
        step = max(1.0, len(members) / most)
        kept += [members[int(i * step)] for i in range(min(most, len(members)))]
    return [sample for index, sample in enumerate(samples) if index not in held], kept


def weak_classes(samples, names, fewest=15):
    """Classes with under 15 training pictures or a single video or trajectory."""
    weak = []
    for name in names:
        mine = [sample for sample in samples if sample.target == name]
        videos = {getattr(sample, "video", sample.group) for sample in mine}
        pictures = {(sample.source == "f4k", sample.name.rsplit("/", 1)[-1].replace("_f", "_").split(".")[0])
                    for sample in mine}
        if len(pictures) < fewest or len(videos) < 2 or len({sample.group for sample in mine}) < 2:
            weak.append(name)
    return weak
