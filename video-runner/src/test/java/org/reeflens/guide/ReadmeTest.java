package org.reeflens.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadmeTest {

  private static final String MARK = "  // README\n";

  @ParameterizedTest
  @CsvSource({"FirstInventory, README.md", "TeachSpecies, docs/guides/teaching.md"})
  void thePageShowsTheExampleThatIsCompiled(String example, String page) throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/reeflens/guide", example + ".java"));
    int start = source.indexOf(MARK) + MARK.length();
    String shown =
        source
            .substring(start, source.indexOf(MARK, start))
            .lines()
            .map(line -> line.isEmpty() ? line : line.substring(2))
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("..", page))).contains(shown);
  }
}
