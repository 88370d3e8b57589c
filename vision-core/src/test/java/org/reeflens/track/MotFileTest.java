package org.reeflens.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reeflens.SharedData;
import org.reeflens.geometry.Box;

class MotFileTest {

  @TempDir private Path folder;

  @Test
  void theFirstPixelOfTheFileIsTheFirstOfThePicture() throws IOException {
    List<MotFile.Row> rows = MotFile.readTracks(text("1,7,1,1,640,360,1,2,0.25\n"));

    assertThat(rows)
        .containsExactly(new MotFile.Row(1, 7, new Box(-0.5, -0.5, 639.5, 359.5), 1, 2, 0.25));
  }

  @Test
  void columnsThatAreNotThereAreUnknown() throws IOException {
    // Ten columns end with a place in the world, not with class and visibility.
    List<MotFile.Row> rows =
        MotFile.readTracks(text("\uFEFF2.0, 1, 3.5,4,5,6\r\n\n1,1,3.5,4,5,6,-1,4.48,5.5,0\n"));

    Box box = Box.ofSize(2, 2.5, 5, 6);
    assertThat(rows).containsExactly(MotFile.Row.of(2, 1, box, -1), MotFile.Row.of(1, 1, box, -1));
    assertThat(MotFile.byFrame(rows)).containsOnlyKeys(1, 2);
  }

  @Test
  void idsOfDetectionsAreNotLookedAt() throws IOException {
    List<MotFile.Row> rows =
        MotFile.readDetections(text("1,-1,2,2,9,9,0.5,-1,-1,-1\n1,-1,2,2,9,9,0.75\n"));

    assertThat(rows).extracting(row -> row.detection().confidence()).containsExactly(0.5, 0.75);
    assertThat(rows).extracting(MotFile.Row::id).containsOnly(MotFile.NO_TRACK);
  }

  @Test
  void anEmptyFileHoldsNothing() throws IOException {
    assertThat(MotFile.readTracks(text(""))).isEmpty();
    assertThat(MotFile.readDetections(text("\n"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,1,2,3,4 | line 1: it has 5 columns; a MOT row is frame,id,left,top",
        "1 1 2 3 4 5 | line 1: it has 1 columns",
        "1,1,a,3,4,5,1 | line 1: the left (column 3) is no number: 'a'",
        "1,1,NaN,3,4,5,1 | line 1: the left (column 3) is no number: 'NaN'",
        "1,1,2,3,,5,1 | line 1: the width (column 5) is missing; add it",
        "1.5,1,2,3,4,5,1 | line 1: the frame (column 1) must be a whole number: '1.5'",
        "0,1,2,3,4,5,1 | line 1: frames count from 1, but this is frame 0; add 1",
        "1,1,2,3,-4,5,1 | line 1: the width and height of a box must not be negative: -4.0, 5.0",
        "1,-1,2,3,4,5,1 | line 1: track ids are 0 or more, not -1; is this a file of detections?"
      })
  void aRowThatIsNoTrackIsRefused(String row, String sentence) throws IOException {
    Path file = text(row + "\n");

    assertThatThrownBy(() -> MotFile.readTracks(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ", " + sentence);
  }

  @Test
  void aTrackHasOneBoxInAFrame() throws IOException {
    Path file = text("1,1,2,3,4,5,1\n1,2,2,3,4,5,1\n1,1,3,3,4,5,1\n");

    assertThatThrownBy(() -> MotFile.readTracks(file))
        .hasMessageContaining("line 3: track 1 is in frame 1 already, in line 1");
  }

  @Test
  void aDetectionNeedsAConfidence() throws IOException {
    Path none = text("1,-1,2,3,4,5\n");
    assertThatThrownBy(() -> MotFile.readDetections(none))
        .hasMessageContaining("line 1: the confidence (column 7) is missing");

    Path percent = text("1,-1,2,3,4,5,87\n");
    assertThatThrownBy(() -> MotFile.readDetections(percent))
        .hasMessageContaining("line 1: the confidence (column 7) must be 0 to 1, not 87.0");
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Path missing = folder.resolve("missing.txt");
    assertThatThrownBy(() -> MotFile.readTracks(missing))
        .hasMessage(missing + " does not exist; name a MOT text");
    assertThatThrownBy(() -> MotFile.readTracks(folder)).hasMessageContaining("is no file");
    Path binary = Files.write(folder.resolve("b.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> MotFile.readTracks(binary)).hasMessageContaining("is no text");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path out = folder.resolve("out.txt");
    List<MotFile.Row> rows =
        List.of(
            MotFile.Row.of(3, 1, new Box(-0.5, 9.5, 20.25, 30), 0.875),
            new MotFile.Row(1, 2, new Box(0, 0, 0, 0), 1, 4, 0.5));

    MotFile.write(out, rows);

    assertThat(out)
        .hasContent(
            """
            3,1,1.0000,11.0000,20.7500,20.5000,0.8750,-1,-1,-1
            1,2,1.5000,1.5000,0.0000,0.0000,1.0000,4,0.5000
            """);
    assertThat(MotFile.readTracks(out)).isEqualTo(rows);
    Path nowhere = folder.resolve("nowhere/out.txt");
    assertThatThrownBy(() -> MotFile.write(nowhere, rows))
        .hasMessageStartingWith(nowhere + " cannot be written");
  }

  @ParameterizedTest
  @CsvSource({"fish_sparse, 1058, 1073", "fish_school, 4279, 4206"})
  void filesOfOthersAreRead(String scene, int truth, int detections) throws IOException {
    Path scenes = SharedData.path("golden/tracking").resolve(scene);

    assertThat(MotFile.readTracks(scenes.resolve("gt.txt"))).hasSize(truth);
    assertThat(MotFile.readDetections(scenes.resolve("det.txt"))).hasSize(detections);
  }

  private Path text(String content) throws IOException {
    return Files.writeString(folder.resolve("mot.txt"), content);
  }
}
