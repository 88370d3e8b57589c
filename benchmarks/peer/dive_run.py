"""One film through the Python pipeline: DivePlan as JSON in, DiveReport as JSON out."""

import json
import platform
import resource
import sys
import time

import av
import numpy as np

from film import Batches, Film, Packer, sampled
from network import BoxDecoder, Package, to_source, warm_network
from tracker import ByteTrack


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def analyse(plan, package, network, batch, until):
    packer = Packer(package.width, package.height, package.pad)
    decoder = BoxDecoder(package, np.float32(package.following / 3))
    tracker = ByteTrack(package.following)
    samples, counts = [], []
    film = Batches(plan["film"], plan["samplesPerSecond"], until, packer, batch)
    for packed in film:
        output = network.run(packed.pictures)
        for i, seconds in enumerate(packed.seconds):
            boxes, scores, _ = decoder.decode(output[i])
            boxes = to_source(boxes, packed.scales[i], packed.size)
            counts.append(0)
            for sample in tracker.update(seconds, boxes, scores):
                counts[sample] += 1
            samples.append((seconds, boxes, scores))
    return samples, counts, film.decoded


def decoding_alone(plan):
    before = processor_seconds()
    film = Film(plan["film"], threads=1)
    for _ in sampled(film.frames(), plan["samplesPerSecond"], plan["seconds"]):
        pass
    film.close()
    return processor_seconds() - before


def forward_alone(plan, package, batch, passes):
    network = warm_network(package, plan["engine"], 1, batch)
    noise = np.random.default_rng(1).integers(
        0, 256, (batch, package.height, package.width, 3), np.uint8)
    before = processor_seconds()
    for _ in range(passes):
        network.run(noise)
    return processor_seconds() - before


def main(path):
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)
    package = Package(plan["model"])
    batch = plan["batch"] or package.batch
    network = warm_network(package, plan["engine"], plan["threads"], batch)
    if plan["warmUpSeconds"] > 0:
        analyse(plan, package, network, batch, plan["warmUpSeconds"])
    processor, wall = processor_seconds(), time.perf_counter()
    samples, counts, frames = analyse(plan, package, network, batch, plan["seconds"])
    wall, processor = time.perf_counter() - wall, processor_seconds() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    most = int(np.argmax(counts)) if counts else 0
    with av.open(plan["film"]) as film:
        stream = film.streams.video[0]
        length = min(plan["seconds"], float(stream.duration * stream.time_base))
    report = {
        "program": f"Python {platform.python_version()}, PyAV {av.__version__}",
        "engine": f"{network.name}, batch {batch}",
        "frames": frames,
        "framesDecoded": frames,
        "filmSeconds": length,
        "wallSeconds": wall,
        "processorSeconds": processor,
        "peakMegabytes": peak,
        "maxN": counts[most] if counts else 0,
        "maxNSeconds": samples[most][0] if counts else 0.0,
        "samples": [
            {"seconds": seconds,
             "boxes": [[*box, score] for box, score in zip(boxes.tolist(), scores.tolist())]}
            for seconds, boxes, scores in samples]}
    if plan["alone"]:
        decoding = decoding_alone(plan)
        report["alone"] = {
            "decodingSeconds": decoding,
            "everyFrameSeconds": decoding,
            "forwardSeconds": forward_alone(plan, package, batch, -(-len(samples) // batch))}
    with open(plan["report"], "w", encoding="utf-8") as file:
        json.dump(report, file)


if __name__ == "__main__":
    main(sys.argv[1])
