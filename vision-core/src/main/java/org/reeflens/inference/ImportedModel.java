package org.reeflens.inference;

import java.util.List;
import org.reeflens.model.ModelPackage;

/**
 * A package drafted from a network's file.
 *
 * @param model the package, sealed and opened
 * @param found what was seen or told from the file, a sentence each
 * @param check what was guessed and only the user can know, a sentence each
 */
public record ImportedModel(ModelPackage model, List<String> found, List<String> check) {

  /** Copies the lists. */
  public ImportedModel {
    found = List.copyOf(found);
    check = List.copyOf(check);
  }
}
