package org.reeflens.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.classify.Name;
import org.reeflens.count.CountBook;
import org.reeflens.count.CountTable;
import org.reeflens.count.Period;
import org.reeflens.detect.Detection;
import org.reeflens.frame.FramePool;
import org.reeflens.frame.FrameTime;
import org.reeflens.geometry.Box;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.NamedTrack;
import org.reeflens.survey.ObservationLog;
import org.reeflens.survey.Provenance;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.testvideos.Codec;
import org.reeflens.testvideos.FrameRate;
import org.reeflens.testvideos.RawEncoder;
import org.reeflens.track.TrackPoint;
import org.reeflens.video.DecodeReport;
import org.reeflens.video.Dive;
import org.reeflens.video.FrameSelection;
import org.reeflens.video.VideoReader;

class InventoryFolderTest {

  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir private static Path clips;
  @TempDir private Path folder;

  private static Dive dive;

  @BeforeAll
  static void draw() throws IOException {
    Path clip = clips.resolve("grey.mkv");
    try (RawEncoder encoder = RawEncoder.open(clip, 64, 64, FrameRate.of(10), Codec.lossless())) {
      for (int f = 0; f < 5; f++) {
        encoder.write(new byte[3 * 64 * 64]);
      }
    }
    dive = Dive.of(clip);
  }

  @Test
  void resultsOfAnEarlierRunDoNotStayBehind() throws IOException {
    for (String old : List.of("inventory.csv", "annotated.mp4", "run.json")) {
      Files.writeString(folder.resolve(old), "old");
    }
    Files.writeString(folder.resolve("notes.txt"), "mine");

    InventoryFolder.create(folder);

    assertThat(names(folder)).containsExactly("evidence", "notes.txt");
  }

  @Test
  void aTableOnAFullDiskIsNamedAndNotLeftHalfWritten() throws IOException {
    assumeThat(FULL_DISK).exists();
    InventoryFolder results = InventoryFolder.create(folder);
    Path table = Files.createSymbolicLink(folder.resolve("tracks.csv"), FULL_DISK);

    assertThatThrownBy(() -> results.write(inventory("Chromis viridis"), dive))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(table + " cannot be written: ")
        .hasMessageContaining("No space left on device");
    assertThat(table).doesNotExist();
    assertThat(folder.resolve("maxn.csv")).exists();
  }

  @Test
  void aPictureThatCannotBeWrittenIsNamed() throws IOException {
    InventoryFolder results = InventoryFolder.create(folder);
    Files.delete(folder.resolve("evidence"));

    assertThatThrownBy(
            () ->
                results
                    .evidence()
                    .trackPicture(
                        7, dive.time(0, 0), new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("track-0007.jpg cannot be written: ");
  }

  @Test
  void aFileInPlaceOfTheFolderIsToldPlainly() throws IOException {
    Files.createFile(folder.resolve("evidence"));

    assertThatThrownBy(() -> InventoryFolder.create(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a file is in its place");
  }

  @Test
  void theRecordOfTheRunIsWrittenWholeOrNotAtAll() throws IOException {
    InventoryFolder results = InventoryFolder.create(folder);
    results.write(new RunRecord(List.of("first"), "", "", false, "under way", null, null));
    String before = Files.readString(folder.resolve("run.json"));
    Files.createDirectories(folder.resolve("run.json.tmp/in-the-way"));

    assertThatThrownBy(
            () -> results.write(new RunRecord(List.of("second"), "", "", true, null, null, null)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("run.json cannot be written");
    assertThat(folder.resolve("run.json")).hasContent(before);
  }

  @Test
  void eachTaxonHasItsOwnMaxNPicture() throws Exception {
    InventoryFolder results = InventoryFolder.create(folder);

    results.write(inventory("Chromis viridis", "Chromis (viridis)", "スズメダイ", "アイゴ"), dive);

    assertThat(names(folder.resolve("evidence")))
        .containsExactlyInAnyOrder(
            "maxn-all-fish.jpg",
            "maxn-chromis-viridis.jpg",
            "maxn-chromis-viridis-2.jpg",
            "maxn-スズメダイ.jpg",
            "maxn-アイゴ.jpg");
  }

  @Test
  void eachStageHasItsOwnRow() throws Exception {
    InventoryFolder results = InventoryFolder.create(folder);

    results.write(
        inventory(
            List.of(
                new Taxon("Lutjanus russellii", Rank.SPECIES, 218473, "Lutjanus", "juvenile"),
                new Taxon("Lutjanus russellii", Rank.SPECIES, 218473, "Lutjanus"),
                new Taxon("Lutjanus russellii", Rank.SPECIES, 218473, "Lutjanus", "juvenile"))),
        dive);

    assertThat(Files.readAllLines(folder.resolve("inventory.csv")))
        .satisfiesExactly(
            header -> assertThat(header).startsWith("scientificName,rank,").endsWith(",stage"),
            all -> assertThat(all).startsWith("(all fish),,,3,").endsWith(","),
            young ->
                assertThat(young)
                    .startsWith("Lutjanus russellii,species,218473,2,")
                    .endsWith(",juvenile"),
            unknown ->
                assertThat(unknown)
                    .startsWith("Lutjanus russellii,species,218473,1,")
                    .endsWith(","));
    assertThat(names(folder.resolve("evidence")))
        .containsExactlyInAnyOrder(
            "maxn-all-fish.jpg",
            "maxn-lutjanus-russellii.jpg",
            "maxn-lutjanus-russellii-juvenile.jpg");
  }

  @Test
  void theMaxNPictureOfAStreamIsTheSmallOneThatWasKept() throws Exception {
    InventoryFolder results = InventoryFolder.create(folder);
    BufferedImage small = new BufferedImage(80, 48, BufferedImage.TYPE_INT_RGB);

    results.evidence().framePicture(dive.time(0, 0), small, 0.5);
    results.write(inventory("Chromis viridis", "Chromis atripes"));

    assertThat(names(folder.resolve("evidence")))
        .containsExactlyInAnyOrder(
            "maxn-all-fish.jpg", "maxn-chromis-viridis.jpg", "maxn-chromis-atripes.jpg");
    BufferedImage drawn =
        ImageIO.read(folder.resolve("evidence/maxn-chromis-atripes.jpg").toFile());
    assertThat(drawn.getWidth()).isEqualTo(80);
    // The box of 14, 20 to 22, 28 is drawn at half its size, and that of the other fish is not.
    assertThat(drawn.getRGB(11, 12) >> 8 & 0xff).isGreaterThan(64);
    assertThat(drawn.getRGB(3, 14) >> 8 & 0xff).isLessThan(64);
  }

  /** One fish of each name, side by side in every frame. */
  private static Inventory inventory(String... names) {
    return inventory(
        Stream.of(names).map(name -> new Taxon(name, Rank.SPECIES, null, null)).toList());
  }

  private static Inventory inventory(List<Taxon> taxa) {
    CountBook book = new CountBook();
    ObservationLog observations = new ObservationLog();
    for (int sample = 0; sample < 5; sample++) {
      FrameTime time = dive.time(0, sample);
      List<TrackPoint> points = new ArrayList<>();
      for (int i = 0; i < taxa.size(); i++) {
        Box box = Box.ofSize(2 + 12 * i, 20, 8, 8);
        points.add(new TrackPoint(i + 1, sample, new Detection(box, 0.9, i), box));
      }
      book.add(time, points);
      observations.addSample(time);
      points.forEach(observations::add);
    }
    return new Inventory(
        CountTable.of(book, track -> taxa.get(track - 1), new Period(0, 0.5)),
        List.of(),
        book.tracks().stream()
            .map(track -> new NamedTrack(track, Name.notClassified(taxa.get(track.id() - 1))))
            .toList(),
        observations,
        new Provenance("", "", decodeReport(), "", List.of(), Map.of()));
  }

  private static DecodeReport decodeReport() {
    try (VideoReader reader = dive.open(FrameSelection.all(), new FramePool(1))) {
      return reader.report();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
