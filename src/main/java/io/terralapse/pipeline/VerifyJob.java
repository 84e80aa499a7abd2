package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.inventory.InputFileKeys;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.PublishedLedger;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.lock.LockFile;
import io.terralapse.model.ExitCode;
import io.terralapse.model.InputFile;
import io.terralapse.model.UserError;
import io.terralapse.publish.RenditionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what is published with the ledger, the lock, the settings and the scenes, without
 * changing anything. One method for each part; a further part adds to the same findings.
 */
final class VerifyJob {
  private final RunContext context;
  private final int segments;
  private final Findings findings = new Findings();

  /**
   * A comparison.
   *
   * @param context a run without the cache
   * @param segments how many segments of the video to draw again at the most
   */
  VerifyJob(RunContext context, int segments) {
    this.context = context;
    this.segments = segments;
  }

  VerifyResult run() throws Exception {
    Optional<PublishedLedger> ledger = PublishedLedger.find(context.outputs().ledger());
    Optional<PublishedScenes> scenes = PublishedScenes.find(context.outputs().ledger());
    if (ledger.isEmpty() || scenes.isEmpty()) {
      differ(
          "ledger",
          context.outputs().ledger()
              + " is missing or is not a ledger; run `terralapse render` to publish the job.");
      return result(0, 0, Drawn.NOTHING);
    }
    checkPublication(ledger.get());
    checkOutputs(ledger.get());
    boolean locked = checkLock(ledger.get());
    InputsCheck inputs = new InputsCheck(ledger.get().inputs(), findings);
    checkSettings(scenes.get(), inputs);
    int hashed = locked ? checkSources(scenes.get(), inputs) : 0;
    Drawn drawn = hashed > 0 ? drawAgain(ledger.get(), scenes.get()) : Drawn.NOTHING;
    return result(ledger.get().outputs().size(), hashed, drawn);
  }

  /**
   * What was drawn again.
   *
   * @param segments of videos that are made of segments
   * @param files of other formats
   */
  private record Drawn(int segments, int files) {
    static final Drawn NOTHING = new Drawn(0, 0);
  }

  private VerifyResult result(int outputs, int hashed, Drawn drawn) {
    return new VerifyResult(
        findings.differences().isEmpty() ? "identical" : "different",
        outputs,
        hashed,
        drawn.segments(),
        drawn.files(),
        findings.differences(),
        findings.notes());
  }

  private int checkSources(PublishedScenes scenes, InputsCheck inputs) throws Exception {
    SourcesCheck own = new SourcesCheck(context, scenes, findings);
    int hashed = own.check();
    Set<InputFile> files = new LinkedHashSet<>(own.inputs());
    Optional<RunContext> panel = context.panel();
    Optional<PublishedScenes> second = PublishedScenes.findSecond(context.outputs().ledger());
    if (panel.isPresent() && second.isPresent()) {
      SourcesCheck other = new SourcesCheck(panel.get(), second.get(), findings);
      hashed += other.check();
      files.addAll(other.inputs());
    }
    inputs.check(List.copyOf(files));
    return hashed;
  }

  private Drawn drawAgain(PublishedLedger ledger, PublishedScenes scenes) throws Exception {
    if (segments == 0) {
      return Drawn.NOTHING;
    }
    try {
      return draw(ledger, scenes);
    } catch (UserError refused) {
      if (refused.exitCode() == ExitCode.ENVIRONMENT) {
        throw refused;
      }
      differ(SegmentsCheck.CODE, "The video cannot be drawn again: " + refused.getMessage());
      return Drawn.NOTHING;
    }
  }

  private Drawn draw(PublishedLedger ledger, PublishedScenes scenes) throws Exception {
    Redrawing redrawing = new Redrawing(context, ledger.frames());
    SegmentsCheck check = new SegmentsCheck(context, scenes, redrawing, findings);
    Set<String> videos =
        context.outputs().renditions().stream()
            .filter(RenditionFiles::mp4)
            .map(files -> files.video(context.job().name()))
            .collect(Collectors.toSet());
    int drawn = 0;
    for (Ledger.Output output : ledger.outputs()) {
      if (!output.segments().isEmpty() || videos.contains(output.file())) {
        drawn += check.check(output, segments);
      }
    }
    int files =
        new SequencesCheck(context, scenes, redrawing, findings)
            .check(ledger.outputs(), segments == Integer.MAX_VALUE);
    return new Drawn(drawn, files);
  }

  private void checkPublication(PublishedLedger ledger) {
    JobSettings job = context.job();
    if (Files.exists(job.outputDir().resolve("." + job.name() + ".journal"))) {
      differ(
          "ledger",
          "A publication of "
              + job.name()
              + " was interrupted; run `terralapse render` to complete it.");
    }
    if (ledger.altered()) {
      differ(
          "ledger",
          context.outputs().ledger().getFileName()
              + " was altered after it was published: its content is not that of its ledgerHash;"
              + " run `terralapse render` to write it again.");
    }
    if (ledger.outputs().isEmpty()) {
      differ(
          "ledger",
          context.outputs().ledger().getFileName()
              + " is that of a run without a video; run `terralapse render`.");
    }
  }

  private void checkOutputs(PublishedLedger ledger) throws IOException {
    context.progress().stage("opening published files", ledger.outputs().size());
    OutputsCheck check =
        new OutputsCheck(context.job().outputDir(), context.inputs().rasters(), findings);
    for (Ledger.Output output : ledger.outputs()) {
      check.check(output);
      context.progress().step();
    }
  }

  /** False if the lock cannot be used, without which the frames' grid is not known. */
  private boolean checkLock(PublishedLedger ledger) throws IOException {
    String name = context.job().name() + ".lock";
    LockFile lock;
    try {
      lock = context.openLock();
    } catch (UserError damaged) {
      differ("lock", String.valueOf(damaged.getMessage()));
      return false;
    }
    if (lock.found().isEmpty()) {
      if (!ledger.lockHash().isEmpty()) {
        differ(
            "lock",
            name
                + " is missing; restore it, or run `terralapse render`, which may move published"
                + " frames.");
      }
    } else if (!ComparedPanel.lockHash(context, LockFile.hash(lock.found()))
        .equals(ledger.lockHash())) {
      differ(
          "lock",
          (context.panel().isPresent()
                  ? name + " or " + context.job().name() + "-compare.lock"
                  : name)
              + " is not the one that the video was made with; restore it, or run `terralapse"
              + " render`.");
    }
    return true;
  }

  /** The version of the program is part of the hash, and no difference by itself. */
  private void checkSettings(PublishedScenes published, InputsCheck inputs) {
    List<InputFile> files;
    try {
      files = InputFileKeys.ofSettings(context.job());
    } catch (UserError unusable) {
      InputsCheck.refuse(unusable, findings);
      return;
    }
    boolean sameFiles = inputs.check(files);
    if (!sameFiles || UpToDateCheck.hasSettingsOf(published, context)) {
      return;
    }
    if (published.codeVersion().isEmpty()) {
      findings.note(
          context.job().name(),
          "Settings and the files that they name were not compared, because an earlier version of"
              + " the program made the video");
    } else {
      differ(
          "settings",
          "Settings have changed since the video was made; run `terralapse render` to apply them.");
    }
  }

  private void differ(String code, String sentence) {
    findings.differ(code, context.job().name(), sentence);
  }
}
