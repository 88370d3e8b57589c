package org.reeflens.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Diversity of one sample: indices of how many taxa there are and how evenly the individuals are
 * spread over them. With p the share of a taxon among all N individuals, S the number of taxa, f1
 * and f2 the numbers of taxa seen once and twice; logarithms are natural. Checked against vegan
 * 2.6-4.
 *
 * <p>Sums of MaxN are no individuals: a taxon's MaxN is a lower bound, and the bounds of two taxa
 * differ in how low they are. Compare such indices only between samples taken the same way.
 */
public final class Diversity {

  /**
   * Taxa that a smaller sample would hold.
   *
   * @param individuals how many individuals are drawn, 1 to N
   * @param taxa expected number of taxa among them
   */
  public record Rarefied(int individuals, double taxa) {}

  /**
   * Estimate of the taxa that live there, those not seen included; a lower bound by its derivation.
   *
   * @param taxa S + f1 (f1 - 1) / (2 (f2 + 1)), Chao's estimate without bias (Chao 1984, 2005)
   * @param standardError its standard error, with vegan's exact variance
   */
  public record Chao1(double taxa, double standardError) {}

  private final double[] counts;
  private final double total;
  private final boolean whole;

  private Diversity(double[] counts) {
    this.counts = counts;
    this.total = Arrays.stream(counts).sum();
    this.whole =
        total <= Integer.MAX_VALUE && Arrays.stream(counts).allMatch(c -> c == Math.rint(c));
  }

  /**
   * The diversity of a sample.
   *
   * @param counts a number for each taxon, 0 or more: individuals, or another measure of how much
   *     of it there is, such as cover; taxa with 0 are not there
   * @throws IllegalArgumentException if a number is negative or not finite, or none is above 0
   */
  public static Diversity of(double... counts) {
    for (double count : counts) {
      if (!(count >= 0 && Double.isFinite(count))) {
        throw new IllegalArgumentException("a count must be 0 or more: " + count);
      }
    }
    double[] present = Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
    if (present.length == 0) {
      throw new IllegalArgumentException("diversity needs a taxon with a count above 0");
    }
    return new Diversity(present);
  }

  /** S, the number of taxa, 1 or more. */
  public int richness() {
    return counts.length;
  }

  /** N, the sum of the counts. */
  public double total() {
    return total;
  }

  /** Shannon's H' = -sum p ln p, 0 for a single taxon. */
  public double shannon() {
    // Never -0 for a single taxon.
    return 0 - Arrays.stream(counts).map(c -> c / total).map(p -> p * Math.log(p)).sum();
  }

  /** Simpson's 1 - D = 1 - sum p^2, the chance that two draws (with replacement) differ, 0 to 1. */
  public double simpson() {
    return 1 - sumOfSquares();
  }

  /** 1/D, 1 to S. */
  public double inverseSimpson() {
    return 1 / sumOfSquares();
  }

  private double sumOfSquares() {
    return Arrays.stream(counts).map(c -> c / total).map(p -> p * p).sum();
  }

  /** Pielou's evenness J = H' / ln S, 0 to 1; empty for a single taxon. */
  public OptionalDouble pielou() {
    return richness() == 1
        ? OptionalDouble.empty()
        : OptionalDouble.of(shannon() / Math.log(richness()));
  }

  /**
   * Hill's number of order q, (sum p^q)^(1/(1-q)): how many taxa of equal numbers would be as
   * diverse. Order 0 is S, 1 is exp H', 2 is 1/D, infinity is 1 over the largest share (Hill 1973).
   *
   * @param order 0 or more; the larger, the less rare taxa weigh
   * @throws IllegalArgumentException if it is negative or no number
   */
  public double hill(double order) {
    if (!(order >= 0)) {
      throw new IllegalArgumentException("the order of a Hill number must be 0 or more: " + order);
    }
    if (order == 1) {
      return Math.exp(shannon());
    }
    if (Double.isInfinite(order)) {
      return total / counts[counts.length - 1];
    }
    double sum = Arrays.stream(counts).map(c -> Math.pow(c / total, order)).sum();
    return Math.pow(sum, 1 / (1 - order));
  }

  /** Whether the counts are whole numbers, without which individuals cannot be drawn. */
  public boolean countsIndividuals() {
    return whole;
  }

  /**
   * Taxa expected among n individuals drawn without replacement, sum over the taxa of 1 - C(N - Ni,
   * n) / C(N, n) (Hurlbert 1971); empty where the counts are no whole numbers.
   *
   * @param individuals n
   * @throws IllegalArgumentException if there are not as many
   */
  public Optional<Rarefied> rarefied(int individuals) {
    if (individuals < 1 || individuals > total) {
      throw new IllegalArgumentException(
          "a sample of %.0f individuals cannot be made one of %d".formatted(total, individuals));
    }
    if (!whole) {
      return Optional.empty();
    }
    double taxa = Arrays.stream(counts).map(count -> 1 - missed(count, individuals)).sum();
    return Optional.of(new Rarefied(individuals, taxa));
  }

  /**
   * Chance that none of a taxon's individuals is drawn; a product, exact where factorials overflow.
   */
  private double missed(double count, int drawn) {
    double fewer = Math.min(count, drawn);
    double others = total - Math.max(count, drawn);
    double chance = 1;
    for (int i = 0; i < fewer; i++) {
      chance *= Math.max(0, others - i) / (total - i);
    }
    return chance;
  }

  /**
   * The rarefaction curve at 1, 2, 5, 10, 20, 50, ... individuals and at N; empty where the counts
   * are no whole numbers.
   */
  public List<Rarefied> rarefaction() {
    List<Rarefied> curve = new ArrayList<>();
    if (whole) {
      long[] steps = {1, 2, 5};
      for (long tens = 1; tens < total; tens *= 10) {
        for (long step : steps) {
          if (step * tens < total) {
            rarefied((int) (step * tens)).ifPresent(curve::add);
          }
        }
      }
      rarefied((int) total).ifPresent(curve::add);
    }
    return curve;
  }

  /** Chao's estimate of all taxa; empty where the counts are no whole numbers. */
  public Optional<Chao1> chao1() {
    if (!whole) {
      return Optional.empty();
    }
    double once = Arrays.stream(counts).filter(count -> count == 1).count();
    double twice = Arrays.stream(counts).filter(count -> count == 2).count();
    double more = twice + 1;
    double taxa = richness() + once * (once - 1) / (2 * more);
    double variance =
        once * (once - 1) / (2 * more)
            + once * Math.pow(2 * once - 1, 2) / (4 * more * more)
            + once * once * twice * Math.pow(once - 1, 2) / (4 * Math.pow(more, 4))
            - Math.pow(once * (once + twice), 2) / (4 * Math.pow(more, 4) * taxa);
    return Optional.of(new Chao1(taxa, Math.sqrt(Math.max(0, variance))));
  }
}
