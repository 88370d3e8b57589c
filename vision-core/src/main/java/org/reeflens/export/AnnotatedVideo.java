package org.reeflens.export;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;
import org.reeflens.frame.Region;
import org.reeflens.survey.Inventory;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;
import org.reeflens.video.VideoWriter;

/**
 * A video of the analysed frames with their boxes, ids and names, at their true times: it shows
 * what was counted and nothing in between.
 */
public final class AnnotatedVideo {

  /** Widest picture, pixels: enough to judge by eye, small enough to send. */
  private static final int WIDEST = 1280;

  private AnnotatedVideo() {}

  /**
   * Writes the video, in a second pass over the dive.
   *
   * @param file (Output) where to; replaced if it is there
   * @param codec how to compress it
   * @param dive (Input) the dive the inventory was made of
   * @param inventory what was counted
   * @throws InterruptedException if interrupted while it reads
   */
  public static void write(Path file, VideoWriter.Codec codec, Dive dive, Inventory inventory)
      throws InterruptedException {
    List<FrameTime> samples = inventory.observations().samples();
    Map<Integer, Taxon> names = inventory.names();
    double scale = Math.min(1, (double) WIDEST / dive.width());
    int width = (int) Math.round(dive.width() * scale);
    int height = (int) Math.round(dive.height() * scale);
    FramePool pool = new FramePool(2);
    try (VideoReader reader = dive.open(FrameSelection.exactly(samples), pool);
        VideoWriter writer = VideoWriter.open(file, width, height, codec)) {
      int sample = 0;
      Frame next;
      while ((next = reader.next()) != null) {
        try (Frame frame = next) {
          while (!samples.get(sample).equals(frame.time())) {
            sample++;
          }
          Region whole = new Region(0, 0, frame.width(), frame.height());
          BufferedImage picture = Pictures.image(frame, whole, width, height);
          BoxPainter.paint(
              picture,
              inventory.observations().at(sample),
              (double) width / frame.width(),
              names::get);
          writer.write(picture, frame.time().diveMicros());
        }
      }
    }
  }
}
