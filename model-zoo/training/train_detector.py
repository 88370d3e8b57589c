"""Trains a detector: YOLOX, 640x352. See README.md."""

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
from yolox import Yolox, grid, load_coco, start_from

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
    parser.add_argument("--data", required=True, help="folder with detect/, clips/, species/ and coral-condition/")
    parser.add_argument("--rendered", help="folder with images/ and labels/ of rendered scenes")
    parser.add_argument("--coco", help="COCO state_dict of YOLOX-Nano (.pth)")
    parser.add_argument("--start", help="checkpoint of an earlier run to start from, instead of --coco")
    parser.add_argument("--freeze", action="store_true",
                        help="leave stem and first stage as they are: with --start, 1.3 times as fast")
    parser.add_argument("--depth", type=float, default=0.33, help="share of YOLOX-L's blocks (S, Nano: 0.33)")
    parser.add_argument("--width", type=float, default=0.25, help="share of YOLOX-L's channels (S: 0.5, Nano: 0.25)")
    parser.add_argument("--model", choices=data.VARIANTS, default="reef-fish-detector")
    parser.add_argument("--work", required=True, help="folder for checkpoints and the log")
    parser.add_argument("--export", required=True, help="folder for the exported files")
    parser.add_argument("--minutes", type=float, default=90, help="training time")
    parser.add_argument("--deadline", metavar="HH:MM", help="end of the training in UTC, instead of --minutes")
    parser.add_argument("--resume", action="store_true", help="continue from last.pth in --work")
    parser.add_argument("--new-optimiser", action="store_true", help="with --resume after a change of --freeze")
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


def load_pools(root, rendered, variant):
    """Training pool (with negatives) and held-out samples."""
    samples = [s for source in data.HELD_OUT for s in data.load_detect(root, source, "train", variant)]
    pool = [s for s in samples if not s.held_out] + data.load_extra(root, rendered)
    held_out = [s for s in samples if s.held_out]
    if variant.time:
        data.know_neighbours(pool)
        data.know_backgrounds(held_out)
    return pool, held_out


def starting_network(args, variant):
    """From the COCO checkpoint, from averaged weights of an earlier run, or from nothing (larger networks)."""
    network = Yolox(args.depth, args.width, len(variant.aquarium), variant.time)
    if args.start:
        start_from(network, torch.load(args.start, map_location="cpu", weights_only=True)["average"])
    elif args.coco:
        load_coco(network, args.coco)
    return network.to(memory_format=torch.channels_last)


def freeze(network):
    """Stem and first stage learn no more. They work on the finest pixels and take a quarter of the time."""
    backbone = network.backbone.backbone
    for module in (backbone.stem, backbone.dark2):
        module.requires_grad_(False)


def training_mode(network):
    """Training mode, but for batch norms that are frozen."""
    network.train()
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d) and not module.weight.requires_grad:
            module.eval()


def optimiser_for(network, lr):
    learning = [p for p in network.parameters() if p.requires_grad]
    decayed = [p for p in learning if p.ndim > 1]
    plain = [p for p in learning if p.ndim <= 1]
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
    training_mode(network)
    sums, pictures, grids = {}, 0, {}
    for images, truths, classes, weak in batches:
        rate = lr * schedule.rate()
        for group in optimiser.param_groups:
            group["lr"] = rate
        size = (8 * weak.shape[1], images.shape[2])
        cells, strides = grids.setdefault(size, grid(*size))
        raw = network(images.permute(0, 3, 1, 2).float())
        terms = detection_loss(raw, truths, classes, weak, cells, strides, schedule.progress() >= schedule.mosaic_until)
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
    variant = data.VARIANTS[args.model]
    pool, held_out = load_pools(args.data, args.rendered, variant)
    cutouts = data.load_cutouts(args.data, pool, args.seed)
    checked = np.stack([data.network_picture(s, variant.time)[0] for s in held_out[::len(held_out) // 4][:4]])
    print(f"pool {len(pool)}, held out {len(held_out)}, cut-outs {[len(group) for group in cutouts]}", flush=True)

    network = starting_network(args, variant)
    if args.freeze:
        freeze(network)
    average = copy.deepcopy(network).eval()
    optimiser = optimiser_for(network, args.lr)
    history, step, begin = [], 0, time.time()
    if args.resume:
        state = torch.load(work / "last.pth", map_location="cpu", weights_only=True)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        if not args.new_optimiser:
            optimiser.load_state_dict(state["optimiser"])
        history, step, begin = state["history"], state["step"], begin - 60 * state["minutes"]
    best = max((h["validation"]["score"] for h in history), default=-1.0)
    schedule = Schedule(begin, end_of_training(args, begin))
    epoch_batches = data.EpochBatches(pool, cutouts, args.batch, args.seed, schedule, variant)
    while schedule.progress() < 1:
        began = time.time()
        epoch_batches.epoch = len(history)
        losses, step, pictures = train_epoch(network, average, optimiser, DataLoader(
            epoch_batches, batch_size=None, num_workers=1, prefetch_factor=4), schedule, args.lr, step)
        seconds = time.time() - began
        entry = {"epoch": len(history) + 1, "pictures": pictures, "seconds": round(seconds),
                 "progress": round(schedule.progress(), 3), "losses": losses, "validation": validate(average, held_out, variant)}
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
            info = {"model": args.model, "final": False, "epoch": len(history),
                    "validation": entry["validation"]}
            print("exported", export(average, args.export, info, checked), flush=True)


if __name__ == "__main__":
    main()
