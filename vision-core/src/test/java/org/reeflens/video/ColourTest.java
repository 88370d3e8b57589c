package org.reeflens.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.Pictures;
import org.reeflens.frame.Region;
import org.reeflens.testvideos.clip.Clip;
import org.reeflens.testvideos.clip.Clips;
import org.reeflens.testvideos.clip.YuvColour;

class ColourTest {
  /** 8-bit luma and chroma are rounded before they are coded: that alone costs up to 2 levels. */
  private static final int TOLERANCE = 2;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "BT601_LIMITED, 256",
    "BT601_FULL, 256",
    "BT709_LIMITED, 256",
    "BT709_FULL, 256",
    "BT709_LIMITED_10, 256",
    "BT2020_LIMITED_10, 256",
    "BT601_LIMITED, 720",
    "UNTAGGED_BT601, 256",
    "UNTAGGED_BT709, 720",
  })
  void coloursAreRightInEveryMatrixAndRange(YuvColour colour, int height) throws Exception {
    Clip clip = new Clips(folder).colourPatches("patches.mkv", colour, height);
    FramePool pool = new FramePool(1);
    try (VideoReader reader = Dive.of(clip.path()).open(FrameSelection.all(), pool);
        Frame frame = reader.next()) {
      assertThat(frame).isNotNull();
      assertPatches(Pictures.image(frame), 1);
      assertPatches(Pictures.image(frame, new Region(0, 0, 256, 256), 256, 256), 1);
      assertPatches(Pictures.image(frame, new Region(0, 0, 256, 256), 128, 128), 2);
      assertPatches(Pictures.image(frame, new Region(0, 0, 256, height), 128, height / 2), 2);
    }
  }

  private static void assertPatches(BufferedImage image, int shrunk) {
    for (int patch = 0; patch < 64; patch++) {
      int x = (patch % 8 * 32 + 16) / shrunk;
      int y = (patch / 8 * 32 + 16) / shrunk;
      int truth = Clips.patches().get(patch);
      for (int shift = 0; shift <= 16; shift += 8) {
        assertThat(image.getRGB(x, y) >> shift & 0xff)
            .as("patch %06x", truth)
            .isCloseTo(truth >> shift & 0xff, Offset.offset(TOLERANCE));
      }
    }
  }
}
