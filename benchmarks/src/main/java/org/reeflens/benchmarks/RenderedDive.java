package org.reeflens.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.RawEncoder;
import org.reeflens.testvideos.scene.RenderedFrame;
import org.reeflens.testvideos.scene.SceneRenderer;
import org.reeflens.testvideos.scene.SceneSettings;

/**
 * A dive of full HD at 30 frames a second, drawn once and kept. Drawing takes seconds a picture, so
 * a few pictures are drawn and played to and fro, and every one of the film's is encoded anew.
 */
final class RenderedDive {

  /** Where films are kept unless asked otherwise, from the project's folder. */
  static final String FOLDER = "benchmarks/target/films";

  /** The usual length, seconds. */
  static final int SECONDS = 120;

  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;
  private static final int RATE = 30;

  /** Drawn, seconds. */
  private static final double DRAWN = 2;

  private static final long SEED = 20261127;

  /**
   * H.264 of 16 Mbit/s with a key frame a second: between a survey camera on a long battery (8) and
   * an action camera (30 to 45). A guess.
   */
  private static final Codec CODEC = new Codec("libopenh264", Map.of("b", "16M", "g", "30"));

  private RenderedDive() {}

  /**
   * The film, from an earlier call if there was one.
   *
   * @param folder where films are kept; made if it is missing
   * @param fish fish in it, not all of them in view at once
   * @param seconds its length
   */
  static Path film(Path folder, int fish, int seconds) throws IOException {
    Path film = folder.resolve("rendered-" + fish + "-fish-" + seconds + "-s.h264.mp4");
    if (Files.exists(film)) {
      return film;
    }
    System.err.println("Drawing " + film + "; this takes minutes, once.");
    Files.createDirectories(folder);
    Path unfinished = folder.resolve("unfinished-" + fish + ".mp4");
    List<byte[]> pictures = draw(fish);
    try (RawEncoder encoder =
        RawEncoder.open(unfinished, WIDTH, HEIGHT, FrameRate.of(RATE), CODEC)) {
      int last = pictures.size() - 1;
      for (int i = 0; i < seconds * RATE; i++) {
        int place = i % (2 * last);
        encoder.write(pictures.get(Math.min(place, 2 * last - place)));
      }
    }
    return Files.move(unfinished, film, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The same film in HEVC, for which FFmpeg's LGPL build has no encoder but those of graphics
   * cards: PyAV's x265 makes it.
   *
   * @param python an interpreter that has what the peer asks for
   */
  static Path hevc(Path film, String python) throws IOException, InterruptedException {
    Path hevc = film.resolveSibling(film.getFileName().toString().replace(".h264.", ".hevc."));
    if (!Files.exists(hevc)) {
      System.err.println("Encoding " + hevc + "; this takes minutes, once.");
      Path unfinished = film.resolveSibling("unfinished-hevc.mp4");
      int code =
          new ProcessBuilder(
                  python, "benchmarks/peer/hevc.py", film.toString(), unfinished.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IOException("the film could not be made HEVC: exit code " + code);
      }
      Files.move(unfinished, hevc, StandardCopyOption.ATOMIC_MOVE);
    }
    return hevc;
  }

  private static List<byte[]> draw(int fish) {
    SceneRenderer renderer =
        new SceneRenderer(SceneSettings.random(WIDTH, HEIGHT, RATE, DRAWN, fish, SEED));
    return IntStream.range(0, (int) (DRAWN * RATE))
        .parallel()
        .mapToObj(renderer::frame)
        .map(RenderedFrame::rgb)
        .toList();
  }
}
