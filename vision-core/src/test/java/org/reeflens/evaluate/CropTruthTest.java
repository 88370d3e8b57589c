package org.reeflens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reeflens.SharedData;

/** The truths of crops: folders, groups and labels. */
class CropTruthTest {

  private static final List<String> MODEL = List.of("Background", "Healthy coral", "Dead");

  @TempDir private Path folder;

  @Test
  void folderIsTheLabel() throws IOException {
    picture("Zanclus_cornutus/2.jpg");
    picture("Zanclus_cornutus/1.PNG");
    picture("Scaridae/1.jpeg");
    picture(".trash/1.jpg");
    Files.writeString(folder.resolve("Scaridae/notes.txt"), "");

    assertThat(LabelledFile.inFoldersOf(folder))
        .containsExactly(
            new LabelledFile(folder.resolve("Scaridae/1.jpeg"), "Scaridae"),
            new LabelledFile(folder.resolve("Zanclus_cornutus/1.PNG"), "Zanclus_cornutus"),
            new LabelledFile(folder.resolve("Zanclus_cornutus/2.jpg"), "Zanclus_cornutus"));
  }

  @Test
  void foldersWithoutPicturesAreRefused() throws IOException {
    Files.createDirectory(folder.resolve("Scaridae"));

    assertThatIOException()
        .isThrownBy(() -> LabelledFile.inFoldersOf(folder))
        .withMessageStartingWith(folder + " holds no folders of pictures; put the");
    picture("1.jpg");
    assertThatIOException()
        .isThrownBy(() -> LabelledFile.inFoldersOf(folder))
        .withMessageStartingWith(folder + " holds pictures, but not in folders; put the");
    assertThatIOException()
        .isThrownBy(() -> LabelledFile.inFoldersOf(folder.resolve("none")))
        .withMessage(folder.resolve("none") + " does not exist; name a folder");
  }

  @Test
  void groupIsFoundByFolderAndNameOrByNameAlone() throws IOException {
    Path table =
        table(
            """
            file,group
            train/A/1.jpg,first
            train/B/1.jpg,second
            other/2.jpg,third
            3.jpg,
            """);

    GroupTable groups = GroupTable.read(table, "group");

    assertThat(groups.of(Path.of("/crops/A/1.jpg"))).isEqualTo("first");
    assertThat(groups.of(Path.of("/crops/B/1.jpg"))).isEqualTo("second");
    assertThat(groups.of(Path.of("/crops/C/1.jpg"))).isNull();
    assertThat(groups.of(Path.of("/crops/C/2.jpg"))).isEqualTo("third");
    assertThat(groups.of(Path.of("/crops/C/3.jpg"))).isNull();
    assertThatIOException()
        .isThrownBy(() -> GroupTable.read(table, "track"))
        .withMessage(table + " has no column 'track'; its columns are file, group");
  }

  @Test
  void labelsAreNumbersOrNames() throws IOException {
    picture("a.jpg");
    picture("b.jpg");
    Path table = table("file,labels\na.jpg,\"1, dead coral\"\nb.jpg,\nmissing.jpg,0\n");

    LabelTable labels = LabelTable.read(table, folder, null, MODEL);

    assertThat(labels.rows())
        .containsExactly(
            new LabelTable.Row(folder.resolve("a.jpg"), Set.of(1, 2)),
            new LabelTable.Row(folder.resolve("b.jpg"), Set.of()));
    assertThat(labels.withoutPicture()).isEqualTo(1);
  }

  @Test
  void numbersAreNamedByTheTableBeside() throws IOException {
    picture("test/a.jpg");
    picture("train/b.jpg");
    Files.writeString(folder.resolve("labelsets.csv"), "label,label_name\n1,Dead\n2,Background\n");
    Path table = table("split,file,labels\ntest,a.jpg,\"1,2\"\ntrain,b.jpg,1\n");

    assertThat(LabelTable.read(table, folder, "test", MODEL).rows())
        .containsExactly(new LabelTable.Row(folder.resolve("test/a.jpg"), Set.of(0, 2)));
    assertThat(LabelTable.read(table, folder, null, MODEL).rows()).hasSize(2);
    assertThat(LabelTable.read(table, folder.resolve("test"), null, MODEL).withoutPicture())
        .isEqualTo(1);
    assertThatIOException()
        .isThrownBy(() -> LabelTable.read(table, folder, "val", MODEL))
        .withMessage(table + " has no row with 'val' in its column split");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "rubble"})
  void labelThatTheModelLacksIsNamed(String label) throws IOException {
    Path table = table("file,labels\n\na.jpg," + label + "\n");

    assertThatIOException()
        .isThrownBy(() -> LabelTable.read(table, folder, null, MODEL))
        .withMessage(
            table
                + ", line 3: '"
                + label
                + "' is no label of the model; its labels are Background, Healthy coral, Dead");
  }

  @Test
  void tableOfOtherPicturesIsRefused() throws IOException {
    Path table = table("file,labels\na.jpg,0\n");

    assertThatIOException()
        .isThrownBy(() -> LabelTable.read(table, folder, null, MODEL))
        .withMessage(folder + " holds none of the 1 pictures that " + table + " names");
  }

  @Test
  void realTableOfConditionsIsRead() throws IOException {
    Path data = SharedData.path("data/coral-condition");
    List<String> names =
        List.of(
            "healthy",
            "compromised",
            "dead",
            "rubble",
            "competition",
            "disease",
            "predation",
            "physical",
            "background");

    LabelTable train = LabelTable.read(data.resolve("labels.csv"), data, "train", names);

    assertThat(train.rows()).hasSize(584);
    assertThat(train.withoutPicture()).isZero();
    assertThat(train.rows()).allSatisfy(row -> assertThat(row.labels()).isNotEmpty());
  }

  private void picture(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private Path table(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }
}
