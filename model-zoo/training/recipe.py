"""What the recipes of the classifiers share: balanced draws, training in stages, stored logits, the command line."""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import classifier as c
from pictures import Look, as_asked, augmented


@dataclass
class Stage:
    """Epochs, and the peak learning rates of the network and of the head."""

    epochs: int
    rate: float = 6e-4
    head_rate: float = 2e-3


@dataclass
class Recipe:
    look: Look
    stages: dict
    most: int = 150  # pictures of a class in an epoch, at most
    fewest: int = 40  # and, by repetition, at least
    repeat: float = 1.0  # how often a picture of a class between the two comes on average
    smoothing: float = 0.05
    dropout: float = 0.2
    seed: int = 20262
    mirror: bool = False  # the shipped network looks at each picture and its mirror image

    @property
    def side(self):
        return self.look.side

    @property
    def mode(self):
        return self.look.mode


def drawer(samples, recipe):
    """An epoch's samples: classes capped and repeated as the recipe says, groups within a class alike."""
    groups = defaultdict(lambda: defaultdict(list))
    for sample in samples:
        groups[sample.target][sample.group].append(sample)

    def draw(rng):
        chosen = []
        for name in sorted(groups):
            mine = groups[name]
            keys = sorted(mine)
            count = int(np.clip(recipe.repeat * sum(map(len, mine.values())), recipe.fewest, recipe.most))
            # One pass after another over the groups, so that a long trajectory does not outweigh the others.
            order = [keys[i] for _ in range(-(-count // len(keys))) for i in rng.permutation(len(keys))][:count]
            chosen += [mine[key][rng.integers(len(mine[key]))] for key in order]
        return [chosen[i] for i in rng.permutation(len(chosen))]

    return draw


def pictures_of(samples, recipe):
    return np.stack([as_asked(sample, recipe.side, recipe.mode) for sample in samples])


def one_class(names, smoothing):
    """Cross-entropy with smoothed labels; a sample's target is a name."""

    def loss(logits, chosen):
        target = torch.tensor([names.index(sample.target) for sample in chosen])
        return F.cross_entropy(logits, target, label_smoothing=smoothing)

    return loss


def fit(stage, recipe, network, draw, loss, work, names, watch=None, export=None):
    """Trains a stage, writes WORK/<stage>.pth after every epoch and WORK/<stage>.json at the end.

    watch(network) adds a look at the held-out part to the log of every second epoch.
    """
    plan = recipe.stages[stage]

    def after(averaged, epoch):
        torch.save(averaged.state_dict(), work / f"{stage}.pth")
        if export and epoch in (3, plan.epochs):
            c.export(averaged, export, recipe.side, recipe.side, {"epoch": epoch, "classes": names}, recipe.mirror)
        return watch(averaged) if watch and (epoch % 2 == 0 or epoch == plan.epochs) else None

    averaged, history = c.train(
        network, draw, lambda sample, rng: augmented(sample, rng, recipe.look), loss, epochs=plan.epochs,
        rate=plan.rate, head_rate=plan.head_rate, seed=recipe.seed, after_epoch=after,
        log=lambda line: print(line, flush=True))
    (work / f"{stage}.json").write_text(json.dumps({"names": names, "history": history}, indent=1) + "\n")
    return averaged


def load_network(work, stage, classes):
    network = c.MobileNetV2(classes).to(memory_format=torch.channels_last)
    network.load_state_dict(torch.load(work / f"{stage}.pth", weights_only=True))
    return network.eval()


def history_of(work, stage):
    return json.loads((work / f"{stage}.json").read_text())["history"]


def save_logits(path, network, samples, names, recipe):
    store_logits(path, c.logits_of(network, pictures_of(samples, recipe), recipe.mirror), samples, names)


def store_logits(path, logits, samples, names):
    """Logits with truth, group, source and file of each picture, for looks that need no network."""
    np.savez_compressed(path, logits=logits.astype(np.float32), names=np.array(names),
                        truth=np.array([s.target for s in samples]), group=np.array([s.group for s in samples]),
                        source=np.array([s.source for s in samples]), crop=np.array([s.name for s in samples]))


def load_logits(path):
    file = np.load(path)
    return {key: file[key] for key in file.files}


def arguments(description, stages):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--taxa", type=Path, required=True, help="table of names and AphiaIDs")
    parser.add_argument("--imagenet", type=Path, required=True, help="MobileNetV2, torchvision key names")
    parser.add_argument("--work", type=Path, required=True, help="receives weights and logits of the stages")
    parser.add_argument("--export", type=Path, required=True, help="receives the files of the package")
    parser.add_argument("--stages", default=stages)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    args.stages = args.stages.split(",")
    torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    return args
