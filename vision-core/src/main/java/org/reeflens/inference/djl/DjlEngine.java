package org.reeflens.inference.djl;

import ai.djl.Model;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.jni.JniUtils;
import org.reeflens.inference.Device;
import org.reeflens.model.Engine;
import org.reeflens.model.ModelException;

/** One of DJL's engines, started without network and without help from another engine. */
final class DjlEngine {

  private final Engine engine;
  private final ai.djl.engine.Engine djl;

  private DjlEngine(Engine engine, ai.djl.engine.Engine djl) {
    this.engine = engine;
    this.djl = djl;
  }

  /**
   * Starts an engine, or gives the one that runs.
   *
   * @throws RuntimeException or LinkageError, as DJL throws them, if its native library is missing
   */
  static DjlEngine start(Engine engine) {
    // DJL would download a missing native library, and report its use to a server; a research
    // vessel has no network, and nobody asked. An application that wants the download says so by
    // setting the property to false.
    setDefault("ai.djl.offline", "true");
    // Else ONNX Runtime starts PyTorch beside it, for array operations that are not used here.
    setDefault("ai.djl.onnx.disable_alternative", "true");
    String name = engine == Engine.PYTORCH ? "PyTorch" : "OnnxRuntime";
    if (!ai.djl.engine.Engine.hasEngine(name)) {
      throw new ModelException("DJL's engine " + name + " is not on the class path");
    }
    return new DjlEngine(engine, ai.djl.engine.Engine.getEngine(name));
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Checks that the engine can use a device, because PyTorch would end the process over some
   * devices that are not there.
   *
   * @throws ModelException if it cannot
   */
  void requireDevice(Device device) {
    if (device.gpu()
        && (!djl.hasCapability(StandardCapabilities.CUDA) || djl.getGpuCount() <= device.index())) {
      throw new ModelException("its native library sees no " + device);
    }
  }

  Model newModel(Device device) {
    return djl.newModel(
        "model", device.gpu() ? ai.djl.Device.gpu(device.index()) : ai.djl.Device.cpu());
  }

  /**
   * Sets PyTorch's threads, one number for the whole program; ONNX Runtime takes its at loading.
   */
  void useThreads(int threads) {
    if (engine == Engine.PYTORCH && threads > 0) {
      JniUtils.setNumThreads(threads);
    }
  }

  String describe() {
    return (engine == Engine.PYTORCH
            ? "PyTorch " + djl.getVersion()
            : "ONNX Runtime " + onnxRuntimeVersion())
        + " (DJL "
        + ai.djl.engine.Engine.getDjlVersion()
        + ")";
  }

  /**
   * By reflection, since the jar is the application's choice; DJL itself answers with a constant.
   */
  private static String onnxRuntimeVersion() {
    try {
      Class<?> type = Class.forName("ai.onnxruntime.OrtEnvironment");
      Object environment = type.getMethod("getEnvironment").invoke(null);
      return String.valueOf(type.getMethod("getVersion").invoke(environment));
    } catch (ReflectiveOperationException e) {
      return "of unknown version";
    }
  }
}
