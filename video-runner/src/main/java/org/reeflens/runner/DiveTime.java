package org.reeflens.runner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a dive time: seconds ({@code 90}, {@code 90.5}) or a clock ({@code 1:30}, {@code 0:01:30}).
 */
final class DiveTime implements ITypeConverter<Double> {

  private static final Pattern FORM = Pattern.compile("(?:(?:(\\d+):)?(\\d+):)?(\\d+(?:\\.\\d+)?)");

  @Override
  public Double convert(String text) {
    Matcher time = FORM.matcher(text);
    if (!time.matches()) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is not a time in the dive; write seconds (90) or minutes:seconds (1:30).");
    }
    return 3600 * part(time.group(1)) + 60 * part(time.group(2)) + part(time.group(3));
  }

  private static double part(@Nullable String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }
}
