package org.reeflens.testvideos.clip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Makes clips of every odd kind in a folder. All pictures carry their {@link FrameNumber} on the
 * patches of {@link Clip#background}. Clips are small (160 by 96 pixels unless their size is the
 * point) and made anew at each call.
 */
public final class Clips {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 96;

  private final Path folder;

  /** Makes clips in a folder, which must exist. */
  public Clips(Path folder) {
    this.folder = folder;
  }

  /** Times at an even rate, microseconds. */
  public static List<Long> evenTimes(int frames, double perSecond) {
    return LongStream.range(0, frames).mapToObj(i -> Math.round(i * 1e6 / perSecond)).toList();
  }

  /**
   * A clip of numbered frames.
   *
   * @param name file name; the ending decides on the container
   * @param format how to code it
   * @param times when the frames are shown, microseconds from 0
   */
  public Clip numbered(String name, ClipFormat format, List<Long> times) {
    return numbered(name, format, times, 0, 0);
  }

  private Clip numbered(
      String name, ClipFormat format, List<Long> times, long startMicros, int firstNumber) {
    Path path = folder.resolve(name);
    List<Long> shown = times.stream().map(time -> startMicros + time).toList();
    ClipWriter.write(path, format, shown, i -> numberedPicture(firstNumber + i));
    return new Clip(path, format.width(), format.height(), times, firstNumber);
  }

  private static Picture numberedPicture(int number) {
    return (x, y) ->
        x < FrameNumber.WIDTH && y < FrameNumber.HEIGHT
            ? (FrameNumber.white(number, x, y) ? 0xFFFFFF : 0)
            : Clip.background(x, y);
  }

  /** Plain H.264 in MP4 at 25 frames a second, a keyframe every 12 frames. */
  public Clip plain(String name, int frames) {
    return numbered(name, ClipFormat.h264(WIDTH, HEIGHT), evenTimes(frames, 25));
  }

  /** H.264 whose frames come at 40, 20, 100 and 200 ms in turn. */
  public Clip variableRate(String name, int frames) {
    long[] steps = {40_000, 20_000, 100_000, 200_000};
    List<Long> times = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < frames; i++) {
      times.add(time);
      time += steps[i % steps.length];
    }
    return numbered(name, ClipFormat.h264(WIDTH, HEIGHT), times);
  }

  /** H.264 at 25 frames a second whose first frame is shown at 1.5 s. */
  public Clip startOffset(String name, int frames) {
    return numbered(name, ClipFormat.h264(WIDTH, HEIGHT), evenTimes(frames, 25), 1_500_000, 0);
  }

  /**
   * MPEG-4 with two frames in a row predicted from both sides: coded in another order than shown.
   */
  public Clip bFrames(String name, int frames) {
    return numbered(name, ClipFormat.mpeg4(WIDTH, HEIGHT, 2), evenTimes(frames, 25));
  }

  /** MPEG-4 with such frames in AVI, which has no presentation times. */
  public Clip missingTimes(String name, int frames) {
    ClipFormat avi = ClipFormat.mpeg4(WIDTH, HEIGHT, 2).withTicksPerSecond(25);
    return numbered(name, avi, evenTimes(frames, 25));
  }

  /**
   * H.264 in MP4 with the flag that the picture must be turned.
   *
   * @param degrees how far to turn it clockwise: 90, 180 or 270
   */
  public Clip rotated(String name, int frames, int degrees) {
    Clip clip = plain(name, frames);
    Mp4Boxes.setRotation(clip.path(), degrees);
    return clip;
  }

  /** FFV1 of 171 by 107 pixels. */
  public Clip oddSize(String name, int frames) {
    ClipFormat format = ClipFormat.lossless(171, 107, YuvColour.BT709_LIMITED);
    return numbered(name, format, evenTimes(frames, 25));
  }

  /**
   * MPEG-2 of two fields a frame, the upper one first. A white bar 8 pixels wide stands at {@link
   * #fieldBar} in every frame, 24 pixels further right in the lower fields than in the upper ones.
   */
  public Clip interlaced(String name, int frames) {
    ClipFormat format = ClipFormat.interlacedMpeg2(WIDTH, HEIGHT);
    List<Long> times = evenTimes(frames, 25);
    Path path = folder.resolve(name);
    ClipWriter.write(path, format, times, i -> barPicture(fieldBar(i)));
    return new Clip(path, WIDTH, HEIGHT, times, 0);
  }

  private static Picture barPicture(int bar) {
    return (x, y) -> {
      int left = y % 2 == 0 ? bar : bar + 24;
      return x >= left && x < left + 8 ? 0xE0E0E0 : 0x202020;
    };
  }

  /** Where the bar of {@link #interlaced} begins in the upper field of a frame, pixels. */
  public static int fieldBar(int frame) {
    return 16 + 48 * (frame % 2);
  }

  /**
   * Patches of 32 by 32 pixels without loss, in Matroska: each colour of {@link #patches} in turn,
   * eight in a row.
   *
   * @param height rows of the clip; the guess of the matrix depends on it where the file is silent
   */
  public Clip colourPatches(String name, YuvColour colour, int height) {
    ClipFormat format = ClipFormat.lossless(256, height, colour);
    Path path = folder.resolve(name);
    List<Long> times = List.of(0L);
    ClipWriter.write(path, format, times, i -> (x, y) -> patch(x / 32, y / 32));
    return new Clip(path, 256, height, times, 0);
  }

  private static int patch(int column, int row) {
    List<Integer> colours = patches();
    return colours.get((row * 8 + column) % colours.size());
  }

  /** The colours of {@link #colourPatches}, {@code 0xRRGGBB}: four levels of each, evenly mixed. */
  public static List<Integer> patches() {
    int[] levels = {0, 80, 176, 255};
    List<Integer> colours = new ArrayList<>();
    for (int r : levels) {
      for (int g : levels) {
        for (int b : levels) {
          colours.add(r << 16 | g << 8 | b);
        }
      }
    }
    return colours;
  }

  /**
   * Cuts the end off a clip.
   *
   * @param part how much to keep, 0 to 1
   */
  public Clip truncated(Clip clip, String name, double part) {
    byte[] whole = read(clip.path());
    Path path = write(name, Arrays.copyOf(whole, (int) (whole.length * part)));
    return new Clip(path, clip.width(), clip.height(), clip.times(), clip.firstNumber());
  }

  /**
   * Turns random bits over in the coded pictures of an MP4 clip, about one in {@code every} bytes.
   */
  public Clip bitErrors(Clip clip, String name, int every, long seed) {
    byte[] bytes = read(clip.path());
    Random random = new Random(seed);
    // The first pictures stay whole, so that there is something to decode the others by.
    int begin = Mp4Boxes.pictures(bytes) + 4_000;
    for (int i = begin; i < bytes.length; i += 1 + random.nextInt(2 * every)) {
      bytes[i] ^= (byte) (1 << random.nextInt(8));
    }
    Path path = write(name, bytes);
    return new Clip(path, clip.width(), clip.height(), clip.times(), clip.firstNumber());
  }

  /** An MP4 file with a video track and no frame in it. */
  public Path zeroFrames(String name) {
    return numbered(name, ClipFormat.h264(WIDTH, HEIGHT), List.of()).path();
  }

  /** A file that holds a tenth of a second of silence and no video. */
  public Path soundOnly(String name) {
    int bytes = 2 * 800;
    ByteBuffer wave = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    wave.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wave.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
    wave.putShort((short) 2).putShort((short) 16);
    wave.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    return write(name, wave.array());
  }

  /** A file of no bytes. */
  public Path empty(String name) {
    return write(name, new byte[0]);
  }

  /** A text that only its name takes for a video. */
  public Path text(String name) {
    String lines = "Transect 3: eleven snappers, visibility 8 m.\n".repeat(200);
    return write(name, lines.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The chapters of one GoPro recording, H.264 at 25 frames a second: GX010042.MP4, GX020042.MP4
   * and so on. The frames are numbered on from chapter to chapter.
   *
   * @param recording number of the recording, 0 to 9999
   * @param frames how many frames each chapter has
   */
  public List<Clip> chapters(int recording, int... frames) {
    List<Clip> chapters = new ArrayList<>();
    int number = 0;
    for (int i = 0; i < frames.length; i++) {
      String name = "GX%02d%04d.MP4".formatted(i + 1, recording);
      ClipFormat format = ClipFormat.h264(WIDTH, HEIGHT);
      chapters.add(numbered(name, format, evenTimes(frames[i], 25), 0, number));
      number += frames[i];
    }
    return chapters;
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
