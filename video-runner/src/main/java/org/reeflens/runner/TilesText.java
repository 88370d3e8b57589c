package org.reeflens.runner;

import org.reeflens.frame.Tiling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads tiles from the command line: {@code 2x2}, {@code 640}. */
final class TilesText implements ITypeConverter<Tiling> {

  @Override
  public Tiling convert(String text) {
    try {
      return Tiling.of(text);
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException(wrong.getMessage());
    }
  }
}
