package org.reeflens.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelManifest.Colour;
import org.reeflens.model.ModelManifest.Layout;
import org.reeflens.model.ModelManifest.NumberType;

/**
 * A picture that is always the same: blue-green water with brighter ellipses and grain. What a
 * network gives for it shows the form of its output, and that it runs as it ran before.
 */
final class TestPicture {

  private static final int[][] ELLIPSES = {
    {25, 30, 14, 6, 190, 170, 120},
    {62, 55, 20, 9, 230, 220, 200},
    {78, 22, 6, 4, 60, 70, 80},
    {40, 78, 9, 7, 200, 90, 60},
    {12, 66, 5, 8, 150, 160, 90},
  };

  private TestPicture() {}

  /** The picture as a network takes it. */
  static ByteBuffer pack(ModelManifest.Input input) {
    ByteBuffer packed =
        ByteBuffer.allocateDirect(input.bytesPerPicture()).order(ByteOrder.nativeOrder());
    int pixels = input.width() * input.height();
    for (int y = 0; y < input.height(); y++) {
      for (int x = 0; x < input.width(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          int value = value(x, y, input, input.colour() == Colour.RGB ? channel : 2 - channel);
          int pixel = y * input.width() + x;
          int at = input.layout() == Layout.NHWC ? 3 * pixel + channel : channel * pixels + pixel;
          if (input.type() == NumberType.UINT8) {
            packed.put(at, (byte) value);
          } else {
            double mean = input.mean().get(channel);
            packed.putFloat(4 * at, (float) ((value - mean) / input.std().get(channel)));
          }
        }
      }
    }
    if (input.background()) {
      int half = packed.capacity() / 2;
      packed.put(half, packed, 0, half);
    }
    return packed;
  }

  private static int value(int x, int y, ModelManifest.Input input, int colour) {
    int percentX = 100 * x / input.width();
    int percentY = 100 * y / input.height();
    int value = colour == 0 ? 40 : 130 - percentY / 2;
    for (int[] one : ELLIPSES) {
      int dx = (percentX - one[0]) * one[3];
      int dy = (percentY - one[1]) * one[2];
      if (dx * dx + dy * dy <= one[2] * one[2] * one[3] * one[3]) {
        value = one[4 + colour];
      }
    }
    int grain = (x * 7919 + y * 104729 + colour * 31) % 23 - 11;
    return Math.max(0, Math.min(255, value + grain));
  }
}
