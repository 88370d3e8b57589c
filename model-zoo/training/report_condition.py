"""Calibration and measures of coral-condition-classifier."""

import numpy as np

import classifier as c
import coral_data
import manifest
from recipe import history_of, load_logits


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def average_precision(score, truth):
    """Mean precision at the ranks of the positives; None without positives."""
    if not truth.any():
        return None
    ordered = truth[np.argsort(-score, kind="stable")]
    return float((np.cumsum(ordered) / np.arange(1, len(ordered) + 1))[ordered > 0].mean())


def fit_temperature(logits, truth):
    grid = np.exp(np.arange(np.log(0.2), np.log(5), 0.01))

    def cost(temperature):
        p = np.clip(sigmoid(logits / temperature), 1e-7, 1 - 1e-7)
        return -(truth * np.log(p) + (1 - truth) * np.log(1 - p)).mean()

    return float(min(grid, key=cost))


def f1(given, truth):
    hits = (given & truth).sum()
    return 2 * hits / max(1, given.sum() + truth.sum())


def best_cut(probabilities, truth):
    """The one cut with the best F1 of all labels pooled; the mean over labels would follow the rarest ones."""
    cuts = np.arange(0.1, 0.91, 0.02)
    return round(float(max(cuts, key=lambda cut: f1(probabilities >= cut, truth > 0))), 2)


def measure(data, labels, temperature, cut):
    logits, truth, groups = data["logits"].astype(float), data["truth"], data["group"]
    probabilities = sigmoid(logits / temperature)
    present = [k for k in range(len(labels)) if truth[:, k].any()]

    def mean_ap(rows):
        values = [average_precision(probabilities[rows, k], truth[rows, k]) for k in present]
        return np.mean([v for v in values if v is not None])

    per_class = {}
    for k, label in enumerate(labels):
        given, true = probabilities[:, k] >= cut, truth[:, k] > 0
        hits = int((given & true).sum())
        ap = average_precision(probabilities[:, k], truth[:, k])
        per_class[label] = {"n": int(true.sum()), "photos": len(set(groups[true])),
                            "ap": None if ap is None else round(ap, 4), "share of patches": round(float(true.mean()), 4),
                            "recall": c.share(hits, int(true.sum())), "precision": c.share(hits, int(given.sum())),
                            "f1": round(float(f1(given, true)), 4) if true.any() else None}
    rows = np.arange(len(truth))
    return {"patches": len(truth), "photos": len(set(groups)), "labels judged": len(present),
            "meanAp": round(float(mean_ap(rows)), 4),
            "interval over photos": c.bootstrap(rows, groups, mean_ap),
            "mean F1": round(float(np.mean([per_class[labels[k]]["f1"] for k in present])), 4),
            "ece": round(c.calibration_error(probabilities.ravel(), truth.ravel()), 4), "perClass": per_class}


def report(args, recipe, labels, samples, network):
    held, test = load_logits(args.work / "held_out.npz"), load_logits(args.work / "test.npz")
    temperature = fit_temperature(held["logits"].astype(float), held["truth"])
    cut = best_cut(sigmoid(held["logits"].astype(float) / temperature), held["truth"])
    metrics = {"held out (two folds of photos)": measure(held, labels, temperature, cut),
               "test": measure(test, labels, temperature, cut)}
    c.export(network, args.export, recipe.side, recipe.side, {"labels": labels})
    metrics["milliseconds per picture"] = c.milliseconds(args.export, recipe.side, recipe.side)
    metrics["training"] = history_of(args.work, "final")
    metrics["folds"] = [history_of(args.work, stage) for stage in recipe.stages if stage.startswith("fold")]
    metrics["data"] = coral_data.hashes(args.data, ["coral-condition/train", "coral-condition/test"])
    table = {"classes": [{"name": label, "rank": "unranked", "aphiaId": None, "parent": None} for label in labels],
             "ancestors": []}
    source = manifest.threshold
    held_out = "on train patches, by networks that did not see their photo"
    manifest.write(
        args.export, name="coral-condition-classifier", version="1.0.0", task="multi-label", side=recipe.side,
        resize=recipe.mode, table=table,
        thresholds={"confidence": source(cut, "best F1 of all labels pooled " + held_out)},
        naming={"temperature": source(temperature, "least cross-entropy " + held_out), "ranks": {}},
        licence="Apache-2.0",
        provenance={"network": f"MobileNetV2 1.0, {recipe.side} x {recipe.side} pixels, {len(labels)} labels",
                    "start": "MobileNetV2 of Google on ImageNet, Apache-2.0",
                    "data": "CoralConditionDataset, Koh Tao (MIT)"},
        metrics=metrics)
    for name in ("held out (two folds of photos)", "test"):
        print(name, {key: value for key, value in metrics[name].items() if key != "perClass"})
        for label, row in metrics[name]["perClass"].items():
            print("  ", label, row["n"], row["ap"], row["f1"], row["share of patches"])
