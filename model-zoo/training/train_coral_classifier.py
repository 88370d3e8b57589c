"""Trains coral-classifier: one network and one taxonomy for Caribbean close-ups and Eilat patches.

    python train_coral_classifier.py --data DATA --taxa taxa.csv --imagenet mobilenet_v2.pth --work WORK --export EXPORT

Stages (all by default): `baseline` fits a logistic head on the frozen ImageNet network, `choose` fine-tunes with a
part of `train` held out and calibrates on it, `final` goes on from there on all of `train`, `report` measures on the
test splits.
"""

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

import classifier as c
import coral_data
import report_coral
import taxonomy
from pictures import Look
from recipe import Recipe, Stage, arguments, drawer, fit, load_network, one_class, pictures_of, save_logits, store_logits

RECIPE = Recipe(Look(160, "stretch", zoom=(0.55, 1.05), upright=False, low=0.3, lowest=48, colour=1.2),
                {"choose": Stage(14), "final": Stage(3, 2e-4, 4e-4)}, most=100, fewest=40, smoothing=0.1, dropout=0.3)


def watcher(held, names):
    pictures = pictures_of(held, RECIPE)
    truth = np.array([names.index(sample.target) for sample in held])
    source = np.array([sample.source for sample in held])

    def watch(network):
        right = c.logits_of(network, pictures).argmax(1) == truth
        return {"held out " + s: round(float(right[source == s].mean()), 4) for s in ("rsmas", "genus")}

    return watch


def baseline(part, held, test, names, imagenet, work):
    """Logits of a logistic head on frozen features, for the held-out part and, taught with all, for the test."""
    network = c.pretrained(len(names), imagenet)
    sets = {"part": part, "held_out": held, "test": test}
    features = {name: c.features_of(network, pictures_of(some, RECIPE)) for name, some in sets.items()}
    everything = np.concatenate([features["part"], features["held_out"]])
    for name, x, taught in (("held_out", features["part"], part), ("test", everything, part + held)):
        mean, scale = x.mean(0), x.std(0) + 1e-3
        head = LogisticRegression(C=0.003, max_iter=500, class_weight="balanced")
        head.fit((x - mean) / scale, [sample.target for sample in taught])
        if list(head.classes_) != names:
            raise ValueError("a class has no pictures to learn from")
        store_logits(work / f"baseline_{name}.npz", head.decision_function((features[name] - mean) / scale),
                     sets[name], names)


def main():
    args = arguments(__doc__, "baseline,choose,final,report")
    samples = coral_data.load_taxa(args.data, "train")
    names = sorted({sample.target for sample in samples})
    table = taxonomy.taxonomy(names, taxonomy.read_taxa(args.taxa), coral_data.GROUPS, coral_data.synonyms())
    part, held = coral_data.split_taxa(samples)
    print(len(samples), "patches,", len(part), "to learn from while choosing,", len(held), "held out,", len(names),
          "classes", flush=True)
    torch.manual_seed(RECIPE.seed)
    loss = one_class(names, RECIPE.smoothing)
    if "baseline" in args.stages:
        baseline(part, held, coral_data.load_taxa(args.data, "test"), names, args.imagenet, args.work)
    if "choose" in args.stages:
        network = fit("choose", RECIPE, c.pretrained(len(names), args.imagenet, RECIPE.dropout), drawer(part, RECIPE),
                      loss, args.work, names, watcher(held, names), args.export)
        save_logits(args.work / "held_out.npz", network, held, names, RECIPE)
    if "final" in args.stages:
        fit("final", RECIPE, load_network(args.work, "choose", len(names)), drawer(samples, RECIPE), loss, args.work,
            names, None, args.export)
    if "report" in args.stages:
        report_coral.report(args, RECIPE, names, table, samples, part, held)


if __name__ == "__main__":
    main()
