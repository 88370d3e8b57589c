package org.reeflens.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.reeflens.frame.Frame;
import org.reeflens.frame.Region;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelManifest.Colour;
import org.reeflens.model.ModelManifest.Layout;
import org.reeflens.model.ModelManifest.NumberType;

/**
 * Writes a frame into a batch as the network takes it. Interleaved 8-bit RGB is written by the
 * frame itself, without a copy; everything else goes through one 8-bit picture and one loop that
 * orders the channels, subtracts the mean and divides. Not for use by two threads at once.
 */
public final class PicturePacker {

  private final ModelManifest.Input input;
  private final int rowStride;
  private final byte[] padRow;
  private final ByteBuffer scratch;
  private final byte[] line;
  private final float[][] table;

  /** A packer for networks with such an input. */
  public PicturePacker(ModelManifest.Input input) {
    this.input = input;
    this.rowStride = 3 * input.width();
    this.padRow = new byte[rowStride];
    Arrays.fill(padRow, (byte) input.pad());
    this.scratch = ByteBuffer.allocateDirect(isDirect() ? 0 : rowStride * input.height());
    this.line = new byte[rowStride];
    this.table = tables(input);
  }

  private boolean isDirect() {
    return input.layout() == Layout.NHWC
        && input.type() == NumberType.UINT8
        && input.colour() == Colour.RGB;
  }

  /** What each 8-bit value becomes, for each channel in the network's order. */
  private static float[][] tables(ModelManifest.Input input) {
    float[][] tables = new float[3][256];
    for (int channel = 0; channel < 3; channel++) {
      double mean = input.mean().get(channel);
      double std = input.std().get(channel);
      for (int value = 0; value < 256; value++) {
        tables[channel][value] = (float) ((value - mean) / std);
      }
    }
    return tables;
  }

  /**
   * Writes one whole picture.
   *
   * @param frame (Input) the picture
   * @param target (Output) the picture's part of the batch, from its first byte
   * @return where the picture lies in it
   */
  public Placement pack(Frame frame, ByteBuffer target) {
    return pack(frame, new Region(0, 0, frame.width(), frame.height()), target);
  }

  /**
   * Writes a region of a picture as if it were a picture of its own.
   *
   * @param frame (Input) the picture
   * @param region the pixels to write
   * @param target (Output) the picture's part of the batch, from its first byte
   * @return where the region lies in it
   * @throws IllegalArgumentException if the region leaves the picture
   */
  public Placement pack(Frame frame, Region region, ByteBuffer target) {
    Placement place = Placement.of(input, region.width(), region.height());
    ByteBuffer picture = isDirect() ? target : scratch;
    int first = place.y() * rowStride + 3 * place.x();
    frame.rgb(
        region,
        place.width(),
        place.height(),
        picture.slice(first, picture.capacity() - first),
        rowStride);
    // Afterwards, because a scaler may write a few columns more than it was asked for.
    pad(place, picture);
    if (!isDirect()) {
      convert(target.duplicate().order(ByteOrder.nativeOrder()));
    }
    return place;
  }

  private void pad(Placement place, ByteBuffer picture) {
    int left = 3 * place.x();
    int right = left + 3 * place.width();
    for (int row = 0; row < input.height(); row++) {
      int start = row * rowStride;
      if (row < place.y() || row >= place.y() + place.height()) {
        picture.put(start, padRow);
      } else {
        picture.put(start, padRow, 0, left);
        picture.put(start + right, padRow, 0, rowStride - right);
      }
    }
  }

  private void convert(ByteBuffer target) {
    boolean bytes = input.type() == NumberType.UINT8;
    FloatBuffer floats = target.asFloatBuffer();
    boolean planes = input.layout() == Layout.NCHW;
    int pixels = input.width() * input.height();
    for (int row = 0; row < input.height(); row++) {
      scratch.get(row * rowStride, line);
      for (int channel = 0; channel < 3; channel++) {
        int source = input.colour() == Colour.RGB ? channel : 2 - channel;
        int step = planes ? 1 : 3;
        int to = planes ? channel * pixels + row * input.width() : row * rowStride + channel;
        for (int i = source; i < line.length; i += 3, to += step) {
          if (bytes) {
            target.put(to, line[i]);
          } else {
            floats.put(to, table[channel][line[i] & 0xff]);
          }
        }
      }
    }
  }
}
