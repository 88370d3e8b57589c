package org.reeflens.classify;

import org.reeflens.model.ModelManifest;
import org.reeflens.model.ModelManifest.Layout;

/** Exchanges left and right in a packed picture. */
final class Mirror {

  private Mirror() {}

  static byte[] of(ModelManifest.Input input, byte[] packed) {
    boolean planes = input.layout() == Layout.NCHW;
    int rows = input.height() * (planes ? 3 : 1);
    int pixel = input.type().bytes() * (planes ? 1 : 3);
    byte[] mirrored = new byte[packed.length];
    for (int row = 0; row < rows; row++) {
      int first = row * input.width() * pixel;
      for (int x = 0; x < input.width(); x++) {
        int to = first + (input.width() - 1 - x) * pixel;
        System.arraycopy(packed, first + x * pixel, mirrored, to, pixel);
      }
    }
    return mirrored;
  }
}
