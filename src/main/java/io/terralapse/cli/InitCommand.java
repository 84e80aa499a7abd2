package io.terralapse.cli;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first configuration. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Writes a commented configuration for a folder of scenes. Never replaces a file.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InitCommand implements Callable<Integer> {
  /** As many characters as the setting {@code name} may have. */
  private static final int MAX_NAME = 100;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Folder of scenes.")
  private Path folder;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Configuration to write (default: config.yaml beside FOLDER).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw UserError.usage(folder + ": is not a folder; name the folder that holds the scenes.");
    }
    Path scenes = folder.toAbsolutePath().normalize();
    Path parent = scenes.getParent();
    Path file = out != null ? out : (parent == null ? scenes : parent).resolve("config.yaml");
    Path base = file.toAbsolutePath().normalize().getParent();
    String listed =
        base == null ? scenes.toString() : base.relativize(scenes).toString().replace('\\', '/');
    String text =
        template()
            .replace("@NAME@", nameOf(scenes))
            .replace("@SCENES@", "'" + (listed.isEmpty() ? "." : listed).replace("'", "''") + "'");
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException exists) {
      throw UserError.usage(
          file + ": exists already and was not changed; name another file with -o.");
    }
    new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr())
        .line("Wrote " + file + "; see what it finds with `terralapse plan " + file + "`.");
    return ExitCode.OK.code();
  }

  private static String nameOf(Path scenes) {
    Path last = scenes.getFileName();
    String name = last == null ? "" : last.toString().replaceAll("[^A-Za-z0-9._-]+", "-");
    name = name.replaceAll("^[^A-Za-z0-9]+", "");
    name = name.substring(0, Math.min(name.length(), MAX_NAME));
    return name.isEmpty() ? "timelapse" : name;
  }

  private static String template() throws IOException {
    try (InputStream in = InitCommand.class.getResourceAsStream("init.yaml")) {
      if (in == null) {
        throw new IllegalStateException("init.yaml is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
