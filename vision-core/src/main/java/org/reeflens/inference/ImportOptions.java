package org.reeflens.inference;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reeflens.model.ModelManifest.Decoder;

/**
 * What a user knows of a network that is to become a package; everything else is guessed.
 *
 * @param decoder what its outputs mean; empty to tell from their shapes
 * @param classes names of the classes in the network's order; empty to call them class0, class1 ...
 * @param id name of the package: lower-case letters, digits, '.' and '-'; empty for the file's
 * @param licence licence of the weights; empty where it is not known
 * @param size the pictures' size, for files that leave it open
 */
public record ImportOptions(
    Optional<Decoder> decoder,
    List<String> classes,
    Optional<String> id,
    Optional<String> licence,
    Optional<Size> size) {

  /** Nothing known. */
  public static final ImportOptions NONE =
      new ImportOptions(
          Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

  /**
   * Checks the name and copies the classes.
   *
   * @throws IllegalArgumentException if the name cannot be one of a package, or a class has none
   */
  public ImportOptions {
    classes = List.copyOf(classes);
    if (id.isPresent() && !ID.matcher(id.get()).matches()) {
      throw new IllegalArgumentException(
          "id must be lower-case letters, digits, '.' and '-': " + id.get());
    }
    if (classes.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("every class needs a name");
    }
  }

  /** These options with a decoder; null to tell from the shapes. */
  public ImportOptions withDecoder(@Nullable Decoder chosen) {
    return new ImportOptions(Optional.ofNullable(chosen), classes, id, licence, size);
  }

  /** These options with the classes' names. */
  public ImportOptions withClasses(List<String> names) {
    return new ImportOptions(decoder, names, id, licence, size);
  }

  /** These options with a name of the package; null for the file's. */
  public ImportOptions withId(@Nullable String chosen) {
    return new ImportOptions(decoder, classes, Optional.ofNullable(chosen), licence, size);
  }

  /** These options with the weights' licence; null where it is not known. */
  public ImportOptions withLicence(@Nullable String text) {
    return new ImportOptions(decoder, classes, id, Optional.ofNullable(text), size);
  }

  /** These options with the pictures' size; null for what the file says. */
  public ImportOptions withSize(@Nullable Size chosen) {
    return new ImportOptions(decoder, classes, id, licence, Optional.ofNullable(chosen));
  }

  /**
   * Size of a picture.
   *
   * @param width columns, 1 to 8192
   * @param height rows, 1 to 8192
   */
  public record Size(int width, int height) {

    /**
     * Checks the sides.
     *
     * @throws IllegalArgumentException if a side is out of its range
     */
    public Size {
      if (width < 1 || width > 8192 || height < 1 || height > 8192) {
        throw new IllegalArgumentException(
            "a picture must have 1 to 8192 columns and rows: " + width + " x " + height);
      }
    }
  }
}
