package org.reeflens.testvideos;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;

/**
 * What a video stream says about its colours, in the codes of ITU-T H.273.
 *
 * @param primaries the primaries; 2 is "unspecified"
 * @param transfer the transfer curve; 2 is "unspecified"
 * @param matrix the matrix; 2 is "unspecified", and then the stream is silent about the range, too
 * @param full whether the numbers use the full range
 */
public record ColourTags(int primaries, int transfer, int matrix, boolean full) {

  /** BT.709, limited range. */
  public static final ColourTags BT709 = new ColourTags(1, 1, 1, false);

  private static final int UNSPECIFIED = 2;

  /**
   * Names a matrix and a range, and nothing more.
   *
   * @param matrix the matrix's code
   * @param full whether the numbers use the full range
   */
  public static ColourTags ofMatrix(int matrix, boolean full) {
    return new ColourTags(UNSPECIFIED, UNSPECIFIED, matrix, full);
  }

  /** FFmpeg's number of the range. */
  int range() {
    if (matrix == UNSPECIFIED) {
      return AVCOL_RANGE_UNSPECIFIED;
    }
    return full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  }
}
