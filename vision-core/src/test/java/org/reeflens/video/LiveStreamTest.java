package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;
import org.reeflens.testvideos.StreamClip;
import org.reeflens.testvideos.clip.Clip;
import org.reeflens.testvideos.clip.ClipFormat;
import org.reeflens.testvideos.clip.Clips;
import org.reeflens.testvideos.clip.FrameNumber;

@Timeout(180)
class LiveStreamTest {

  private static final StreamOptions EVERY_SAMPLE = StreamOptions.DEFAULT.withEverySample();

  @TempDir private Path folder;
  private final FramePool pool = new FramePool(1);
  private final List<StreamEvent> events = Collections.synchronizedList(new ArrayList<>());

  private Clip clip(int frames) {
    return new Clips(folder)
        .numbered("clip.ts", ClipFormat.h264(160, 96), Clips.evenTimes(frames, 25));
  }

  private Frame taken(LiveStream stream) throws InterruptedException {
    return Objects.requireNonNull(stream.next(pool, 100));
  }

  private static int number(Frame frame) {
    return FrameNumber.read(Pictures.image(frame));
  }

  @Test
  void aClipThroughAPipeHasTheSamplesOfTheFile() throws Exception {
    Clip clip = clip(60);
    Reading file = Reading.of(Dive.of(clip.path()), FrameSelection.perSecond(5));
    List<FrameTime> times = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();

    try (InputStream in = Files.newInputStream(clip.path());
        LiveStream stream = LiveStream.of(in, EVERY_SAMPLE, events::add)) {
      for (Frame next = stream.next(pool, 100); next != null; next = stream.next(pool, 100)) {
        try (Frame frame = next) {
          times.add(frame.time());
          numbers.add(number(frame));
        }
      }

      assertThat(times).isEqualTo(file.times()).hasSize(12);
      assertThat(numbers).isEqualTo(file.numbers());
      assertThat(stream.dropped()).isZero();
      assertThat(stream.failure()).isEmpty();
      assertThat(stream.isOver()).isTrue();
      ChapterReport report = stream.report().chapters().get(0);
      assertThat(report.framesDecoded()).isEqualTo(60);
      assertThat(report.codec()).isEqualTo("h264");
      assertThat(report.notes()).isEmpty();
    }
    assertThat(pool.available()).isEqualTo(1);
    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(StreamEvent.Kind.CONNECTED);
              assertThat(event.told()).isEqualTo("h264, 160 x 96");
            });
  }

  @Test
  void itsPicturesAreThoseOfTheFile() throws Exception {
    Clip clip = clip(5);
    try (InputStream in = Files.newInputStream(clip.path());
        LiveStream stream = LiveStream.of(in, EVERY_SAMPLE, events::add);
        Frame live = taken(stream);
        VideoReader reader = Dive.of(clip.path()).open(FrameSelection.all(), new FramePool(1));
        Frame read = Objects.requireNonNull(reader.next())) {
      assertThat(stream.width()).isEqualTo(160);
      assertThat(stream.height()).isEqualTo(96);
      assertThat(Pictures.image(live).getRGB(0, 0, 160, 96, null, 0, 160))
          .isEqualTo(Pictures.image(read).getRGB(0, 0, 160, 96, null, 0, 160));
    }
  }

  @Test
  void whoeverIsSlowGetsTheNewestAndIsToldWhatWasDropped() throws Exception {
    try (InputStream in = Files.newInputStream(clip(60).path());
        LiveStream stream = LiveStream.of(in, StreamOptions.DEFAULT, events::add)) {
      while (!stream.isOver()) {
        TimeUnit.MILLISECONDS.sleep(10);
      }

      try (Frame frame = taken(stream)) {
        assertThat(frame.time().seconds()).isEqualTo(2.2);
        assertThat(number(frame)).isEqualTo(55);
      }
      assertThat(stream.next(pool, 100)).isNull();
      assertThat(stream.dropped()).isEqualTo(11);
      assertThat(stream.report().chapters().get(0).notes())
          .containsExactly("11 samples were dropped, because newer ones had come.");
    }
  }

  @Test
  void framesFromATimeOnStayForLater() throws Exception {
    try (InputStream in = Files.newInputStream(clip(30).path());
        LiveStream stream = LiveStream.of(in, EVERY_SAMPLE, events::add)) {
      List<Double> before = new ArrayList<>();
      List<Double> after = new ArrayList<>();
      for (Frame next = stream.next(pool, 0.5); next != null; next = stream.next(pool, 0.5)) {
        before.add(next.time().seconds());
        next.close();
      }
      for (Frame next = stream.next(pool, 9); next != null; next = stream.next(pool, 9)) {
        after.add(next.time().seconds());
        next.close();
      }

      assertThat(before).containsExactly(0.0, 0.2, 0.4);
      assertThat(after).containsExactly(0.6, 0.8, 1.0);
    }
  }

  @Test
  void aStreamOverUdpComesAsItIsSent() throws Exception {
    Clip clip = clip(50);
    int port = freeUdpPort();
    Thread camera = new Thread(() -> send(clip, "udp://127.0.0.1:" + port + "?pkt_size=1316"));
    camera.start();
    try (LiveStream stream =
        LiveStream.open(
            StreamAddress.of("udp://127.0.0.1:" + port), StreamOptions.DEFAULT, events::add)) {
      int first = -1;
      for (int i = 0; i < 6; i++) {
        try (Frame frame = taken(stream)) {
          int number = number(frame);
          first = first < 0 ? number : first;
          // The clip begins anew after 50 frames, its time runs on.
          assertThat((number - first + 50) % 50)
              .isEqualTo((int) (Math.round(frame.time().seconds() * 25) % 50));
          Duration delay = Duration.between(stream.arrival(frame.time()), Instant.now());
          assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        }
      }
    } finally {
      camera.interrupt();
      camera.join();
    }
  }

  private static void send(Clip clip, String address) {
    try {
      StreamClip.send(clip.path(), address, 30);
    } catch (IOException | InterruptedException ended) {
      // The test is over.
    }
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aStreamThatIsCutIsOpenedAgainAndItsTimeRunsOn() throws Exception {
    byte[] sent = Files.readAllBytes(clip(30).path());
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread camera = new Thread(() -> serve(server, sent, 2));
      camera.start();
      String address = "tcp://127.0.0.1:" + server.getLocalPort();
      List<FrameTime> times = new ArrayList<>();
      try (LiveStream stream =
          LiveStream.open(StreamAddress.of(address), EVERY_SAMPLE, events::add)) {
        for (int i = 0; i < 12; i++) {
          try (Frame frame = taken(stream)) {
            times.add(frame.time());
          }
        }

        assertThat(stream.connections()).isEqualTo(2);
        assertThat(stream.report().chapters()).hasSize(2);
        assertThat(stream.report().chapters().get(0).notes())
            .containsExactly("The stream was lost after 1.16 s: it ended.");
        assertThat(stream.report().chapters().get(1).notes().get(0))
            .startsWith("The stream came again at ");
      }
      camera.join();
      assertThat(times).isSorted();
      assertThat(times)
          .extracting(FrameTime::chapter)
          .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
      // The pause before another try is a second at least.
      assertThat(times.get(6).seconds()).isGreaterThan(1);
      assertThat(times.get(7).diveMicros() - times.get(6).diveMicros()).isEqualTo(200_000);
      assertThat(events)
          .extracting(StreamEvent::kind)
          .startsWith(
              StreamEvent.Kind.CONNECTED, StreamEvent.Kind.LOST, StreamEvent.Kind.CONNECTED);
    }
  }

  /** A camera that breaks off after some bytes. */
  private static void serve(ServerSocket server, byte[] bytes, int times) {
    try {
      for (int i = 0; i < times; i++) {
        try (Socket client = server.accept()) {
          client.getOutputStream().write(bytes);
        }
      }
    } catch (IOException gone) {
      // The test is over.
    }
  }

  @Test
  void aStreamThatIsCutIsOverIfItShallNotBeOpenedAgain() throws Exception {
    byte[] sent = Files.readAllBytes(clip(30).path());
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread camera = new Thread(() -> serve(server, sent, 1));
      camera.start();
      String address = "tcp://127.0.0.1:" + server.getLocalPort();
      try (LiveStream stream =
          LiveStream.open(
              StreamAddress.of(address), EVERY_SAMPLE.withoutReconnecting(), events::add)) {
        int samples = 0;
        for (Frame next = stream.next(pool, 100); next != null; next = stream.next(pool, 100)) {
          next.close();
          samples++;
        }
        assertThat(samples).isEqualTo(6);
        assertThat(stream.isOver()).isTrue();
      }
      camera.join();
    }
  }

  @Test
  void stoppingEndsAWaitForTheNextFrame() throws Exception {
    byte[] sent = Files.readAllBytes(clip(30).path());
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread camera = new Thread(() -> serve(server, sent, 1));
      camera.start();
      String address = "tcp://127.0.0.1:" + server.getLocalPort();
      try (LiveStream stream =
          LiveStream.open(StreamAddress.of(address), EVERY_SAMPLE, events::add)) {
        Thread person =
            new Thread(
                () -> {
                  while (stream.report().chapters().get(0).notes().isEmpty()) {
                    Thread.onSpinWait();
                  }
                  stream.stop();
                });
        person.start();
        int samples = 0;
        for (Frame next = stream.next(pool, 100); next != null; next = stream.next(pool, 100)) {
          next.close();
          samples++;
        }
        person.join();
        assertThat(samples).isEqualTo(6);
        assertThat(stream.failure()).isEmpty();
      }
      camera.join();
    }
  }

  @Test
  void aNetworkCameraIsReadWithItsPassword() throws Exception {
    try (RtspCamera camera = new RtspCamera(Files.readAllBytes(clip(30).path()));
        LiveStream stream =
            LiveStream.open(
                StreamAddress.of(camera.address()),
                EVERY_SAMPLE.withoutReconnecting(),
                events::add)) {
      List<Integer> numbers = new ArrayList<>();
      for (Frame next = stream.next(pool, 100); next != null; next = stream.next(pool, 100)) {
        try (Frame frame = next) {
          numbers.add(number(frame));
        }
      }

      assertThat(numbers).startsWith(0, 5, 10, 15, 20);
      assertThat(stream.name()).startsWith("rtsp://127.0.0.1:").endsWith("/reef");
      assertThat(stream.report().toString() + events + stream.failure()).doesNotContain("s3cret");
    }
  }

  @Test
  void whatIsNoVideoIsRefusedInOneSentence() {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);

    assertThatThrownBy(
            () ->
                LiveStream.of(new ByteArrayInputStream(noise), StreamOptions.DEFAULT, events::add))
        .isInstanceOf(VideoException.class)
        .hasMessageStartingWith("Standard input is no video that can be read as it comes (");
    assertThatThrownBy(
            () -> LiveStream.of(InputStream.nullInputStream(), StreamOptions.DEFAULT, events::add))
        .isInstanceOf(VideoException.class)
        .hasMessageStartingWith("Standard input is no video");
  }

  @Test
  void aClipThatIsCutOffIsReadAsFarAsItGoes() throws Exception {
    byte[] whole = Files.readAllBytes(clip(60).path());
    InputStream half = new ByteArrayInputStream(whole, 0, whole.length / 2);
    try (LiveStream stream = LiveStream.of(half, EVERY_SAMPLE, events::add)) {
      int samples = 0;
      for (Frame next = stream.next(pool, 100); next != null; next = stream.next(pool, 100)) {
        next.close();
        samples++;
      }
      assertThat(samples).isBetween(4, 9);
      assertThat(stream.failure()).isEmpty();
    }
  }

  @Test
  void anAddressThatCannotBeReadIsToldWithoutItsPassword() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    StreamAddress address =
        StreamAddress.of("rtsp://admin:s3cret@127.0.0.1:" + port + "/live?token=s3cret");

    assertThatThrownBy(() -> LiveStream.open(address, StreamOptions.DEFAULT, events::add))
        .isInstanceOf(VideoException.class)
        .hasMessage(
            "rtsp://127.0.0.1:"
                + port
                + "/live cannot be read (Connection refused); check the address, the network and"
                + " the camera.");
  }
}
