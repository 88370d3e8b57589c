package org.reeflens.testvideos.clip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.reeflens.testvideos.FileEncoder;
import org.reeflens.testvideos.StreamFormat;

/**
 * Draws pictures with the formulas of {@link YuvColour} and writes them as a clip. Chroma is that
 * of every second pixel of every second row: none is mixed.
 */
final class ClipWriter {

  private final StreamFormat stream;
  private final YuvColour colour;

  private ClipWriter(ClipFormat format) {
    this.stream = format.stream();
    this.colour = format.colour();
  }

  /**
   * Writes a clip. The index of an MP4 file goes first, so that it can be cut off.
   *
   * @param path where; the ending decides on the container
   * @param format how to code it
   * @param times when the pictures are shown, microseconds
   * @param pictures gives the picture at each index of the times
   * @throws UncheckedIOException if it cannot be coded or written
   */
  static void write(Path path, ClipFormat format, List<Long> times, IntFunction<Picture> pictures) {
    boolean mp4 = path.toString().toLowerCase(Locale.ROOT).endsWith(".mp4");
    Map<String, String> options = mp4 ? Map.of("movflags", "+faststart") : Map.of();
    ClipWriter writer = new ClipWriter(format);
    try (FileEncoder encoder = FileEncoder.open(path, writer.stream, format.codec(), options)) {
      for (int i = 0; i < times.size(); i++) {
        long tick = Math.round(times.get(i) * 1e-6 * format.ticksPerSecond());
        encoder.write(writer.draw(pictures.apply(i)), tick);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] draw(Picture picture) {
    ByteBuffer samples = ByteBuffer.allocate(stream.pictureBytes()).order(ByteOrder.LITTLE_ENDIAN);
    draw(picture, 1, colour::luma, samples);
    draw(picture, 2, colour::chromaBlue, samples);
    draw(picture, 2, colour::chromaRed, samples);
    return samples.array();
  }

  private void draw(Picture picture, int step, IntUnaryOperator sample, ByteBuffer samples) {
    int lastRgb = -1;
    int value = 0;
    for (int y = 0; y < stream.height(); y += step) {
      for (int x = 0; x < stream.width(); x += step) {
        int rgb = picture.rgb(x, y);
        if (rgb != lastRgb) {
          value = sample.applyAsInt(rgb);
          lastRgb = rgb;
        }
        if (colour.bits() == 8) {
          samples.put((byte) value);
        } else {
          samples.putShort((short) value);
        }
      }
    }
  }
}
