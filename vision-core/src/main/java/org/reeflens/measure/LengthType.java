package org.reeflens.measure;

import java.util.Locale;
import java.util.Optional;

/** From where to where a fish's length is taken; all begin at the tip of the snout. */
public enum LengthType {
  /** To the fork of the caudal fin: what stereo video measures. */
  FORK("FL"),
  /** To the tip of the caudal fin. */
  TOTAL("TL"),
  /** To the end of the vertebral column. */
  STANDARD("SL");

  private final String symbol;

  LengthType(String symbol) {
    this.symbol = symbol;
  }

  /** FL, TL or SL. */
  public String symbol() {
    return symbol;
  }

  /** The type of a symbol, in any case; empty if there is none of that name. */
  public static Optional<LengthType> of(String symbol) {
    for (LengthType type : values()) {
      if (type.symbol.equals(symbol.strip().toUpperCase(Locale.ROOT))) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
