package org.reeflens.frame;

import java.nio.ByteBuffer;

/**
 * One decoded picture, kept as the decoder made it. RGB is made on demand, only of the region and
 * at the size that is needed. Its pixels are native memory leased from a {@link FramePool}: a frame
 * has exactly one owner, who closes it. Not for use by two threads at once.
 */
public interface Frame extends AutoCloseable {

  /** Which frame this is, and when it is shown. */
  FrameTime time();

  /** Width in pixels as a person sees it: after rotation and with square pixels as stored. */
  int width();

  /** Height in pixels as a person sees it. */
  int height();

  /**
   * Writes a region, scaled, as 8-bit RGB in full range, by the stream's own colour matrix and
   * range.
   *
   * @param region (Input) the pixels to read; must lie inside the picture
   * @param width columns to write, 1 or more
   * @param height rows to write, 1 or more
   * @param target (Output) direct buffer; row {@code r}, column {@code c} goes to byte {@code r *
   *     rowStride + 3 * c} from the buffer's first byte (its position is ignored and not moved)
   * @param rowStride bytes from one row to the next, at least {@code 3 * width}
   * @throws IllegalArgumentException if the region leaves the picture or the target is too small
   * @throws IllegalStateException if the frame is closed
   */
  void rgb(Region region, int width, int height, ByteBuffer target, int rowStride);

  /** Gives the pixels back to the pool. Closing twice does nothing. */
  @Override
  void close();
}
