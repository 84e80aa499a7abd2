package io.terralapse.pipeline;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FrameRenderer;
import io.terralapse.draw.FrameStills;
import io.terralapse.encode.JpegPicture;
import io.terralapse.geo.GeographicPosition;
import io.terralapse.ledger.Ledger;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.pace.CodedSequence;
import io.terralapse.page.PageContent;
import io.terralapse.page.PageJob;
import io.terralapse.page.PagePictures;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.PageFiles;
import io.terralapse.rendition.RenditionSettings;
import io.terralapse.run.Workers;
import io.terralapse.safety.FlashAnalysis;
import io.terralapse.words.Language;
import io.terralapse.words.SequenceFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What a run makes for readers beside the video: pages, mail and text tracks; and whether the video
 * is safe to watch. Both need small stills of the frames, which are made while those are drawn.
 */
final class ReaderFiles {
  /** Issue of a video that flashes. */
  static final String FLASHES = "flashes";

  private final RunContext context;
  private final List<FramePlan> plans;
  private final List<AcquisitionDate> times;
  private final RenditionSequences sequences;
  private final boolean slow;
  private final Optional<FrameStills> stills;

  /**
   * Prepares for the frames of a run, before they are drawn.
   *
   * @param drawing how they are drawn
   */
  ReaderFiles(RunContext context, FrameDrawing drawing) {
    FrameRenderer renderer = drawing.renditions().main();
    this.context = context;
    this.plans = drawing.plans();
    this.times = drawing.times();
    this.sequences = drawing.sequences();
    this.slow =
        context.job().allRenditions().stream()
            .map(one -> sequences.of(one.name()))
            .allMatch(ReaderFiles::isSlow);
    this.stills =
        slow && !context.job().pages().page() && !context.job().sheet().enabled()
            ? Optional.empty()
            : Optional.of(
                new FrameStills(
                    renderer,
                    renderer.keys(AlgorithmVersion.text()),
                    context.stores().cache(),
                    PagePictures.width(plans.size()),
                    PagePictures.QUALITY));
    stills.ifPresent(renderer::setObserver);
  }

  /** Whether a rendition has a file that plays: a video, or an animated picture. */
  private static boolean isMoving(RenditionSettings one) {
    return one.mp4() || !JobOutputs.of(one).formats().isEmpty();
  }

  private static boolean isSlow(CodedSequence sequence) {
    return FlashAnalysis.isSlow(SequenceFlashes.changes(sequence));
  }

  /**
   * Draws the stills that neither this run nor an earlier one has made.
   *
   * @param drawersFor how many to draw at the same time, given how many there are
   */
  void drawMissing(IntUnaryOperator drawersFor) throws Exception {
    if (stills.isEmpty()) {
      return;
    }
    try (Workers workers = new Workers("stills", drawersFor.applyAsInt(plans.size()))) {
      workers.map(
          plans,
          plan -> {
            stills.get().of(plan);
            return true;
          });
    }
  }

  /** A still of a frame, for the contact sheet or the page. */
  byte[] still(FramePlan plan) throws IOException {
    return stills.orElseThrow().of(plan);
  }

  private byte[] still(int index) throws IOException {
    return stills.orElseThrow().of(plans.get(index));
  }

  /** A warning for each video that flashes more than three times a second. */
  List<Issue> findFlashes() throws IOException {
    List<Issue> issues = new ArrayList<>();
    Set<List<Object>> checked = new HashSet<>();
    for (RenditionSettings one : context.job().allRenditions()) {
      CodedSequence sequence = sequences.of(one.name());
      List<Object> shown = List.of(sequence.afterLead(), SequenceFlashes.changes(sequence));
      // Renditions show the same dates: one of each timing is enough.
      if (isMoving(one) && !isSlow(sequence) && checked.add(shown)) {
        findFlashes(one, sequence).ifPresent(issues::add);
      }
    }
    return issues;
  }

  private Optional<Issue> findFlashes(RenditionSettings rendition, CodedSequence sequence)
      throws IOException {
    SequenceFlashes flashes = new SequenceFlashes(sequence);
    FlashAnalysis analysis = flashes.find(date -> JpegPicture.decode(still(date)));
    return flashes.flashing().isEmpty()
        ? Optional.empty()
        : Optional.of(warning(analysis, flashes.flashing(), rendition, sequence));
  }

  private Issue warning(
      FlashAnalysis analysis,
      List<Integer> flashing,
      RenditionSettings rendition,
      CodedSequence sequence) {
    List<String> dates = flashing.stream().map(index -> times.get(index).text()).toList();
    String named =
        dates.size() <= 4
            ? String.join(", ", dates)
            : String.join(", ", dates.subList(0, 3)) + " and " + (dates.size() - 3) + " more dates";
    OptionalDouble slowness = analysis.slowness();
    String remedy =
        slowness.isPresent()
            ? String.format(
                Locale.ROOT,
                "show every date %.4g times as long, for example with pace.seconds_per_frame: %.4g",
                slowness.getAsDouble(),
                wholeFrames(rendition, usualSeconds(rendition, sequence) * slowness.getAsDouble()))
            : "set pace.seconds_per_frame to 0.2 or more";
    return new Issue(
        FLASHES,
        "pace",
        (rendition.name().isEmpty() ? "The video" : "The video of " + rendition.name())
            + " has "
            + (analysis.hasRedFlashes() ? "flashes of saturated red" : "flashes")
            + " more than three times a second at "
            + named
            + ", which can cause seizures (WCAG 2.3.1); "
            + remedy
            + ".");
  }

  /** A duration of whole frames, where the rate is constant, that is not shorter. */
  private static double wholeFrames(RenditionSettings rendition, double seconds) {
    int fps = rendition.pace().fps().orElse(1000);
    // Rounded up in the fourth digit too, so that what is written is not shorter either.
    return Math.ceil(1e4 * Math.ceil(fps * seconds - 1e-6) / fps - 1e-6) / 1e4;
  }

  /** What the settings say, or the shortest duration if that is longer: frames are rounded. */
  private static double usualSeconds(RenditionSettings rendition, CodedSequence sequence) {
    return Math.max(shortestSeconds(sequence), rendition.pace().secondsPerFrame());
  }

  private static double shortestSeconds(CodedSequence sequence) {
    return IntStream.range(0, sequence.dates())
        .mapToDouble(i -> sequence.endSeconds(i) - sequence.startSeconds(i))
        .min()
        .orElse(0);
  }

  /** What pages, text tracks and tags of the video say. */
  static PageContent content(RunContext context, Ledger draft, List<Acquisition> dates) {
    Optional<SequenceFacts.Place> place =
        context.job().revealLocation()
            ? draft
                .grid()
                .flatMap(GeographicPosition::centreOf)
                .map(p -> new SequenceFacts.Place(p.lon(), p.lat()))
            : Optional.empty();
    return new PageContent(context.outputs().pageJob(), draft, Acquisition.creditOf(dates), place);
  }

  /**
   * Stages what the settings request.
   *
   * @param drawn the job's own rendition first
   */
  void add(Outputs outputs, PageContent content, List<DrawnRendition> drawn) throws IOException {
    PageJob job = context.outputs().pageJob();
    if (job.settings().any()) {
      // The still of a mail has the shape of the animated picture that it replaces.
      String mail = context.job().emailGif().map(RenditionSettings::name).orElse("");
      Picture last =
          drawn.stream()
              .filter(one -> one.rendition().name().equals(mail))
              .findFirst()
              .orElse(drawn.get(0))
              .encoded()
              .last();
      PageFiles.add(outputs, job, content, plans.size(), last, this::still);
    }
  }

  /** What the user should know of the files that were made. */
  List<String> notices() {
    PageJob job = context.outputs().pageJob();
    List<String> notices = new ArrayList<>();
    if (job.settings().any() && Language.find(job.locale()).isEmpty()) {
      notices.add(
          "There is no text in the language of furniture.locale ("
              + job.locale().toLanguageTag()
              + "), so pages and captions are in English; the languages are "
              + String.join(", ", Language.tags())
              + ".");
    }
    if (job.settings().email() && job.baseUrl().isEmpty()) {
      notices.add(
          job.emailFile()
              + " names its picture and its link without an address, which no mail can load; set"
              + " base_url to the address of the folder that you publish.");
    }
    return notices;
  }
}
