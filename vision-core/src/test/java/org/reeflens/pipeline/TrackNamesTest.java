package org.reeflens.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reeflens.classify.Classifier;
import org.reeflens.classify.Crop;
import org.reeflens.classify.Name.Reason;
import org.reeflens.classify.Namer;
import org.reeflens.classify.Scores;
import org.reeflens.detect.Detection;
import org.reeflens.frame.Frame;
import org.reeflens.frame.FrameTime;
import org.reeflens.frame.PictureFrame;
import org.reeflens.frame.Region;
import org.reeflens.geometry.Box;
import org.reeflens.model.ModelManifest.Naming;
import org.reeflens.model.ModelManifest.Setting;
import org.reeflens.model.ModelManifest.Threshold;
import org.reeflens.taxonomy.Rank;
import org.reeflens.taxonomy.Taxon;
import org.reeflens.taxonomy.Taxonomy;
import org.reeflens.track.TrackPoint;

class TrackNamesTest {

  private static final Taxon STARFISH = Taxonomy.shipped().find("Asteroidea").orElseThrow();
  private static final List<Taxon> FOUND = List.of(Taxon.UNIDENTIFIED_FISH, STARFISH);
  private static final Box INSIDE = new Box(10, 10, 50, 50);
  private static final Box CUT = new Box(-0.5, 10, 39.5, 50);

  private final WidthClassifier classifier = new WidthClassifier();
  private final TrackNames names = new TrackNames(classifier, FOUND, false);

  @Test
  void trackHasTheNameOfItsCropsTogether() {
    offer(1, 0, 0, INSIDE);
    offer(1, 1, 0, INSIDE);
    names.finish();

    assertThat(names.name(1).orElseThrow().taxon().scientificName()).isEqualTo("Lutjanus fulvus");
    assertThat(names.name(1).orElseThrow().reason()).isEqualTo(Reason.SURE);
    assertThat(names.name(2)).isEmpty();
  }

  @Test
  void starfishIsNotAskedAbout() {
    offer(1, 0, 1, INSIDE);
    names.finish();

    assertThat(names.name(1)).isEmpty();
    assertThat(classifier.asked).isEmpty();
  }

  @Test
  void fiveCropsApartInTimeAreLookedAt() {
    for (int sample = 0; sample < 60; sample++) {
      offer(7, sample * 0.1, 0, INSIDE);
    }
    names.finish();

    assertThat(classifier.asked).hasSize(1);
    assertThat(classifier.asked.get(0)).hasSize(5);
  }

  @Test
  void cropCutByTheBorderGivesWayToAWholeOne() {
    for (int i = 0; i < 5; i++) {
      offer(3, i, 0, CUT);
    }
    for (int i = 5; i < 10; i++) {
      offer(3, i, 0, INSIDE);
    }
    names.finish();

    assertThat(classifier.asked.get(0)).allSatisfy(crop -> assertThat(cut(crop)).isFalse());
  }

  @Test
  void trackThatIsOverIsNamedOnceEnoughWait() {
    for (int track = 1; track <= 32; track++) {
      offer(track, 0, 0, INSIDE);
    }
    names.retire(at(9));
    assertThat(classifier.asked).isEmpty();
    names.retire(at(11));

    assertThat(classifier.asked).hasSize(1);
    assertThat(names.name(32)).isPresent();
  }

  private void offer(int track, double seconds, int classIndex, Box box) {
    Detection seen = new Detection(box, 0.9, classIndex);
    names.offer(new TrackPoint(track, 0, seen, box), new Still(at(seconds)));
  }

  private static FrameTime at(double seconds) {
    long micros = Math.round(seconds * 1e6);
    return new FrameTime(0, (int) Math.round(seconds * 10), micros, micros);
  }

  private static boolean cut(Crop crop) {
    return crop.packed()[0] == 1;
  }

  /** Takes everything for the same snapper and remembers what it was asked. */
  private static final class WidthClassifier implements Classifier {

    private final List<List<Crop>> asked = new ArrayList<>();

    @Override
    public List<Taxon> classes() {
      return Stream.of("Lutjanus fulvus", "Zanclus cornutus")
          .map(name -> Taxonomy.shipped().find(name).orElseThrow())
          .toList();
    }

    @Override
    public Namer namer() {
      Naming naming =
          new Naming(
              new Setting(1, "test"),
              Optional.empty(),
              Map.of(Rank.SPECIES, new Threshold(0.8, "test")),
              Set.of(),
              Optional.empty(),
              "unidentified fish");
      return Namer.of(classes(), Taxonomy.shipped(), naming);
    }

    @Override
    public String describe() {
      return "all snappers";
    }

    @Override
    public Crop crop(Frame frame, Box box) {
      return new Crop(new byte[] {(byte) (box.left() < 0 ? 1 : 0)}, 3);
    }

    @Override
    public Crop crop(Frame frame) {
      throw new UnsupportedOperationException("tracks have boxes");
    }

    @Override
    public List<Scores> classify(List<Crop> crops) {
      asked.add(List.copyOf(crops));
      return crops.stream().map(crop -> new Scores(new double[] {0.9, 0.1}, 0)).toList();
    }

    @Override
    public void close() {}
  }

  /** A black frame at a time. */
  private static final class Still implements Frame {

    private final FrameTime time;
    private final Frame picture =
        new PictureFrame(new BufferedImage(100, 80, BufferedImage.TYPE_INT_RGB));

    Still(FrameTime time) {
      this.time = time;
    }

    @Override
    public FrameTime time() {
      return time;
    }

    @Override
    public int width() {
      return picture.width();
    }

    @Override
    public int height() {
      return picture.height();
    }

    @Override
    public void rgb(Region region, int width, int height, ByteBuffer target, int rowStride) {
      picture.rgb(region, width, height, target, rowStride);
    }

    @Override
    public void close() {}
  }
}
