package org.reeflens.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where an evaluation goes. */
final class OutFile {

  @Option(
      names = "--out",
      paramLabel = "FILE.json",
      required = true,
      description = "Where the numbers go; charts and tables, if any, go beside it.")
  private Path file;

  Path path() {
    return file;
  }

  /** See {@link #makeRoomFor}. */
  void makeRoom() throws IOException {
    makeRoomFor(file);
  }

  /**
   * Makes the folder of a result, before hours are spent on it.
   *
   * @throws IOException if there is no place for the file
   */
  static void makeRoomFor(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(
          file + " is a folder; name a file, such as " + file.resolve("eval.json"));
    }
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException("the folder " + folder + " cannot be made", e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("the folder " + folder + " cannot be written to");
    }
  }
}
