package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Manual page and completion have every verb and every option. */
@DisabledOnOs(OS.WINDOWS)
final class ShellFilesTest {
  private Path share;

  @BeforeEach
  void write(@TempDir Path folder) throws IOException {
    share = folder.resolve("share");
    ShellFiles.main(new String[] {share.toString()});
  }

  @Test
  void theManualHasEveryOptionUnderItsVerb() throws IOException {
    String page = Files.readString(share.resolve("man/man1/terralapse.1"));

    assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(page));
    assertTrue(page.contains(".TH \"TERRALAPSE\" \"1\""), page);
    forEachVerb(
        (verb, line) -> {
          String heading = ".SH \"TERRALAPSE " + verb + "\"\n";
          assertTrue(page.contains(heading), verb);
          String section = page.substring(page.indexOf(heading) + heading.length());
          section = section.substring(0, section.indexOf("\n.SH"));
          for (String name : names(line)) {
            assertTrue(
                section.contains("\\fB" + name.replace("-", "\\-") + "\\fR"), verb + " " + name);
          }
        });
  }

  @Test
  void theManualIsWithoutWarnings() throws Exception {
    Path groff = Path.of("/usr/bin/groff");
    assumeTrue(
        Files.isExecutable(groff) && Files.isDirectory(Path.of("/usr/share/groff")), "no groff");
    Path page = share.resolve("man/man1/terralapse.1");

    String complaints = run("groff", "-man", "-Tascii", "-z", "-ww", page.toString());

    assertEquals("", complaints);
  }

  /** Asks the functions that bash calls, as bash calls them. */
  @Test
  void bashCompletesEveryVerbAndOption() throws Exception {
    Path script = share.resolve("bash-completion/completions/terralapse");
    Set<String> verbs = Wiring.commandLine().getSubcommands().keySet();
    assertEquals(new TreeSet<>(verbs), words(script, "terralapse", ""));
    assertEquals(names(Wiring.commandLine()), words(script, "terralapse", "-"));
    List<Exception> failures = new ArrayList<>();
    forEachVerb(
        (verb, line) -> {
          try {
            assertEquals(names(line), words(script, "terralapse", verb, "-"), verb);
          } catch (IOException | InterruptedException e) {
            failures.add(e);
          }
        });
    assertEquals(List.of(), failures);
  }

  @Test
  void theVerbPrintsTheSameScript() throws IOException {
    Console console = Console.run(new FakeJob(), "completion").exits(0);

    String installed = Files.readString(share.resolve("bash-completion/completions/terralapse"));
    assertEquals(installed, console.out());
    String zsh = Files.readString(share.resolve("zsh/site-functions/_terralapse"));
    assertTrue(zsh.startsWith("#compdef terralapse\n"));
    assertTrue(zsh.contains(installed));
  }

  private static void forEachVerb(BiConsumer<String, CommandLine> action) {
    Wiring.commandLine().getSubcommands().forEach(action);
  }

  private static Set<String> names(CommandLine line) {
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : line.getCommandSpec().options()) {
      names.addAll(Arrays.asList(option.names()));
    }
    return names;
  }

  private static Set<String> words(Path script, String... line)
      throws IOException, InterruptedException {
    String asked =
        """
        source "$0"
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=$((${#COMP_LINE}))
        _complete_terralapse 2>/dev/null
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    List<String> command = new ArrayList<>(List.of("bash", "-c", asked, script.toString()));
    command.addAll(List.of(line));
    TreeSet<String> words =
        new TreeSet<>(run(command.toArray(String[]::new)).lines().map(String::strip).toList());
    words.remove("");
    return words;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), out);
    return out;
  }
}
