package io.terralapse.cli;

import io.terralapse.config.ConfigLoader;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import io.terralapse.pipeline.FolderProposal;
import io.terralapse.pipeline.FolderProposal.Change;
import io.terralapse.pipeline.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    description =
        "Looks at a folder of scenes and writes a commented configuration that renders, and a list"
            + " of files to fill in if their dates are not known. Never replaces a file.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InitCommand implements Callable<Integer> {
  /** As many characters as the setting {@code name} may have. */
  private static final int MAX_NAME = 100;

  private static final String USUAL_FILE = "config.yaml";
  private static final String USUAL_MANIFEST = "manifest.csv";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Folder of scenes (default: the current folder).")
  private Path folder;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = USUAL_FILE,
      description = "Configuration to write (default: config.yaml in the current folder).")
  private Path out;

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(folder)) {
      throw UserError.usage(folder + ": is not a folder; name the folder that holds the scenes.");
    }
    String remedy =
        "write another file with -o, such as -o " + freeName() + ", and render that one";
    NewFiles.refuseExisting(out, remedy);
    Path scenes = folder.toAbsolutePath().normalize();
    Path file = out.toAbsolutePath().normalize();
    ConfigTemplate template = ConfigTemplate.of(nameOf(scenes), listed(file, scenes));
    try (Session session = Session.of(spec, new OutputOptions())) {
      List<Change> changes = new ArrayList<>();
      FolderProposal proposal = propose(session, template, file);
      changes.addAll(proposal.changes());
      if (changes.stream().anyMatch(change -> change.setting().equals("look.bands"))) {
        proposal = propose(session, template.with(changes), file);
        changes.addAll(proposal.changes());
      }
      session.endProgress();
      Path manifest = manifestOf(out);
      if (!proposal.undated().isEmpty()) {
        changes.add(
            new Change(
                "dates.manifest",
                String.valueOf(manifest.getFileName()),
                "lists the files whose dates are not known"));
      }
      String text = template.with(changes).describing(proposal).text();
      // What was written must be a configuration, whatever the folder is called.
      ConfigLoader.parse(text, file, Map.of(), Map.of());
      NewFiles files = new NewFiles();
      if (!proposal.undated().isEmpty()) {
        NewFiles.refuseExisting(manifest, remedy);
        files.write(manifest, manifestText(proposal), remedy);
      }
      files.write(out, text, remedy);
      print(session.terminal(), proposal, changes, manifest);
    }
    return ExitCode.OK.code();
  }

  private static FolderProposal propose(Session session, ConfigTemplate template, Path file)
      throws Exception {
    return session
        .job()
        .propose(
            session.request(
                ConfigLoader.parse(template.text(), file, Map.of(), System.getenv()),
                RunOptions.plain(Version.text())));
  }

  private void print(
      Terminal terminal, FolderProposal proposal, List<Change> changes, Path manifest) {
    terminal.line(
        proposal.found()
            + (proposal.frames().isEmpty() ? "" : "; frames of " + proposal.frames())
            + ".");
    for (Change change : changes) {
      terminal.line("  " + change.setting() + ": " + change.value() + "  (" + change.why() + ")");
    }
    proposal.missing().forEach(sentence -> terminal.line("Missing: " + sentence));
    boolean complete = proposal.missing().isEmpty() || !proposal.frames().isEmpty();
    if (!proposal.undated().isEmpty()) {
      terminal.line(
          "Missing: "
              + Terminal.count(proposal.undated().size(), "date")
              + "; in "
              + manifest
              + ", add each date after the comma of its line"
              + (proposal.dated() > 1 ? " and delete the # at its beginning." : "."));
    }
    terminal.line(
        "Wrote "
            + out
            + (complete && (proposal.undated().isEmpty() || proposal.dated() > 1)
                ? "; render it with `terralapse render"
                : "; complete what is missing, then run `terralapse render")
            + (out.equals(Path.of(USUAL_FILE)) ? "" : " " + out)
            + "`.");
  }

  /** Rows to complete; as comments where the other scenes make a video without them. */
  private static String manifestText(FolderProposal proposal) {
    String sign = proposal.dated() > 1 ? "#" : "";
    return "# Dates such as 2021-08-03, 2021-08-03T10:20:30Z, 2021-08 or 2021.\n"
        + proposal.undated().stream()
            .map(path -> sign + path + ",\n")
            .collect(Collectors.joining("", "path,date\n", ""));
  }

  /** {@code manifest.csv}, or a name of its own beside a configuration of another name. */
  private static Path manifestOf(Path config) {
    String name = String.valueOf(config.getFileName());
    String stem = name.replaceFirst("\\.[^.]*$", "");
    return config.resolveSibling(
        name.equals(USUAL_FILE) ? USUAL_MANIFEST : stem + "-" + USUAL_MANIFEST);
  }

  /** A file name that is free, for the remedy. */
  private static String freeName() {
    int number = 2;
    while (Files.exists(Path.of("config-" + number + ".yaml"))
        || Files.exists(Path.of("config-" + number + "-" + USUAL_MANIFEST))) {
      number++;
    }
    return "config-" + number + ".yaml";
  }

  /** The folder's path from the configuration's folder; absolute on another drive. */
  private static String listed(Path file, Path scenes) {
    Path base = file.getParent();
    Path root = scenes.getRoot();
    String path =
        base == null || root == null || !root.equals(base.getRoot())
            ? scenes.toString()
            : base.relativize(scenes).toString();
    return path.isEmpty() ? "." : path.replace('\\', '/');
  }

  private static String nameOf(Path scenes) {
    Path last = scenes.getFileName();
    String name = last == null ? "" : last.toString().replaceAll("[^A-Za-z0-9._-]+", "-");
    name = name.replaceAll("^[^A-Za-z0-9]+", "");
    name = name.substring(0, Math.min(name.length(), MAX_NAME));
    return name.isEmpty() ? "timelapse" : name;
  }
}
