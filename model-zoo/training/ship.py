"""Blends the weights after the last step as choose.py found best, and exports them. See README.md."""

import argparse
from pathlib import Path

import numpy as np
import torch

import data
from choose import blend
from export import export
from yolox import Yolox


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--work", required=True, help="folder with chosen.pth and all.pth")
    parser.add_argument("--start", help="all.pth of the earlier run, also trained on all of train, to blend with")
    parser.add_argument("--export", required=True, help="folder for the exported files")
    args = parser.parse_args()
    chosen, on_all = (torch.load(Path(args.work) / name, map_location="cpu", weights_only=True)
                      for name in ("chosen.pth", "all.pth"))
    model, share = on_all["arguments"]["model"], chosen["chosen"]["share"]
    variant = data.VARIANTS[model]
    network = Yolox(classes=len(variant.aquarium), time=variant.time)
    weights = on_all["average"]
    if args.start:
        weights = blend(torch.load(args.start, map_location="cpu", weights_only=True)["average"], weights, share)
    network.load_state_dict(weights)
    samples = data.load_detect(args.data, "aquarium", "train")[:4]
    info = {"model": model, "final": True, "share_of_this_training": share,
            **{k: chosen["chosen"][k] for k in ("score", "iou")}}
    pictures = np.stack([data.network_picture(sample, variant.time)[0] for sample in samples])
    print("exported", export(network.eval(), args.export, info, pictures))


if __name__ == "__main__":
    main()
