package org.reeflens.pipeline;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.reeflens.count.CountSeries;
import org.reeflens.count.MaxN;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.Pictures;
import org.reeflens.frame.Region;
import org.reeflens.survey.CountsSoFar;
import org.reeflens.survey.EvidenceSink;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;
import org.reeflens.track.TrackPoint;

/**
 * The analysed frames that may be those of a MaxN, whatever names the animals get, and small
 * pictures of them where the recording cannot be read a second time. A frame whose animals were all
 * in one earlier frame together can be none: that one has as many of each taxon, and is the
 * earlier. Of the frames whose animals are over, and so have their last names, only those of a MaxN
 * up to now are kept.
 */
final class FullestFrames {

  /** A frame is settled after this: longer than a track waits for its confirmation. A guess. */
  private static final long SETTLED_AFTER_MICROS = 3_000_000;

  /** Frames kept; more only happen where that many groups of animals are in view at one time. */
  private static final int MOST = 256;

  /** Longest side of a kept picture, pixels: enough to judge by eye. */
  private static final int LONGEST_SIDE = 960;

  /**
   * A frame.
   *
   * @param tracks the animals seen in it; grows while they are confirmed
   */
  private record Seen(int sample, FrameTime time, Set<Integer> tracks, @Nullable Small picture) {

    Seen with(@Nullable Small other) {
      return new Seen(sample, time, tracks, other);
    }
  }

  /** A small picture: as it is, or once it is to be kept, as JPEG. */
  private record Small(@Nullable BufferedImage image, ByteBuffer jpeg, double scale) {}

  private final boolean takesPictures;
  private final Deque<Seen> recent = new ArrayDeque<>();
  private List<Seen> kept = new ArrayList<>();

  /**
   * Begins.
   *
   * @param takesPictures whether small pictures are kept
   */
  FullestFrames(boolean takesPictures) {
    this.takesPictures = takesPictures;
  }

  /**
   * Takes note of an analysed frame.
   *
   * @param sample its number
   * @param animals whether anything was detected in it
   * @param points what the tracker told with it
   */
  void add(Frame frame, int sample, boolean animals, List<TrackPoint> points) {
    Small picture = takesPictures && animals ? small(frame) : null;
    recent.add(new Seen(sample, frame.time(), new HashSet<>(), picture));
    for (TrackPoint point : points) {
      // What is older than all that wait was settled too early, and the result alone has it.
      recent.stream()
          .filter(seen -> seen.sample() == point.sample())
          .forEach(seen -> seen.tracks().add(point.track()));
    }
    long now = frame.time().diveMicros();
    while (now - recent.element().time().diveMicros() > SETTLED_AFTER_MICROS) {
      settle(recent.remove());
    }
  }

  private void settle(Seen seen) {
    if (!seen.tracks().isEmpty()
        && kept.stream().noneMatch(k -> k.tracks().containsAll(seen.tracks()))) {
      kept.add(seen.picture() == null ? seen : seen.with(asJpeg(seen.picture())));
    }
  }

  /**
   * Lets go of frames if there are too many.
   *
   * @param names the taxon of a track
   * @param over whether a track is over, so that its name stays
   * @param leftOut whether a track is not counted
   */
  void tidy(IntFunction<Taxon> names, IntPredicate over, IntPredicate leftOut) {
    if (kept.size() <= MOST) {
      return;
    }
    Set<Seen> stay = new HashSet<>();
    Map<Taxon, Integer> most = new HashMap<>();
    for (Seen seen : kept) {
      boolean settled = seen.tracks().stream().allMatch(over::test);
      boolean best = false;
      for (Map.Entry<Taxon, Integer> one : counts(seen, names, leftOut).entrySet()) {
        best |= settled && one.getValue() > most.getOrDefault(one.getKey(), 0);
      }
      if (settled) {
        counts(seen, names, leftOut).forEach((taxon, n) -> most.merge(taxon, n, Math::max));
      }
      if (best || !settled) {
        stay.add(seen);
      }
    }
    kept = new ArrayList<>(kept.stream().filter(stay::contains).toList());
    while (kept.size() > MOST) {
      kept.remove(
          kept.stream()
              .min(Comparator.comparingInt((Seen seen) -> seen.tracks().size()))
              .orElseThrow());
    }
  }

  /** How many of each taxon, and of all fish, are in a frame. */
  private static Map<Taxon, Integer> counts(
      Seen seen, IntFunction<Taxon> names, IntPredicate leftOut) {
    Map<Taxon, Integer> counts = new HashMap<>();
    for (int track : seen.tracks()) {
      if (!leftOut.test(track)) {
        Taxon taxon = names.apply(track);
        counts.merge(taxon, 1, Integer::sum);
        if (Taxonomy.shipped().isFish(taxon)) {
          counts.merge(CountSeries.ALL_FISH, 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /**
   * What was counted up to now.
   *
   * @param names the taxon of a track, as far as it is known
   * @param leftOut whether a track is not counted
   */
  CountsSoFar counts(IntFunction<Taxon> names, IntPredicate leftOut) {
    Map<Taxon, Integer> most = new HashMap<>();
    kept.forEach(k -> counts(k, names, leftOut).forEach((t, n) -> most.merge(t, n, Math::max)));
    recent.forEach(r -> counts(r, names, leftOut).forEach((t, n) -> most.merge(t, n, Math::max)));
    Seen last = recent.getLast();
    Map<Taxon, Integer> now = counts(last, names, leftOut);
    Taxon all = CountSeries.ALL_FISH;
    List<CountsSoFar.OfTaxon> taxa =
        most.entrySet().stream()
            .filter(one -> !one.getKey().equals(all))
            .map(
                one ->
                    new CountsSoFar.OfTaxon(
                        one.getKey(), now.getOrDefault(one.getKey(), 0), one.getValue()))
            .sorted(
                Comparator.comparingInt((CountsSoFar.OfTaxon one) -> -one.maxN())
                    .thenComparing(one -> one.taxon().scientificName()))
            .toList();
    return new CountsSoFar(
        last.time(), last.sample() + 1, now.getOrDefault(all, 0), most.getOrDefault(all, 0), taxa);
  }

  /** Hands on the picture of each MaxN that was kept. */
  void hand(List<MaxN> wanted, EvidenceSink sink) {
    Set<Integer> samples = new HashSet<>(wanted.stream().map(MaxN::sample).toList());
    List<Seen> all = new ArrayList<>(kept);
    all.addAll(recent);
    for (Seen seen : all) {
      Small picture = seen.picture();
      if (picture != null && samples.contains(seen.sample())) {
        sink.framePicture(seen.time(), image(picture), picture.scale());
      }
    }
  }

  private static Small small(Frame frame) {
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(frame.width(), frame.height()));
    BufferedImage image =
        Pictures.image(
            frame,
            new Region(0, 0, frame.width(), frame.height()),
            (int) Math.max(1, Math.round(frame.width() * scale)),
            (int) Math.max(1, Math.round(frame.height() * scale)));
    return new Small(image, ByteBuffer.allocate(0), scale);
  }

  private static Small asJpeg(Small picture) {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture.image(), "jpeg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture cannot be kept", e);
    }
    return new Small(null, ByteBuffer.wrap(jpeg.toByteArray()), picture.scale());
  }

  private static BufferedImage image(Small picture) {
    if (picture.image() != null) {
      return picture.image();
    }
    try {
      return ImageIO.read(new ByteArrayInputStream(picture.jpeg().array()));
    } catch (IOException e) {
      throw new UncheckedIOException("a picture that was kept cannot be read", e);
    }
  }
}
