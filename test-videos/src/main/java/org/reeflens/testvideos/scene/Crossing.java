package org.reeflens.testvideos.scene;

/**
 * A fish passes the upright line through the picture's middle: the centre of its amodal box changes
 * side between two frames that follow each other, with the fish touching the picture in both. The
 * middle itself belongs to the right side.
 *
 * @param id number of the fish
 * @param frame 0-based index of the first frame on the new side
 * @param direction the side it goes to
 */
public record Crossing(int id, int frame, Direction direction) {

  /** The side a fish goes to. */
  public enum Direction {
    /** To smaller x. */
    LEFT,
    /** To larger x. */
    RIGHT
  }
}
