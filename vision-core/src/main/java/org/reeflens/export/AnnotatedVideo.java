package org.reeflens.export;

import java.awt.Graphics2D;
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
    int width = at(scale, dive.width());
    int height = at(scale, dive.height());
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
          double fit = Math.min((double) width / frame.width(), (double) height / frame.height());
          BufferedImage picture =
              Pictures.image(frame, whole(frame), at(fit, frame.width()), at(fit, frame.height()));
          BoxPainter.paint(picture, inventory.observations().at(sample), fit, names::get);
          writer.write(onCanvas(picture, width, height), frame.time().diveMicros());
        }
      }
    }
  }

  private static Region whole(Frame frame) {
    return new Region(0, 0, frame.width(), frame.height());
  }

  private static int at(double scale, int pixels) {
    return (int) Math.max(1, Math.round(pixels * scale));
  }

  /** A photo of another shape than the first is shown whole, with black beside it. */
  private static BufferedImage onCanvas(BufferedImage picture, int width, int height) {
    if (picture.getWidth() == width && picture.getHeight() == height) {
      return picture;
    }
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = canvas.createGraphics();
    g.drawImage(picture, 0, 0, null);
    g.dispose();
    return canvas;
  }
}
