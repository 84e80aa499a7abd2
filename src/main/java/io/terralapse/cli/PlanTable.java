package io.terralapse.cli;

import io.terralapse.pipeline.PlanResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The scenes of a plan as a table: a header, and one row for each frame or scene that would be
 * dropped. A long table has one row for each year instead.
 */
final class PlanTable {
  /** More rows do not fit on a screen. */
  static final int LONGEST = 40;

  private static final int CLOUD = 3;
  private static final String CANDIDATE = "candidate";
  private static final List<String> HEADER = List.of("date (UTC)", "date from", "status", "cloud");
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*");
  private static final int MINUTE_LENGTH = "2021-08-03T10:20".length();
  private static final Pattern YEAR = Pattern.compile("\\d{4}.*");

  private final int width;

  /** The cells before the frame's name, in the order of the header. */
  private record Row(List<String> cells, String frame) {}

  private PlanTable(int width) {
    this.width = width;
  }

  /**
   * The lines of the table.
   *
   * @param scenes by date
   * @param width longest line, characters
   * @param all every frame, however many there are
   */
  static List<String> of(List<PlanResult.PlannedScene> scenes, int width, boolean all) {
    Map<String, List<PlanResult.PlannedScene>> frames = new LinkedHashMap<>();
    for (PlanResult.PlannedScene scene : scenes) {
      String key = isUsed(scene) ? "used " + scene.acquisitionId() : "dropped " + scene.id();
      frames.computeIfAbsent(key, first -> new ArrayList<>()).add(scene);
    }
    PlanTable table = new PlanTable(width);
    return all || frames.size() <= LONGEST
        ? table.rows(frames.values().stream().map(PlanTable::row).toList())
        : table.years(frames.values().stream().map(frame -> frame.get(0)).toList());
  }

  private static boolean isUsed(PlanResult.PlannedScene scene) {
    return scene.status().equals("used");
  }

  private static Row row(List<PlanResult.PlannedScene> frame) {
    PlanResult.PlannedScene first = frame.get(0);
    Double cloud = first.cloudPercent();
    return new Row(
        List.of(
            minute(first.acquired()),
            first.dateSource(),
            isUsed(first) ? CANDIDATE : "dropped: " + first.reason(),
            cloud == null ? "" : String.format(Locale.ROOT, "%.0f %%", cloud)),
        frame.size() == 1 ? first.id() : first.acquisitionId() + " (" + frame.size() + " scenes)");
  }

  /** Seconds say nothing about a frame. */
  private static String minute(String acquired) {
    return INSTANT.matcher(acquired).matches()
        ? acquired.substring(0, MINUTE_LENGTH).replace('T', ' ')
        : acquired;
  }

  private List<String> rows(List<Row> rows) {
    List<Row> table = new ArrayList<>();
    table.add(new Row(HEADER, "frame"));
    table.addAll(rows);
    int[] widths = new int[HEADER.size()];
    for (Row row : table) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.cells().get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    boolean clouds = rows.stream().anyMatch(row -> !row.cells().get(CLOUD).isEmpty());
    for (Row row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < (clouds ? widths.length : CLOUD); i++) {
        String cell = row.cells().get(i);
        line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      lines.add(TextWidth.cut(line.append(row.frame()).toString(), width).stripTrailing());
    }
    return lines;
  }

  private List<String> years(List<PlanResult.PlannedScene> frames) {
    Map<String, List<PlanResult.PlannedScene>> years = new TreeMap<>();
    for (PlanResult.PlannedScene frame : frames) {
      boolean dated = YEAR.matcher(frame.acquired()).matches();
      years
          .computeIfAbsent(
              dated ? frame.acquired().substring(0, 4) : "undated", y -> new ArrayList<>())
          .add(frame);
    }
    List<String> lines = new ArrayList<>();
    lines.add("year     candidates  dropped");
    years.forEach(
        (year, inYear) -> {
          long candidates = inYear.stream().filter(PlanTable::isUsed).count();
          String line =
              String.format(
                  Locale.ROOT,
                  "%-7s  %10d  %7d%s",
                  year,
                  candidates,
                  inYear.size() - candidates,
                  reasons(inYear));
          lines.add(TextWidth.cut(line, width).stripTrailing());
        });
    lines.add("--all lists every frame.");
    return lines;
  }

  /** How many fell to which rule. */
  private static String reasons(List<PlanResult.PlannedScene> frames) {
    Map<String, Integer> counts = new TreeMap<>();
    frames.stream()
        .filter(frame -> !isUsed(frame))
        .forEach(frame -> counts.merge(frame.reason(), 1, Integer::sum));
    List<String> texts = new ArrayList<>();
    counts.forEach((reason, count) -> texts.add(count + " " + reason));
    return texts.isEmpty() ? "" : "  (" + String.join(", ", texts) + ")";
  }
}
