package org.reeflens.measure;

import java.util.Locale;
import java.util.Optional;

/** In what a calibration file gives lengths. */
public enum LengthUnit {
  /** Millimetres. */
  MM(1),
  /** Centimetres. */
  CM(10),
  /** Metres. */
  M(1000);

  private final double millimetres;

  LengthUnit(double millimetres) {
    this.millimetres = millimetres;
  }

  /** How many millimetres one is. */
  public double millimetres() {
    return millimetres;
  }

  /** The unit of that abbreviation or English name; empty if there is none. */
  static Optional<LengthUnit> of(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "mm", "millimetre", "millimetres", "millimeter", "millimeters" -> Optional.of(MM);
      case "cm", "centimetre", "centimetres", "centimeter", "centimeters" -> Optional.of(CM);
      case "m", "metre", "metres", "meter", "meters" -> Optional.of(M);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
