package org.reeflens.measure;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How many fish of a taxon are how long, of those in the frame of its MaxN.
 *
 * @param classMm width of a class, mm, above 0
 * @param classes from the shortest fish's class to the longest one's, empty ones between included;
 *     empty if nothing was measured
 */
public record LengthFrequency(double classMm, List<Bin> classes) {

  /**
   * Fish of about one length.
   *
   * @param fromMm shortest, included
   * @param toMm longest, not included
   * @param fish how many
   */
  public record Bin(double fromMm, double toMm, int fish) {}

  /**
   * Checks the width and copies the classes.
   *
   * @throws IllegalArgumentException if the width is not above 0
   */
  public LengthFrequency {
    if (!(classMm > 0 && Double.isFinite(classMm))) {
      throw new IllegalArgumentException("a class of lengths must be above 0 mm: " + classMm);
    }
    classes = List.copyOf(classes);
  }

  /** Counts lengths, each once; classes begin at multiples of their width. */
  public static LengthFrequency of(List<FishLength> lengths, double classMm) {
    int[] numbers =
        lengths.stream().mapToInt(length -> (int) Math.floor(length.mm() / classMm)).toArray();
    List<Bin> classes =
        numbers.length == 0
            ? List.of()
            : IntStream.rangeClosed(
                    IntStream.of(numbers).min().orElseThrow(),
                    IntStream.of(numbers).max().orElseThrow())
                .mapToObj(
                    number ->
                        new Bin(
                            number * classMm,
                            (number + 1) * classMm,
                            (int) IntStream.of(numbers).filter(n -> n == number).count()))
                .toList();
    return new LengthFrequency(classMm, classes);
  }
}
