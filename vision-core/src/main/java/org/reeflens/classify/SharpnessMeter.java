package org.reeflens.classify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelManifest.Layout;
import org.reeflens.model.ModelManifest.NumberType;

/** Measures the fine detail of a packed picture; its green channel carries most of the light. */
final class SharpnessMeter {

  private static final int GREEN = 1;

  private final ModelManifest.Input input;

  SharpnessMeter(ModelManifest.Input input) {
    this.input = input;
  }

  /** Mean absolute 4-neighbour Laplacian inside the border, grey levels. */
  double measure(byte[] packed) {
    ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.nativeOrder());
    int width = input.width();
    int height = input.height();
    double sum = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        sum +=
            Math.abs(
                4 * green(bytes, x, y)
                    - green(bytes, x - 1, y)
                    - green(bytes, x + 1, y)
                    - green(bytes, x, y - 1)
                    - green(bytes, x, y + 1));
      }
    }
    return sum / Math.max(1, (width - 2) * (height - 2));
  }

  private double green(ByteBuffer bytes, int x, int y) {
    int pixel = y * input.width() + x;
    int at =
        input.layout() == Layout.NHWC
            ? 3 * pixel + GREEN
            : GREEN * input.width() * input.height() + pixel;
    return input.type() == NumberType.UINT8
        ? bytes.get(at) & 0xff
        : bytes.getFloat(4 * at) * input.std().get(GREEN) + input.mean().get(GREEN);
  }
}
