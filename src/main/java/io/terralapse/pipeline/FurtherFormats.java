package io.terralapse.pipeline;

import io.terralapse.draw.DrawPass;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.StoredPictures;
import io.terralapse.encode.SequenceOutput;
import io.terralapse.ledger.Ledger;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Grid;
import io.terralapse.pace.CodedSequence;
import io.terralapse.page.PageContent;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.PublishedFiles;
import io.terralapse.publish.SequenceSource;
import io.terralapse.run.MemoryPlan;
import io.terralapse.run.Workers;
import io.terralapse.select.FillOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes the files of drawn renditions: the videos, and the further formats, each from the finished
 * pictures.
 */
final class FurtherFormats {
  /** A picture, its copy for the JDK's encoder, and what that writes. */
  private static final long STILL_BYTES_PER_PIXEL = 12;

  private final RunContext context;
  private final FrameDrawing drawing;
  private final PageContent content;
  private final FillOrder fill;

  /**
   * The files of a sequence.
   *
   * @param content words of the files
   * @param fill from which dates gaps were filled
   */
  FurtherFormats(RunContext context, FrameDrawing drawing, PageContent content, FillOrder fill) {
    this.context = context;
    this.drawing = drawing;
    this.content = content;
    this.fill = fill;
  }

  /**
   * Stages all of them.
   *
   * @throws io.terralapse.model.UserError (usage) if a limit of bytes cannot be reached
   */
  void add(Outputs outputs, List<RenditionDrawing.Drawn> drawn) throws Exception {
    RenditionOutputs files = new RenditionOutputs(context, drawing, content);
    VideoBudget budget =
        new VideoBudget(drawing, files, content.tags(), context.stores().segments());
    for (RenditionDrawing.Drawn one : budget.fit(drawn)) {
      files.add(outputs, one);
    }
    int count = drawn.stream().mapToInt(one -> one.files().formats().size()).sum();
    if (count > 0) {
      context.progress().stage("encoding further formats", count);
    }
    Optional<PublishedFiles> earlier =
        context.options().noCache()
            ? Optional.empty()
            : PublishedFiles.find(context.job().outputDir(), context.job().name());
    for (RenditionDrawing.Drawn one : drawn) {
      if (one.files().needsPictures()) {
        add(outputs, one, earlier);
      }
    }
    outputs.replaceStills(earlier);
  }

  private void add(Outputs outputs, RenditionDrawing.Drawn one, Optional<PublishedFiles> earlier)
      throws Exception {
    StoredPictures pictures = one.encoded().pictures().orElseThrow();
    CodedSequence sequence = drawing.sequences().of(one.rendition().name());
    StoredPictures shown = sequence.hasLead() ? pictures.withLead() : pictures;
    for (SequenceOutput format : one.files().formats()) {
      SequenceOutput output = limited(format, one, sequence.timing().totalSeconds());
      SequenceSource source = new SequenceSource(output, shown, sequence.timing());
      if (earlier.isEmpty() || !outputs.keepSequence(one.files(), source, earlier.get())) {
        drawMissing(pictures, one.rendition().grid());
        outputs.addSequence(one.files(), source, threads(output, pictures));
      }
      context.progress().step();
    }
    if (one.files().stills().isPresent()) {
      drawMissing(pictures, one.rendition().grid());
      List<AcquisitionDate> dates =
          drawing.plans().stream().map(plan -> plan.date().acquisition().acquired()).toList();
      int threads =
          MemoryPlan.threads(
              context.job().memoryBytes(),
              context.job().jobs(),
              STILL_BYTES_PER_PIXEL * pictures.width() * pictures.height());
      outputs.addStills(one.files(), pictures.stills(), dates, threads, earlier);
    }
  }

  /** A format with the limit of the place that its file is for. */
  private static SequenceOutput limited(
      SequenceOutput output, RenditionDrawing.Drawn one, double seconds) {
    return one.rendition()
        .settings()
        .byteLimit(output.ending(), OptionalDouble.of(seconds))
        .map(output::within)
        .orElse(output);
  }

  /** What was given up for limits of bytes, a sentence each. */
  static List<String> notices(Outputs outputs) {
    List<String> notices = new ArrayList<>();
    for (Ledger.Output output : outputs.outputs()) {
      output
          .encoding()
          .filter(encoding -> !encoding.givenUp().isEmpty())
          .ifPresent(
              encoding ->
                  notices.add(
                      output.file()
                          + " was made to fit into its limit of bytes with "
                          + String.join(", ", encoding.givenUp())
                          + "."));
    }
    return notices;
  }

  private int threads(SequenceOutput output, StoredPictures pictures) {
    return MemoryPlan.threads(
        context.job().memoryBytes(),
        context.job().jobs(),
        output.encoder().bytesPerThread(pictures.width(), pictures.height()));
  }

  /** Draws what the cache does not hold, several at a time. */
  private void drawMissing(StoredPictures pictures, Grid grid) throws Exception {
    List<Integer> missing = pictures.missing();
    if (missing.isEmpty()) {
      return;
    }
    int extra =
        DrawPass.extraBytesPerPixel(drawing.plans().stream().map(FramePlan::date).toList(), fill);
    int threads =
        MemoryPlan.encoders(
            grid, context.job().memoryBytes(), context.job().jobs(), missing.size(), extra);
    try (Workers workers = new Workers("draw", threads)) {
      workers.map(missing, pictures::get);
    }
  }
}
