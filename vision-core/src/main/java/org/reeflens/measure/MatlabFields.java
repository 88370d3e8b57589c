package org.reeflens.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/**
 * Reads the matrices of a MATLAB file (level 5), those within a struct as well: CamTrawl keeps them
 * in one called {@code Cal}.
 */
final class MatlabFields {

  private MatlabFields() {}

  static CalibrationFields read(Path file) throws IOException {
    CalibrationFields fields = new CalibrationFields();
    try (MatFile mat = Mat5.readFromFile(file.toFile())) {
      for (MatFile.Entry entry : mat.getEntries()) {
        put(fields, entry.getName(), entry.getValue());
      }
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          file + " cannot be read as a MATLAB file; save it in MATLAB with the option -v7", e);
    }
    return fields;
  }

  private static void put(CalibrationFields fields, String name, Array value) {
    if (value instanceof Struct struct && struct.getNumElements() == 1) {
      for (String field : struct.getFieldNames()) {
        put(fields, field, struct.get(field));
      }
    } else if (value instanceof Matrix matrix && !matrix.isComplex()) {
      double[] columnByColumn =
          IntStream.range(0, matrix.getNumElements()).mapToDouble(matrix::getDouble).toArray();
      fields.put(
          name, Matrices.transposed(columnByColumn, matrix.getNumRows(), matrix.getNumCols()));
    }
  }
}
