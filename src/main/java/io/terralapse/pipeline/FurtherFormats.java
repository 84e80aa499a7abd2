package io.terralapse.pipeline;

import io.terralapse.draw.StoredPictures;
import io.terralapse.encode.SequenceOutput;
import io.terralapse.ledger.Ledger;
import io.terralapse.pace.CodedSequence;
import io.terralapse.page.PageContent;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.PublishedFiles;
import io.terralapse.publish.SequenceSource;
import io.terralapse.run.MemoryPlan;
import io.terralapse.run.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

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

  /**
   * The files of a sequence.
   *
   * @param content words of the files
   */
  FurtherFormats(RunContext context, FrameDrawing drawing, PageContent content) {
    this.context = context;
    this.drawing = drawing;
    this.content = content;
  }

  /**
   * Stages all of them.
   *
   * @throws io.terralapse.model.UserError (usage) if a limit of bytes cannot be reached
   */
  void add(Outputs outputs, List<DrawnRendition> drawn) throws Exception {
    RenditionOutputs files = new RenditionOutputs(context, drawing, content);
    VideoBudget budget =
        new VideoBudget(drawing, files, content.tags(), context.stores().segments());
    for (DrawnRendition one : budget.fit(drawn)) {
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
    for (DrawnRendition one : drawn) {
      if (one.files().needsPictures()) {
        add(outputs, one, earlier);
      }
    }
    outputs.replaceStills(drawn.stream().map(DrawnRendition::files).toList());
  }

  private void add(Outputs outputs, DrawnRendition one, Optional<PublishedFiles> earlier)
      throws Exception {
    StoredPictures pictures = one.encoded().pictures();
    for (SequenceOutput output : one.files().formats()) {
      SequenceSource source = source(one, output);
      if (earlier.isEmpty() || !outputs.keepSequence(one.files(), source, earlier.get())) {
        drawMissing(one);
        outputs.addSequence(one.files(), source, threads(output, pictures));
      }
      context.progress().step();
    }
    if (one.files().stills().isPresent()) {
      drawMissing(one);
      outputs.addStills(
          one.files(), pictures.stills(), drawing.times(), stillThreads(pictures), earlier);
    }
  }

  /** The pictures for a format, which has the limit of the place that its file is for. */
  private SequenceSource source(DrawnRendition one, SequenceOutput format) {
    StoredPictures pictures = one.encoded().pictures();
    CodedSequence sequence = drawing.sequences().of(one.rendition().name());
    SequenceOutput output =
        one.rendition()
            .settings()
            .byteLimit(format.ending(), OptionalDouble.of(sequence.timing().totalSeconds()))
            .map(format::within)
            .orElse(format);
    return new SequenceSource(
        output, sequence.hasLead() ? pictures.withLead() : pictures, sequence.timing());
  }

  private int stillThreads(StoredPictures pictures) {
    return MemoryPlan.threads(
        context.job().memoryBytes(),
        context.job().jobs(),
        STILL_BYTES_PER_PIXEL * pictures.width() * pictures.height());
  }

  /**
   * Makes a file of a drawn rendition, which is not published.
   *
   * @param to where it is written
   * @return as in the ledger
   * @throws io.terralapse.model.UserError if a limit of bytes cannot be reached, or this machine
   *     lacks the encoder
   */
  Ledger.Output make(DrawnRendition one, SequenceOutput output, Path to) throws Exception {
    SequenceSource source = source(one, output);
    drawMissing(one);
    return source.write(
        one.files().sequence(context.job().name(), output),
        one.files().ledgerName(),
        to,
        content.tags(),
        threads(output, source.pictures()));
  }

  /**
   * Makes the frames of a drawn rendition as pictures, which are not published.
   *
   * @param to gives the file of each by its name
   * @return as in the ledger
   */
  List<Ledger.Output> makeStills(DrawnRendition one, Function<String, Path> to) throws Exception {
    StoredPictures pictures = one.encoded().pictures();
    drawMissing(one);
    return one.files()
        .stillFiles(context.job().name())
        .write(pictures.stills(), drawing.times(), stillThreads(pictures), to, Optional.empty());
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
  private void drawMissing(DrawnRendition one) throws Exception {
    StoredPictures pictures = one.encoded().pictures();
    List<Integer> missing = pictures.missing();
    if (missing.isEmpty()) {
      return;
    }
    int threads =
        drawing.renditions().encoders(one.rendition(), drawing.plans()).applyAsInt(missing.size());
    try (Workers workers = new Workers("draw", threads)) {
      workers.map(missing, pictures::get);
    }
  }
}
