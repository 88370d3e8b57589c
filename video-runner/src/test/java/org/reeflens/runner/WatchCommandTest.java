package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.RawEncoder;
import org.reeflens.testvideos.SceneFilm;
import org.reeflens.testvideos.StreamClip;
import org.reeflens.testvideos.scene.SceneSettings;

@Timeout(300)
class WatchCommandTest {

  /** Whatever moves, so that most tests need no model. */
  private static final List<String> MOTION =
      List.of("--detector", "motion", "--classifier", "none");

  @TempDir private static Path clips;
  private static Path clip;

  @TempDir private Path folder;

  /** Eight seconds at ten frames a second; two squares cross the picture from 2 s on. */
  @BeforeAll
  static void draw() throws IOException {
    clip = clips.resolve("squares.ts");
    try (RawEncoder encoder =
        RawEncoder.open(
            clip,
            320,
            180,
            FrameRate.of(10),
            new Codec("libopenh264", Map.of("b", "2M", "g", "10")))) {
      for (int f = 0; f < 80; f++) {
        encoder.write(frame(f));
      }
    }
  }

  private static byte[] frame(int f) {
    BufferedImage picture = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(new Color(20, 60, 90));
    g.fillRect(0, 0, 320, 180);
    g.setColor(Color.WHITE);
    if (f >= 20) {
      g.fillRect(4 * (f - 20), 40, 24, 24);
      g.fillRect(280 - 4 * (f - 20), 120, 24, 24);
    }
    g.dispose();
    byte[] rgb = new byte[320 * 180 * 3];
    for (int i = 0; i < 320 * 180; i++) {
      int pixel = picture.getRGB(i % 320, i / 320);
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return rgb;
  }

  private Terminal watch(List<String> more, String... args) {
    List<String> all = new ArrayList<>(List.of("watch", "--out", folder.toString()));
    all.addAll(more);
    all.addAll(List.of(args));
    return Terminal.run(all.toArray(String[]::new));
  }

  private Terminal pipe(InputStream in, List<String> more, String... args) {
    InputStream before = System.in;
    System.setIn(in);
    try {
      List<String> all = new ArrayList<>(List.of(args));
      all.add("-");
      return watch(more, all.toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void aRecordingThroughAPipeCountsLikeItsFile() throws IOException {
    Path scene = folder.resolve("scene.ts");
    SceneFilm.write(SceneSettings.random(640, 360, 15, 3, 5, 3), scene);
    Terminal file =
        Terminal.run("inventory", scene.toString(), "--out", folder.resolve("file").toString());
    assertThat(file.exitCode()).as(file.err()).isZero();

    Terminal live;
    try (InputStream in = Files.newInputStream(scene)) {
      live = pipe(in, List.of(), "--every-sample");
    }

    assertThat(live.exitCode()).as(live.err()).isZero();
    Path part = parts().get(0);
    assertThat(part.getFileName().toString()).matches("\\d{8}T\\d{6}Z");
    for (String same : List.of("inventory.csv", "tracks.csv", "cumulative-maxn.csv")) {
      assertThat(part.resolve(same)).hasSameTextualContentAs(folder.resolve("file").resolve(same));
    }
    assertThat(Files.readAllLines(part.resolve("inventory.csv"))).hasSizeGreaterThan(2);
    assertThat(names(part.resolve("evidence")))
        .isEqualTo(names(folder.resolve("file/evidence")))
        .contains("maxn-all-fish.jpg");
    assertThat(live.out()).contains("Results are in " + part);
    assertThat(live.err())
        .contains("Connected: h264, 640 x 360.", "15 frames analysed, 0 dropped; delay ");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void eachPartHasItsResultsAndEachEventItsLine() throws IOException {
    Terminal ran;
    try (InputStream in = Files.newInputStream(clip)) {
      ran = pipe(in, MOTION, "--every-sample", "--part", "3", "--json");
    }

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(parts()).hasSize(3);
    assertThat(folder.resolve("events.jsonl")).hasContent(ran.out());
    List<JsonNode> events = new ArrayList<>();
    for (String line : ran.out().lines().toList()) {
      events.add(json(line));
    }
    assertThat(events.get(0).get("event").asText()).isEqualTo("connected");
    assertThat(events)
        .filteredOn(event -> event.get("event").asText().equals("part"))
        .extracting(event -> event.get("from_s").asDouble(), event -> event.get("to_s").asDouble())
        .containsExactly(tuple(0.0, 3.0), tuple(3.0, 6.0), tuple(6.0, 8.0));
    JsonNode last =
        events.stream()
            .filter(event -> event.get("event").asText().equals("counts"))
            .reduce((one, other) -> other)
            .orElseThrow();
    // What was told last is what the table of the last part says.
    String[] row =
        Files.readAllLines(parts().get(2).resolve("inventory.csv")).get(2).split(",", -1);
    assertThat(last.at("/taxa/0/scientificName").asText())
        .isEqualTo("unidentified animal")
        .isEqualTo(row[0]);
    assertThat(last.at("/taxa/0/maxN").asInt())
        .isEqualTo(Integer.parseInt(row[3]))
        .isGreaterThanOrEqualTo(2);
    JsonNode end = events.get(events.size() - 1);
    assertThat(end.get("event").asText()).isEqualTo("end");
    assertThat(end.get("told").asText()).isEqualTo("The stream ended.");
    assertThat(end.get("samples").asInt()).isEqualTo(40);
    assertThat(end.get("dropped").asInt()).isZero();
    JsonNode run = json(Files.readString(parts().get(1).resolve("run.json")));
    assertThat(run.get("complete").asBoolean()).isTrue();
    assertThat(run.at("/provenance/settings/periodOfInterest_s").asText()).isEqualTo("3 to 6");
    assertThat(run.at("/provenance/settings/samplesDropped").asText()).isEqualTo("0");
  }

  @Test
  void aCameraIsWatchedForATimeAtItsOwnSpeed() throws Exception {
    int port;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Thread camera =
        new Thread(
            () -> {
              try {
                StreamClip.send(clip, "udp://127.0.0.1:" + port + "?pkt_size=1316", 60);
              } catch (IOException | InterruptedException ended) {
                // The test is over.
              }
            });
    camera.start();

    Terminal ran = watch(MOTION, "udp://127.0.0.1:" + port, "--for", "3", "--json");
    camera.interrupt();
    camera.join();

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    JsonNode end = json(ran.out().lines().reduce((one, other) -> other).orElseThrow());
    assertThat(end.get("told").asText()).isEqualTo("The time of --for is over.");
    assertThat(end.get("samples").asInt()).isBetween(1, 15);
    assertThat(end.get("samples").asInt() + end.get("dropped").asInt()).isGreaterThan(12);
    assertThat(parts()).hasSize(1);
  }

  @Test
  void passwordsAreWrittenNowhere() throws Exception {
    byte[] sent = Files.readAllBytes(clip);
    Terminal ran;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread camera = new Thread(() -> serve(server, sent));
      camera.start();
      ran =
          watch(
              MOTION,
              "tcp://admin:s3cret@127.0.0.1:" + server.getLocalPort(),
              "--every-sample",
              "--no-reconnect");
      camera.join();
    }

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out() + ran.err()).doesNotContain("s3cret");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("s3cret");
      }
    }
    assertThat(parts().get(0).resolve("run.json")).content().contains("tcp://127.0.0.1:");
  }

  private static void serve(ServerSocket server, byte[] bytes) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write(bytes);
    } catch (IOException gone) {
      // The test is over.
    }
  }

  /** A polite kill, as by Ctrl-C: the normal end of a stream that has none. */
  @Test
  void stoppedOnRequestTheResultsAreComplete() throws Exception {
    byte[] sent = Files.readAllBytes(clip);
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread camera = new Thread(() -> serve(server, sent));
      camera.start();
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "watch",
                  "tcp://127.0.0.1:" + server.getLocalPort(),
                  "--every-sample",
                  "--json",
                  "--out",
                  folder.toString()));
      command.addAll(MOTION);
      Process program =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String last = "";
      try (BufferedReader out = program.inputReader()) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          if (line.contains("\"lost\"")) {
            program.toHandle().destroy();
          }
          last = line;
        }
      }

      assertThat(program.waitFor()).isZero();
      assertThat(json(last).get("told").asText()).isEqualTo("Stopped on request.");
      // The last sample may have waited when the stop came.
      assertThat(json(last).get("samples").asInt() + json(last).get("dropped").asInt())
          .isEqualTo(40);
      JsonNode run = json(Files.readString(parts().get(0).resolve("run.json")));
      assertThat(run.get("complete").asBoolean()).isTrue();
      assertThat(run.at("/provenance/decode/chapters/0/notes").toString())
          .contains("The stream was lost after 7.90 s: it ended.");
      camera.join();
    }
  }

  @Test
  void whatIsNoStreamIsRefused() throws IOException {
    pipe(new ByteArrayInputStream(new byte[50_000]), MOTION)
        .assertRefused("Standard input is no video that can be read as it comes");
    watch(MOTION, "dive.mp4").assertRefused("'dive.mp4' is no stream");
    watch(MOTION, "/dev/no-camera").assertRefused("/dev/no-camera cannot be read (");
    watch(MOTION, "-", "--part", "0").assertRefused("--part must be 1 second or more");
    watch(MOTION, "-", "--for", "0").assertRefused("--for must be more than 0 seconds");
    assertThat(parts()).isEmpty();
  }
}
