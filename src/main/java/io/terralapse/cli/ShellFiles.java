package io.terralapse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes what a shell knows of the program: manual page and completion, from the command line. */
public final class ShellFiles {
  /** Where zsh has not loaded the functions that read completions for bash. */
  private static final String ZSH_BEGIN =
      """
      #compdef terralapse
      autoload -Uz bashcompinit && bashcompinit
      """;

  /** zsh calls this file for the first completion, and what it has registered for all others. */
  private static final String ZSH_END =
      """

      _bash_complete -o default -F _complete_terralapse
      """;

  private ShellFiles() {}

  /**
   * Writes the files as a system's {@code share} folder has them.
   *
   * @param args the {@code share} folder; made if missing
   */
  public static void main(String[] args) throws IOException {
    Path share = Path.of(args[0]);
    CommandLine line = Wiring.commandLine();
    String bash = AutoComplete.bash(line.getCommandName(), line);
    write(share.resolve("man/man1/terralapse.1"), ManPage.of(line));
    write(share.resolve("bash-completion/completions/terralapse"), bash);
    write(share.resolve("zsh/site-functions/_terralapse"), ZSH_BEGIN + bash + ZSH_END);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
