package org.reeflens.inference.djl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.reeflens.inference.NetworkFile;
import org.reeflens.model.ModelException;

/** Opens the files of networks. */
public final class NetworkFiles {

  private NetworkFiles() {}

  /**
   * Opens a file by its ending.
   *
   * @throws ModelException if it cannot be loaded
   */
  public static NetworkFile open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(file + " is missing or no file; name an ONNX or TorchScript file");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".onnx")) {
        return new OnnxFile(file);
      }
      if (name.endsWith(".pt") || name.endsWith(".pth") || name.endsWith(".torchscript")) {
        return new TorchScriptFile(file);
      }
    } catch (ModelException e) {
      throw e;
      // A missing native library is an Error, a bad file a checked or unchecked exception.
    } catch (Exception | LinkageError e) {
      throw new ModelException(
          file
              + " cannot be loaded: "
              + DjlSessions.rootMessage(e)
              + (name.endsWith(".onnx")
                  ? ""
                  : "; weights alone are not enough, export the network with torch.jit.trace or to"
                      + " ONNX"),
          e);
    }
    throw new ModelException(file + " must end in .onnx, .pt or .torchscript");
  }
}
