package org.reeflens.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.reeflens.video.VideoRuntime;

/** What runs: this library's version, Java and the system. */
public final class VisionRuntime {

  private VisionRuntime() {}

  /** Name and version of this library, such as {@code ReefLens 1.0.0}. */
  public static String software() {
    try (InputStream in =
        Objects.requireNonNull(
            VisionRuntime.class.getResourceAsStream("version.properties"), "version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return "ReefLens " + properties.getProperty("version");
    } catch (IOException broken) {
      throw new UncheckedIOException("the library's own jar cannot be read", broken);
    }
  }

  /** Java's version and the operating system, such as {@code Java 17.0.15, Linux amd64}. */
  public static String platform() {
    return "Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }

  /** Everything that runs, a line each: this library, Java and the system, memory, FFmpeg. */
  public static String describe() {
    return String.join(
        System.lineSeparator(),
        software(),
        platform()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors, up to "
            + Runtime.getRuntime().maxMemory() / (1 << 20)
            + " MiB of Java memory",
        VideoRuntime.describe());
  }
}
