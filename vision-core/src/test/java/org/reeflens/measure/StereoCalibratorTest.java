package org.reeflens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reeflens.SharedData;
import org.reeflens.geometry.Point;
import org.reeflens.image.BoardFinder;
import org.reeflens.image.BoardView;
import org.reeflens.image.CalibrationBoard;
import org.reeflens.video.Dive;
import org.reeflens.video.VideoWriter;

/** Calibration with the chessboard that OpenCV ships, against OpenCV 4.6. */
class StereoCalibratorTest {

  private static final CalibrationBoard BOARD = new CalibrationBoard(9, 6, 25, null);
  private static final PictureSize PICTURE = new PictureSize(640, 480);

  @Test
  void theCornersOfOpenCvGiveTheCalibrationOfOpenCv() throws IOException {
    JsonNode golden = GoldenStereo.json("opencv_chessboard/expected_opencv46.json");

    CalibrationReport all =
        calibrator(true).calibrate(pairs(golden), Medium.AIR, "OpenCV's chessboard");

    assertThat(all.leftRmsPx()).isCloseTo(golden.get("rms_left").asDouble(), within(1e-4));
    assertThat(all.rightRmsPx()).isCloseTo(golden.get("rms_right").asDouble(), within(1e-4));
    assertThat(all.stereoRmsPx()).isCloseTo(golden.get("rms_stereo").asDouble(), within(1e-4));
    assertThat(all.calibration().baselineMm()).isCloseTo(83.623, within(0.01));
    assertThat(all.calibration().left().fx()).isCloseTo(536.0743, within(0.01));
    CalibrationReport.HeldOut heldOut = all.heldOut();
    assertThat(heldOut).isNotNull();
    assertThat(heldOut.lengths()).isEqualTo(6);
    assertThat(heldOut.rmsPercent()).isCloseTo(0.68, within(0.02));
    assertThat(heldOut.worstPercent()).isCloseTo(1.63, within(0.03));
    assertThat(all.used()).hasSize(13);
  }

  @Test
  void theViewWithBadCornersIsRejected() throws IOException {
    JsonNode golden = GoldenStereo.json("opencv_chessboard/expected_opencv46.json");

    CalibrationReport report =
        calibrator(false).calibrate(pairs(golden), Medium.AIR, "OpenCV's chessboard");

    assertThat(report.views())
        .filteredOn(view -> view.rejected() != null)
        .singleElement()
        .satisfies(
            view -> {
              assertThat(view.name()).isEqualTo("02");
              assertThat(view.rejected())
                  .isEqualTo("outlier: its corners are 1.23 px off, the others 0.30 px");
              assertThat(view.left()).isEmpty();
            });
    assertThat(report.stereoRmsPx()).isCloseTo(0.302, within(0.002));
    assertThat(report.calibration().medium()).isEqualTo(Medium.AIR);
    WorkingRange range = report.calibration().workingRange();
    assertThat(range).isNotNull();
    assertThat(range.nearestMm()).isBetween(250.0, 330.0);
    assertThat(range.farthestMm()).isBetween(380.0, 450.0);
    assertThat(report.leftCoverage()).isEqualTo(41 / 64.0);
    // The residuals are those the root mean square is made of.
    CalibrationReport.View first = report.views().get(0);
    assertThat(rms(first.left())).isCloseTo(first.leftRmsPx(), within(1e-4));
    assertThat(rms(first.right())).isCloseTo(first.rightRmsPx(), within(1e-4));
  }

  @Test
  void theCornersAreFoundWhereOpenCvFindsThem() throws IOException, InterruptedException {
    List<BoardPair> golden = pairs(GoldenStereo.json("opencv_chessboard/expected_opencv46.json"));

    BoardSearch.Found found = search(BoardFinder.USUAL_WINDOW);

    assertThat(found.without()).isEmpty();
    assertThat(found.pairs()).hasSize(13);
    List<Double> off = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      assertThat(found.pairs().get(i).name()).isEqualTo("left" + golden.get(i).name() + ".jpg");
      for (int corner = 0; corner < 54; corner++) {
        off.add(distance(found.pairs().get(i).left(), golden.get(i).left(), corner));
        off.add(distance(found.pairs().get(i).right(), golden.get(i).right(), corner));
      }
    }
    assertThat(off).allMatch(px -> px < 0.5);
    assertThat(off.stream().filter(px -> px < 0.05).count()).isGreaterThan(off.size() * 95L / 100);
  }

  private static double distance(BoardView one, BoardView other, int corner) {
    Point a = one.places().get(corner);
    Point b = other.places().get(corner);
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }

  /**
   * The right camera began 1.5 s earlier; the left one recorded nothing else after the pictures.
   */
  @Test
  void videosGiveTheSameAsTheirPictures(@TempDir Path folder) throws Exception {
    Dive left = film(folder.resolve("left.mp4"), "left", 0);
    Dive right = film(folder.resolve("right.mp4"), "right", 1_500_000);

    BoardSearch.Found found = new BoardSearch(new BoardFinder(BOARD)).inVideos(left, right, 1, 1.5);

    assertThat(found.pairs()).extracting(BoardPair::name).startsWith("0.00 s", "1.00 s").hasSize(5);
    CalibrationReport report =
        calibrator(true).calibrate(found.pairs(), Medium.AIR, "coded pictures");
    assertThat(report.calibration().baselineMm()).isCloseTo(83.6, within(1.5));
    assertThat(report.leftRmsPx()).isLessThan(0.7);
  }

  /** The first pictures but for the second, one a second from a time on. */
  private static Dive film(Path file, String side, long fromMicros) throws IOException {
    try (VideoWriter writer = VideoWriter.open(file, 640, 480, VideoWriter.Codec.H264)) {
      if (fromMicros > 0) {
        writer.write(new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR), 0);
      }
      int i = 0;
      for (String number : List.of("01", "03", "04", "05", "06")) {
        BufferedImage grey =
            ImageIO.read(
                SharedData.path("golden/stereo/opencv_chessboard/" + side + number + ".jpg")
                    .toFile());
        BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        picture.createGraphics().drawImage(grey, 0, 0, null);
        writer.write(picture, fromMicros + i++ * 1_000_000L);
      }
    }
    return Dive.of(file);
  }

  /** The squares are 20 to 37 px wide, so a window of 23 px reaches the next corners. */
  @Test
  void aWindowThatFitsTheSquaresHalvesTheError() throws InterruptedException {
    CalibrationReport small =
        calibrator(false).calibrate(search(5).pairs(), Medium.AIR, "pictures");

    assertThat(small.used()).hasSize(13);
    assertThat(small.stereoRmsPx()).isCloseTo(0.217, within(0.005));
    assertThat(small.heldOut()).isNotNull();
    assertThat(small.heldOut().rmsPercent()).isLessThan(0.35);
  }

  @Test
  void tooFewAndBlurredViewsAreRefused() throws IOException {
    List<BoardPair> pairs = pairs(GoldenStereo.json("opencv_chessboard/expected_opencv46.json"));
    List<BoardPair> blurred =
        IntStream.range(0, 13)
            .mapToObj(
                i ->
                    new BoardPair(
                        pairs.get(i).name(),
                        blurred(pairs.get(i).left(), i < 10 ? 2.2 : 3.4),
                        pairs.get(i).right()))
            .toList();

    assertThatThrownBy(() -> calibrator(false).calibrate(pairs.subList(0, 4), Medium.AIR, ""))
        .isInstanceOf(MeasureException.class)
        .hasMessage("only 4 good views of the board are left; 5 are needed, 10 or more are good");
    assertThatThrownBy(
            () ->
                calibrator(false)
                    .calibrate(List.of(pairs.get(0), pairs.get(1), pairs.get(0)), Medium.AIR, ""))
        .isInstanceOf(MeasureException.class)
        .hasMessage("two pairs of pictures are called 01; give them different names");
    assertThat(calibrator(false).calibrate(blurred, Medium.AIR, "").views().subList(10, 13))
        .extracting(CalibrationReport.View::rejected)
        .containsOnly("blurred: edges take 3.4 px");
  }

  private static BoardView blurred(BoardView view, double px) {
    return new BoardView(view.corners(), view.places(), px);
  }

  @Test
  void aBoardThatWasNumberedFromTheOtherEndIsTurned() {
    List<Integer> corners = List.of(0, 1, 2, 3);
    BoardView left =
        new BoardView(
            corners,
            List.of(new Point(1, 1), new Point(9, 1), new Point(1, 9), new Point(9, 9)),
            null);
    BoardView right =
        new BoardView(
            corners,
            List.of(new Point(8, 9), new Point(0, 9), new Point(8, 1), new Point(0, 1)),
            null);

    assertThat(BoardPair.of("turned", left, right).right().places())
        .containsExactly(new Point(0, 1), new Point(8, 1), new Point(0, 9), new Point(8, 9));
  }

  private static BoardSearch.Found search(int window) throws InterruptedException {
    return new BoardSearch(new BoardFinder(BOARD, window))
        .inPhotos(photos("left"), photos("right"));
  }

  private static Dive photos(String side) {
    return Dive.of(
        IntStream.rangeClosed(1, 14)
            .filter(i -> i != 10)
            .mapToObj(
                i ->
                    SharedData.path(
                        "golden/stereo/opencv_chessboard/%s%02d.jpg".formatted(side, i)))
            .toList());
  }

  private static StereoCalibrator calibrator(boolean keepOutliers) {
    return new StereoCalibrator(BOARD, PICTURE, PICTURE, keepOutliers);
  }

  private static List<BoardPair> pairs(JsonNode golden) {
    return StreamSupport.stream(golden.get("views").spliterator(), false)
        .map(
            view ->
                new BoardPair(
                    view.get("view").asText(),
                    view(view.get("left_px")),
                    view(view.get("right_px"))))
        .toList();
  }

  private static BoardView view(JsonNode places) {
    return new BoardView(
        IntStream.range(0, places.size()).boxed().toList(),
        StreamSupport.stream(places.spliterator(), false).map(GoldenStereo::point).toList(),
        null);
  }

  private static double rms(List<CalibrationReport.Residual> residuals) {
    return Math.sqrt(
        residuals.stream()
            .mapToDouble(
                one ->
                    Math.pow(one.seen().x() - one.expected().x(), 2)
                        + Math.pow(one.seen().y() - one.expected().y(), 2))
            .average()
            .orElseThrow());
  }
}
