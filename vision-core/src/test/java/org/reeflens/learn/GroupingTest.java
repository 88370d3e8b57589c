package org.reeflens.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupingTest {

  @TempDir Path folder;

  @Test
  void nameWithoutItsLastNumberIsTheGroup() throws IOException {
    CropFolder crops =
        crops(
            "A/fish_000001719594_03397.jpg",
            "A/fish_000001719594_03398.jpg",
            "A/fish_000003709594_03460.jpg",
            "B/dive2 (1).png",
            "B/dive2 (12).png",
            "B/red_tail.jpg",
            "B/red_head.JPG",
            "B/7.jpg");
    Grouping.Groups groups = Grouping.byFileName().of(crops);

    assertThat(groups.keys())
        .containsExactly(
            "fish_000001719594",
            "fish_000001719594",
            "fish_000003709594",
            "B/7.jpg",
            "dive2",
            "dive2",
            "red",
            "red");
    assertThat(groups.isGuess()).isFalse();
  }

  @Test
  void namesThatTellNothingMakeEveryPictureItsOwnGroup() throws IOException {
    CropFolder crops = crops("A/IMG_1.jpg", "A/IMG_2.jpg", "B/IMG_3.jpg", "B/IMG_4.jpg");
    Grouping.Groups groups = Grouping.byFileName().of(crops);

    assertThat(groups.keys())
        .containsExactly("A/IMG_1.jpg", "A/IMG_2.jpg", "B/IMG_3.jpg", "B/IMG_4.jpg");
    assertThat(groups.isGuess()).isTrue();
  }

  @Test
  void patternTakesItsFirstBracket() throws IOException {
    CropFolder crops = crops("A/d1_x1.jpg", "B/d1_x2.jpg", "B/d2_x3.jpg");

    assertThat(Grouping.byPattern("^(d\\d)_").of(crops).keys()).containsExactly("d1", "d1", "d2");
    assertThat(Grouping.byPattern("d\\d_").of(crops).keys()).containsExactly("d1_", "d1_", "d2_");
    assertThatThrownBy(() -> Grouping.byPattern("d1").of(crops))
        .isInstanceOf(TeachException.class)
        .hasMessageContaining("d2_x3.jpg has no group: its name does not match 'd1'");
    assertThatThrownBy(() -> Grouping.byPattern("(d"))
        .isInstanceOf(TeachException.class)
        .hasMessageContaining("'(d' is no regular expression");
  }

  @Test
  void tableNamesFilesWithOrWithoutTheirFolder() throws IOException {
    CropFolder crops = crops("A/a.jpg", "B/b.jpg", "B/c.jpg");
    Path csv = folder.resolve("groups.csv");
    Files.writeString(csv, "group,file\ndive 1,A/a.jpg\ndive 1,b.jpg\ndive 2,B/c.jpg\n");

    assertThat(Grouping.byTable(csv).of(crops).keys())
        .containsExactly("dive 1", "dive 1", "dive 2");

    Files.writeString(csv, "group,file\ndive 1,A/a.jpg\n");
    assertThatThrownBy(() -> Grouping.byTable(csv).of(crops))
        .isInstanceOf(TeachException.class)
        .hasMessage(csv + " has no row for B/b.jpg; add one with its group.");

    Files.writeString(csv, "name,file\ndive 1,A/a.jpg\n");
    assertThatThrownBy(() -> Grouping.byTable(csv).of(crops))
        .isInstanceOf(TeachException.class)
        .hasMessage(csv + " has no column 'group'; its columns are name, file.");
  }

  private CropFolder crops(String... files) throws IOException {
    Path root = folder.resolve("crops");
    for (String file : files) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.createFile(root.resolve(file));
    }
    return CropFolder.read(root);
  }
}
