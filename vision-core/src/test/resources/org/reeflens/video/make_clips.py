"""Encodes the H.264 and H.265 clips of the tests whose frames are not all needed by others.

Needs av (PyAV) with x264 and x265, which the project itself neither ships nor calls. The argument is a clip of
numbered frames without loss: Clips.numbered("numbered.mkv", ClipFormat.lossless(160, 96, BT709_LIMITED),
evenTimes(120, 25)). Run it in this folder.
"""

import sys
from fractions import Fraction

import av
from av.video.frame import PictureType

STEPS = [40, 20, 100, 200]  # ms from frame to frame where the rate varies


def encode(name, codec, options, variable=False):
    with av.open(sys.argv[1]) as source, av.open(name, "w", options={"fflags": "+bitexact"}) as out:
        stream = out.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        stream.codec_context.thread_count = 1
        stream.options = options
        time = 0
        for i, frame in enumerate(source.decode(video=0)):
            frame.pts, frame.time_base = time, Fraction(1, 1000)
            frame.pict_type = PictureType.NONE  # Every frame of the source is a key frame.
            time += STEPS[i % 4] if variable else 40
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def x264(name, params, variable=False):
    encode(name, "libx264", {"crf": "26", "x264-params": params}, variable)


x264("b-frames.mp4", "keyint=25:bframes=2:b-pyramid=none:b-adapt=0:scenecut=0")
x264("pyramid.mp4", "keyint=30:bframes=3:b-pyramid=normal:b-adapt=0:scenecut=0")
x264("pyramid.ts", "keyint=30:bframes=3:b-pyramid=normal:b-adapt=0:scenecut=0")
x264("open-gop.mkv", "keyint=12:bframes=3:b-pyramid=normal:b-adapt=0:open-gop=1:scenecut=0")
x264("variable.mkv", "keyint=30:bframes=3:b-pyramid=normal:b-adapt=0:scenecut=0", variable=True)
for name, open_gop in ("hevc.mp4", 0), ("hevc-open-gop.mkv", 1):
    params = f"keyint=30:bframes=4:b-adapt=0:open-gop={open_gop}:pools=none:frame-threads=1:log-level=none:scenecut=0"
    encode(name, "libx265", {"crf": "26", "preset": "fast", "x265-params": params})
params = "keyint=30:bframes=4:b-adapt=0:open-gop=0:temporal-layers=3:pools=none:frame-threads=1:log-level=none:scenecut=0"
encode("hevc-layers.mp4", "libx265", {"crf": "26", "preset": "fast", "x265-params": params})
