package io.terralapse.pipeline;

import io.terralapse.ledger.Ledger;
import io.terralapse.model.UserError;
import io.terralapse.page.PageContent;
import io.terralapse.page.PageJob;
import io.terralapse.places.NamedPlace;
import io.terralapse.places.PlaceTable;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.rendition.RenditionSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which files of a run are for which of the places that the settings name, whether they keep to the
 * limits of those, and what to write there. Immutable.
 */
final class PlaceKit {
  private static final int DEFAULT_ALT = 10_000;

  private final RunContext context;
  private final RenditionSequences sequences;
  private final List<NamedPlace> places;

  PlaceKit(RunContext context, RenditionSequences sequences) {
    this.context = context;
    this.sequences = sequences;
    this.places =
        context.job().places().stream().flatMap(name -> PlaceTable.find(name).stream()).toList();
  }

  /** Name of the file that says what to write where. */
  static String textFile(String job) {
    return job + "-places.txt";
  }

  /** Names of the files that are for a place. */
  private Set<String> names(NamedPlace place) {
    Set<String> names = new LinkedHashSet<>();
    String job = context.job().name();
    for (RenditionSettings one : context.job().renditions()) {
      if (one.place().filter(place.name()::equals).isPresent()) {
        names.addAll(JobOutputs.of(one).names(job));
      }
    }
    PageJob pages = context.outputs().pageJob();
    if (place.outputs().contains("poster")) {
      names.addAll(JobOutputs.of(context.job().main()).names(job));
    }
    if (place.outputs().contains("page")) {
      names.add(pages.pageFile());
    }
    if (place.outputs().contains("embed")) {
      names.addAll(List.of(pages.embedFile(), pages.oembedFile()));
    }
    if (place.outputs().contains("captions")) {
      names.addAll(List.of(pages.captionsFile(), pages.chaptersFile()));
    }
    if (place.outputs().contains("email")) {
      names.addAll(List.of(pages.emailFile(), pages.emailPicture()));
    }
    return names;
  }

  /** Outputs with the places that they are for. */
  List<Ledger.Output> annotated(List<Ledger.Output> outputs) {
    return outputs.stream().map(output -> output.with(use(output))).toList();
  }

  private Ledger.Use use(Ledger.Output output) {
    List<String> named =
        places.stream()
            .filter(place -> names(place).contains(output.file()))
            .map(NamedPlace::name)
            .toList();
    List<String> notes = new ArrayList<>();
    if (output.durationSeconds().isPresent()) {
      for (RenditionSettings one : context.job().renditions()) {
        if (JobOutputs.of(one).video(context.job().name()).equals(output.file())) {
          notes.addAll(longer(one));
        }
      }
    }
    return new Ledger.Use(named, notes);
  }

  /** What the user should know: that dates are shown for longer. */
  List<String> notices() {
    return context.job().renditions().stream().flatMap(one -> longer(one).stream()).toList();
  }

  private List<String> longer(RenditionSettings one) {
    double factor = sequences.of(one.name()).factor();
    return factor <= 1 || one.place().isEmpty()
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%s shows every date %.3g times as long as the settings say, because %s takes no"
                    + " video below %.3g s.",
                JobOutputs.of(one).video(context.job().name()),
                factor,
                PlaceTable.find(one.place().get()).map(NamedPlace::title).orElse(""),
                one.limits().leastSeconds().orElse(0)));
  }

  /**
   * Refuses files that are larger than their place takes: what can be made smaller, has been.
   *
   * @throws UserError (usage) naming the first of them
   */
  void check(List<Ledger.Output> outputs) {
    for (NamedPlace place : places) {
      Set<String> names = names(place);
      for (Ledger.Output output : outputs) {
        if (names.contains(output.file())) {
          check(place, output);
        }
      }
    }
  }

  private static void check(NamedPlace place, Ledger.Output output) {
    OptionalLong most = place.limits().mostBytes(output.file(), output.durationSeconds());
    if (output.bytes() > most.orElse(Long.MAX_VALUE)) {
      throw UserError.usage(
          "for: "
              + output.file()
              + " has "
              + output.bytes()
              + " bytes, and "
              + place.name()
              + " takes "
              + most.getAsLong()
              + "; "
              + (output.file().endsWith(".html")
                  ? "shorten title and furniture.credit"
                  : "leave this format out")
              + ", or take "
              + place.name()
              + " out of for.");
    }
  }

  /** What was made for each place, and what to write there. */
  List<PlaceFiles> files(List<Ledger.Output> outputs, PageContent content) {
    List<PlaceFiles> all = new ArrayList<>();
    for (NamedPlace place : places) {
      Set<String> names = names(place);
      all.add(
          new PlaceFiles(
              place.name(),
              outputs.stream().map(Ledger.Output::file).filter(names::contains).toList(),
              content.alt((int) place.limits().altCharacters().orElse(DEFAULT_ALT)),
              content.description(),
              place.files().stream()
                  .filter(file -> !file.use().isEmpty())
                  .map(
                      file ->
                          names.stream()
                              .filter(name -> isVideo(name, file.name()))
                              .findFirst()
                              .map(name -> name + ": " + file.use()))
                  .flatMap(Optional::stream)
                  .toList()));
    }
    return all;
  }

  /** Whether a file is what moves of a rendition. */
  private boolean isVideo(String name, String rendition) {
    String base = context.job().name() + "-" + rendition + ".";
    return name.startsWith(base) && !name.endsWith(".vtt");
  }

  /** Stages the file that says what to write where, if there is a place. */
  void addText(Outputs outputs, PageContent content) throws IOException {
    if (places.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (PlaceFiles one : files(outputs.outputs(), content)) {
      NamedPlace place = PlaceTable.find(one.place()).orElseThrow();
      text.append(place.title()).append(" (").append(one.place()).append(")\n");
      one.files().forEach(file -> text.append("  ").append(file).append('\n'));
      one.uses().forEach(use -> text.append("  ").append(use).append('\n'));
      text.append("  Alternative text: ").append(one.altText()).append("\n\n");
    }
    text.append("Description: ").append(content.description()).append('\n');
    outputs.addTrack(
        RenditionFiles.MAIN,
        textFile(context.job().name()),
        sequences.main().dates(),
        text.toString(),
        List.of());
  }
}
