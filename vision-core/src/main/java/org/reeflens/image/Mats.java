package org.reeflens.image;

import java.util.ArrayDeque;
import java.util.Deque;
import org.opencv.core.Mat;

/** Gives the pixels of OpenCV's matrices back at the end of a block, and not some day. */
final class Mats implements AutoCloseable {
  private final Deque<Mat> held = new ArrayDeque<>();

  /** Takes a matrix into care. */
  <M extends Mat> M hold(M mat) {
    held.push(mat);
    return mat;
  }

  @Override
  public void close() {
    held.forEach(Mat::release);
    held.clear();
  }
}
