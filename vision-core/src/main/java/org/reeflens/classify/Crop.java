package org.reeflens.classify;

/**
 * One animal or patch, cut out and made ready for one network. Lives on the Java heap, so that it
 * may outlive its frame; 49 kB at 128 x 128 pixels.
 */
public final class Crop {

  private final byte[] packed;
  private final double sharpness;

  /**
   * A crop for a classifier of one's own.
   *
   * @param packed the picture as the classifier takes it; kept, not copied
   * @param sharpness see {@link #sharpness()}
   */
  public Crop(byte[] packed, double sharpness) {
    this.packed = packed;
    this.sharpness = sharpness;
  }

  /** The picture as its classifier takes it; not to be changed. */
  public byte[] packed() {
    return packed;
  }

  /**
   * How much fine detail it shows: mean absolute Laplacian of its green channel at the network's
   * size, in grey levels, 0 or more. Only for comparing crops of one animal.
   */
  public double sharpness() {
    return sharpness;
  }
}
