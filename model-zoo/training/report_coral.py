"""The final measures and the package files of coral-classifier."""

import numpy as np

import classifier as c
import coral_data
import manifest
import taxonomy
from measures import PRECISION, measure, named, only, thresholds
from recipe import history_of, load_logits, load_network, save_logits

RANKS = ("species", "genus", "family", "order", "class", "phylum")
# The reef-building corals of the RSMAS set with the most test patches.
BEST_SUPPORTED = ("Acropora cervicornis", "Acropora palmata", "Montastraea cavernosa", "Colpophyllia natans",
                  "Meandrina meandrites")
LICENCE = "research, terms of the pictures unverified"


def judged(data, names, table):
    """Answers over all classes: right when the answer is the truth or a taxon below it."""
    lines = taxonomy.lineage(table)
    answers = [names[i] for i in data["logits"].argmax(1)]
    right = np.array([a == t or t in lines[a] for a, t in zip(answers, data["truth"])])
    per_class = {}
    for name in sorted(set(data["truth"])):
        mine = data["truth"] == name
        wrong = [a for a, m, r in zip(answers, mine, right) if m and not r]
        per_class[name] = {**c.share(right[mine].sum(), mine.sum()),
                           "mistakenFor": {a: wrong.count(a) for a in sorted(set(wrong), key=wrong.count)[::-1]}}
    return {**c.share(right.sum(), len(right)),
            "mean recall": round(float(np.mean([row["share"] for row in per_class.values()])), 4),
            "per class": per_class}


def among_themselves(data, names):
    """The five best-supported reef-building corals when no other answer is allowed."""
    columns = [names.index(name) for name in BEST_SUPPORTED]
    mine = only(data, np.isin(data["truth"], BEST_SUPPORTED))
    answers = np.array(BEST_SUPPORTED)[mine["logits"][:, columns].argmax(1)]
    right = answers == mine["truth"]
    return {**c.share(right.sum(), len(right)),
            "errors": [[str(f), str(t), str(a)] for f, t, a in
                       zip(mine["crop"][~right], mine["truth"][~right], answers[~right])]}


def within(data, names):
    """Accuracy when only the classes of the patch's own set may be answered: what the shared head costs."""
    own = sorted(set(data["truth"]))
    columns = [names.index(name) for name in own]
    return c.share((np.array(own)[data["logits"][:, columns].argmax(1)] == data["truth"]).sum(), len(data["truth"]))


def both_sets(data, names, table):
    result = {}
    for source in ("rsmas", "genus"):
        mine = only(data, data["source"] == source)
        result[source] = {**judged(mine, names, table), "answers limited to this set's classes": within(mine, names)}
    result["rsmas"]["five best-supported corals among themselves"] = among_themselves(data, names)
    result["genus"]["interval over photos"] = c.bootstrap(
        [a == t for a, t in zip((names[i] for i in only(data, data["source"] == "genus")["logits"].argmax(1)),
                                only(data, data["source"] == "genus")["truth"])],
        only(data, data["source"] == "genus")["group"])
    return result


def report(args, recipe, names, table, samples, part, held):
    work, export = args.work, args.export
    kept = load_logits(work / "held_out.npz")
    t = thresholds(kept["logits"].astype(float), kept["truth"], names, table, [], RANKS)
    network = load_network(work, "final", len(names))
    save_logits(work / "test.npz", network, coral_data.load_taxa(args.data, "test"), names, recipe)
    test = load_logits(work / "test.npz")
    counts = {name: sum(s.target == name for s in samples) for name in names}
    weak = [name for name in names if counts[name] < 15]
    t["weak"] = weak
    metrics = {"held out": both_sets(kept, names, table), "test": both_sets(test, names, table)}
    for name, data in (("held out", kept), ("test", test)):
        for source in ("rsmas", "genus"):
            mine = only(data, data["source"] == source)
            metrics[name][source]["names with back-off"] = named(mine, names, table, t)
            metrics[name][source]["ece"] = measure(mine, names, t["temperature"])["ece"]
    for split in ("held_out", "test"):
        if (work / f"baseline_{split}.npz").exists():
            metrics["frozen network with a logistic head, " + split.replace("_", " ")] = both_sets(
                load_logits(work / f"baseline_{split}.npz"), names, table)
    c.export(network, export, recipe.side, recipe.side, {"classes": names})
    metrics["milliseconds per picture"] = c.milliseconds(export, recipe.side, recipe.side)
    metrics["choosing"], metrics["final training"] = history_of(work, "choose"), history_of(work, "final")
    metrics["training patches"] = {name: {"all": counts[name], "while choosing": sum(s.target == name for s in part),
                                          "held out": sum(s.target == name for s in held)} for name in names}
    metrics["data"] = coral_data.hashes(args.data, ["coral-rsmas/train", "coral-rsmas/test", "coral-genus/train",
                                                    "coral-genus/test"])
    source = manifest.threshold
    held_out = "held-out patches of train, by the network trained without them"
    rank_source = f"{PRECISION:.0%} of the names given at this rank are right on {held_out}, or 0.99"
    manifest.write(
        export, name="coral-classifier", version="1.0.0", task="classification", side=recipe.side, resize=recipe.mode,
        table=table, thresholds={"confidence": source(t["ranks"]["species"], rank_source)},
        naming={"temperature": source(t["temperature"], "least negative log-likelihood on " + held_out),
                "knownEnergy": source(t["tau"], "95 % of the " + held_out + " lie above"),
                "ranks": {rank: source(value, rank_source) for rank, value in t["ranks"].items()},
                "weak": weak, "weakConfidence": source(t["weakConfidence"], "guess"),
                "unidentified": "unidentified benthos"},
        licence=LICENCE,
        provenance={"network": f"MobileNetV2 1.0, {recipe.side} x {recipe.side} pixels, {len(names)} classes",
                    "start": "MobileNetV2 of Google on ImageNet, Apache-2.0",
                    "data": "RSMAS patches (Shihavuddin 2017, licence not verified), Eilat patches (photos believed CC0, "
                            "label files without a stated licence)"},
        metrics=metrics)
    print("thresholds", {key: t[key] for key in ("temperature", "tau", "ranks")})
    for name in metrics:
        if name in ("held out", "test") or name.startswith("frozen"):
            for s in ("rsmas", "genus"):
                print(name, s, {k: v for k, v in metrics[name][s].items() if k != "per class"})
                for label, row in metrics[name][s]["per class"].items():
                    print("  ", label, row["right"], row["n"], row["mistakenFor"])
