package io.terralapse.pipeline;

import io.terralapse.chart.ChartDate;
import io.terralapse.chart.ChartText;
import io.terralapse.chart.Drawing;
import io.terralapse.chart.StripChart;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FramePlanner;
import io.terralapse.draw.StillScaler;
import io.terralapse.encode.JpegPicture;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.publish.Outputs;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.sheet.ContactSheet;
import io.terralapse.sheet.SheetFrame;
import io.terralapse.sheet.SheetText;
import io.terralapse.text.Typefaces;
import io.terralapse.words.Language;
import io.terralapse.words.Phrases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** What shows a whole sequence at a glance: the contact sheet and the strip chart. */
final class OverviewFiles {
  private static final String SHEET = "-contact.png";
  private static final String CHART_PNG = "-chart.png";
  private static final String CHART_SVG = "-chart.svg";

  private final JobSettings job;
  private final SceneInventory inventory;
  private final Measurement measured;
  private final Grid frame;
  private final Typefaces fonts;
  private final Phrases phrases;

  /**
   * The files of a run.
   *
   * @param frame the grid with the size of whole frames
   */
  OverviewFiles(RunContext context, SceneInventory inventory, Measurement measured, Grid frame) {
    this.frame = frame;
    this.job = context.job();
    this.inventory = inventory;
    this.measured = measured;
    this.fonts = job.furniture().fonts();
    Phrases local = Phrases.of(Language.find(job.furniture().locale()).orElse(Language.EN));
    boolean drawable = fonts.missing(String.join("", local.all().values())).isEmpty();
    this.phrases = drawable ? local : Phrases.of(Language.EN);
  }

  /** Names of the files that a job requests. */
  static List<String> names(JobSettings job) {
    List<String> names = new ArrayList<>();
    if (job.sheet().enabled()) {
      names.add(job.name() + SHEET);
    }
    if (job.chart()) {
      names.addAll(List.of(job.name() + CHART_PNG, job.name() + CHART_SVG));
    }
    return names;
  }

  /** Gives stills of frames. */
  @FunctionalInterface
  interface Stills {
    /** The still of a frame without furniture, as JPEG. */
    byte[] of(FramePlan plan) throws IOException;
  }

  /**
   * Stages what the settings request.
   *
   * @param drawing has the frames
   * @param stills of frames, used for the contact sheet only
   */
  void add(Outputs outputs, FrameDrawing drawing, Stills stills) throws IOException {
    List<FramePlan> plans = drawing.plans();
    if (job.sheet().enabled()) {
      addSheet(outputs, drawing, stills);
    }
    if (job.chart()) {
      Drawing chart =
          StripChart.draw(
              fonts,
              new ChartText(title(), subtitle(), phrases, inventory.bands().channelNames()),
              chartDates(),
              job.select().maxCloud(),
              job.select().minCoverage());
      outputs.addPng(job.name() + CHART_PNG, plans.size(), chart.picture());
      outputs.addText(job.name() + CHART_SVG, plans.size(), chart::writeSvg);
    }
  }

  private void addSheet(Outputs outputs, FrameDrawing drawing, Stills stills) throws IOException {
    List<FramePlan> all = new ArrayList<>(drawing.plans());
    if (job.sheet().dropped()) {
      for (ReadAcquisition date : unused()) {
        all.add(FramePlanner.of(all.size(), date, Shift.OFF));
      }
      all.sort(Comparator.comparing(drawing::time));
    }
    List<FramePlan> shown =
        ContactSheet.choose(all.size(), job.sheet().frames()).stream().map(all::get).toList();
    Function<AcquisitionDate, String> names =
        job.furniture().dateNames(all.stream().map(drawing::time).toList());
    Map<String, String> reasons = reasons();
    List<SheetFrame> frames = new ArrayList<>();
    for (FramePlan plan : shown) {
      String unused = reasons.getOrDefault(plan.date().id(), "");
      frames.add(
          new SheetFrame(
              names.apply(drawing.time(plan)),
              job.sheet().numbers() ? numbers(plan.date(), unused.isEmpty()) : List.of(),
              unused));
    }
    outputs.addPng(
        job.name() + SHEET,
        shown.size(),
        ContactSheet.draw(
            fonts,
            new SheetText(titles(), subtitle(), note(shown.size(), all.size(), frames), credit()),
            frames,
            (double) frame.width() / frame.height(),
            (index, width) ->
                StillScaler.atMost(JpegPicture.decode(stills.of(shown.get(index))), width)));
  }

  private Optional<String> note(int shown, int all, List<SheetFrame> frames) {
    List<String> notes = new ArrayList<>();
    if (shown < all) {
      notes.add(
          phrases.text(
              "sheet.some",
              Map.of("shown", Integer.toString(shown), "all", Integer.toString(all))));
    }
    if (frames.stream().anyMatch(frame -> !frame.unused().isEmpty())) {
      notes.add(phrases.text("sheet.also"));
    }
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join(" · ", notes));
  }

  private String title() {
    return job.furniture().title().filter(this::isDrawable).orElse(job.name());
  }

  /** The title of the sheet, whose pictures have both panels. */
  private String titles() {
    return both(
        title(),
        job.comparison()
            .flatMap(comparison -> comparison.panel().furniture().title())
            .filter(this::isDrawable));
  }

  /** The titles of two panels; the second panel has that of the first unless it is given one. */
  static String both(String first, Optional<String> second) {
    return second
        .filter(title -> !title.equals(first))
        .map(title -> first + " · " + title)
        .orElse(first);
  }

  private Optional<String> subtitle() {
    return job.furniture().subtitle().filter(this::isDrawable);
  }

  private Optional<String> credit() {
    return job.furniture().showCredit()
        ? job.furniture()
            .credit()
            .or(
                () ->
                    Acquisition.creditOf(
                        measured.dates().stream().map(ReadAcquisition::acquisition).toList()))
            .filter(this::isDrawable)
        : Optional.empty();
  }

  private boolean isDrawable(String text) {
    return fonts.missing(text).isEmpty();
  }

  /** Dates that were read and are not used, and show something. */
  private List<ReadAcquisition> unused() {
    Set<String> used = new HashSet<>();
    measured.dates().forEach(date -> used.add(date.id()));
    return measured.read().stream()
        .filter(date -> !used.contains(date.id()) && date.clearness().coveragePercent() > 0)
        .toList();
  }

  /** Why dates are not used, by the id of the acquisition. */
  private Map<String, String> reasons() {
    Map<String, String> byScene = new HashMap<>();
    for (DroppedScene dropped : measured.dropped()) {
      byScene.put(dropped.scene().id(), dropped.reason());
    }
    Map<String, String> reasons = new HashMap<>();
    for (ReadAcquisition date : unused()) {
      String word = byScene.getOrDefault(date.acquisition().scenes().get(0).id(), "other");
      String reason = phrases.find("reason." + word).orElseGet(() -> phrases.text("reason.other"));
      reasons.put(date.id(), phrases.text("page.dropped", Map.of("reason", reason)));
    }
    return reasons;
  }

  private List<String> numbers(ReadAcquisition date, boolean used) {
    List<String> numbers = new ArrayList<>();
    OptionalDouble cloud = date.clearness().cloudPercent();
    if (cloud.isPresent()) {
      numbers.add(percent("sheet.cloud", cloud.getAsDouble()));
    }
    numbers.add(percent("sheet.coverage", date.clearness().coveragePercent()));
    if (!used) {
      return numbers;
    }
    Shift shift = measured.alignment().shiftOf(date);
    switch (shift.status()) {
      case REFERENCE -> numbers.add(phrases.text("sheet.reference"));
      case REFUSED -> numbers.add(phrases.text("sheet.refused"));
      case ALIGNED ->
          numbers.add(
              phrases.text(
                  "sheet.shift",
                  Map.of("px", phrases.number(Math.hypot(shift.dxPx(), shift.dyPx()), 2))));
      case OFF -> {}
    }
    measured.tones().of(date).gain().stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .ifPresent(
            gain ->
                numbers.add(phrases.text("sheet.gain", Map.of("gain", phrases.number(gain, 2)))));
    return numbers;
  }

  private String percent(String key, double value) {
    return phrases.text(key, Map.of("percent", phrases.number(value, 0)));
  }

  private List<ChartDate> chartDates() {
    List<ChartDate> dates = new ArrayList<>();
    for (ReadAcquisition date : measured.dates()) {
      Shift shift = measured.alignment().shiftOf(date);
      boolean known =
          shift.status() == Shift.Status.ALIGNED || shift.status() == Shift.Status.REFERENCE;
      dates.add(
          new ChartDate(
              date.acquisition().acquired(),
              true,
              shift.status() == Shift.Status.REFUSED,
              known
                  ? OptionalDouble.of(Math.hypot(shift.dxPx(), shift.dyPx()))
                  : OptionalDouble.empty(),
              known && Double.isFinite(shift.uncertaintyPx()) ? shift.uncertaintyPx() : 0,
              date.clearness().cloudPercent(),
              OptionalDouble.of(date.clearness().coveragePercent()),
              measured.tones().of(date).gain()));
    }
    for (ReadAcquisition date : unusedOnChart()) {
      dates.add(
          new ChartDate(
              date.acquisition().acquired(),
              false,
              false,
              OptionalDouble.empty(),
              0,
              date.clearness().cloudPercent(),
              OptionalDouble.of(date.clearness().coveragePercent()),
              List.of()));
    }
    dates.sort(Comparator.comparing(ChartDate::acquired));
    return dates;
  }

  /** Those without any data are on the chart as well. */
  private List<ReadAcquisition> unusedOnChart() {
    Set<String> used = new HashSet<>();
    measured.dates().forEach(date -> used.add(date.id()));
    return measured.read().stream().filter(date -> !used.contains(date.id())).toList();
  }
}
