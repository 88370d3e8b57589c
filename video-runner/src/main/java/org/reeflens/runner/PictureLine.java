package org.reeflens.runner;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.reeflens.evaluate.PictureProgress;

/** Says now and then how many pictures are done. */
final class PictureLine implements PictureProgress {

  /** Time between two lines. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter out;
  private long lastLine = System.nanoTime();

  PictureLine(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void at(int done, int total) {
    long now = System.nanoTime();
    if (now - lastLine >= QUIET_NANOS) {
      lastLine = now;
      out.println(done + " of " + total + " pictures");
      out.flush();
    }
  }
}
