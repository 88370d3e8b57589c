"""Encodes a film's first four seconds as HEVC and repeats them for as long as the film lasts.

A key frame a second, and B frames between the others, as phones do it.
"""

import sys

import av

SECONDS = 4


def main(source, target):
    with av.open(source) as film, av.open(target, "w") as result:
        video = film.streams.video[0]
        rate = video.average_rate
        stream = result.add_stream("libx265", rate=rate, options={
            "preset": "ultrafast",
            "x265-params": f"log-level=error:bframes=3:keyint={round(rate)}:scenecut=0:open-gop=0"})
        stream.width, stream.height, stream.pix_fmt = video.width, video.height, "yuv420p"
        stream.bit_rate = 10_000_000
        for colour in ("color_range", "colorspace", "color_primaries", "color_trc"):
            setattr(stream.codec_context, colour, getattr(video.codec_context, colour))
        packets, frames = [], round(SECONDS * rate)
        for index, frame in zip(range(frames), film.decode(video)):
            frame.pts, frame.time_base, frame.pict_type = index, 1 / rate, 0
            packets += stream.encode(frame)
        packets += stream.encode(None)
        for again in range(video.frames // frames):
            for packet in packets:
                copy = av.Packet(bytes(packet))
                copy.stream, copy.time_base = stream, packet.time_base
                copy.is_keyframe = packet.is_keyframe
                shift = round(again * SECONDS / packet.time_base)
                copy.pts, copy.dts = packet.pts + shift, packet.dts + shift
                result.mux(copy)


if __name__ == "__main__":
    main(*sys.argv[1:])
