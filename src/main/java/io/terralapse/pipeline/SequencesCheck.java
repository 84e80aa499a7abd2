package io.terralapse.pipeline;

import io.terralapse.encode.SequenceOutput;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.rendition.RenditionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes published files that have no segments again from the scenes, and compares their bytes:
 * videos of other encoders than the job's own, animated pictures, and frames as pictures. Says of
 * the others why they cannot be compared.
 */
final class SequencesCheck {
  private final RunContext context;
  private final PublishedScenes published;
  private final Redrawing redrawing;
  private final Findings findings;

  /**
   * A check of the files of a run.
   *
   * @param redrawing draws the frames again
   * @param findings receives what is found
   */
  SequencesCheck(
      RunContext context, PublishedScenes published, Redrawing redrawing, Findings findings) {
    this.context = context;
    this.published = published;
    this.redrawing = redrawing;
    this.findings = findings;
  }

  /**
   * Compares.
   *
   * @param outputs published files
   * @param all whether to make them again: they have no parts that could be made alone
   * @return how many were made again
   */
  int check(List<Ledger.Output> outputs, boolean all) throws Exception {
    int made = 0;
    for (RenditionSettings settings : context.job().allRenditions()) {
      RenditionFiles files = JobOutputs.of(settings);
      List<SequenceOutput> again = new ArrayList<>();
      for (SequenceOutput format : files.formats()) {
        Optional<Ledger.Output> output = find(outputs, files, format);
        if (output.isEmpty()) {
          continue;
        }
        if (!format.encoder().isRepeatable()) {
          note(
              output.get(), "a hardware encoder made it, which need not give the same bytes twice");
        } else if (!all) {
          note(output.get(), "it has no segments; --segments all makes the whole file again");
        } else {
          again.add(format);
        }
      }
      List<Ledger.Output> stills = stills(outputs, files);
      if (!all && !stills.isEmpty()) {
        note(stills.get(0), "frames have no segments; --segments all makes all of them again");
      }
      if (!again.isEmpty() || (all && !stills.isEmpty())) {
        made += compare(outputs, files, again, stills);
      }
    }
    return made;
  }

  private Optional<Ledger.Output> find(
      List<Ledger.Output> outputs, RenditionFiles files, SequenceOutput format) {
    String name = files.sequence(context.job().name(), format);
    // A video of segments has the name of that of a hardware encoder.
    return outputs.stream()
        .filter(output -> output.file().equals(name) && output.segments().isEmpty())
        .findFirst();
  }

  /** The published frames of a rendition. */
  private List<Ledger.Output> stills(List<Ledger.Output> outputs, RenditionFiles files) {
    return files.stills().isEmpty()
        ? List.of()
        : outputs.stream()
            .filter(output -> output.rendition().equals(files.ledgerName()))
            .filter(output -> files.stillFiles(context.job().name()).has(output.file()))
            .toList();
  }

  private int compare(
      List<Ledger.Output> outputs,
      RenditionFiles files,
      List<SequenceOutput> formats,
      List<Ledger.Output> stills)
      throws Exception {
    RunResults results;
    try {
      results = redrawing.results();
    } catch (NoUsableScenesException none) {
      for (SequenceOutput format : formats) {
        differ(
            find(outputs, files, format).orElseThrow(),
            "cannot be made from these scenes: " + Findings.phrase(none.getMessage()));
      }
      return 0;
    }
    FrameDrawing drawing = results.drawing();
    DrawnRendition drawn =
        drawing.renditions().drawOnly(files.name(), drawing.plans(), drawing.segments());
    FurtherFormats maker =
        new FurtherFormats(context, drawing, new SceneAccount(context, results).content());
    Path folder = Files.createTempDirectory(context.stores().segments(), "again");
    context
        .progress()
        .stage("making further formats again", formats.size() + (stills.isEmpty() ? 0 : 1));
    int made = 0;
    for (SequenceOutput format : formats) {
      made += compare(find(outputs, files, format).orElseThrow(), format, maker, drawn, folder);
      context.progress().step();
    }
    if (!stills.isEmpty()) {
      made += compare(stills, maker.makeStills(drawn, folder::resolve), folder);
      context.progress().step();
    }
    return made;
  }

  private int compare(
      Ledger.Output output,
      SequenceOutput format,
      FurtherFormats maker,
      DrawnRendition drawn,
      Path folder)
      throws Exception {
    Path file = folder.resolve(output.file());
    try {
      compare(output, maker.make(drawn, format, file));
      return 1;
    } catch (UserError refused) {
      if (refused.exitCode() == ExitCode.ENVIRONMENT) {
        note(output, "it cannot be made here (" + Findings.phrase(refused.getMessage()) + ")");
      } else {
        differ(
            output, "cannot be made from these scenes: " + Findings.phrase(refused.getMessage()));
      }
      return 0;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private int compare(List<Ledger.Output> before, List<Ledger.Output> now, Path folder)
      throws Exception {
    for (Ledger.Output output : before) {
      Optional<Ledger.Output> again =
          now.stream().filter(one -> one.file().equals(output.file())).findFirst();
      if (again.isPresent()) {
        compare(output, again.get());
      } else {
        differ(output, "is no frame of these scenes and settings; run `terralapse render`");
      }
    }
    for (Ledger.Output output : now) {
      Files.deleteIfExists(folder.resolve(output.file()));
    }
    return before.size();
  }

  private void compare(Ledger.Output before, Ledger.Output now) {
    if (!before.sha256().equals(now.sha256())) {
      differ(
          before,
          "is not the file that these scenes and settings give (SHA-256 "
              + now.sha256()
              + ", not "
              + before.sha256()
              + SegmentsCheck.otherVersion(context, published).map(made -> "; " + made).orElse("")
              + ")"
              + SegmentsCheck.MAKE_AGAIN);
    }
  }

  private void differ(Ledger.Output output, String what) {
    findings.differ(SegmentsCheck.CODE, output, what);
  }

  private void note(Ledger.Output output, String why) {
    findings.note(output, "was compared with the ledger only: " + why);
  }
}
