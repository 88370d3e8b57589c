"""Trains fish-outliner on the outlines of detect/seagrass/train: which pixels in a box are the fish. See README.md."""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import outline_data as data
from classifier import Average, as_input
from outline_network import Outliner, probabilities

BATCH, RATE, BODY_RATE, DECAY, SEED = 16, 1.5e-3, 3e-4, 0.02, 20271
FROZEN = 2  # blocks of MobileNetV2 left as they are


def loss_of(logits, target):
    """Cross-entropy of the pixels and one minus the soft Dice of each fish."""
    p = torch.sigmoid(logits)
    dice = (2 * (p * target).sum((1, 2)) + 1) / (p.sum((1, 2)) + target.sum((1, 2)) + 1)
    return F.binary_cross_entropy_with_logits(logits, target) + (1 - dice).mean()


def iou(found, truth):
    return (found & truth).sum((1, 2)) / np.maximum(1, (found | truth).sum((1, 2)))


def held_out_iou(network, fish, jitter):
    """Mean IoU in the network's grid."""
    rng = np.random.default_rng(1)
    pairs = [data.as_asked(f, data.jittered(f.box, rng, jitter))[:2] for f in fish]
    found = probabilities(network, np.stack([p for p, _ in pairs])) > 0.5
    return float(iou(found, np.stack([m for _, m in pairs]) > 0.5).mean())


def draw(fish, rng, most=12):
    """An epoch: of each video at most `most` fish, as neighbouring frames are near-copies."""
    videos = {}
    for one in fish:
        videos.setdefault(one.video, []).append(one)
    chosen = [frames[i] for _, frames in sorted(videos.items()) for i in rng.permutation(len(frames))[:most]]
    return [chosen[i] for i in rng.permutation(len(chosen))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--imagenet", required=True, help="MobileNetV2, torchvision key names")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True, help="the learning rate follows the share that is gone")
    parser.add_argument("--all", action="store_true", help="train on the held-out part too; nothing is chosen")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    fish, backgrounds = data.load_fish(args.data, "train"), data.load_backgrounds(args.data)
    held = [f for f in fish if f.held_out]
    trained = fish if args.all else [f for f in fish if not f.held_out]
    print(len(trained), "fish to train on,", len(held), "held out,", len(backgrounds), "backgrounds", flush=True)
    network = Outliner(args.imagenet)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True)["average"])
    network = network.to(memory_format=torch.channels_last)
    for parameter in network.features[:FROZEN].parameters():
        parameter.requires_grad_(False)
    bodies = [p for p in network.features.parameters() if p.requires_grad]
    others = [p for name, p in network.named_parameters() if not name.startswith("features.")]
    optimiser = torch.optim.AdamW([{"params": bodies, "peak": BODY_RATE}, {"params": others, "peak": RATE}],
                                  lr=RATE, weight_decay=DECAY)
    averaged, history, step, begin = Average(network, 0.99), [], 0, time.time()
    gone, epoch = 0.0, 0
    while gone < 1:
        rng = np.random.default_rng([SEED, epoch])
        samples, total, count = draw(trained, rng), 0.0, 0
        network.train()
        network.features[:FROZEN].eval()
        for start in range(0, len(samples) - BATCH + 1, BATCH):
            gone = (time.time() - begin) / (60 * args.minutes)
            if gone >= 1:
                break
            pairs = [data.augmented(f, trained, backgrounds, rng) for f in samples[start:start + BATCH]]
            scale = min(1.0, (step + 1) / 80) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * gone)))
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * scale * (0.5 if args.start else 1)
            value = loss_of(network(as_input(np.stack([p for p, _ in pairs]))),
                            torch.from_numpy(np.stack([m for _, m in pairs])))
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            averaged.update(network)
            total, count, step = total + value.item(), count + 1, step + 1
        epoch += 1
        row = {"epoch": epoch, "gone": round(gone, 3), "loss": round(total / max(1, count), 4)}
        if epoch % 3 == 0 or gone >= 1:
            row.update({f"iou_{int(100 * j)}": round(held_out_iou(averaged.network, held, j), 4) for j in (0.0, 0.08)})
        history.append(row)
        print(json.dumps(row), flush=True)
        torch.save({"average": averaged.network.state_dict(), "history": history},
                   args.work / ("all.pth" if args.all else "last.pth"))


if __name__ == "__main__":
    main()
