"""taxonomy.json of a classifier, from the project's table of names and AphiaIDs."""

import csv
import json
from pathlib import Path

RANKS = ("genus", "family", "order", "class", "phylum")
KNOWN_RANKS = {"phylum", "class", "order", "family", "genus", "species"}


def read_taxa(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {row["scientificName"]: row for row in csv.DictReader(file)}


def chain(row):
    """(rank, name) from the genus up, without the taxon itself."""
    steps = []
    if row["rank"] == "species":
        steps.append(("genus", row["scientificName"].split()[0]))
    steps += [(rank, row[rank]) for rank in RANKS[1:] if row[rank] and row[rank] != row["scientificName"]]
    return steps


def entry(name, rank, aphia, parent, **more):
    return {"name": name, "rank": rank if rank in KNOWN_RANKS else "unranked",
            "aphiaId": int(aphia) if aphia else None, "parent": parent, **more}


def taxonomy(names, taxa, groups=None, synonyms=None):
    """Classes in the order of the head, and everything above them.

    `groups` holds classes that are no taxa, with their parent or None. A name missing from the table fails: an
    AphiaID is taken from the table or left empty, never guessed.
    """
    groups, synonyms = groups or {}, synonyms or {}
    classes, above = [], {}

    def climb(steps):
        for (rank, name), parent in zip(steps, [*(name for _, name in steps[1:]), None]):
            row = taxa.get(name)
            aphia = row["aphiaId"] if row and row["rank"] == rank else None
            above.setdefault(name, entry(name, rank, aphia, parent))

    for name in names:
        more = {"synonyms": synonyms[name]} if name in synonyms else {}
        if name in groups:
            parent = groups[name]
            classes.append(entry(name, "unranked", None, parent, **more))
            if parent:
                row = taxa[parent]
                climb([(row["rank"], parent), *chain(row)])
        else:
            row = taxa[name]
            steps = chain(row)
            classes.append(entry(name, row["rank"], row["aphiaId"], steps[0][1] if steps else None, **more))
            climb(steps)
    # A class may itself be above another class (a genus and one of its species): it is listed once, as class.
    return {"classes": classes, "ancestors": [above[name] for name in sorted(above) if name not in names]}


def lineage(table):
    """name -> the names above it, nearest first, of a taxonomy() result."""
    parents = {row["name"]: row["parent"] for row in table["classes"] + table["ancestors"]}
    lines = {}
    for name in parents:
        line, parent = [], parents[name]
        while parent:
            line.append(parent)
            parent = parents[parent]
        lines[name] = line
    return lines


def write(table, path):
    rows = {key: ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in table[key])
            for key in ("classes", "ancestors")}
    Path(path).write_text('{\n  "classes": [\n    ' + rows["classes"] + '\n  ],\n  "ancestors": [\n    '
                          + rows["ancestors"] + "\n  ]\n}\n", encoding="utf-8")
