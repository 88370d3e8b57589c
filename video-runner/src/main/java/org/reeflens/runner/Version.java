package org.reeflens.runner;

import org.reeflens.pipeline.VisionRuntime;
import picocli.CommandLine.IVersionProvider;

/** Prints the version of the library. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {VisionRuntime.software()};
  }
}
