package io.terralapse.cli;

import io.terralapse.inspect.BandStatistics;
import io.terralapse.inspect.FileInspector;
import io.terralapse.inspect.InspectedBand;
import io.terralapse.inspect.InspectedFile;
import io.terralapse.inspect.Inspection;
import io.terralapse.inspect.RefusedFile;
import io.terralapse.model.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the program understands of files. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Prints what is known of raster files: format, bands, CRS, position, date, sensor. Exits"
            + " with 3 if a file cannot be read.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print one JSON array, with one object per file, and nothing else, on stdout.")
  private boolean json;

  @Option(
      names = "--stats",
      description =
          "Also read all pixels: minimum, maximum, mean, share of valid pixels and CRC-32 of each"
              + " band, of stored values.")
  private boolean stats;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|ADDRESS",
      description = "Raster files, or their http, https, s3 or gs addresses.")
  private List<String> files;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
    List<Inspection> results = new ArrayList<>();
    try (FileInspector inspector =
        new FileInspector(Path.of("").toAbsolutePath(), System.getenv())) {
      for (String file : files) {
        Inspection result = inspector.inspect(file, stats);
        results.add(result);
        if (!json) {
          print(result, terminal, results.size() > 1);
        }
      }
    }
    if (json) {
      terminal.json(results);
    }
    boolean refused = results.stream().anyMatch(RefusedFile.class::isInstance);
    return refused ? ExitCode.NO_TIMELAPSE.code() : ExitCode.OK.code();
  }

  private static void print(Inspection result, Terminal terminal, boolean further) {
    if (further) {
      terminal.line("");
    }
    terminal.line(result.file());
    if (result instanceof RefusedFile refused) {
      item(terminal, "refused", refused.error());
    } else if (result instanceof InspectedFile file) {
      print(file, terminal);
    }
  }

  private static void print(InspectedFile file, Terminal terminal) {
    item(
        terminal,
        "format",
        "%s, %dx%d, %s, %s"
            .formatted(
                file.format(),
                file.width(),
                file.height(),
                Terminal.count(file.bands().size(), "band"),
                Terminal.count(file.levels(), "level")));
    for (int i = 0; i < file.bands().size(); i++) {
      InspectedBand band = file.bands().get(i);
      item(terminal, "band " + (i + 1), band(band));
      if (band.stats() != null) {
        item(terminal, "", statistics(band.stats()));
      }
    }
    item(terminal, "mask", known(file.mask(), "none"));
    InspectedFile.CrsFacts crs = file.crs();
    String code = crs == null || crs.authority() == null ? "" : " (" + crs.authority() + ")";
    item(terminal, "CRS", crs == null ? "none" : crs.name() + code);
    item(terminal, "transform", file.transform() == null ? "none" : file.transform().toString());
    item(terminal, "center", file.center() == null ? "unknown" : position(file.center()));
    if (file.corners() != null) {
      file.corners()
          .forEach(one -> item(terminal, "corner", one == null ? "unknown" : position(one)));
    }
    InspectedFile.DateFacts date = file.date();
    item(terminal, "date", date == null ? "unknown" : date.value() + " (" + date.source() + ")");
    item(terminal, "sensor", known(file.sensor(), "unknown"));
  }

  private static void item(Terminal terminal, String name, String text) {
    terminal.line(String.format(Locale.ROOT, "  %-10s %s", name, text));
  }

  private static String known(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static String band(InspectedBand band) {
    String text = band.name() + ", " + known(band.role(), "unknown role") + ", " + band.type();
    if (band.colorInterpretation() != null) {
      text += ", colour " + band.colorInterpretation();
    }
    if (band.nodata() != null) {
      text += ", nodata " + band.nodata();
    }
    return band.scale() == 1 && band.offset() == 0
        ? text
        : text + ", scale " + band.scale() + ", offset " + band.offset();
  }

  private static String statistics(BandStatistics stats) {
    String range =
        stats.mean() == null
            ? "no valid pixel"
            : "min " + stats.min() + ", max " + stats.max() + ", mean " + stats.mean();
    return String.format(
        Locale.ROOT, "%s, %.2f %% valid, CRC-32 %08x", range, 100 * stats.valid(), stats.crc32());
  }

  private static String position(List<Double> lonLat) {
    return String.format(Locale.ROOT, "%.6f, %.6f (lon, lat)", lonLat.get(0), lonLat.get(1));
  }
}
