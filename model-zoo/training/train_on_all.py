"""Last step of the training: the network learns from every training picture.

Blend, thresholds and settings are chosen with places held out of `train`; those places are now training
pictures too. The time is fixed beforehand, so nothing is chosen here; ship.py then blends and exports. See README.md.
"""

import argparse
import copy
import json
import time
from pathlib import Path

import cv2
import torch
from torch.utils.data import DataLoader

import data
from train_detector import Schedule, freeze, load_pools, optimiser_for, train_epoch
from yolox import Yolox

EMA_STEPS_BEHIND = 400  # the average starts from trained weights, so it need not forget its first steps


class CalmingSchedule(Schedule):
    """One size; mosaic for the first half only."""

    multi_scale_until = 0.0
    mosaic_until = 0.5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with detect/, clips/, species/ and coral-condition/")
    parser.add_argument("--rendered", help="folder with images/ and labels/ of rendered scenes")
    parser.add_argument("--start", required=True, help="last.pth of train_detector.py; all.pth is written beside it")
    parser.add_argument("--freeze", action="store_true", help="leave stem and first stage as they are")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=20261)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    cv2.setNumThreads(1)
    before = torch.load(args.start, map_location="cpu", weights_only=True)
    model = before["arguments"]["model"]
    variant = data.VARIANTS[model]
    pool, held_out = load_pools(args.data, args.rendered, variant)
    pool += held_out
    if variant.time:
        data.know_neighbours(pool)
    cutouts = data.load_cutouts(args.data, pool, args.seed)
    print(f"pool {len(pool)}, cut-outs {[len(group) for group in cutouts]}", flush=True)

    network = Yolox(classes=len(variant.aquarium), time=variant.time).to(memory_format=torch.channels_last)
    network.load_state_dict(before["average"])
    if args.freeze:
        freeze(network)
    average = copy.deepcopy(network).eval()
    optimiser = optimiser_for(network, args.lr)
    begin = time.time()
    schedule = CalmingSchedule(begin, begin + 60 * args.minutes)
    batches = data.EpochBatches(pool, cutouts, args.batch, args.seed, schedule, variant)
    history, step = [], EMA_STEPS_BEHIND
    while schedule.progress() < 1:
        batches.epoch = len(history)
        loader = DataLoader(batches, batch_size=None, num_workers=1, prefetch_factor=4)
        losses, step, pictures = train_epoch(network, average, optimiser, loader, schedule, args.lr, step)
        history.append({"epoch": len(history) + 1, "pictures": pictures, "progress": round(schedule.progress(), 3),
                        "losses": losses})
        print(json.dumps(history[-1]), flush=True)
        state = {"average": average.state_dict(), "history": history, "arguments": {**vars(args), "model": model}}
        torch.save(state, Path(args.start).with_name("all.pth"))


if __name__ == "__main__":
    main()
