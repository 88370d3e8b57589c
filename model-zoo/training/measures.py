"""Calibration, thresholds and measures of the classifiers that give one name."""

from collections import defaultdict

import numpy as np

import classifier as c
import taxonomy
from naming import Namer, judge

KNOWN_SHARE = 0.95
PRECISION = 0.98  # of the names given on held-out pictures, at each rank


def truth_index(truth, names):
    return np.array([names.index(name) for name in truth])


def rank_sums(probabilities, names, table, rank):
    """The most probable taxon of a rank and its summed probability, and the rank's name of each class."""
    parent = {row["name"]: row["parent"] for row in table["classes"] + table["ancestors"]}
    rank_of = {row["name"]: row["rank"] for row in table["classes"] + table["ancestors"]}

    def at(node):
        while node and rank_of[node] != rank:
            node = parent[node]
        return node

    homes = [at(name) for name in names]
    nodes = sorted({home for home in homes if home})
    sums = np.stack([probabilities[:, [i for i, home in enumerate(homes) if home == node]].sum(1) for node in nodes], 1)
    best = sums.argmax(1)
    return np.array([nodes[i] for i in best]), sums[np.arange(len(sums)), best], homes


def needed(confidence, right, precision):
    """The least cut from 0.5 up, in steps of 0.01, from which the names given are right often enough."""
    for cut in np.arange(0.5, 0.991, 0.01):
        given = confidence >= cut
        if given.any() and right[given].mean() >= precision:
            return round(float(cut), 2)
    return 0.99


def thresholds(logits, truth, names, table, weak, at=("species", "genus", "family"),
               temperature=None):
    temperature = temperature or c.fit_temperature(logits, truth_index(truth, names))
    probabilities = c.softmax(logits, temperature)
    tau = float(np.quantile(c.energy(logits, temperature), 1 - KNOWN_SHARE))
    ranks = {}
    for rank in at:
        best, confidence, homes = rank_sums(probabilities, names, table, rank)
        homes_of = dict(zip(names, homes))
        judged = np.array([homes_of[name] is not None for name in truth])
        right = np.array([homes_of[name] == answer for name, answer in zip(truth, best)])
        ranks[rank] = needed(confidence[judged], right[judged], PRECISION)
    return {"temperature": temperature, "tau": tau, "ranks": ranks, "weak": weak, "weakConfidence": 0.9}


def consensus(logits, keys, temperature):
    """Mean log-probability over the crops of each trajectory: (index of a crop of each, its best class)."""
    logs = np.log(np.maximum(c.softmax(logits, temperature), 1e-12))
    tracks = defaultdict(list)
    for i, key in enumerate(keys):
        tracks[key].append(i)
    return [members[0] for members in tracks.values()], [int(logs[m].mean(0).argmax()) for m in tracks.values()]


def measure(data, names, temperature, fewest=15):
    """Everything that is asked of named crops before back-off."""
    logits, truth = data["logits"].astype(float), truth_index(data["truth"], names)
    probabilities = c.softmax(logits, temperature)
    best, confidence = probabilities.argmax(1), probabilities.max(1)
    right = best == truth
    groups = [f"{t}/{g}" for t, g in zip(data["truth"], data["group"])]
    per_class = {}
    for k in np.unique(truth):
        mine = truth == k
        mistakes = defaultdict(int)
        for b in best[mine & ~right]:
            mistakes[names[b]] += 1
        answered = best == k
        per_class[names[k]] = {**c.share(right[mine].sum(), mine.sum()),
                               "trajectories": len({g for g, m in zip(groups, mine) if m}),
                               "precision": round(float(right[answered].mean()), 4) if answered.any() else None,
                               "mistakenFor": dict(sorted(mistakes.items(), key=lambda item: -item[1]))}
    classes = [row for row in per_class.values() if row["n"] >= fewest]
    firsts, winners = consensus(logits, groups, temperature)
    hits = sum(truth[i] == w for i, w in zip(firsts, winners))

    def mean_recall(rows):
        return np.mean([(best[rows] == truth[rows])[truth[rows] == k].mean() for k in np.unique(truth)
                        if (truth == k).sum() >= fewest and (truth[rows] == k).any()])

    brier = ((probabilities - np.eye(len(names))[truth]) ** 2).sum(1).mean()
    likelihood = -np.log(np.maximum(probabilities[np.arange(len(truth)), truth], 1e-12)).mean()
    return {"top1": c.share(right.sum(), len(right)), "top1 interval over trajectories": c.bootstrap(right, groups),
            "mean recall": {"classes": len(classes), "value": round(float(np.mean([r["share"] for r in classes])), 4),
                            "interval over trajectories": c.bootstrap(np.arange(len(truth)), groups, mean_recall)},
            "mean recall of all classes": round(float(np.mean([r["share"] for r in per_class.values()])), 4),
            "trajectory consensus": c.share(hits, len(winners)),
            "ece": round(c.calibration_error(confidence, right), 4), "brier": round(float(brier), 4),
            "nll": round(float(likelihood), 4), "ece before scaling":
                round(c.calibration_error(c.softmax(logits).max(1), right), 4), "per class": per_class}


def namer_of(names, table, t):
    return Namer(names, table, t["temperature"], t["tau"], t["ranks"], t["weak"], t["weakConfidence"])


def named(data, names, table, t, full=None):
    lines = taxonomy.lineage(full or table)
    rank_of = {row["name"]: row["rank"] for row in (full or table)["classes"] + (full or table)["ancestors"]}
    answers = namer_of(names, table, t).names(data["logits"].astype(float))
    return judge(answers, list(data["truth"]), lines, rank_of)


def only(data, keep):
    return {key: value[keep] if key != "names" else value for key, value in data.items()}
