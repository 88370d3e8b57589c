package org.reeflens.video;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.video.ffmpeg.PictureLayout;
import org.reeflens.video.ffmpeg.PictureReceiver;

/**
 * A camera or another stream as it comes, read by a process of its own. Its frames are known by
 * presentation time, like those of a dive: each connection is a chapter, and when the stream was
 * lost and came again, time has run on by the clock of this machine. Only the newest sampled frame
 * waits to be taken, so that the delay stays bounded whoever is slow; those it replaces are
 * counted.
 *
 * <p>The process is started with this program's Java and class path ({@code java.class.path}), so
 * the library must lie there as files.
 *
 * <p>One thread takes frames; {@link #stop} and what is told of the stream may be called by any.
 */
public final class LiveStream implements AutoCloseable {

  /** After so long without a sign the stream counts as lost, seconds. A guess. */
  private static final int STALLED_SECONDS = 20;

  /**
   * Wait before the stream is opened again, seconds: doubled from the first to the last. Guesses.
   */
  private static final int FIRST_PAUSE = 1;

  private static final int LONGEST_PAUSE = 30;

  /** Frames taken whose arrival is remembered; more than any analysis works on at a time. */
  private static final int REMEMBERED = 1024;

  /** Java ends with this code on Ctrl-C, which a terminal sends to the whole program. */
  private static final int INTERRUPTED = 130;

  private static final int TERMINATED = 143;

  private record Sample(FrameTime time, StreamMessage.Sample picture) {}

  private final @Nullable StreamAddress address;
  private final @Nullable InputStream input;
  private final StreamOptions options;
  private final Consumer<StreamEvent> listener;
  private final PictureReceiver receiver = new PictureReceiver();
  private final Thread thread = new Thread(this::follow, "reeflens-stream");

  // All below is guarded by this object.

  private final List<StreamConnection> connections = new ArrayList<>();
  private final Map<FrameTime, Instant> arrivals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FrameTime, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  private @Nullable Process process;
  private @Nullable PictureLayout first;
  private @Nullable Sample newest;
  private @Nullable String failure;
  private boolean connected;
  private boolean stopping;
  private boolean over;
  private boolean stalled;
  private long lastSign = System.nanoTime();

  /** When the first picture arrived, microseconds since 1970. */
  private long startMicros;

  private long takenMicros;

  private LiveStream(
      @Nullable StreamAddress address,
      @Nullable InputStream input,
      StreamOptions options,
      Consumer<StreamEvent> listener) {
    this.address = address;
    this.input = input;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Opens a stream and waits for its first picture.
   *
   * @param listener is told what happens to the stream, on a thread of the stream's
   * @throws VideoException if it cannot be opened or gives no picture
   * @throws InterruptedException if interrupted while it waits
   */
  public static LiveStream open(
      StreamAddress address, StreamOptions options, Consumer<StreamEvent> listener)
      throws InterruptedException {
    return new LiveStream(address, null, options, listener).begin();
  }

  /**
   * Reads a stream of bytes, such as MPEG-TS on standard input, and waits for its first picture.
   * Its end is the end of the stream.
   *
   * @param input (Input) read to its end on a thread of the stream's, and not closed
   * @param listener is told what happens to the stream, on a thread of the stream's
   * @throws VideoException if it gives no picture
   * @throws InterruptedException if interrupted while it waits
   */
  public static LiveStream of(
      InputStream input, StreamOptions options, Consumer<StreamEvent> listener)
      throws InterruptedException {
    return new LiveStream(null, input, options.withoutReconnecting(), listener).begin();
  }

  private LiveStream begin() throws InterruptedException {
    thread.setDaemon(true);
    thread.start();
    try {
      if (awaitSample(Long.MAX_VALUE) == null) {
        throw new VideoException(nothing());
      }
      return this;
    } catch (InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private synchronized String nothing() {
    String why = failure == null ? "it ended before its first picture" : failure;
    return address == null
        ? "Standard input is no video that can be read as it comes ("
            + why
            + "); pipe in MPEG-TS, Matroska or another format that needs no index."
        : address.shown()
            + " cannot be read ("
            + why
            + "); check the address, the network and the camera.";
  }

  /** The stream's name for a person, without secrets. */
  public String name() {
    return address == null ? "standard input" : address.shown();
  }

  /** Sampled frames a second of the stream. */
  public double samplesPerSecond() {
    return options.samplesPerSecond();
  }

  /** Width of the first picture in pixels, upright. */
  public synchronized int width() {
    return Objects.requireNonNull(first).uprightWidth();
  }

  /** Height of the first picture in pixels, upright. */
  public synchronized int height() {
    return Objects.requireNonNull(first).uprightHeight();
  }

  /**
   * Takes the newest sampled frame; waits for it, and before that for room in the pool.
   *
   * @param pool where the frame takes its lease
   * @param beforeSeconds frames from this dive time on stay for a later call; may be infinite
   * @return a frame that the caller closes; null if the stream is over, was stopped, or has come to
   *     that time
   * @throws InterruptedException if interrupted while it waits
   */
  public @Nullable Frame next(FramePool pool, double beforeSeconds) throws InterruptedException {
    FramePool.Lease lease = pool.lease();
    Sample sample;
    try {
      sample = take(Math.round(beforeSeconds * 1e6));
    } catch (InterruptedException e) {
      lease.close();
      throw e;
    }
    if (sample == null) {
      lease.close();
      return null;
    }
    StreamMessage.Sample picture = sample.picture();
    return receiver.frame(sample.time(), picture.layout(), picture.planes(), lease);
  }

  private synchronized @Nullable Sample take(long before) throws InterruptedException {
    Sample sample = awaitSample(before);
    if (sample == null || sample.time().diveMicros() >= before) {
      return null;
    }
    newest = null;
    lastSign = System.nanoTime(); // It may have waited for us, and not we for it.
    takenMicros = sample.time().diveMicros();
    arrivals.put(sample.time(), instant(sample.picture().arrived()));
    notifyAll();
    return sample;
  }

  private synchronized @Nullable Sample awaitSample(long before) throws InterruptedException {
    while (newest == null && !over && !(!connected && elapsedMicros() >= before)) {
      endIfStalled();
      wait(200);
    }
    return stopping ? null : newest;
  }

  /** Time since the first picture by this machine's clock; none before it. */
  private long elapsedMicros() {
    return connections.isEmpty() ? 0 : 1000 * System.currentTimeMillis() - startMicros;
  }

  private void endIfStalled() {
    boolean silent = System.nanoTime() - lastSign > TimeUnit.SECONDS.toNanos(STALLED_SECONDS);
    if (process != null && silent && input == null) {
      stalled = true;
      process.destroyForcibly();
    }
  }

  /**
   * When the data of a frame that was taken had arrived, by this machine's clock; asked once for
   * each, and soon.
   *
   * @throws IllegalArgumentException if the frame was not taken, or long ago, or was asked for
   *     before
   */
  public synchronized Instant arrival(FrameTime time) {
    Instant arrived = arrivals.remove(time);
    if (arrived == null) {
      throw new IllegalArgumentException("no frame was taken at " + time.seconds() + " s");
    }
    return arrived;
  }

  /** Sampled frames that were never taken because a newer one had come. */
  public synchronized int dropped() {
    return connections.stream().mapToInt(StreamConnection::dropped).sum();
  }

  /** How often the stream was connected, 1 or more. */
  public synchronized int connections() {
    return connections.size();
  }

  /** Why the stream is over although nobody stopped it; empty while it comes and after its end. */
  public synchronized Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether no more frames will come. */
  public synchronized boolean isOver() {
    return over;
  }

  /** Dive time up to which frames were taken, the last one included, seconds. */
  public synchronized double seconds() {
    return takenMicros / 1e6 + 1 / options.samplesPerSecond();
  }

  /** What has been met so far, a chapter for each connection. */
  public synchronized DecodeReport report() {
    return new DecodeReport(
        connections.stream().map(connection -> connection.report(name())).toList());
  }

  /**
   * Ends the stream: no more frames are given out, and one that waits counts as dropped. Stopping
   * twice does nothing.
   */
  public synchronized void stop() {
    stopping = true;
    over = true;
    if (newest != null) {
      connections.get(connections.size() - 1).drop();
      newest = null;
    }
    if (process != null) {
      process.destroyForcibly();
    }
    notifyAll();
  }

  /** Stops the stream and frees what it holds. Frames that were given out stay open. */
  @Override
  public void close() {
    stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    receiver.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens the stream again and again until it is over. */
  private void follow() {
    int pause = FIRST_PAUSE;
    String why = null;
    try {
      while (true) {
        int before = connections();
        why = read();
        if (connections() > before) {
          pause = FIRST_PAUSE;
        }
        if (!goesOn()) {
          return;
        }
        tellLost(why == null ? "it ended" : why, connections() > before, pause);
        if (!pauseFor(pause)) {
          return;
        }
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
      }
    } catch (RuntimeException | Error unexpected) {
      why = unexpected.toString();
    } finally {
      end(why);
    }
  }

  private synchronized boolean goesOn() {
    return !stopping && options.reconnect() && !connections.isEmpty();
  }

  private void tellLost(String why, boolean afterPictures, int pause) {
    if (afterPictures) {
      synchronized (this) {
        connections.get(connections.size() - 1).lost(why);
      }
    }
    listener.accept(
        new StreamEvent(
            afterPictures ? StreamEvent.Kind.LOST : StreamEvent.Kind.STILL_LOST,
            Instant.now(),
            why + "; trying again in " + pause + " s"));
  }

  /** Waits; false if the stream was stopped meanwhile. */
  private synchronized boolean pauseFor(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      for (long left = end - System.nanoTime(); left > 0 && !stopping; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException nobodyInterruptsThisThread) {
      return false;
    }
    return !stopping;
  }

  private synchronized void end(@Nullable String why) {
    over = true;
    if (!stopping) {
      failure = why;
      if (why != null && !connections.isEmpty()) {
        connections.get(connections.size() - 1).lost(why);
      }
    }
    notifyAll();
  }

  /**
   * Reads one connection to its end.
   *
   * @return why it broke off or could not be opened; null if it ended by itself
   */
  private @Nullable String read() {
    Process reader;
    synchronized (this) {
      if (stopping) {
        return null;
      }
      try {
        reader = StreamProcess.start(address, options.samplesPerSecond());
      } catch (IOException e) {
        return "the program that reads it cannot be started: " + e.getMessage();
      }
      process = reader;
      stalled = false;
      lastSign = System.nanoTime();
    }
    if (input != null) {
      pump(input, reader.getOutputStream());
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(reader.getInputStream(), 1 << 16))) {
      return read(in);
    } catch (IOException gone) {
      return whyGone(reader);
    } catch (IllegalArgumentException nonsense) {
      return "the program that reads it talks nonsense: " + nonsense.getMessage();
    } finally {
      reader.destroyForcibly();
      synchronized (this) {
        process = null;
        connected = false;
      }
    }
  }

  private @Nullable String read(DataInputStream in) throws IOException {
    StreamMessage.Opened opened = null;
    StreamConnection connection = null;
    while (true) {
      StreamMessage message = StreamMessage.read(in);
      synchronized (this) {
        lastSign = System.nanoTime();
      }
      if (message instanceof StreamMessage.Opened said) {
        opened = said;
      } else if (message instanceof StreamMessage.Sample sample) {
        if (connection == null) {
          connection = connect(Objects.requireNonNull(opened), sample);
        }
        offer(connection, sample);
      } else if (message instanceof StreamMessage.Alive alive) {
        count(connection, alive.counters());
      } else if (message instanceof StreamMessage.Ended ended) {
        count(connection, ended.counters());
        return ended.failure();
      }
    }
  }

  private synchronized void count(
      @Nullable StreamConnection connection, StreamMessage.Counters counters) {
    if (connection != null) {
      connection.count(counters);
    }
  }

  private StreamConnection connect(StreamMessage.Opened opened, StreamMessage.Sample sample) {
    StreamConnection connection;
    synchronized (this) {
      long offset = 0;
      long gap = 0;
      if (connections.isEmpty()) {
        startMicros = sample.arrived();
        first = sample.layout();
      } else {
        long last = connections.get(connections.size() - 1).lastMicros();
        offset = Math.max(last + 1, sample.arrived() - startMicros);
        gap = offset - last;
      }
      connection = new StreamConnection(opened, offset, gap);
      connections.add(connection);
      connected = true;
    }
    PictureLayout layout = sample.layout();
    String again =
        connection.gapSeconds() > 0
            ? String.format(
                Locale.ROOT, ", after %.1f s without a picture", connection.gapSeconds())
            : "";
    listener.accept(
        new StreamEvent(
            StreamEvent.Kind.CONNECTED,
            instant(sample.arrived()),
            opened.codec()
                + ", "
                + layout.uprightWidth()
                + " x "
                + layout.uprightHeight()
                + again));
    return connection;
  }

  private synchronized void offer(StreamConnection connection, StreamMessage.Sample sample) {
    connection.count(sample.counters());
    try {
      while (options.everySample() && newest != null && !stopping) {
        wait();
      }
    } catch (InterruptedException nobodyInterruptsThisThread) {
      stopping = true;
    }
    if (newest != null) {
      connection.drop();
    }
    long micros = sample.counters().micros();
    FrameTime time =
        new FrameTime(
            connections.size() - 1, sample.index(), micros, connection.offsetMicros() + micros);
    newest = new Sample(time, sample);
    notifyAll();
  }

  /** Why the process has ended without a word. */
  private @Nullable String whyGone(Process reader) {
    synchronized (this) {
      if (stopping) {
        return null;
      }
      if (stalled) {
        return "nothing came for " + STALLED_SECONDS + " s";
      }
    }
    int code;
    try {
      code = reader.waitFor();
    } catch (InterruptedException nobodyInterruptsThisThread) {
      return null;
    }
    if (code == INTERRUPTED || code == TERMINATED) {
      stop(); // This program was asked to stop by the same signal, and is about to hear of it.
      return null;
    }
    return "the program that reads it ended with code " + code;
  }

  /** Hands bytes on to the process; a daemon, because reading may never end. */
  private static void pump(InputStream from, OutputStream to) {
    Thread pump =
        new Thread(
            () -> {
              try (to) {
                from.transferTo(to);
              } catch (IOException gone) {
                // One of the two has ended, which the process tells.
              }
            },
            "reeflens-input");
    pump.setDaemon(true);
    pump.start();
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
