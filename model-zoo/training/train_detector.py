"""Trains reef-fish-detector: YOLOX-Nano, one class, 640x352. See README.md."""

import argparse
import copy
import datetime
import json
import math
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader

import data
from evaluate import validate
from export import export
from loss import detection_loss
from report import finish
from yolox import YoloxNano, grid, load_coco

EMA_DECAY, EMA_RAMP = 0.9995, 400
WARM_UP, FINAL_LR = 0.03, 0.02
CLIP = 20.0


class Schedule:
    """Everything that changes during the training, driven by the share of the time that is gone."""

    multi_scale_until = 0.7
    mosaic_until = 0.8

    def __init__(self, begin, end):
        self.begin, self.end = begin, end

    def progress(self):
        return min(1.0, (time.time() - self.begin) / (self.end - self.begin))

    def rate(self):
        done = self.progress()
        if done < WARM_UP:
            return max(0.01, done / WARM_UP)
        cosine = (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP))) / 2
        return FINAL_LR + (1 - FINAL_LR) * cosine


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with detect/ and coral-condition/")
    parser.add_argument("--coco", required=True, help="COCO state_dict of YOLOX-Nano (.pth)")
    parser.add_argument("--work", required=True, help="folder for checkpoints and the log")
    parser.add_argument("--export", required=True, help="folder for the exported files")
    parser.add_argument("--minutes", type=float, default=90, help="training time")
    parser.add_argument("--deadline", metavar="HH:MM", help="end of the training in UTC, instead of --minutes")
    parser.add_argument("--resume", action="store_true", help="continue from last.pth in --work")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--lr", type=float, default=8e-4)
    parser.add_argument("--seed", type=int, default=20260)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def end_of_training(args, begin):
    if not args.deadline:
        return begin + 60 * args.minutes
    now = datetime.datetime.now(datetime.timezone.utc)
    hour, minute = map(int, args.deadline.split(":"))
    end = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (end if end > now else end + datetime.timedelta(days=1)).timestamp()


def load_pools(root, seed):
    """Training pool (with negatives), held-out samples, and outlined fish for pasting."""
    samples = [s for source in data.HELD_OUT for s in data.load_detect(root, source, "train")]
    pool = [s for s in samples if not s.held_out]
    held_out = [s for s in samples if s.held_out]
    return pool + data.load_coral(root, seed), held_out, data.fish_cutouts(pool)


def optimiser_for(network, lr):
    decayed = [p for p in network.parameters() if p.ndim > 1]
    plain = [p for p in network.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr)


def update_average(average, network, step):
    decay = EMA_DECAY * (1 - math.exp(-step / EMA_RAMP))
    with torch.no_grad():
        for mean, value in zip(average.state_dict().values(), network.state_dict().values()):
            if mean.is_floating_point():
                mean.lerp_(value, 1 - decay)


def train_epoch(network, average, optimiser, batches, schedule, lr, step):
    """Returns the mean loss terms, the step count and the number of pictures."""
    network.train()
    sums, pictures, grids = {}, 0, {}
    for images, truths, weak in batches:
        rate = lr * schedule.rate()
        for group in optimiser.param_groups:
            group["lr"] = rate
        size = tuple(images.shape[1:3])
        cells, strides = grids.setdefault(size, grid(*size))
        raw = network(images.permute(0, 3, 1, 2).float())
        terms = detection_loss(raw, truths, weak, cells, strides, schedule.progress() >= schedule.mosaic_until)
        loss = sum(terms.values())
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimiser.step()
        step += 1
        update_average(average, network, step)
        pictures += len(images)
        for name, term in terms.items():
            sums[name] = sums.get(name, 0) + float(term.detach()) * len(images)
        if schedule.progress() >= 1:
            break
    return {name: round(value / max(1, pictures), 4) for name, value in sums.items()}, step, pictures


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    cv2.setNumThreads(1)
    work = Path(args.work)
    work.mkdir(parents=True, exist_ok=True)
    pool, held_out, cutouts = load_pools(args.data, args.seed)
    checked = np.stack([data.letterbox(s.image)[0] for s in held_out[::len(held_out) // 4][:4]])
    quick = [s for i, s in enumerate(held_out) if s.source != "deepfish" or i % 2 == 0]
    print(f"pool {len(pool)}, held out {len(held_out)} ({len(quick)} each epoch), cutouts {len(cutouts)}", flush=True)

    network = load_coco(YoloxNano(), args.coco).to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    optimiser = optimiser_for(network, args.lr)
    history, step, begin = [], 0, time.time()
    if args.resume:
        state = torch.load(work / "last.pth", map_location="cpu", weights_only=True)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        history, step, begin = state["history"], state["step"], begin - 60 * state["minutes"]
    best = max((h["validation"]["score"] for h in history), default=-1.0)
    schedule = Schedule(begin, end_of_training(args, begin))
    epoch_batches = data.EpochBatches(pool, cutouts, args.batch, args.seed, schedule)
    while schedule.progress() < 1:
        began = time.time()
        epoch_batches.epoch = len(history)
        losses, step, pictures = train_epoch(network, average, optimiser, DataLoader(
            epoch_batches, batch_size=None, num_workers=1, prefetch_factor=4), schedule, args.lr, step)
        seconds = time.time() - began
        entry = {"epoch": len(history) + 1, "pictures": pictures, "seconds": round(seconds),
                 "progress": round(schedule.progress(), 3), "losses": losses, "validation": validate(average, quick)}
        history.append(entry)
        print(json.dumps(entry), flush=True)
        state = {"average": average.state_dict(), "network": network.state_dict(), "history": history,
                 "optimiser": optimiser.state_dict(), "step": step, "arguments": vars(args),
                 "minutes": (time.time() - schedule.begin) / 60}
        torch.save(state, work / "last.pth")
        if entry["validation"]["score"] >= best:
            best = entry["validation"]["score"]
            torch.save(state, work / "best.pth")
        if len(history) % 2:
            info = {"model": "reef-fish-detector", "final": False, "epoch": len(history),
                    "validation": entry["validation"]}
            print("exported", export(average, args.export, info, checked), flush=True)
    finish(args.data, args.work, args.export, pool, held_out)


if __name__ == "__main__":
    main()
