package org.reeflens.learn;

/** Is told how far teaching is. */
@FunctionalInterface
public interface TeachProgress {

  /** What takes time. */
  enum Stage {
    /** Pictures go through the network, once each. */
    FEATURES("reading pictures"),
    /** Heads are taught without a part of the groups and asked about it. */
    CROSS_VALIDATION("cross-validating"),
    /** The head that ships is taught with everything. */
    HEAD("teaching the head");

    private final String text;

    Stage(String text) {
      this.text = text;
    }

    /** In words. */
    public String text() {
      return text;
    }
  }

  /**
   * Called from time to time, on the thread that teaches.
   *
   * @param stage what is being done
   * @param done how much of it is done, 0 to {@code total}
   * @param total how much there is: pictures, or parts
   */
  void at(Stage stage, int done, int total);

  /** Nobody is told. */
  static TeachProgress none() {
    return (stage, done, total) -> {};
  }
}
