package org.reeflens.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reeflens.count.Crossings;
import org.reeflens.measure.LengthWeightTable;
import org.reeflens.survey.EvidenceSink;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.Lengths;
import org.reeflens.video.Dive;
import org.reeflens.video.StereoDive;

/**
 * The results of one dive as a folder: {@code inventory.csv}, {@code inventory.json}, {@code
 * maxn.csv}, {@code cumulative-maxn.csv}, {@code tracks.csv}, {@code detections.viame.csv}, {@code
 * run.json} and {@code evidence/}, and {@code crossings.csv} where lines or zones were asked for.
 * Results of an earlier run in the same folder are replaced.
 */
public final class InventoryFolder {

  private static final List<String> FILES =
      List.of(
          "inventory.csv",
          "inventory.json",
          "maxn.csv",
          "cumulative-maxn.csv",
          "crossings.csv",
          "tracks.csv",
          "detections.viame.csv",
          "lengths.csv",
          "track-lengths.csv",
          "length-frequency.csv",
          "biomass.csv",
          "annotated.mp4",
          "run.json");

  private final Path folder;
  private final EvidencePictures evidence;

  private InventoryFolder(Path folder, EvidencePictures evidence) {
    this.folder = folder;
    this.evidence = evidence;
  }

  /**
   * Opens a folder for results, made where it is missing; results of an earlier run are deleted, so
   * that none of them stands beside those of another.
   *
   * @throws java.io.UncheckedIOException if it cannot be made or written to
   */
  public static InventoryFolder create(Path folder) {
    EvidencePictures evidence = EvidencePictures.in(folder.resolve("evidence"));
    for (String name : FILES) {
      Path old = folder.resolve(name);
      try {
        if (Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(old);
        }
      } catch (IOException e) {
        throw WriteFailure.of(old, e);
      }
    }
    return new InventoryFolder(folder, evidence);
  }

  /** Takes the pictures of the tracks while the analysis runs. */
  public EvidenceSink evidence() {
    return evidence;
  }

  /**
   * Writes the tables and the pictures of each MaxN; tables first, so that they are there even if
   * the second pass over the video fails.
   *
   * @param inventory what was counted
   * @param dive (Input) the dive it was made of
   * @throws InterruptedException if interrupted while it reads the dive
   */
  public void write(Inventory inventory, Dive dive) throws InterruptedException {
    writeTables(inventory);
    evidence.writeMaxN(dive, inventory);
  }

  /**
   * Writes the tables and the pictures of each MaxN of a stream, of the small pictures that {@link
   * #evidence} was given.
   *
   * @param inventory what was counted
   */
  public void write(Inventory inventory) {
    writeTables(inventory);
    evidence.writeMaxN(inventory);
  }

  private void writeTables(Inventory inventory) {
    InventoryCsv.write(folder.resolve("inventory.csv"), inventory);
    InventoryJson.write(folder.resolve("inventory.json"), inventory);
    MaxNCsv.write(folder.resolve("maxn.csv"), inventory);
    CumulativeCsv.write(folder.resolve("cumulative-maxn.csv"), inventory);
    if (!inventory.crossings().equals(Crossings.NONE)) {
      CrossingsCsv.write(folder.resolve("crossings.csv"), inventory);
    }
    TracksCsv.write(folder.resolve("tracks.csv"), inventory);
    ViameCsv.write(folder.resolve("detections.viame.csv"), inventory);
  }

  /**
   * Writes the tables of lengths.
   *
   * @param inventory with lengths
   * @param dive the recordings they were measured in
   * @throws IllegalArgumentException if the inventory has no lengths
   */
  public void writeLengths(Inventory inventory, StereoDive dive) {
    Lengths lengths =
        inventory
            .lengths()
            .orElseThrow(() -> new IllegalArgumentException("the inventory has no lengths"));
    StereoCsv.writeFrames(folder.resolve("lengths.csv"), inventory, lengths, dive);
    StereoCsv.writeTracks(folder.resolve("track-lengths.csv"), inventory, lengths);
    StereoCsv.writeFrequencies(folder.resolve("length-frequency.csv"), inventory);
  }

  /**
   * Writes {@code biomass.csv}.
   *
   * @param inventory with lengths
   * @param parameters length-weight parameters of the user
   * @param areaM2 area of the belt on which the fish were filmed, m²; null where it is not known
   * @throws IllegalArgumentException if the inventory has no lengths
   */
  public void writeBiomass(
      Inventory inventory, LengthWeightTable parameters, @Nullable Double areaM2) {
    StereoCsv.writeBiomass(folder.resolve("biomass.csv"), inventory, parameters, areaM2);
  }

  /** Writes {@code run.json}: what was done, and whether it is complete. */
  public void write(RunRecord run) {
    JsonFile.write(folder.resolve("run.json"), run);
  }

  /** Where the annotated video goes. */
  public Path annotatedVideo() {
    return folder.resolve("annotated.mp4");
  }
}
