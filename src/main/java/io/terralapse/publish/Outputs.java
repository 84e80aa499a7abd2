package io.terralapse.publish;

import io.terralapse.access.FileHash;
import io.terralapse.draw.StoredPictures;
import io.terralapse.encode.AvcCodec;
import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.Mp4Writer;
import io.terralapse.encode.Poster;
import io.terralapse.encode.SequenceOutput;
import io.terralapse.encode.Timing;
import io.terralapse.encode.VideoCheck;
import io.terralapse.ledger.Ledger;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import io.terralapse.page.MediaSource;
import io.terralapse.report.AlignmentPage;
import io.terralapse.report.AlignmentReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Stages every output of a run, checks it by opening it again, and publishes all of them together,
 * the ledger last.
 */
public final class Outputs {
  /** Ending of the ledger's name. */
  public static final String LEDGER_JSON = ".ledger.json";

  static final String MP4 = ".mp4";
  private static final String ALIGNMENT_PAGE = ".alignment.html";

  private final OutputSettings settings;
  private final Publication publication;
  private final List<Ledger.Output> outputs = new ArrayList<>();
  private final Map<String, SequenceOutput> formats = new HashMap<>();
  private List<String> obsolete = List.of();
  private Map<String, String> tags;

  /** Outputs that are staged in {@code publication}. */
  public Outputs(OutputSettings settings, Publication publication) {
    this.settings = settings;
    this.publication = publication;
    this.tags = Map.of("title", settings.title());
  }

  /** Tags of videos that are added from now on, by FFmpeg's keys, in place of the title alone. */
  public void setTags(Map<String, String> next) {
    tags = Map.copyOf(next);
  }

  /** The videos of the job's own rendition, for browsers, the most efficient first. */
  List<MediaSource> sources() {
    return new VideoSources(settings.name() + MP4, formats).of(outputs);
  }

  /** What has been staged. */
  public List<Ledger.Output> outputs() {
    return List.copyOf(outputs);
  }

  /** As the other method, without further files. */
  public void refuseFolders(List<RenditionFiles> renditions, boolean page) {
    refuseFolders(renditions, page, List.of());
  }

  /**
   * Refuses to begin where a folder has the name of a file to publish: renaming the finished video
   * would fail.
   *
   * @param renditions that will be published
   * @param page whether the page of the alignment will be published
   * @param further names of other files
   * @throws UserError (environment) naming the folder
   */
  public void refuseFolders(List<RenditionFiles> renditions, boolean page, List<String> further) {
    List<String> names = new ArrayList<>(further);
    for (RenditionFiles files : renditions) {
      names.addAll(files.names(settings.name()));
    }
    if (page) {
      names.add(settings.name() + ALIGNMENT_PAGE);
    }
    names.addAll(ledgerFiles().names());
    for (String name : names) {
      TargetFile.refuseFolder(settings.folder().resolve(name));
    }
  }

  /**
   * Stages the video of a rendition.
   *
   * @param earlier the video that was published before: its segments are not decoded again
   * @param fitted the quality that a limit of bytes requested
   * @throws IOException if it cannot be written
   * @throws IllegalStateException if it does not read back as it was written
   */
  public void addVideo(
      RenditionFiles files,
      VideoParts parts,
      Optional<PublishedVideo> earlier,
      Optional<FittedQuality> fitted)
      throws IOException {
    String name = files.video(settings.name());
    Path staged = publication.stage(name);
    Timing timing = parts.timing();
    List<CodedSegment> segments = parts.segments();
    Mp4Writer.write(
        staged, segments.stream().map(CodedSegment::source).toList(), timing, tags, parts.extras());
    List<VideoCheck.Part> checked = new ArrayList<>();
    for (CodedSegment segment : segments) {
      boolean decoded = earlier.isPresent() && earlier.get().has(segment);
      checked.add(new VideoCheck.Part(segment.source(), !decoded));
    }
    parts.requireSame(VideoCheck.compare(staged, checked, timing, parts.extras().gop()));
    outputs.add(
        new Ledger.Output(
            name,
            files.ledgerName(),
            Files.size(staged),
            FileHash.sha256(staged),
            Math.toIntExact(timing.frames()),
            OptionalDouble.of(timing.totalSeconds()),
            parts.ledgerSegments(),
            Optional.of(
                new Ledger.Encoding(
                    "",
                    AvcCodec.mediaType(staged),
                    fitted.stream().map(FittedQuality::phrase).toList(),
                    fitted.isPresent()
                        ? OptionalInt.of(fitted.get().crf())
                        : OptionalInt.empty()))));
  }

  /**
   * Stages a still picture of a rendition as JPEG: of the best quality that fits into some bytes,
   * and smaller if none does.
   *
   * @param name of the file
   * @param most bytes of the file
   */
  public void addPicture(RenditionFiles files, String name, Picture picture, OptionalLong most)
      throws IOException {
    Path staged = publication.stage(name);
    BoundedJpeg jpeg = BoundedJpeg.encode(picture, most);
    Files.write(staged, jpeg.bytes());
    outputs.add(
        staged(name, files.ledgerName(), staged, 1, encoding("image/jpeg", jpeg.givenUp())));
  }

  /**
   * Stages a text track of a rendition.
   *
   * @param givenUp what was given up for a limit of bytes, a phrase each
   */
  public void addTrack(
      RenditionFiles files, String name, int frames, String text, List<String> givenUp)
      throws IOException {
    Path staged = publication.stage(name);
    Files.writeString(staged, text, StandardCharsets.UTF_8);
    outputs.add(staged(name, files.ledgerName(), staged, frames, encoding("text/vtt", givenUp)));
  }

  /** How a file was made, if something was given up for its limit of bytes. */
  private static Optional<Ledger.Encoding> encoding(String mediaType, List<String> givenUp) {
    return givenUp.isEmpty()
        ? Optional.empty()
        : Optional.of(new Ledger.Encoding("", mediaType, givenUp));
  }

  /**
   * Stages a further file of a rendition as it is published, if it was made of the same pictures in
   * the same way.
   *
   * @param earlier what an earlier run published
   * @return whether it was
   */
  public boolean keepSequence(RenditionFiles files, SequenceSource source, PublishedFiles earlier)
      throws IOException {
    String name = files.sequence(settings.name(), source.output());
    Optional<Ledger.Output> kept = earlier.copy(name, source.key(tags), publication.stage(name));
    kept.ifPresent(one -> add(one, source.output()));
    return kept.isPresent();
  }

  /**
   * Encodes and stages a further file of a rendition; copies it if this run has made the same for
   * another one.
   *
   * @param threads most threads to encode with
   * @throws io.terralapse.model.UserError if a limit of bytes cannot be reached, or this machine
   *     lacks the encoder
   */
  public void addSequence(RenditionFiles files, SequenceSource source, int threads)
      throws Exception {
    String name = files.sequence(settings.name(), source.output());
    Path staged = publication.stage(name);
    String key = source.key(tags);
    Optional<Ledger.Output> same =
        outputs.stream()
            .filter(one -> one.encoding().filter(made -> made.key().equals(key)).isPresent())
            .findFirst();
    if (same.isPresent()) {
      Files.copy(publication.stage(same.get().file()), staged, StandardCopyOption.REPLACE_EXISTING);
      add(same.get().copied(name, files.ledgerName()), source.output());
    } else {
      add(source.write(name, files.ledgerName(), staged, tags, threads), source.output());
    }
  }

  /**
   * Stages the frames of a rendition as pictures; those that are published and would be the same
   * are kept.
   *
   * @param dates one for each frame
   * @param threads most threads to encode with
   */
  public void addStills(
      RenditionFiles files,
      StoredPictures pictures,
      List<AcquisitionDate> dates,
      int threads,
      Optional<PublishedFiles> earlier)
      throws Exception {
    FrameStillFiles stills = files.stillFiles(settings.name());
    outputs.addAll(stills.write(pictures, dates, threads, publication::stage, earlier));
  }

  /**
   * Deletes frames that earlier runs published, and this one does not, once it is published.
   *
   * @param renditions that are published; what is staged for them now is kept
   */
  public void replaceStills(List<RenditionFiles> renditions) throws IOException {
    obsolete =
        FrameStillFiles.obsolete(
            settings.folder(),
            List.of(settings.folder().resolve(settings.name() + LEDGER_JSON), pending().reported()),
            renditions.stream()
                .filter(files -> files.stills().isPresent())
                .map(files -> files.stillFiles(settings.name()))
                .toList(),
            names());
  }

  private void add(Ledger.Output output, SequenceOutput format) {
    formats.put(output.file(), format);
    outputs.add(output);
  }

  /**
   * Stages the alignment page.
   *
   * @return its file name
   */
  public String addPage(AlignmentReport report) throws IOException {
    String name = settings.name() + ALIGNMENT_PAGE;
    addText(name, report.dates().size(), out -> AlignmentPage.write(report, out));
    return name;
  }

  /** Writes text. */
  public interface Text {
    /**
     * Writes everything.
     *
     * @param out not closed
     */
    void write(Writer out) throws IOException;
  }

  /**
   * Stages a text file, UTF-8.
   *
   * @param frames that it is about
   */
  public void addText(String name, int frames, Text text) throws IOException {
    Path staged = publication.stage(name);
    // Ids from metadata may hold what UTF-8 cannot encode; this writer replaces it.
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(Files.newOutputStream(staged), StandardCharsets.UTF_8))) {
      text.write(out);
    }
    add(name, RenditionFiles.MAIN.ledgerName(), staged, frames);
  }

  /**
   * Stages a picture as PNG.
   *
   * @param frames that it shows
   */
  public void addPng(String name, int frames, Picture picture) throws IOException {
    Path staged = publication.stage(name);
    Poster.writePng(staged, picture);
    add(name, RenditionFiles.MAIN.ledgerName(), staged, frames);
  }

  private void add(String name, String rendition, Path staged, int frames) throws IOException {
    outputs.add(staged(name, rendition, staged, frames, Optional.empty()));
  }

  /** What a ledger says of a staged file that is no video. */
  static Ledger.Output staged(
      String name, String rendition, Path staged, int frames, Optional<Ledger.Encoding> encoding)
      throws IOException {
    return new Ledger.Output(
        name,
        rendition,
        Files.size(staged),
        FileHash.sha256(staged),
        frames,
        OptionalDouble.empty(),
        List.of(),
        encoding);
  }

  /** Publishes what was staged, without a ledger. */
  public void publish() throws IOException {
    publication.commit(names(), hashes());
  }

  /**
   * Publishes what was staged, the ledger last; it is to be reported, see {@link PendingReport}.
   */
  public void publish(Ledger ledger) throws IOException {
    List<String> names = new ArrayList<>(names());
    names.addAll(pending().stage(publication));
    names.addAll(ledgerFiles().stage(ledger, false, publication));
    publication.commit(names, hashes());
    for (String name : obsolete) {
      Files.deleteIfExists(settings.folder().resolve(name));
    }
    deleteRefusal();
  }

  /**
   * Deletes the ledger of an earlier run that found nothing to show: what is published is right.
   */
  public void deleteRefusal() throws IOException {
    ledgerFiles().deleteRefusal();
  }

  private PendingReport pending() {
    return new PendingReport(settings.folder(), settings.name());
  }

  private List<String> names() {
    return outputs.stream().map(Ledger.Output::file).toList();
  }

  /** What was hashed after it was written, so that a large video is hashed once. */
  private Map<String, String> hashes() {
    return outputs.stream()
        .collect(Collectors.toMap(Ledger.Output::file, Ledger.Output::sha256, (a, b) -> b));
  }

  /**
   * Publishes the ledger of a run that found nothing to show. If files of an earlier run exist it
   * gets another name, because their own ledger must stay with them.
   *
   * @return the published ledger
   */
  public Path publishRefusal(Ledger ledger) throws IOException {
    boolean published =
        Files.exists(settings.folder().resolve(settings.name() + MP4))
            || PublishedFiles.find(settings.folder(), settings.name())
                .filter(earlier -> !earlier.names().isEmpty())
                .isPresent();
    List<String> names = ledgerFiles().stage(ledger, published, publication);
    publication.commit(names);
    return settings.folder().resolve(names.get(names.size() - 1));
  }

  private LedgerFiles ledgerFiles() {
    return new LedgerFiles(settings.folder(), settings.name());
  }
}
