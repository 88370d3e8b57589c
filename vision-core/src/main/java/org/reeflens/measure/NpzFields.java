package org.reeflens.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads the arrays of numbers of a NumPy archive: a zip of {@code .npy} files. Source: NumPy,
 * "numpy.lib.format". Arrays of other things are passed over, never run.
 */
final class NpzFields {

  private static final String ENDING = ".npy";
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** After the magic: two bytes of version, then the length of the header in two bytes. */
  private static final int HEADER = MAGIC.length + 4;

  /** More is no calibration. */
  private static final long LARGEST = 1 << 20;

  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=]?)([a-z])(\\d+)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*True");

  /** Python 2 wrote whole numbers as 3L. */
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, L]*)\\)");

  private NpzFields() {}

  static CalibrationFields read(Path file) throws IOException {
    CalibrationFields fields = new CalibrationFields();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        if (name.endsWith(ENDING) && entry.getSize() <= LARGEST) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          double[] values = numbers(bytes);
          if (values.length > 0) {
            fields.put(name.substring(0, name.length() - ENDING.length()), values);
          }
        }
      }
    } catch (ZipException e) {
      throw new IOException(file + " is no NumPy archive (npz): " + e.getMessage(), e);
    } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
      throw new IOException(file + " holds a broken array: " + e.getMessage(), e);
    }
    return fields;
  }

  /** The numbers of one array row by row; none if it holds something else. */
  private static double[] numbers(byte[] bytes) {
    if (bytes.length < HEADER || !Arrays.equals(MAGIC, 0, 6, bytes, 0, 6)) {
      throw new IllegalArgumentException("it does not begin as NumPy's arrays do");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean first = bytes[MAGIC.length] == 1;
    buffer.position(MAGIC.length + 2);
    int length = first ? Short.toUnsignedInt(buffer.getShort()) : buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new IllegalArgumentException("its header is cut off");
    }
    String header = new String(bytes, buffer.position(), length, StandardCharsets.ISO_8859_1);
    buffer.position(buffer.position() + length);
    Matcher type = TYPE.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !shape.find()) {
      return new double[0];
    }
    if (type.group(1).equals(">")) {
      buffer.order(ByteOrder.BIG_ENDIAN);
    }
    int[] sides =
        Pattern.compile("[^\\d]+")
            .splitAsStream(shape.group(1))
            .filter(side -> !side.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    double[] values = new double[Arrays.stream(sides).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      switch (type.group(2) + type.group(3)) {
        case "f8" -> values[i] = buffer.getDouble();
        case "f4" -> values[i] = buffer.getFloat();
        case "i8" -> values[i] = buffer.getLong();
        case "i4" -> values[i] = buffer.getInt();
        default -> {
          return new double[0];
        }
      }
    }
    return FORTRAN.matcher(header).find() && sides.length == 2
        ? Matrices.transposed(values, sides[0], sides[1])
        : values;
  }
}
