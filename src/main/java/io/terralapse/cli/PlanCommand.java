package io.terralapse.cli;

import io.terralapse.geo.Crs;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.pipeline.PlanResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a render would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Lists scenes, dates and how each is known, the grid and the cost. Reads no pixels.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      defaultValue = "config.yaml",
      description = "Configuration file (default: config.yaml).")
  private Path config;

  @Override
  public Integer call() throws Exception {
    try (Session session = Session.of(spec, common)) {
      PlanResult plan = session.job().plan(session.request(common.load(config), common.run(false)));
      if (common.json()) {
        session.terminal().json(plan);
      } else {
        print(plan, session.terminal());
        if (!common.quiet()) {
          session.terminal().remarks(plan.dropped(), plan.issues());
        }
      }
      return common.strict() && !plan.issues().isEmpty()
          ? ExitCode.DIFFERENCE.code()
          : ExitCode.OK.code();
    }
  }

  private static String cloud(PlanResult.PlannedScene scene) {
    Double percent = scene.cloudPercent();
    return percent == null
        ? ""
        : String.format(Locale.ROOT, ", %.0f %% cloud by its catalogue", percent);
  }

  private static void print(PlanResult plan, Terminal terminal) {
    for (PlanResult.PlannedScene scene : plan.scenes()) {
      terminal.line(
          String.format(
              Locale.ROOT,
              "%-20s %-9s %-12s %s%s%s",
              scene.acquired(),
              scene.dateSource(),
              scene.status() + (scene.reason().isEmpty() ? "" : " " + scene.reason()),
              scene.id(),
              scene.acquisitionId().equals(scene.id())
                  ? ""
                  : " (with " + scene.acquisitionId() + ")",
              cloud(scene)));
    }
    terminal.line(
        String.format(
            Locale.ROOT,
            "%d frames of %dx%d, %s; %.1f s of film",
            plan.acquisitions(),
            plan.grid().width(),
            plan.grid().height(),
            scale(plan.grid()),
            plan.durationSeconds()));
    terminal.line(
        String.format(
            Locale.ROOT,
            "The cache needs up to %.1f MB more; %.1f GB are free.",
            plan.storeBytes() / 1e6,
            plan.freeBytes() / 1e9));
  }

  private static String scale(Grid grid) {
    return grid.hasGroundSize()
        ? String.format(
            Locale.ROOT, "%.4g m a pixel, %s", grid.pixelSizeM(), Crs.of(grid.crs()).name())
        : "placed by pixel (the scenes have no georeference)";
  }
}
