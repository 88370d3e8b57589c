package org.reeflens.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reeflens.survey.CountsSoFar;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.video.StreamEvent;

/**
 * What happens while a stream is watched, as JSON lines: one object a line, each with its {@code
 * event} and {@code at}, the time by this machine's clock in UTC. A line is in the file as soon as
 * it is told, and lines of earlier runs stay. For use by many threads.
 */
public final class EventLog {

  private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

  private record Counts(
      String event,
      String at,
      double time_s,
      long delay_ms,
      int samples,
      int dropped,
      int fishNow,
      int fishMaxN,
      List<Row> taxa) {}

  private record Row(
      String scientificName, @Nullable String rank, @Nullable Integer aphiaId, int now, int maxN) {

    static Row of(CountsSoFar.OfTaxon one) {
      Taxon taxon = one.taxon();
      String rank = taxon.rank().term();
      return new Row(
          taxon.scientificName(),
          rank.isEmpty() ? null : rank,
          taxon.aphiaId(),
          one.now(),
          one.maxN());
    }
  }

  private record Told(String event, String at, String told) {}

  private record Part(String event, String at, String folder, double from_s, double to_s) {}

  /**
   * How a watch went, for its last line.
   *
   * @param told why it ended
   * @param samples frames analysed
   * @param dropped sampled frames that were not, because newer ones had come
   * @param connections how often the stream was connected
   * @param medianDelayMillis median of the time from the arrival of a frame's data until it was
   *     counted, milliseconds
   * @param delayMillis95 95 % of frames had no longer delay, milliseconds
   * @param longestDelayMillis longest delay, milliseconds
   */
  public record Summary(
      String told,
      int samples,
      int dropped,
      int connections,
      long medianDelayMillis,
      long delayMillis95,
      long longestDelayMillis) {}

  private record End(
      String event,
      String at,
      String told,
      int samples,
      int dropped,
      int connections,
      long delayMedian_ms,
      long delay95_ms,
      long delayMost_ms) {}

  private final Path file;
  private final Consumer<String> echo;

  private EventLog(Path file, Consumer<String> echo) {
    this.file = file;
    this.echo = echo;
  }

  /**
   * Opens a log; the file is made with its first line.
   *
   * @param file where lines go; its folder is made where it is missing
   * @param echo gets each line too, without its end
   * @throws UncheckedIOException if the folder cannot be made
   */
  public static EventLog in(Path file, Consumer<String> echo) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
    return new EventLog(file, echo);
  }

  /**
   * Counts up to a frame.
   *
   * @param arrived when the frame's data arrived
   * @param delayMillis how long after that it was counted, milliseconds
   * @param dropped sampled frames dropped so far
   * @param counts what was counted
   */
  public void counts(Instant arrived, long delayMillis, int dropped, CountsSoFar counts) {
    write(
        new Counts(
            "counts",
            arrived.toString(),
            counts.time().seconds(),
            delayMillis,
            counts.samples(),
            dropped,
            counts.fishNow(),
            counts.fishMaxN(),
            counts.taxa().stream().map(Row::of).toList()));
  }

  /** Something happened to the stream. */
  public void stream(StreamEvent event) {
    String kind = event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    write(new Told(kind, event.at().toString(), event.told()));
  }

  /**
   * Results of a part of the stream were written.
   *
   * @param folder its folder, beside the log
   * @param fromSeconds start, seconds since the first frame of the stream
   * @param toSeconds end, seconds since the first frame of the stream
   */
  public void part(String folder, double fromSeconds, double toSeconds) {
    write(new Part("part", Instant.now().toString(), folder, fromSeconds, toSeconds));
  }

  /** The watch is over. */
  public void end(Summary summary) {
    write(
        new End(
            "end",
            Instant.now().toString(),
            summary.told(),
            summary.samples(),
            summary.dropped(),
            summary.connections(),
            summary.medianDelayMillis(),
            summary.delayMillis95(),
            summary.longestDelayMillis()));
  }

  private synchronized void write(Object event) {
    try {
      String line = JSON.writeValueAsString(event);
      Files.write(
          file,
          (line + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      echo.accept(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("an event cannot be told as JSON", e);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }
}
