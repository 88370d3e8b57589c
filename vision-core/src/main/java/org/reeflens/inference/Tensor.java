package org.reeflens.inference;

/**
 * One output of a network, on the Java heap.
 *
 * @param values the numbers, the last axis running fastest; the caller may change them
 * @param shape length of each axis
 */
// Bare arrays on purpose: a copy of each output would cost more than decoding it.
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(float[] values, long[] shape) {

  /**
   * Checks that both agree.
   *
   * @throws IllegalArgumentException if the shape does not hold as many numbers
   */
  public Tensor {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          values.length + " numbers do not fill a shape of " + count);
    }
  }

  /** Length of an axis; negative axes count from the last, -1. */
  public int length(int axis) {
    return Math.toIntExact(shape[axis < 0 ? shape.length + axis : axis]);
  }
}
