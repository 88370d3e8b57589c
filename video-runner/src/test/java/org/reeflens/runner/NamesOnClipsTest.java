package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reeflens.SharedData;
import org.reeflens.classify.Classifier;
import org.reeflens.detect.Detector;
import org.reeflens.geometry.Box;
import org.reeflens.model.ModelCatalogue;
import org.reeflens.pipeline.DiveAnalysis;
import org.reeflens.pipeline.Progress;
import org.reeflens.survey.Inventory;
import org.reeflens.survey.NamedTrack;
import org.reeflens.survey.Observation;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;
import org.reeflens.video.Dive;

/**
 * The names that tracks of real clips get, against the species that people gave their boxes: the
 * twelve seagrass clips of days and cameras kept from training. A track has the species of most
 * truth boxes that it lies on; tracks on none are left out. Prints the tallies.
 */
class NamesOnClipsTest {

  private static final Taxonomy TAXA = Taxonomy.shipped();
  private static final double SAME_FISH = 0.5;

  private record Truth(String taxon, Box box) {}

  private static final Map<String, Integer> TALLY = new TreeMap<>();

  @BeforeAll
  static void nameEveryTrack() throws IOException {
    Path clips = SharedData.path("data/clips/seagrass");
    try (ModelCatalogue models = ModelCatalogue.standard();
        Detector detector = Detector.open(models.get("reef-fish-detector"));
        Classifier classifier = Classifier.open(models.get("reef-fish-classifier"))) {
      for (String row : lines(clips.resolve("clips.csv"))) {
        List<String> cells = List.of(row.split(",", -1));
        if (!cells.get(0).equals("test")) {
          continue;
        }
        Path folder = clips.resolve(cells.get(1));
        Inventory inventory =
            DiveAnalysis.of(Dive.of(folder.resolve(cells.get(1) + ".mp4")))
                .detector(detector)
                .classifier(classifier)
                .run(Progress.none());
        tally(cells.get(1), inventory, truth(folder.resolve("boxes.csv")));
      }
    }
    System.out.println("names of tracks on the seagrass clips: " + TALLY);
  }

  @Test
  void wrongSpeciesAreRare() {
    int wrong = TALLY.getOrDefault("wrong species", 0);

    assertThat((double) wrong / named()).isLessThanOrEqualTo(0.1);
  }

  @Test
  void mostTracksGetTheirSpecies() {
    assertThat((double) TALLY.getOrDefault("right species", 0) / named())
        .isGreaterThanOrEqualTo(0.5);
  }

  private static int named() {
    return TALLY.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static void tally(String clip, Inventory inventory, Map<Integer, List<Truth>> truth) {
    Map<Integer, Map<String, Integer>> votes = new HashMap<>();
    for (int sample = 0; sample < inventory.observations().samples().size(); sample++) {
      int frame = inventory.observations().samples().get(sample).index() + 1;
      for (Observation seen : inventory.observations().at(sample)) {
        truth.getOrDefault(frame, List.of()).stream()
            .filter(fish -> fish.box().iou(seen.detection().box()) >= SAME_FISH)
            .max(Comparator.comparingDouble(fish -> fish.box().iou(seen.detection().box())))
            .ifPresent(
                fish ->
                    votes
                        .computeIfAbsent(seen.track(), track -> new HashMap<>())
                        .merge(fish.taxon(), 1, Integer::sum));
      }
    }
    for (NamedTrack track : inventory.tracks()) {
      Optional.ofNullable(votes.get(track.track().id()))
          .flatMap(taxa -> taxa.entrySet().stream().max(Map.Entry.comparingByValue()))
          .ifPresent(
              species -> {
                String verdict = verdict(track.taxon(), species.getKey());
                TALLY.merge(verdict, 1, Integer::sum);
                System.out.printf(
                    Locale.ROOT,
                    "%-22s track %3d  %-24s is called %-24s %.2f  %s%n",
                    clip,
                    track.track().id(),
                    species.getKey(),
                    track.taxon().scientificName(),
                    track.name().probability(),
                    track.name().reason().text());
              });
    }
  }

  private static String verdict(Taxon answer, String species) {
    Taxon right = TAXA.find(species).orElseThrow();
    if (answer.equals(Taxon.UNIDENTIFIED_FISH)) {
      return "unidentified";
    }
    if (answer.scientificName().equals(species)) {
      return "right species";
    }
    String rank = answer.rank().term();
    return (TAXA.isWithin(right, answer) ? "right " : "wrong ") + rank;
  }

  private static Map<Integer, List<Truth>> truth(Path csv) throws IOException {
    Map<Integer, List<Truth>> frames = new HashMap<>();
    for (String row : lines(csv)) {
      List<String> cells = List.of(row.split(",", -1));
      Box box =
          Box.ofSize(
              Double.parseDouble(cells.get(2)) - 0.5,
              Double.parseDouble(cells.get(3)) - 0.5,
              Double.parseDouble(cells.get(4)),
              Double.parseDouble(cells.get(5)));
      frames
          .computeIfAbsent(Integer.valueOf(cells.get(0)), frame -> new ArrayList<>())
          .add(new Truth(cells.get(1), box));
    }
    return frames;
  }

  private static List<String> lines(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    return lines.subList(1, lines.size());
  }
}
