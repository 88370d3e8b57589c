package org.reeflens.count;

import java.util.Arrays;
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
 * The ends are the 2.5 and 97.5 % points of the draws.
 *
 * <p><strong>What the intervals mean:</strong> the count that a person would get from the same
 * frames, if the dive is like the held-out places. <strong>What they do not:</strong> they are no
 * intervals of abundance; animals that nobody could see, wrong names, and broken tracks are not in
 * them; at a place harder than all held-out ones they are too narrow. Where nothing was seen there
 * is no interval: how many were missed cannot be told from none.
 */
public final class CountIntervals {
  private static final int DRAWS = 1000;
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
    CountSeries times = book.allFish();
    int[] samples = times.within(period).toArray();
    Map<Integer, TrackDraw> ofTrack = new TreeMap<>();
    int first = samples.length == 0 ? 0 : samples[0];
    book.forEach(
        (track, sample, confidence) -> {
          if (members.test(track) && sample >= first && sample < first + samples.length) {
            ofTrack
                .computeIfAbsent(track, id -> new TrackDraw(curves.size()))
                .add(sample - first, confidence, curves);
          }
        });
    if (ofTrack.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(draw(List.copyOf(ofTrack.values()), samples.length));
  }

  private Bounds draw(List<TrackDraw> tracks, int samples) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] n = new int[samples];
    tracks.forEach(track -> track.addTo(n));
    int block = BlockLength.of(Arrays.stream(n).asDoubleStream().toArray());
    double[] maxNs = new double[DRAWS];
    double[] means = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      int place = random.nextInt(found.length);
      Arrays.fill(n, 0);
      int real = 0;
      for (TrackDraw track : tracks) {
        if (random.nextDouble() < track.probability(place)) {
          track.addTo(n);
          real++;
        }
      }
      int most = Arrays.stream(n).max().orElse(0);
      maxNs[draw] = most + missed(most, found[place], random);
      double seen = meanOfBlocks(n, block, random);
      means[draw] = real == 0 ? 0 : seen * (1 + missed(real, found[place], random) / (double) real);
    }
    return new Bounds(ends(maxNs), ends(means));
  }

  /** How many were missed where so many were seen: failures before so many successes. */
  private static int missed(int seen, double found, SplittableRandom random) {
    int missed = 0;
    for (int i = 0; i < seen && found < 1; i++) {
      // Failures before one success, by inversion.
      missed += (int) (Math.log1p(-random.nextDouble()) / Math.log1p(-found));
    }
    return missed;
  }

  private static double meanOfBlocks(int[] n, int block, SplittableRandom random) {
    long sum = 0;
    int taken = 0;
    while (taken < n.length) {
      int start = random.nextInt(n.length);
      int length = Math.min(block, n.length - taken);
      for (int i = 0; i < length; i++) {
        sum += n[(start + i) % n.length];
      }
      taken += length;
    }
    return (double) sum / n.length;
  }

  /** The draws beyond which at most 2.5 % of them lie on each side. */
  private static Interval ends(double[] draws) {
    Arrays.sort(draws);
    int beyond = (int) (0.025 * draws.length);
    return new Interval(draws[beyond], draws[draws.length - 1 - beyond]);
  }

  /** One track's frames in the period and what it may be. */
  private static final class TrackDraw {
    private int[] samples = new int[8];
    private int size;
    private final double[] sums;

    TrackDraw(int places) {
      sums = new double[places];
    }

    void add(int sample, double confidence, List<HeldOutScores.ScoreCurve> curves) {
      if (size == samples.length) {
        samples = Arrays.copyOf(samples, 2 * size);
      }
      samples[size++] = sample;
      for (int place = 0; place < sums.length; place++) {
        sums[place] += curves.get(place).right(confidence);
      }
    }

    double probability(int place) {
      return sums[place] / size;
    }

    void addTo(int[] n) {
      for (int i = 0; i < size; i++) {
        n[samples[i]]++;
      }
    }
  }
}
