"""Last step of the training: the chosen network learns from every training picture.

Epoch, threshold and settings were chosen with places held out of `train`; those places are now training
pictures too. The time is fixed beforehand and the averaged weights at its end are what ships, so nothing is
chosen here. See README.md.
"""

import argparse
import copy
import json
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader

import data
from export import export
from train_detector import Schedule, load_pools, optimiser_for, train_epoch
from yolox import YoloxNano

EMA_STEPS_BEHIND = 400  # the average starts from trained weights, so it need not forget its first steps


class CalmingSchedule(Schedule):
    """One size; mosaic for the first half only."""

    multi_scale_until = 0.0
    mosaic_until = 0.5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with detect/ and coral-condition/")
    parser.add_argument("--start", required=True, help="last.pth of train_detector.py")
    parser.add_argument("--export", required=True, help="folder for the exported files")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=20261)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    cv2.setNumThreads(1)
    pool, held_out, _ = load_pools(args.data, args.seed)
    pool += held_out
    cutouts = data.fish_cutouts(pool)
    print(f"pool {len(pool)}, cutouts {len(cutouts)}", flush=True)

    network = YoloxNano().to(memory_format=torch.channels_last)
    network.load_state_dict(torch.load(args.start, map_location="cpu", weights_only=True)["average"])
    average = copy.deepcopy(network).eval()
    optimiser = optimiser_for(network, args.lr)
    begin = time.time()
    schedule = CalmingSchedule(begin, begin + 60 * args.minutes)
    batches = data.EpochBatches(pool, cutouts, args.batch, args.seed, schedule)
    history, step = [], EMA_STEPS_BEHIND
    while schedule.progress() < 1:
        batches.epoch = len(history)
        loader = DataLoader(batches, batch_size=None, num_workers=1, prefetch_factor=4)
        losses, step, pictures = train_epoch(network, average, optimiser, loader, schedule, args.lr, step)
        history.append({"epoch": len(history) + 1, "pictures": pictures, "progress": round(schedule.progress(), 3),
                        "losses": losses})
        print(json.dumps(history[-1]), flush=True)
        torch.save({"average": average.state_dict(), "history": history}, Path(args.start).with_name("all.pth"))
    checked = np.stack([data.letterbox(s.image)[0] for s in held_out[::len(held_out) // 4][:4]])
    info = {"model": "reef-fish-detector", "final": True, "start": Path(args.start).name, "minutes": args.minutes,
            "lr": args.lr, "seed": args.seed, "on_all_history": history}
    print("exported", export(average, args.export, info, checked), flush=True)


if __name__ == "__main__":
    main()
