package org.reeflens.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.count.CountBook;
import org.reeflens.count.CountTable;
import org.reeflens.count.Period;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.Pictures;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.ObservationLog;
import org.reeflens.survey.Provenance;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.video.DecodeReport;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;
import org.reeflens.video.VideoWriter;

class AnnotatedVideoTest {

  @TempDir private Path folder;

  @Test
  void aPhotoOfAnotherShapeIsNotStretched() throws Exception {
    Dive dive = Dive.of(photo("1.png", 200, 100), photo("2.png", 100, 200));
    Path video = folder.resolve("annotated.mp4");

    AnnotatedVideo.write(video, VideoWriter.Codec.H264, dive, nothingIn(dive));

    try (VideoReader reader = Dive.of(video).open(FrameSelection.all(), new FramePool(2));
        Frame lying = reader.next();
        Frame standing = reader.next()) {
      assertThat(lying).isNotNull();
      assertThat(standing).isNotNull();
      assertThat(grey(lying, 150)).isGreaterThan(200);
      assertThat(grey(standing, 25)).isGreaterThan(200);
      assertThat(grey(standing, 150)).isLessThan(50);
    }
  }

  private static int grey(Frame frame, int x) {
    return Pictures.image(frame).getRGB(x, 50) & 0xff;
  }

  private Path photo(String name, int width, int height) throws IOException {
    BufferedImage white = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = white.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(white, "png", file.toFile());
    return file;
  }

  private static Inventory nothingIn(Dive dive) {
    CountBook book = new CountBook();
    ObservationLog observations = new ObservationLog();
    for (int i = 0; i < 2; i++) {
      book.add(dive.time(0, i), List.of());
      observations.addSample(dive.time(0, i));
    }
    return new Inventory(
        CountTable.of(book, track -> Taxon.UNIDENTIFIED_FISH, new Period(0, 2)),
        List.of(),
        List.of(),
        observations,
        new Provenance("", "", new DecodeReport(List.of()), "", List.of(), Map.of()));
  }
}
