package org.reeflens.testvideos.clip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds and changes single fields of MP4 files (ISO/IEC 14496-12). */
final class Mp4Boxes {
  private static final int ONE = 1 << 16;

  /** From the name of a track header to its matrix: version 0, section 8.3.2.2. */
  private static final int TO_MATRIX = 44;

  private Mp4Boxes() {}

  /** Sets the track's matrix to a clockwise turn by 90, 180 or 270 degrees. */
  static void setRotation(Path mp4, int degrees) {
    try {
      byte[] bytes = Files.readAllBytes(mp4);
      int cos = degrees == 180 ? -ONE : 0;
      int sin = degrees == 90 ? ONE : degrees == 270 ? -ONE : 0;
      ByteBuffer.wrap(bytes)
          .position(find(bytes, "tkhd") + TO_MATRIX)
          .putInt(cos)
          .putInt(sin)
          .putInt(0)
          .putInt(-sin)
          .putInt(cos);
      Files.write(mp4, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the coded pictures begin. */
  static int pictures(byte[] mp4) {
    return find(mp4, "mdat") + 4;
  }

  private static int find(byte[] bytes, String name) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException("no box " + name);
    }
    return at;
  }
}
