package org.reeflens.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Box;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.track.TrackPoint;

/**
 * The book in which a dive's counts are kept: which track was seen in which analysed frame. It
 * grows frame by frame and keeps no pictures, 32 bytes for an observation: an hour of five frames a
 * second with twenty fish in each takes 12 MB.
 *
 * <p>The rules read it afterwards, since the name of a track may be known only when it ended:
 * {@link #byTaxon} gives the numbers by taxon, and {@link MaxN}, {@link MeanCount} and {@link
 * FirstArrival} are read from those. Only observed boxes of confirmed tracks are in the book, their
 * hits before confirmation included.
 *
 * <p>Not for use by two threads at once.
 */
public final class CountBook {
  private final List<FrameTime> times = new ArrayList<>();
  private final Map<Integer, Tally> tallies = new TreeMap<>();

  /** The observations, as three columns. */
  private int[] tracks = new int[64];

  private int[] samples = new int[64];
  private double[] confidences = new double[64];

  /** Four edges of each box; single precision holds a pixel of any picture to a thousandth. */
  private float[] edges = new float[4 * 64];

  private int size;

  /** Observations by sample; null while observations are being added. */
  private @Nullable Index index;

  /**
   * Writes down the next analysed frame.
   *
   * @param time when the frame is shown, after the frame before
   * @param points (Input) what the tracker told with this frame: observations of this and, for
   *     tracks just confirmed, of earlier frames. Their sample counts the calls of this method
   * @throws IllegalArgumentException if the time does not rise, a point lies in a frame not yet
   *     added, or the points of a track do not come in order of time, one a frame
   */
  public void add(FrameTime time, List<TrackPoint> points) {
    if (!times.isEmpty() && time.compareTo(times.get(times.size() - 1)) <= 0) {
      throw new IllegalArgumentException(
          "frames must come in order of time: %s s after %s s"
              .formatted(time.seconds(), times.get(times.size() - 1).seconds()));
    }
    times.add(time);
    index = null;
    for (TrackPoint point : points) {
      if (point.sample() >= times.size()) {
        throw new IllegalArgumentException(
            "a point of sample %d, but %d samples".formatted(point.sample(), times.size()));
      }
      tallies.computeIfAbsent(point.track(), track -> new Tally(point)).add(point);
      append(point);
    }
  }

  private void append(TrackPoint point) {
    if (size == tracks.length) {
      tracks = Arrays.copyOf(tracks, 2 * size);
      samples = Arrays.copyOf(samples, 2 * size);
      confidences = Arrays.copyOf(confidences, 2 * size);
      edges = Arrays.copyOf(edges, 8 * size);
    }
    Box box = point.detection().box();
    edges[4 * size] = (float) box.left();
    edges[4 * size + 1] = (float) box.top();
    edges[4 * size + 2] = (float) box.right();
    edges[4 * size + 3] = (float) box.bottom();
    tracks[size] = point.track();
    samples[size] = point.sample();
    confidences[size] = point.detection().confidence();
    size++;
  }

  /** How many frames were analysed. */
  public int samples() {
    return times.size();
  }

  /**
   * When an analysed frame is shown.
   *
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public FrameTime time(int sample) {
    return times.get(sample);
  }

  /** The confirmed tracks in order of their ids. */
  public List<TrackRecord> tracks() {
    List<TrackRecord> records = new ArrayList<>();
    tallies.forEach((id, tally) -> records.add(tally.record(id, this)));
    return List.copyOf(records);
  }

  /** The numbers of all tracks together. */
  public CountSeries allFish() {
    return series(CountSeries.ALL_FISH, track -> true);
  }

  /**
   * The numbers of some of the tracks together.
   *
   * @param taxon what they are called
   * @param members which tracks are counted, by id
   */
  public CountSeries series(Taxon taxon, IntPredicate members) {
    int[] n = new int[times.size()];
    forEach((track, sample, confidence) -> n[sample] += members.test(track) ? 1 : 0);
    return new CountSeries(taxon, times, n);
  }

  /**
   * The numbers of each taxon. A track counts for one taxon only, so a fish that could be named no
   * further than its genus counts for the genus and for none of its species.
   *
   * @param names the taxon of a track, by id; asked once for each
   * @return one series for each taxon that was named, in the order they came up in the dive
   */
  public List<CountSeries> byTaxon(IntFunction<Taxon> names) {
    Map<Taxon, int[]> ofTaxon = new LinkedHashMap<>();
    // The same arrays by track, so that each name is asked for once and not for every observation.
    Map<Integer, int[]> ofTrack = new HashMap<>();
    IntFunction<int[]> counts =
        track -> ofTaxon.computeIfAbsent(name(names, track), taxon -> new int[times.size()]);
    forEach(
        (track, sample, confidence) -> {
          int[] n = ofTrack.computeIfAbsent(track, counts::apply);
          n[sample]++;
        });
    List<FrameTime> sameTimes = List.copyOf(times);
    return ofTaxon.entrySet().stream()
        .map(row -> new CountSeries(row.getKey(), sameTimes, row.getValue()))
        .toList();
  }

  /**
   * The ways of the tracks through the picture, by rising id; to a thousandth of a pixel.
   *
   * @param members which tracks, by id
   */
  public List<TrackPath> paths(IntPredicate members) {
    Map<Integer, List<TrackPath.Place>> places = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      if (members.test(tracks[i])) {
        places
            .computeIfAbsent(tracks[i], track -> new ArrayList<>())
            .add(new TrackPath.Place(times.get(samples[i]), box(i).centre()));
      }
    }
    List<TrackPath> paths = new ArrayList<>();
    places.forEach((track, way) -> paths.add(new TrackPath(track, way)));
    return List.copyOf(paths);
  }

  /**
   * The boxes observed in an analysed frame, in the order they became known.
   *
   * @param sample 0-based number of the frame
   * @param members which tracks, by id
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public List<Box> boxes(int sample, IntPredicate members) {
    Objects.checkIndex(sample, times.size());
    List<Box> boxes = new ArrayList<>();
    Index built = index();
    for (int k = built.starts[sample]; k < built.starts[sample + 1]; k++) {
      int i = built.order[k];
      if (members.test(tracks[i])) {
        boxes.add(box(i));
      }
    }
    return List.copyOf(boxes);
  }

  private Box box(int i) {
    return new Box(edges[4 * i], edges[4 * i + 1], edges[4 * i + 2], edges[4 * i + 3]);
  }

  private static Taxon name(IntFunction<Taxon> names, int track) {
    return Objects.requireNonNull(names.apply(track), () -> "no name for track " + track);
  }

  /** The samples that lie in a period, in order of time. */
  IntStream within(Period period) {
    return CountSeries.within(times, period);
  }

  /** Shows every observation, in the order they became known. */
  void forEach(Reader reader) {
    for (int i = 0; i < size; i++) {
      reader.read(tracks[i], samples[i], confidences[i]);
    }
  }

  /** Shows the observations of some samples, sample by sample. */
  void forEachIn(int firstSample, int endSample, Reader reader) {
    Index built = index();
    for (int k = built.starts[firstSample]; k < built.starts[endSample]; k++) {
      int i = built.order[k];
      reader.read(tracks[i], samples[i], confidences[i]);
    }
  }

  private Index index() {
    Index built = index;
    if (built == null) {
      built = new Index();
      index = built;
    }
    return built;
  }

  /** A counting sort by sample: observations of a new track arrive after later ones of others. */
  private final class Index {
    private final int[] starts = new int[times.size() + 1];
    private final int[] order = new int[size];

    Index() {
      for (int i = 0; i < size; i++) {
        starts[samples[i] + 1]++;
      }
      for (int s = 0; s < times.size(); s++) {
        starts[s + 1] += starts[s];
      }
      int[] next = Arrays.copyOf(starts, times.size());
      for (int i = 0; i < size; i++) {
        order[next[samples[i]]++] = i;
      }
    }
  }

  /** Takes one observation: a track, the sample it was seen in, the detector's confidence. */
  interface Reader {
    void read(int track, int sample, double confidence);
  }
}
