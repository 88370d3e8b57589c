package org.reeflens.measure;

import java.util.Locale;

/** What lay between the camera and the board when it was calibrated. */
public enum Medium {
  /** Calibrated where it is used. */
  WATER,
  /** Calibrated dry: under water such lengths are wrong by 25 to 33 %. */
  AIR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
