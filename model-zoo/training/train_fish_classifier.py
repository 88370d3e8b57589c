"""Trains reef-fish-classifier.

    python train_fish_classifier.py --data DATA --taxa taxa.csv --imagenet mobilenet_v2.pth --work WORK --export EXPORT

Stages (all by default): `choose` trains with a part of `train` held out and calibrates on it, `unknown` trains with
six species left out, `final` goes on from `choose` on all of `train`, `report` measures on the test splits.
"""

from collections import defaultdict

import numpy as np
import torch

import classifier as c
import fish_data
import report_fish
import taxonomy
from pictures import Look
from recipe import Recipe, Stage, arguments, drawer, fit, load_network, one_class, pictures_of, save_logits

STAGES = {"choose": Stage(14), "unknown": Stage(6), "final": Stage(6, 3e-4, 6e-4)}
RECIPE = Recipe(Look(128), STAGES, mirror=True)
# Held-out crops of dark fish went to small classes with the same background: the last stage repeats middling classes
# more and tiny ones less, and takes the colour away more often.
LAST = Recipe(Look(128, zoom=(0.65, 1.1), grey=0.12), STAGES, fewest=25, repeat=1.5, mirror=True)
LEFT_OUT = ("Hemigymnus melapterus", "Chaetodon trifascialis", "Acanthurus nigrofuscus", "Pomacentrus moluccensis",
            "Canthigaster valentini", "Scolopsis bilineata")


def quick_look(logits, samples, names):
    """Top-1, mean recall and trajectory consensus."""
    truth = np.array([names.index(sample.target) for sample in samples])
    right = logits.argmax(1) == truth
    tracks = defaultdict(list)
    for i, sample in enumerate(samples):
        tracks[sample.source, sample.target, sample.group].append(i)
    log = np.log(np.maximum(c.softmax(logits), 1e-9))
    consensus = [log[i].mean(0).argmax() == truth[i[0]] for i in tracks.values()]
    return {"top1": round(float(right.mean()), 4), "tracks": round(float(np.mean(consensus)), 4),
            "meanRecall": round(float(np.mean([right[truth == k].mean() for k in np.unique(truth)])), 4)}


def watcher(held, names):
    pictures = pictures_of(held, RECIPE)
    f4k = [i for i, sample in enumerate(held) if sample.source == "f4k"]

    def watch(network):
        logits = c.logits_of(network, pictures)
        return {"held out": quick_look(logits, held, names),
                "held out f4k": quick_look(logits[f4k], [held[i] for i in f4k], names)}

    return watch


def train_stage(stage, samples, held, names, network, work, export=None):
    recipe = LAST if stage == "final" else RECIPE
    return fit(stage, recipe, network, drawer(samples, recipe), one_class(names, recipe.smoothing), work, names,
               watcher(held, names) if held else None, export)


def main():
    args = arguments(__doc__, "choose,unknown,final,report")
    samples = fish_data.load(args.data, "train")
    names = sorted({sample.target for sample in samples})
    table = taxonomy.taxonomy(names, taxonomy.read_taxa(args.taxa))
    part, held = fish_data.split_off(samples)
    print(len(samples), "crops,", len(part), "to learn from while choosing,", len(held), "held out,", len(names), "classes")
    torch.manual_seed(RECIPE.seed)
    if "choose" in args.stages:
        network = train_stage("choose", part, held, names, c.pretrained(len(names), args.imagenet), args.work,
                              args.export)
        save_logits(args.work / "held_out.npz", network, held, names, RECIPE)
    if "unknown" in args.stages:
        known = [name for name in names if name not in LEFT_OUT]
        judged = [s for s in held if s.target in known]
        network = train_stage("unknown", [s for s in part if s.target in known], judged, known,
                              c.pretrained(len(known), args.imagenet), args.work)
        save_logits(args.work / "unknown_known.npz", network, judged, known, RECIPE)
        save_logits(args.work / "unknown_left_out.npz", network, [s for s in samples if s.target in LEFT_OUT], known,
                    RECIPE)
    if "final" in args.stages:
        train_stage("final", samples, None, names, load_network(args.work, "choose", len(names)), args.work, args.export)
    if "report" in args.stages:
        report_fish.report(args, RECIPE, LEFT_OUT, names, table, fish_data.weak_classes(samples, names), samples, part,
                           held)


if __name__ == "__main__":
    main()
