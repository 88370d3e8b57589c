package org.reeflens.model;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A known input of a model and rows of the output that must come out of it.
 *
 * @param input raw bytes of one or more pictures as the network takes them; direct, native order
 * @param rows what to expect
 * @param tolerance largest difference that passes, relative to the expected number where that is
 *     above 1, else absolute; engines round differently
 */
public record GoldenCase(ByteBuffer input, List<Row> rows, double tolerance) {

  /**
   * One row of the first output.
   *
   * @param index 0-based row, counted over all pictures of the input
   * @param values the row's numbers from its first on
   */
  public record Row(int index, List<Double> values) {}
}
