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
    parser.add_argument("--start", required=True, help="all.pth of the earlier run, also trained on all of train")
    parser.add_argument("--export", required=True, help="folder for the exported files")
    args = parser.parse_args()
    chosen, on_all, start = (torch.load(path, map_location="cpu", weights_only=True) for path in (
        Path(args.work) / "chosen.pth", Path(args.work) / "all.pth", args.start))
    share = chosen["chosen"]["share"]
    network = Yolox()
    network.load_state_dict(blend(start["average"], on_all["average"], share))
    samples = data.load_detect(args.data, "aquarium", "train")[:4]
    info = {"model": "reef-fish-detector", "final": True, "share_of_this_training": share,
            **{k: chosen["chosen"][k] for k in ("score", "iou")}}
    pictures = np.stack([data.letterbox(sample.image)[0] for sample in samples])
    print("exported", export(network.eval(), args.export, info, pictures))


if __name__ == "__main__":
    main()
