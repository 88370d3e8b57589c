package org.reeflens.image;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_java;
import org.opencv.core.Core;

/** Loads OpenCV's native library on first use. */
final class OpenCv {

  private OpenCv() {}

  /**
   * Makes sure that OpenCV can be called.
   *
   * @throws IllegalStateException if its native library is not on the class path or does not fit
   *     this machine
   */
  static void load() {
    try {
      Library.load();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "OpenCV's native library cannot be loaded: put org.bytedeco:opencv and"
              + " org.bytedeco:openblas with this platform's classifier on the class path",
          e);
    }
  }

  /** Initialised once, however many threads ask. */
  private static final class Library {
    static {
      Loader.load(opencv_java.class);
      // The stages of an analysis have a thread each; more would take the detector's.
      Core.setNumThreads(1);
    }

    static void load() {}
  }
}
