package org.reeflens.runner;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.reeflens.export.DiversityFile;
import org.reeflens.survey.Diversity;
import org.reeflens.survey.TaxonCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reeflens diversity}: the diversity indices of one sample. */
@Command(
    name = "diversity",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reckons the diversity of one sample: richness, Shannon, Simpson, Pielou, Hill numbers,"
          + " Chao1 and the rarefaction curve. FILE.json defines each."
    },
    footer = {"", "Exit codes: 0 complete, 2 bad usage or input."})
final class DiversityCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COUNTS.csv",
      description =
          "A table with the columns 'taxon' and 'count' and a row for each taxon, or the"
              + " inventory.csv of a dive.")
  private Path table;

  @Mixin private final OutFile out = new OutFile();

  @Override
  public Integer call() throws IOException {
    out.makeRoom();
    TaxonCounts sample = TaxonCounts.read(table);
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("counts", table.toString());
    try {
      DiversityFile.write(out.path(), sample, EvaluateCommand.origin(spec, null, settings));
    } catch (IllegalArgumentException e) {
      throw new IOException(table + ": " + e.getMessage(), e);
    }
    print(sample.diversity(), spec.commandLine().getOut());
    DiversityFile.notes(sample).forEach(spec.commandLine().getErr()::println);
    spec.commandLine().getOut().println("Numbers are in " + out.path() + ".");
    spec.commandLine().getOut().flush();
    return ExitCode.COMPLETE;
  }

  private static void print(Diversity diversity, PrintWriter terminal) {
    terminal.printf("%-18s %8d%n", "richness", diversity.richness());
    print(terminal, "Shannon", diversity.shannon());
    print(terminal, "Simpson (1 - D)", diversity.simpson());
    diversity.pielou().ifPresent(evenness -> print(terminal, "Pielou", evenness));
    print(terminal, "Hill, q = 1", diversity.hill(1));
    print(terminal, "Hill, q = 2", diversity.hill(2));
    diversity.chao1().ifPresent(chao1 -> print(terminal, "Chao1", chao1.taxa()));
  }

  private static void print(PrintWriter terminal, String name, double value) {
    terminal.printf("%-18s %8s%n", name, EvaluateCommand.number(value));
  }
}
