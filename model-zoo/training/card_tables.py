"""Prints the tables of a classifier's card from its metrics.json, in Markdown.

    python card_tables.py METRICS
"""

import json
import sys
from pathlib import Path


def interval(pair):
    return f"{pair[0]:.2f}–{pair[1]:.2f}"


def share(row):
    return f"{row['share']:.2f} ({interval(row['interval95'])})" if row["n"] else "–"


def mistakes(row):
    return ", ".join(f"{name} {count}" for name, count in list(row["mistakenFor"].items())[:3])


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]) + "\n"


def log(history):
    extra = [key for key in ("held out f4k", "held out rsmas", "held out genus") if any(key in row for row in history)]

    def cell(row, key):
        value = row.get(key, "")
        return f"{value['top1']:.3f} / {value['tracks']:.3f}" if isinstance(value, dict) else value

    return table(["epoch", "loss", "seconds", *extra],
                 [[row["epoch"], row["loss"], row["seconds"], *(cell(row, key) for key in extra)] for row in history])


def per_class(rows, training=None):
    head = ["class", *(["train"] if training else []), "test", "recall (95 %)", "taken for"]
    return table(head, [[name, *([training[name]["all"]] if training else []), row["n"], share(row), mistakes(row)]
                        for name, row in rows.items()])


def labels(rows):
    return table(["label", "test patches (photos)", "share of patches", "AP", "F1", "recall", "precision"],
                 [[name, f"{row['n']} ({row['photos']})", row["share of patches"], "–" if row["ap"] is None else row["ap"],
                   "–" if row["f1"] is None else row["f1"], share(row["recall"]), share(row["precision"])]
                  for name, row in rows.items()])


def main(path):
    metrics = json.loads(Path(path).read_text())
    training = metrics.get("training crops") or metrics.get("training patches")
    test = metrics["test"]
    for name, part in ({"test": test} if "perClass" in test else test).items():
        print(f"### {name}\n")
        print(labels(part["perClass"]) if "perClass" in part else per_class(part["per class"], training))
    for key in ("choosing", "final training", "training"):
        if key in metrics:
            print(f"### {key}\n\n" + log(metrics[key]))
    print("### data\n")
    print(table(["folder", "files", "SHA-256"], [[k, v["files"], f"`{v['sha256'][:16]}…`"] for k, v in metrics["data"].items()]))


if __name__ == "__main__":
    main(*sys.argv[1:])
