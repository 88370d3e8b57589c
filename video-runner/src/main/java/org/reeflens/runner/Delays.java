package org.reeflens.runner;

/** How long frames took from their arrival until they were counted, of any number of frames. */
final class Delays {

  private final int[] counts = new int[60_001];
  private int size;
  private long most;

  /** Takes note of a delay, milliseconds; a minute and more are taken for a minute. */
  void add(long millis) {
    counts[(int) Math.max(0, Math.min(counts.length - 1, millis))]++;
    size++;
    most = Math.max(most, millis);
  }

  int size() {
    return size;
  }

  /** The longest one, milliseconds. */
  long most() {
    return most;
  }

  /**
   * The delay that a share of the frames did not exceed, milliseconds; 0 if there is none.
   *
   * @param share above 0 and at most 1
   */
  long atMost(double share) {
    long needed = (long) Math.ceil(share * size);
    long seen = 0;
    for (int millis = 0; millis < counts.length; millis++) {
      seen += counts[millis];
      if (seen >= needed) {
        return millis;
      }
    }
    return counts.length - 1L;
  }
}
