package org.reeflens.benchmarks;

import java.nio.file.Path;
import java.util.Objects;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

/** Films for the JMH benchmarks, from the project's folder. */
final class Films {

  /** 640 x 360; name one of full HD with {@code -p film=}. */
  static final String DEMO = "test-videos/demo/demo-reef.mp4";

  private Films() {}

  /** The first frame of a film; the caller closes it. */
  static Frame first(String film) throws InterruptedException {
    try (VideoReader reader =
        Dive.of(Path.of(film)).open(FrameSelection.all(), new FramePool(1), 1)) {
      return Objects.requireNonNull(reader.next());
    }
  }
}
