package org.reeflens.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_time_base;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Makes one whole picture of each pair of fields, at the time of the frame: FFmpeg's {@code bwdif}
 * filter. Frames that are not flagged as interlaced pass unchanged.
 */
final class Deinterlacer implements AutoCloseable {
  private final AVFilterGraph graph = avfilter_graph_alloc();
  private final AVFilterContext in = new AVFilterContext(null);
  private final AVFilterContext filter = new AVFilterContext(null);
  private final AVFilterContext out = new AVFilterContext(null);
  private final Ticks clock;

  Deinterlacer(AVFrame like, Ticks clock) throws IOException {
    this.clock = clock;
    String source =
        "video_size=%dx%d:pix_fmt=%d:time_base=%d/%d:colorspace=%d:range=%d"
            .formatted(
                like.width(),
                like.height(),
                like.format(),
                clock.numerator(),
                clock.denominator(),
                like.colorspace(),
                like.color_range());
    try {
      create(in, "buffer", source);
      create(filter, "bwdif", "mode=send_frame:deint=interlaced");
      create(out, "buffersink", null);
      check(avfilter_link(in, 0, filter, 0));
      check(avfilter_link(filter, 0, out, 0));
      check(avfilter_graph_config(graph, null));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void create(AVFilterContext context, String name, @Nullable String arguments)
      throws IOException {
    check(
        avfilter_graph_create_filter(
            context, avfilter_get_by_name(name), name, arguments, null, graph));
  }

  private static void check(int code) throws IOException {
    if (code < 0) {
      throw new IOException("interlaced video cannot be handled: " + Ffmpeg.message(code));
    }
  }

  /** Puts a frame in and leaves {@code frame} empty. */
  void put(AVFrame frame) throws IOException {
    check(av_buffersrc_add_frame(in, frame));
  }

  /** Says that no more frames come, so that the last ones can be got. */
  void end() throws IOException {
    check(av_buffersrc_add_frame(in, null));
  }

  /** Gets the next frame, its time in the stream's ticks; false if more input is needed. */
  boolean get(AVFrame frame) {
    if (av_buffersink_get_frame(out, frame) < 0) {
      return false;
    }
    if (frame.pts() != AV_NOPTS_VALUE) {
      // The filter's clock runs twice as fast, to have times for single fields.
      AVRational filtered = av_buffersink_get_time_base(out);
      frame.pts(av_rescale_q(frame.pts(), filtered, clock.rational()));
      frame.best_effort_timestamp(frame.pts());
    }
    return true;
  }

  @Override
  public void close() {
    avfilter_graph_free(graph);
  }
}
