package org.reeflens.video;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.FrameTime;
import org.reeflens.video.ffmpeg.PictureLayout;
import org.reeflens.video.ffmpeg.StreamDecoder;

/**
 * The process that reads a stream and hands sampled pictures to the one that started it. Opening a
 * stream locks FFmpeg for a whole process and may never return; a process can be ended all the
 * same.
 */
final class StreamProcess {

  /** FFmpeg's name of standard input. */
  private static final String INPUT = "pipe:0";

  private final FileChannel channel;
  private final DataOutputStream out;
  private final StreamClock clock = new StreamClock();
  private long lastSaid = System.nanoTime();
  private int index;
  private StreamMessage.Counters counters = StreamMessage.Counters.NONE;
  private ByteBuffer planes = ByteBuffer.allocateDirect(0);

  private StreamProcess(FileOutputStream stdout) {
    channel = stdout.getChannel();
    out = new DataOutputStream(new BufferedOutputStream(stdout));
  }

  /**
   * Starts the process, with this Java and class path. Its standard input is the stream itself, or
   * ends when this process does.
   *
   * @param address which stream; null for standard input
   * @param samplesPerSecond pictures to hand over
   */
  static Process start(@Nullable StreamAddress address, double samplesPerSecond)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:MaxDirectMemorySize=1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+DisplayVMOutputToStderr",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            StreamProcess.class.getName(),
            Double.toString(samplesPerSecond)));
    if (address == null) {
      command.add(INPUT);
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    if (address != null) {
      // Not on the command line: everybody on the machine can read that.
      DataOutputStream secret = new DataOutputStream(process.getOutputStream());
      secret.writeUTF(address.secret());
      secret.flush();
    }
    return process;
  }

  /**
   * Reads a stream to its end.
   *
   * @param args samples a second, and {@value #INPUT} where the stream is standard input; else its
   *     address comes by standard input
   */
  public static void main(String[] args) throws IOException {
    StreamProcess process = new StreamProcess(new FileOutputStream(FileDescriptor.out));
    System.setOut(System.err); // What libraries print must not get between the pictures.
    String failure;
    try {
      process.say(new StreamMessage.Alive(StreamMessage.Counters.NONE));
      failure = process.read(args);
    } catch (IOException | RuntimeException | Error e) {
      failure = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    process.say(new StreamMessage.Ended(process.counters, failure));
  }

  private @Nullable String read(String[] args) throws IOException {
    double samplesPerSecond = Double.parseDouble(args[0]);
    String address = INPUT;
    String device = "";
    Map<String, String> options = Map.of();
    if (args.length == 1) {
      StreamAddress known = StreamAddress.of(new DataInputStream(System.in).readUTF());
      address = known.secret();
      device = known.device();
      options = known.options();
      endWithParent();
    }
    FrameSelection.Sampler sampler = FrameSelection.perSecond(samplesPerSecond).sampler();
    try (StreamDecoder decoder = StreamDecoder.open(address, device, options)) {
      say(new StreamMessage.Opened(decoder.codec(), decoder.name()));
      while (decoder.next()) {
        take(decoder, sampler);
      }
      return decoder.failure();
    }
  }

  private void take(StreamDecoder decoder, FrameSelection.Sampler sampler) throws IOException {
    long micros = clock.next(decoder.micros(), decoder.arrivedMicros());
    counters =
        new StreamMessage.Counters(
            decoder.decoded(), decoder.corrupt(), decoder.lost(), clock.guessed(), micros);
    if (sampler.takes(new FrameTime(0, index, micros, micros))) {
      PictureLayout layout = decoder.layout();
      if (planes.capacity() != layout.bytes()) {
        planes = ByteBuffer.allocateDirect(layout.bytes());
      }
      decoder.copyTo(planes.clear());
      say(
          new StreamMessage.Sample(
              counters, index, decoder.arrivedMicros(), layout, ByteBuffer.allocate(0)));
      while (planes.hasRemaining()) {
        channel.write(planes);
      }
    } else if (System.nanoTime() - lastSaid > TimeUnit.SECONDS.toNanos(1)) {
      say(new StreamMessage.Alive(counters));
    }
    index++;
  }

  private void say(StreamMessage message) throws IOException {
    message.write(out);
    out.flush();
    lastSaid = System.nanoTime();
  }

  /** Standard input ends when the parent does, whatever became of it. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException gone) {
                // As good as its end.
              }
              Runtime.getRuntime().halt(0);
            },
            "reeflens-parent");
    watch.setDaemon(true);
    watch.start();
  }
}
