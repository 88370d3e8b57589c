"""Exports MobileNetV2 as ImageNet made it, for teaching a head on it in Java.

    python imagenet_backbone.py --weights mobilenet_v2_imagenet_from_tf2ptq.pth --export EXPORT
    python ../packaging/assemble.py EXPORT ../src/main/resources/org/reeflens/models/imagenet-mobilenetv2-1.0.0

Nothing is trained: batch norms are folded into the convolutions, and the head of the package has one class and only
zeros, so that the package by itself names nothing.
"""

import argparse
from pathlib import Path

import torch

import classifier

SIDE = 192


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True, help="state_dict with torchvision's key names")
    parser.add_argument("--export", type=Path, required=True)
    args = parser.parse_args()
    network = classifier.pretrained(1, args.weights).eval()
    for parameter in network.classifier.parameters():
        torch.nn.init.zeros_(parameter)
    classifier.export(network, args.export, SIDE, SIDE, {"side": SIDE, "features": classifier.FEATURES})
    print(f"{args.export}: {classifier.milliseconds(args.export, SIDE, SIDE)} ms a picture on two threads")


if __name__ == "__main__":
    main()
