package org.reeflens.testvideos.scene;

/** Shapes and patterns of fish, drawn after families that reef surveys meet. */
public enum FishKind {
  /** Deep, plain silver, forked tail: a bream. */
  SILVER("silver bream", 0.185, 0.205, 0.075, 0.065, 0.15, 0.14, 180, 320),
  /** Deep, pale yellow back, five dark bars: a sergeant. */
  BARS("barred sergeant", 0.225, 0.225, 0.085, 0.085, 0.15, 0.12, 120, 190),
  /** Yellow with pale lengthwise stripes, slightly forked tail: a snapper. */
  STRIPES("striped snapper", 0.17, 0.155, 0.075, 0.075, 0.13, 0.06, 180, 300),
  /** Long, brown, dark spots, rounded tail: a grouper. */
  SPOTTED("spotted grouper", 0.145, 0.14, 0.085, 0.07, 0.12, -0.03, 250, 420),
  /** Dark front, pale rear: a damsel. */
  TWO_TONE("two-tone damsel", 0.22, 0.215, 0.085, 0.085, 0.15, 0.1, 90, 160);

  private final String label;
  final double back;
  final double belly;
  final double halfWidth;
  final double dorsalHeight;
  final double tailHalfHeight;
  final double fork;
  final double shortest;
  final double longest;

  FishKind(
      String label,
      double back,
      double belly,
      double halfWidth,
      double dorsalHeight,
      double tailHalfHeight,
      double fork,
      double shortest,
      double longest) {
    this.label = label;
    this.back = back;
    this.belly = belly;
    this.halfWidth = halfWidth;
    this.dorsalHeight = dorsalHeight;
    this.tailHalfHeight = tailHalfHeight;
    this.fork = fork;
    this.shortest = shortest;
    this.longest = longest;
  }

  /** A readable name, such as {@code barred sergeant}. */
  public String label() {
    return label;
  }
}
