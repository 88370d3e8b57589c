"""The final measures and the package files of reef-fish-classifier."""

import json

import numpy as np

import classifier as c
import fish_data
import manifest
import taxonomy
from measures import KNOWN_SHARE, measure, named, only, thresholds, truth_index
from recipe import history_of, load_logits, load_network, save_logits

def unknown_report(work, taxa, weak, full, left_out):
    """Six species left out: what the network that never saw them says of them."""
    known, left = load_logits(work / "unknown_known.npz"), load_logits(work / "unknown_left_out.npz")
    names = [str(name) for name in known["names"]]
    table = taxonomy.taxonomy(names, taxa)
    t = thresholds(known["logits"].astype(float), known["truth"], names, table, [w for w in weak if w in names])
    scores = {}
    for key, data in (("known", known), ("left", left)):
        logits = data["logits"].astype(float)
        scores[key] = {"energy": c.energy(logits, t["temperature"]), "msp": c.softmax(logits, t["temperature"]).max(1)}
    result = {"left out": list(left_out), "thresholds": {k: t[k] for k in ("temperature", "tau", "ranks")},
              "known crops (held out)": len(known["truth"]), "unknown crops": len(left["truth"])}
    for kind in ("energy", "msp"):
        result[f"auroc {kind}"] = round(c.auroc(scores["known"][kind], scores["left"][kind]), 4)
        cut = np.quantile(scores["known"][kind], 1 - KNOWN_SHARE)
        result[f"unknown rejected at 95 % known, {kind}"] = c.share((scores["left"][kind] < cut).sum(), len(left["truth"]))
    result["auroc energy of each"] = {
        name: round(c.auroc(scores["known"]["energy"], scores["left"]["energy"][left["truth"] == name]), 4)
        for name in left_out}
    result["known"] = named(known, names, table, t, full)
    result["unknown"] = named(left, names, table, t, full)
    # Rejection by energy alone, the most probable species for the rest: what back-off is worth.
    kept = scores["left"]["energy"] >= t["tau"]
    result["unknown given a species name without back-off"] = c.share(kept.sum(), len(kept))
    result["unknown, each"] = {name: named(only(left, left["truth"] == name), names, table, t, full)
                               for name in left_out}
    return result


def report(args, recipe, left_out, names, table, weak, samples, part, held):
    taxa = taxonomy.read_taxa(args.taxa)
    work, export = args.work, args.export
    data = load_logits(work / "held_out.npz")
    f4k = data["source"] == "f4k"
    # The other held-out places are too unlike their training to calibrate on: what is wrong there is wrong for sure.
    temperature = c.fit_temperature(data["logits"][f4k].astype(float), truth_index(data["truth"][f4k], names))
    t = thresholds(data["logits"].astype(float), data["truth"], names, table, weak, temperature=temperature)
    print("thresholds", {key: t[key] for key in ("temperature", "tau", "ranks")})
    metrics = {"held out": {"all": measure(data, names, t["temperature"]),
                            "f4k": measure(only(data, f4k), names, t["temperature"]),
                            "names with back-off": named(data, names, table, t)}}
    if (work / "unknown_known.npz").exists():
        metrics["unknown species"] = unknown_report(work, taxa, weak, table, left_out)
    if (work / "final.pth").exists():
        network = load_network(work, "final", len(names))
        save_logits(work / "test.npz", network, fish_data.load(args.data, "test"), names, recipe)
        outcome = load_logits(work / "test.npz")
        metrics["test"] = {}
        for name, sources in (("species", ["f4k"]), ("species-deepfish", ["deepfish crops"]),
                              ("deepfish boxes", ["deepfish boxes"]), ("seagrass boxes", ["seagrass boxes"])):
            mine = only(outcome, np.isin(outcome["source"], sources))
            metrics["test"][name] = {**measure(mine, names, t["temperature"]),
                                     "names with back-off": named(mine, names, table, t)}
        c.export(network, export, recipe.side, recipe.side, {"classes": names}, recipe.mirror)
        metrics["final training"] = history_of(work, "final")
    metrics["choosing"] = history_of(work, "choose")
    metrics["milliseconds per picture"] = c.milliseconds(export, recipe.side, recipe.side)
    metrics["data"] = fish_data.hashes(args.data)
    metrics["training crops"] = {name: {"all": sum(s.target == name for s in samples),
                                        "while choosing": sum(s.target == name for s in part),
                                        "held out": sum(s.target == name for s in held)} for name in names}
    held_out = "held-out crops of train, by the network trained without them"
    rank_source = "98 % of the names given at this rank are right on held-out crops of train"
    source = manifest.threshold
    manifest.write(
        export, name="reef-fish-classifier", version="1.0.0", task="classification", side=recipe.side,
        resize=recipe.mode, table=table,
        thresholds={"confidence": source(t["ranks"]["species"], rank_source)},
        naming={"temperature": source(t["temperature"], "least negative log-likelihood on the Fish4Knowledge part of " + held_out),
                "knownEnergy": source(t["tau"], "95 % of the " + held_out + " lie above"),
                "ranks": {rank: source(value, rank_source) for rank, value in t["ranks"].items()},
                "weak": weak, "weakConfidence": source(t["weakConfidence"], "guess")},
        licence="Apache-2.0",
        provenance={"network": f"MobileNetV2 1.0, {recipe.side} x {recipe.side} pixels, {len(names)} classes",
                    "start": "MobileNetV2 of Google on ImageNet, Apache-2.0",
                    "data": "Fish4Knowledge (its notice is in the card), DeepFish (CC BY 4.0), "
                            "Luderick-seagrass (CC BY 4.0)"},
        metrics=metrics)
    for key, value in metrics.get("test", {}).items():
        print(key, {k: v for k, v in value.items() if k != "per class"})
    print(json.dumps(metrics.get("unknown species"), indent=1))
