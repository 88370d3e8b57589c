package org.reeflens.inference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model runs: the processor, or one of the graphics processors.
 *
 * @param gpu whether it is a graphics processor
 * @param index 0-based number of the graphics processor; 0 for the CPU
 */
public record Device(boolean gpu, int index) {

  /** The processor. */
  public static final Device CPU = new Device(false, 0);

  private static final Pattern GPU = Pattern.compile("gpu([0-9]{0,3})");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the index is negative, or not 0 for the CPU
   */
  public Device {
    if (index < 0 || (!gpu && index != 0)) {
      throw new IllegalArgumentException("not a device: gpu " + gpu + ", index " + index);
    }
  }

  /**
   * The device of a name: {@code cpu}, {@code gpu} (the first), {@code gpu1}.
   *
   * @throws IllegalArgumentException if it is not such a name
   */
  public static Device of(String name) {
    if (name.equals("cpu")) {
      return CPU;
    }
    Matcher matcher = GPU.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("device must be cpu, gpu0, gpu1, ...: '" + name + "'");
    }
    String number = matcher.group(1);
    return new Device(true, number.isEmpty() ? 0 : Integer.parseInt(number));
  }

  @Override
  public String toString() {
    return gpu ? "gpu" + index : "cpu";
  }
}
