package org.reeflens.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.reeflens.stats.BlockLength;
import org.reeflens.stats.HeldOutScores;
import org.reeflens.stats.Interval;

/**
 * Intervals for MaxN and MeanCount from what the detector's confidences were worth on held-out
 * pictures ({@link HeldOutScores}). A thousand times, with a fixed seed, the dive is drawn again:
 *
 * <ol>
 *   <li>the dive is taken to be like one of the held-out places, each as likely: places differ more
 *       than anything else;
 *   <li>each track is an animal or not, in all of its boxes together, with the mean over its boxes
 *       of the probability that a box of that confidence is an animal there;
 *   <li>animals are missed: where K were seen and a share r is found there, the number missed is
 *       drawn from the negative binomial distribution, that of the failures before the K-th success
 *       of probability r. For MaxN K is the largest count in a frame, for MeanCount the number of
 *       tracks, and a missed animal is seen as long as the mean one. r is the share found in single
 *       pictures from the confidence on from which animals are followed;
 *   <li>for MeanCount the frames are drawn again in blocks (circular block bootstrap: D. N. Politis
 *       and J. P. Romano 1992), because counts of frames that follow each other are alike. The
 *       length of a block is {@link BlockLength}'s.
 * </ol>
 *
 * The ends are the 2.5 and 97.5 % points of the draws. The largest count is looked for in the 100
 * frames with the most tracks.
 *
 * <p><strong>What the intervals mean:</strong> the count that a person would get from the same
 * frames, if the dive is like the held-out places. <strong>What they do not:</strong> they are no
 * intervals of abundance; animals that nobody could see, wrong names, and broken tracks are not in
 * them; at a place harder than all held-out ones they are too narrow. Where nothing was seen there
 * is no interval: how many were missed cannot be told from none.
 */
public final class CountIntervals {
  private static final int DRAWS = 1000;

  /** Frames in which the largest count is looked for: an hour has thousands that are alike. */
  private static final int FULLEST = 100;

  /** From here on the normal distribution of the same mean and variance stands in. */
  private static final int MANY = 100;

  private static final long SEED = 20261122;

  private final HeldOutScores scores;
  private final List<HeldOutScores.ScoreCurve> curves;
  private final double[] found;

  /**
   * Intervals for the counts of one detector.
   *
   * @param scores how it did on held-out pictures
   * @param confidence the confidence from which on animals are followed, 0 to 1
   */
  public CountIntervals(HeldOutScores scores, double confidence) {
    this.scores = scores;
    curves = scores.places().stream().map(scores::curve).toList();
    // Nothing found at all would mean that any number may be there.
    found =
        scores.places().stream()
            .mapToDouble(
                place -> Math.max(scores.found(place, confidence), 1.0 / (place.animals() + 1)))
            .toArray();
  }

  /** Where the probabilities come from, in words. */
  public String source() {
    return scores.source();
  }

  /**
   * The intervals of a period.
   *
   * @param book what was seen
   * @param members which tracks are counted, by id
   * @param period where to count
   * @return empty if none of the tracks was seen in the period
   */
  public Optional<Bounds> of(CountBook book, IntPredicate members, Period period) {
    int[] samples = book.within(period).toArray();
    if (samples.length == 0) {
      return Optional.empty();
    }
    int first = samples[0];
    Map<Integer, TrackDraw> ofTrack = new TreeMap<>();
    List<List<TrackDraw>> inSample = new ArrayList<>();
    for (int i = 0; i < samples.length; i++) {
      inSample.add(new ArrayList<>());
    }
    book.forEachIn(
        first,
        first + samples.length,
        (track, sample, confidence) -> {
          if (members.test(track)) {
            TrackDraw draw = ofTrack.computeIfAbsent(track, id -> new TrackDraw(curves.size()));
            draw.add(confidence, curves);
            inSample.get(sample - first).add(draw);
          }
        });
    return ofTrack.isEmpty()
        ? Optional.empty()
        : Optional.of(draw(List.copyOf(ofTrack.values()), inSample));
  }

  private Bounds draw(List<TrackDraw> tracks, List<List<TrackDraw>> inSample) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] n = inSample.stream().mapToDouble(List::size).toArray();
    int block = BlockLength.of(n);
    long[] sums = new long[n.length + 1];
    for (int i = 0; i < n.length; i++) {
      sums[i + 1] = sums[i] + inSample.get(i).size();
    }
    List<List<TrackDraw>> fullest = fullest(inSample);
    double[] maxNs = new double[DRAWS];
    double[] means = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      int place = random.nextInt(found.length);
      int real = 0;
      long seen = 0;
      for (TrackDraw track : tracks) {
        track.isReal = random.nextDouble() < track.probability(place);
        real += track.isReal ? 1 : 0;
        seen += track.isReal ? track.size : 0;
      }
      int most = most(fullest);
      maxNs[draw] = most + missed(most, found[place], random);
      // Which tracks are animals and when they come and go are drawn apart.
      double shareReal = (double) seen / sums[n.length];
      double withMissed = real == 0 ? 0 : 1 + missed(real, found[place], random) / (double) real;
      means[draw] = meanOfBlocks(sums, block, random) * shareReal * withMissed;
    }
    return new Bounds(ends(maxNs), ends(means));
  }

  /** The frames with the most tracks, by falling number; of those with as many, evenly in time. */
  private static List<List<TrackDraw>> fullest(List<List<TrackDraw>> inSample) {
    List<List<TrackDraw>> sorted = new ArrayList<>(inSample);
    sorted.removeIf(List::isEmpty);
    sorted.sort(Comparator.comparingInt(sample -> -sample.size()));
    if (sorted.size() <= FULLEST) {
      return sorted;
    }
    int least = sorted.get(FULLEST - 1).size();
    List<List<TrackDraw>> fuller = sorted.stream().filter(s -> s.size() > least).toList();
    List<List<TrackDraw>> level = sorted.stream().filter(s -> s.size() == least).toList();
    List<List<TrackDraw>> chosen = new ArrayList<>(fuller);
    int open = FULLEST - fuller.size();
    for (int i = 0; i < open; i++) {
      chosen.add(level.get((int) ((long) i * level.size() / open)));
    }
    return chosen;
  }

  private static int most(List<List<TrackDraw>> fullest) {
    int most = 0;
    for (List<TrackDraw> sample : fullest) {
      if (sample.size() <= most) {
        break;
      }
      int real = 0;
      for (TrackDraw track : sample) {
        real += track.isReal ? 1 : 0;
      }
      most = Math.max(most, real);
    }
    return most;
  }

  /** How many were missed where so many were seen: failures before so many successes. */
  private static int missed(int seen, double found, SplittableRandom random) {
    if (seen > MANY) {
      double mean = seen * (1 - found) / found;
      return (int) Math.max(0, Math.rint(mean + Math.sqrt(mean / found) * random.nextGaussian()));
    }
    int missed = 0;
    for (int i = 0; i < seen && found < 1; i++) {
      // Failures before one success, by inversion.
      missed += (int) (Math.log1p(-random.nextDouble()) / Math.log1p(-found));
    }
    return missed;
  }

  /** The mean of blocks drawn from a circle, of which the running sums are given. */
  private static double meanOfBlocks(long[] sums, int block, SplittableRandom random) {
    int size = sums.length - 1;
    long sum = 0;
    for (int taken = 0; taken < size; taken += block) {
      int start = random.nextInt(size);
      int end = start + Math.min(block, size - taken);
      sum += end <= size ? sums[end] - sums[start] : sums[size] - sums[start] + sums[end - size];
    }
    return (double) sum / size;
  }

  /** The draws beyond which at most 2.5 % of them lie on each side. */
  private static Interval ends(double[] draws) {
    Arrays.sort(draws);
    int beyond = (int) (0.025 * draws.length);
    return new Interval(draws[beyond], draws[draws.length - 1 - beyond]);
  }

  /** One track in the period and what it may be. */
  private static final class TrackDraw {
    private final double[] sums;
    private int size;

    /** Whether it is an animal in the draw at hand. */
    private boolean isReal;

    TrackDraw(int places) {
      sums = new double[places];
    }

    void add(double confidence, List<HeldOutScores.ScoreCurve> curves) {
      size++;
      for (int place = 0; place < sums.length; place++) {
        sums[place] += curves.get(place).right(confidence);
      }
    }

    double probability(int place) {
      return sums[place] / size;
    }
  }
}
