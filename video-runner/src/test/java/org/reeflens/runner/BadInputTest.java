package org.reeflens.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input ends with one clear sentence and exit code 2. */
class BadInputTest {

  @TempDir private Path folder;

  @Test
  void aMissingFileIsNamed() {
    assertRefused(inventory(folder.resolve("nowhere.mp4")), "nowhere.mp4");
  }

  @Test
  void aTextFileIsNoVideo() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.mp4"), "Saw many fish today.\n");

    assertRefused(inventory(text), "notes.mp4");
  }

  @Test
  void anEmptyFileIsNoVideo() throws IOException {
    assertRefused(inventory(Files.createFile(folder.resolve("empty.mp4"))), "empty.mp4");
  }

  @Test
  void chaptersOfDifferentRecordingsAreRefusedWithAHint() throws IOException {
    Path first = Files.copy(demo(), folder.resolve("GX010042.MP4"));
    Path second = Files.copy(demo(), folder.resolve("GX010043.MP4"));

    assertRefused(
        Terminal.run("inventory", first.toString(), second.toString(), "--out", out()),
        "GX010043.MP4");
  }

  @Test
  void anUnknownModelIsNamedWithAHint() {
    assertRefused(
        Terminal.run("inventory", demo().toString(), "--out", out(), "--detector", "whale-finder"),
        "whale-finder");
  }

  @Test
  void aPeriodOfInterestAfterTheEndIsRefused() {
    assertRefused(
        Terminal.run("inventory", demo().toString(), "--out", out(), "--from", "1:00:00"),
        "3600.0 s");
  }

  @Test
  void anUnreadableTimeIsRefused() {
    Terminal ran = Terminal.run("inventory", demo().toString(), "--out", out(), "--from", "noon");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("'noon' is not a time in the dive");
  }

  @Test
  void noFileIsUsageError() {
    assertThat(Terminal.run("inventory", "--out", out()).exitCode()).isEqualTo(2);
  }

  private static Path demo() {
    return Path.of("../test-videos/demo/demo-reef.mp4");
  }

  private Terminal inventory(Path file) {
    return Terminal.run("inventory", file.toString(), "--out", out());
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private void assertRefused(Terminal ran, String named) {
    ran.assertRefused(named);
    assertThat(folder.resolve("out/inventory.csv")).doesNotExist();
  }
}
