package org.reeflens.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.reeflens.stats.Interval;

/**
 * What the fish of one taxon weigh together: those in the frame of its MaxN and no others, so that
 * nobody is weighed twice. Where fewer of them were measured than were counted, it is their mean
 * weight times MaxN.
 *
 * @param maxN fish in that frame, 1 or more
 * @param measured how many of them have a length that passed its rules
 * @param grams weight of all {@code maxN}; empty where it is not known
 * @param interval95 where it lies at 95 %; empty where it is not known or the spread between the
 *     fish is not, because only one of several was measured
 * @param note why there is no weight, or how it was made, in words; empty if all were measured
 */
public record MaxNBiomass(
    int maxN, int measured, Optional<Double> grams, Optional<Interval> interval95, String note) {

  private static final double Z95 = 1.959964;

  /**
   * Weighs the fish of a MaxN frame.
   *
   * <p>The interval is of a lognormal error whose variance is the sum of three parts: the errors of
   * the lengths ({@code b s_L / L} of each fish, independent), the spread of a and b (common to all
   * fish, taken as independent of each other, which widens it: their errors offset each other),
   * and, where fish were not measured, the spread of the measured weights ({@code s^2 / m (1 - m /
   * N)}, simple random sampling without replacement). It holds no error of the count.
   *
   * @param maxN fish in the frame
   * @param lengths of those that were measured, each the length of its track; at most {@code maxN}
   * @param parameters of the taxon; empty if the user gave none
   * @throws IllegalArgumentException if there are more lengths than fish
   */
  public static MaxNBiomass of(
      int maxN, List<FishLength> lengths, Optional<LengthWeight> parameters) {
    if (maxN < 1 || lengths.size() > maxN) {
      throw new IllegalArgumentException(
          lengths.size() + " lengths do not belong to " + maxN + " fish");
    }
    int measured = lengths.size();
    if (parameters.isEmpty()) {
      return unknown(maxN, measured, "no length-weight parameters were given");
    }
    if (measured == 0) {
      return unknown(maxN, 0, "no fish in the frame of MaxN was measured");
    }
    LengthWeight formula = parameters.get();
    List<FishLength> fitting =
        lengths.stream().map(formula::fitting).flatMap(Optional::stream).toList();
    if (fitting.size() < measured) {
      return unknown(
          maxN,
          measured,
          String.format(
              Locale.ROOT,
              "the weight needs %s, and no conversion from the measured length was given",
              formula.type().symbol()));
    }
    double[] weights = fitting.stream().mapToDouble(formula::grams).toArray();
    double sum = 0;
    double logs = 0;
    double lengthVariance = 0;
    for (int i = 0; i < measured; i++) {
      FishLength length = fitting.get(i);
      sum += weights[i];
      logs += weights[i] * Math.log(length.mm() / 10);
      double error = weights[i] * formula.b() * length.standardErrorMm() / length.mm();
      lengthVariance += error * error;
    }
    double mean = sum / measured;
    double ofA = Math.log(10) * formula.log10aSd();
    double ofB = formula.bSd() * logs / sum;
    double variance = lengthVariance / (sum * sum) + ofA * ofA + ofB * ofB;
    if (measured < maxN) {
      double squares = 0;
      for (double weight : weights) {
        squares += (weight - mean) * (weight - mean);
      }
      double share = 1 - (double) measured / maxN;
      variance += squares / (measured - 1) / measured * share / (mean * mean);
    }
    double grams = mean * maxN;
    double factor = Math.exp(Z95 * Math.sqrt(variance));
    boolean knownSpread = measured > 1 || maxN == 1;
    return new MaxNBiomass(
        maxN,
        measured,
        Optional.of(grams),
        knownSpread ? Optional.of(new Interval(grams / factor, grams * factor)) : Optional.empty(),
        measured == maxN
            ? ""
            : measured + " of " + maxN + " fish were measured: mean weight times " + maxN);
  }

  private static MaxNBiomass unknown(int maxN, int measured, String note) {
    return new MaxNBiomass(maxN, measured, Optional.empty(), Optional.empty(), note);
  }
}
