"""Names with back-off from probabilities, as the library gives them, and how good they are."""

import numpy as np

import classifier as c

NARROW_FIRST = ("species", "genus", "family", "order", "class", "phylum")
UNKNOWN = None


class Namer:
    """The narrowest taxon whose classes together are probable enough; UNKNOWN where the energy is too low."""

    def __init__(self, names, table, temperature, tau, ranks, weak=(), weak_confidence=0.0):
        rank_of = {row["name"]: row["rank"] for row in table["classes"] + table["ancestors"]}
        parent = {row["name"]: row["parent"] for row in table["classes"] + table["ancestors"]}
        self.temperature, self.tau = temperature, tau
        self.nodes = []  # (name, needed, classes), narrowest rank first
        for i, name in enumerate(names):
            if rank_of[name] == "unranked":
                self.nodes.append((name, ranks["species"], [i], 0))
        for level, rank in enumerate(NARROW_FIRST):
            if rank not in ranks:
                continue
            within = {}
            for i, name in enumerate(names):
                node = name
                while node and rank_of[node] != rank:
                    node = parent[node]
                if node:
                    within.setdefault(node, []).append(i)
            for node, members in within.items():
                needed = max(ranks[rank], weak_confidence if node in weak else 0.0)
                self.nodes.append((node, needed, members, level))

    def names(self, logits):
        probabilities = c.softmax(logits, self.temperature)
        known = c.energy(logits, self.temperature) >= self.tau
        sums = np.stack([probabilities[:, members].sum(1) for _, _, members, _ in self.nodes], 1)
        answers = []
        for i in range(len(logits)):
            fit = [(level, -sums[i, n], name) for n, (name, needed, _, level) in enumerate(self.nodes)
                   if sums[i, n] >= needed]
            answers.append(min(fit)[2] if known[i] and fit else UNKNOWN)
        return answers


def judge(answers, truth, lines, rank_of):
    """How names with back-off compare with the truth. `lines`: name -> the names above it."""
    n = len(truth)
    exact = sum(a == t for a, t in zip(answers, truth))
    above = sum(a is not None and a != t and a in lines[t] for a, t in zip(answers, truth))
    unknown = sum(a is None for a in answers)
    # An answer below the truth (a species for a genus that is all the truth tells) is neither right nor wrong.
    below = sum(a is not None and t in lines[a] for a, t in zip(answers, truth))
    wrong = n - exact - above - unknown - below
    species = sum(a is not None and a != t and a not in lines[t] and t not in lines[a] and rank_of[a] == "species"
                  for a, t in zip(answers, truth))
    paths = [({a, *lines[a]} if a else set(), {t, *lines[t]}) for a, t in zip(answers, truth)]
    shared = sum(len(a & t) for a, t in paths)
    return {"n": n, "exact": exact, "coarser and right": above, "unidentified": unknown, "wrong": wrong,
            "finer than the truth": below, "wrong species name": c.share(species, n),
            "hierarchical precision": round(shared / max(1, sum(len(a) for a, _ in paths)), 4),
            "hierarchical recall": round(shared / sum(len(t) for _, t in paths), 4)}
