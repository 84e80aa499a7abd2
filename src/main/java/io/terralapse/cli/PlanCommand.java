package io.terralapse.cli;

import io.terralapse.align.AlignmentForecast;
import io.terralapse.align.LockForecast;
import io.terralapse.config.JobSettings;
import io.terralapse.geo.Crs;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.pipeline.PlanResult;
import io.terralapse.revisit.Gap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a render would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Lists frames, dates and their sources, the grid, the lock and the cost. Reads no pixels,"
            + " except for --page.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PlanCommand implements Callable<Integer> {
  /** Dates from which the cost of the alignment is printed. */
  private static final int LONG_ALIGNMENT = 50;

  /** From this factor on it is said that scenes are enlarged; below it, it is hardly visible. */
  private static final double NOTABLE_ENLARGEMENT = 1.5;

  /** Gaps that are printed; all of them are in the JSON. */
  private static final int MOST_GAPS = 5;

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;
  @Mixin private JobOptions options;
  @Mixin private LockOptions lock;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      defaultValue = "config.yaml",
      description = "Configuration file (default: config.yaml).")
  private Path config;

  @Option(
      names = "--all",
      description = "List every frame; without it, a plan of more than 40 is shown by year.")
  private boolean all;

  @Option(
      names = "--page",
      description =
          "Also write <name>.plan.html into output_dir: quick looks of all scenes, and a map on"
              + " which the area is drawn and dates are ticked. Reads overviews.")
  private boolean page;

  @Override
  public Integer call() throws Exception {
    try (Session session = Session.of(spec, output)) {
      JobSettings job = options.load(config);
      PlanResult plan = session.job().plan(session.request(job, lock.run(options)), page);
      if (output.json()) {
        session.terminal().json(plan);
      } else {
        session.endProgress();
        PlanTable.of(plan.scenes(), TextWidth.of(System.getenv()), all)
            .forEach(session.terminal()::line);
        print(plan, session.terminal());
        if (page && !job.revealLocation()) {
          session
              .terminal()
              .line("The page shows places, although reveal_location is false: do not publish it.");
        }
        if (!output.quiet()) {
          session.terminal().remarks(plan.dropped(), plan.issues(), output.listsAll());
        }
      }
      return options.strict() && !plan.issues().isEmpty()
          ? ExitCode.DIFFERENCE.code()
          : ExitCode.OK.code();
    }
  }

  private static void print(PlanResult plan, Terminal terminal) {
    terminal.line(
        String.format(
            Locale.ROOT,
            "%s of %dx%d, %s; %.1f s of video if every candidate is used",
            Terminal.count(plan.acquisitions(), "frame"),
            plan.grid().width(),
            plan.grid().height(),
            scale(plan.grid()) + enlarged(plan.enlargement()),
            plan.durationSeconds()));
    accuracy(plan).ifPresent(terminal::line);
    terminal.line(
        String.format(
            Locale.ROOT,
            "The cache needs up to %.1f MB more; %.1f GB are free.",
            plan.storeBytes() / 1e6,
            plan.freeBytes() / 1e9));
    gaps(plan.gaps()).forEach(terminal::line);
    alignment(plan.alignment()).ifPresent(terminal::line);
    terminal.line(lock(plan.lock()));
    if (plan.page() != null) {
      terminal.line(
          "Open " + Terminal.shown(plan.page()) + " in a browser to choose area and dates.");
    }
    if (plan.acquisitions() == 1) {
      terminal.line("A time-lapse needs two dates; render refuses one, unless --allow-single.");
    }
  }

  /** The longest gaps, in order of time. */
  static List<String> gaps(List<Gap> gaps) {
    if (gaps.isEmpty()) {
      return List.of();
    }
    List<Gap> longest =
        gaps.stream()
            .sorted(Comparator.comparingLong(Gap::days).reversed())
            .limit(MOST_GAPS)
            .sorted(Comparator.comparing(Gap::from))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        Terminal.count(gaps.size(), "gap")
            + " between the dates"
            + (longest.size() < gaps.size() ? ", the longest of them:" : ":"));
    longest.forEach(gap -> lines.add("  " + gap.sentence()));
    return lines;
  }

  /** What to say of an alignment that takes a while. */
  static Optional<String> alignment(@Nullable AlignmentForecast alignment) {
    if (alignment == null || alignment.dates() < LONG_ALIGNMENT) {
      return Optional.empty();
    }
    long minutes = Math.round(alignment.seconds() / 60);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Alignment: %,d dates, about %,d pairs, about %s and %d MB of memory.",
            alignment.dates(),
            alignment.pairs(),
            minutes < 1 ? Math.max(1, Math.round(alignment.seconds())) + " s" : minutes + " min",
            Math.max(1, alignment.bytes() / 1_000_000)));
  }

  /** What to say if positions are less accurate than a pixel. */
  static Optional<String> accuracy(PlanResult plan) {
    Double metres = plan.positionAccuracyM();
    double pixel = plan.grid().pixelSizeM();
    return metres != null && metres > pixel
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "The change of datum from scenes to the grid is accurate to %.1f m, and a pixel is"
                    + " %.1f m: scenes on different datums may be displaced by that much.",
                metres,
                pixel))
        : Optional.empty();
  }

  private static String lock(LockForecast lock) {
    return switch (lock.state()) {
      case "fits" ->
          lock.file()
              + " fits: "
              + Terminal.count(lock.lockedDates(), "date")
              + " will keep the published alignment, "
              + lock.newDates()
              + " will be aligned.";
      case "missing" -> lock.file() + " is missing; render writes it.";
      case "replaced" ->
          "--relock: render recalculates every shift, whatever " + lock.file() + " holds.";
      case "unused" -> "No lock is used, because coregister.model is off.";
      default ->
          lock.file()
              + " was made for another area, other alignment settings or another anchor; render"
              + " recalculates every shift, and published frames may move.";
    };
  }

  /** {@code , enlarged 17 times}, for scenes whose pixels are visibly larger than the frame's. */
  static String enlarged(@Nullable Double factor) {
    return factor == null || factor < NOTABLE_ENLARGEMENT
        ? ""
        : String.format(
            Locale.ROOT,
            factor < 10 ? ", scenes enlarged %.1f times" : ", scenes enlarged %.0f times",
            factor);
  }

  private static String scale(Grid grid) {
    return grid.hasGroundSize()
        ? String.format(
            Locale.ROOT, "%.4g m per pixel, %s", grid.pixelSizeM(), Crs.of(grid.crs()).name())
        : "in pixel coordinates (the scenes have no georeference)";
  }
}
