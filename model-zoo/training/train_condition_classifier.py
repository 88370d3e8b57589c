"""Trains coral-condition-classifier: several labels a patch.

    python train_condition_classifier.py --data DATA --taxa taxa.csv --imagenet mobilenet_v2.pth --work WORK --export EXPORT

Stages (all by default): `choose` trains two networks, each without a third of the train photos, and calibrates on
what each left out; `final` trains by the same recipe on all of `train`; `report` measures on the test split.
"""

import numpy as np
import torch
import torch.nn.functional as F

import classifier as c
import coral_data
import report_condition
from pictures import Look
from recipe import Recipe, Stage, arguments, fit, load_network, pictures_of

FOLDS = 3
JUDGED = 2  # folds that are left out in turn
PICTURES = 560  # in an epoch
PLAN = Stage(8, 6e-4, 2e-3)
RECIPE = Recipe(Look(160, "stretch", zoom=(0.6, 1.05), upright=False, low=0.25, lowest=64, colour=1.0),
                {**{f"fold{k}": PLAN for k in range(JUDGED)}, "final": PLAN}, smoothing=0.04, dropout=0.3)


def drawer(samples):
    """Draws pictures with a rare label more often: by the root of one over the label's frequency."""
    targets = np.stack([sample.target for sample in samples])
    rarity = 1 / np.sqrt(np.maximum(1, targets.sum(0)))
    weights = (targets * rarity).max(1)
    weights /= weights.sum()
    return lambda rng: [samples[i] for i in rng.choice(len(samples), PICTURES, p=weights)]


def loss(logits, chosen):
    target = torch.from_numpy(np.stack([sample.target for sample in chosen]))
    smooth = target * (1 - RECIPE.smoothing) + RECIPE.smoothing / 2
    return F.binary_cross_entropy_with_logits(logits, smooth)


def save(path, logits, samples, labels):
    np.savez_compressed(path, logits=logits.astype(np.float32), labels=np.array(labels),
                        truth=np.stack([s.target for s in samples]), group=np.array([s.group for s in samples]),
                        crop=np.array([s.name for s in samples]))


def main():
    args = arguments(__doc__, "choose,final,report")
    samples = coral_data.load_condition(args.data, "train")
    labels = coral_data.labels(args.data)
    folds = coral_data.folds_condition(samples, FOLDS)
    print(len(samples), "patches, folds of", [int((folds == k).sum()) for k in range(FOLDS)], flush=True)

    def network():
        torch.manual_seed(RECIPE.seed)
        return c.pretrained(len(labels), args.imagenet, RECIPE.dropout)

    if "choose" in args.stages:
        logits = np.zeros((len(samples), len(labels)))
        for k in range(JUDGED):
            taught = [s for s, fold in zip(samples, folds) if fold != k]
            left = [s for s, fold in zip(samples, folds) if fold == k]
            trained = fit(f"fold{k}", RECIPE, network(), drawer(taught), loss, args.work, labels)
            logits[folds == k] = c.logits_of(trained, pictures_of(left, RECIPE))
        save(args.work / "held_out.npz", logits[folds < JUDGED], [s for s, k in zip(samples, folds) if k < JUDGED],
             labels)
    if "final" in args.stages:
        fit("final", RECIPE, network(), drawer(samples), loss, args.work, labels, None, args.export)
    if "report" in args.stages:
        test = coral_data.load_condition(args.data, "test")
        final = load_network(args.work, "final", len(labels))
        save(args.work / "test.npz", c.logits_of(final, pictures_of(test, RECIPE)), test, labels)
        report_condition.report(args, RECIPE, labels, samples, final)


if __name__ == "__main__":
    main()
