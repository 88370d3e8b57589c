"""Encodes a film again as HEVC, a key frame a second, no frame left out."""

import sys

import av


def main(source, target):
    with av.open(source) as film, av.open(target, "w") as result:
        video = film.streams.video[0]
        video.thread_type = "AUTO"
        rate = video.average_rate
        # Frames wait for no later one, as a camera's encoder does it.
        stream = result.add_stream("libx265", rate=rate, options={
            "preset": "ultrafast",
            "x265-params": f"log-level=error:bframes=0:keyint={round(rate)}:scenecut=0"})
        stream.width, stream.height, stream.pix_fmt = video.width, video.height, "yuv420p"
        stream.bit_rate = 10_000_000
        stream.codec_context.time_base = 1 / rate
        for colour in ("color_range", "colorspace", "color_primaries", "color_trc"):
            setattr(stream.codec_context, colour, getattr(video.codec_context, colour))
        for index, frame in enumerate(film.decode(video)):
            frame.pts, frame.time_base, frame.pict_type = index, 1 / rate, 0
            result.mux(stream.encode(frame))
        result.mux(stream.encode(None))


if __name__ == "__main__":
    main(*sys.argv[1:])
