package org.reeflens.video;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a stream comes from: a network address such as {@code rtsp://host/path} or {@code
 * udp://:5000}, or a camera of this machine such as {@code /dev/video0}. An address may hold a
 * password, so it is told to nobody but FFmpeg: everything else gets {@link #shown}.
 */
public final class StreamAddress {
  private static final Pattern NETWORK = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.+");
  private static final String DEVICES = "/dev/";

  private final String text;

  private StreamAddress(String text) {
    this.text = text;
  }

  /**
   * The address of a text.
   *
   * @throws VideoException if it is neither a network address nor a device
   */
  public static StreamAddress of(String text) {
    StreamAddress address = new StreamAddress(text);
    if (!address.isDevice() && (!NETWORK.matcher(text).matches() || text.startsWith("file:"))) {
      throw new VideoException(
          "'"
              + text
              + "' is no stream; name a network address such as rtsp://host/path, a camera such as"
              + " /dev/video0, or - for standard input.");
    }
    return address;
  }

  /** Whether it is a camera of this machine. */
  boolean isDevice() {
    return text.startsWith(DEVICES);
  }

  /** FFmpeg's name of the kind of device; empty for a network address. */
  String device() {
    return isDevice() ? "v4l2" : "";
  }

  /** The address with all its secrets. */
  String secret() {
    return text;
  }

  /** FFmpeg's options for it: cameras drop packets over UDP that a TCP connection would deliver. */
  Map<String, String> options() {
    return text.startsWith("rtsp")
        ? Map.of("rtsp_transport", "tcp")
        : text.startsWith("udp") ? Map.of("overrun_nonfatal", "1") : Map.of();
  }

  /**
   * The address without what may be a secret: user, password and parameters, wherever cameras have
   * them.
   */
  public String shown() {
    if (isDevice()) {
      return text;
    }
    int start = text.indexOf("://") + 3;
    // A password may hold any character, so the last one that can end it counts.
    String place = text.substring(Math.max(start, text.lastIndexOf('@') + 1));
    String plain = place.split("[?#]", 2)[0];
    int path = plain.indexOf('/');
    boolean parameters = path >= 0 && plain.indexOf('=', path) >= 0;
    return text.substring(0, start) + (parameters ? plain.substring(0, path) : plain);
  }

  @Override
  public String toString() {
    return shown();
  }
}
