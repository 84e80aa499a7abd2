package io.terralapse.catalog.dates;

import io.terralapse.catalog.files.FileLabels;
import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.name.DateOverlap;
import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.ParsedName;
import io.terralapse.catalog.name.PlainDate;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Determines when a scene was acquired. The only place that ranks the sources:
 *
 * <ol>
 *   <li>the manifest,
 *   <li>the configured pattern,
 *   <li>a provider's convention in the file's name,
 *   <li>metadata items about the acquisition,
 *   <li>a plain date in the file's name,
 *   <li>a provider's convention in the name of a folder above it (five at most, below the
 *       config's),
 *   <li>when a camera or scanner took the image, by its clock (EXIF),
 *   <li>a plain date in the names of the folders above it,
 *   <li>the TIFF tag DateTime.
 * </ol>
 *
 * The first source with a date wins. Metadata and a product folder may then make it more precise (a
 * time within the same day), never different. If a name contains only another time than that of the
 * acquisition (processing, export, screenshot), its plain date and the tag are ignored; if a name
 * contains several plain dates, weaker sources do not decide between them. A plain date in the name
 * that contradicts the folder's is ambiguous, unless the folder contains files of several dates.
 * Thread-safe.
 */
public final class SceneDates {
  private static final int MAX_FOLDERS = 5;
  private static final String FOLDER = "the name of its folder ";

  /** Days of local time and of UTC differ by one at most. */
  private static final Duration ONE_DAY = Duration.ofDays(1);

  private static final ParsedName NO_NAME =
      new ParsedName(Product.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * The date of a scene and what its names say.
   *
   * @param date the date; empty if there is none
   * @param problem why there is none, as a clause: {@code its name contains no date}
   * @param ambiguous true if the problem is that there are several dates
   * @param note what has to be said of the date, as the end of a sentence about the scene
   * @param name what the names say of the product
   * @param file what messages call the scene's first file
   * @param manifestPath the first cell of a row of the manifest for that file
   */
  public record Dating(
      Optional<AcquisitionDate> date,
      String problem,
      boolean ambiguous,
      Optional<String> note,
      ParsedName name,
      String file,
      String manifestPath) {

    /** True if the problem is with a folder's name, in which the pattern is not searched. */
    public boolean isOfFolder() {
      return problem.startsWith(FOLDER);
    }
  }

  private final String base;
  private final NameReader names;
  private final Optional<DateManifest> manifest;
  private final Optional<FileDatePattern> pattern;
  private final Instant latest;
  private final Optional<AcquisitionDate> defaultDate;
  private final List<Location> files;
  private final FileLabels labels;

  /**
   * Dates the scenes of one job.
   *
   * @param base the config's folder; its name and those above it contain no date
   * @param latest later dates are not plausible
   * @param defaultDate date of scenes without one; empty leaves them undated
   * @param files all rasters of the job
   */
  public SceneDates(
      Path base,
      Optional<DateManifest> manifest,
      Optional<FileDatePattern> pattern,
      Instant latest,
      Optional<AcquisitionDate> defaultDate,
      List<Location> files) {
    this.base = FilePath.of(base);
    this.names = new NameReader(latest);
    this.manifest = manifest;
    this.pattern = pattern;
    this.latest = latest;
    this.defaultDate = defaultDate;
    this.files = List.copyOf(files);
    this.labels = new FileLabels(base, files);
  }

  /**
   * Dates a scene without metadata.
   *
   * @param tags text tags of its first file
   * @throws UserError if the manifest gives its files different dates, or the pattern matches
   *     something that is not a date
   */
  public Dating find(SceneFiles scene, Map<String, String> tags) {
    Names read = read(scene);
    Optional<AcquisitionDate> configured = findConfigured(scene);
    Found found =
        configured.isPresent()
            ? Found.of(configured.get())
            : findOwn(scene, read, tags).withDefault(defaultDate);
    return dating(scene, found, read.merged());
  }

  /**
   * Dates a scene with metadata. Their date ranks below the manifest and the pattern, and above all
   * other sources.
   *
   * @param tags text tags of its first file
   * @throws UserError as above
   */
  public Dating find(DescribedScene scene, Map<String, String> tags) {
    SceneFiles described =
        new SceneFiles(
            scene.id(),
            FilePath.folder(scene.bands().get(0).file()),
            scene.bands().stream()
                .map(band -> new SceneFile(band.file(), Optional.empty()))
                .toList());
    Optional<AcquisitionDate> configured = findConfigured(described);
    if (configured.isPresent()) {
      return dating(described, Found.of(configured.get()), NO_NAME);
    }
    if (scene.acquired().filter(this::isPast).isPresent()) {
      return dating(described, Found.of(scene.acquired().get()), NO_NAME);
    }
    Names read = read(described);
    Found found = findOwn(described, read, tags);
    if (scene.acquired().isPresent()) {
      String future = scene.acquired().get().text();
      found =
          found.date().isPresent()
              ? found.noting(
                  "is dated "
                      + found.date().get().text()
                      + ", because "
                      + future
                      + " in its metadata is in the future")
              : Found.none("its metadata contain " + future + ", which is in the future", false);
    }
    return dating(described, found.withDefault(defaultDate), read.merged());
  }

  /** A date, or why there is none. */
  private record Found(
      Optional<AcquisitionDate> date, String problem, boolean ambiguous, Optional<String> note) {
    static Found of(AcquisitionDate date) {
      return new Found(Optional.of(date), "", false, Optional.empty());
    }

    static Found none(String problem, boolean ambiguous) {
      return new Found(Optional.empty(), problem, ambiguous, Optional.empty());
    }

    Found noting(String text) {
      return new Found(date, problem, ambiguous, Optional.of(text));
    }

    Found withDefault(Optional<AcquisitionDate> other) {
      return date.isPresent() || other.isEmpty() ? this : of(other.get());
    }
  }

  private Dating dating(SceneFiles scene, Found found, ParsedName name) {
    Optional<String> note =
        found
            .note()
            .or(
                () ->
                    found
                        .date()
                        .filter(date -> date.isKnown() && !isPast(date))
                        .map(date -> "is dated " + date.text() + ", which is in the future"));
    return new Dating(
        found.date(),
        found.problem(),
        found.ambiguous(),
        note,
        name,
        labels.label(scene.first()),
        labels.manifestPath(scene.first()));
  }

  /**
   * The names of a scene.
   *
   * @param own its file's name, if it follows a convention
   * @param folders the folders above it, nearest first
   * @param above the folders that follow a convention
   * @param merged what all of them say of the product
   */
  private record Names(
      Optional<ParsedName> own, List<String> folders, List<ParsedName> above, ParsedName merged) {}

  private Names read(SceneFiles scene) {
    Optional<ParsedName> own = names.read(SceneFile.stem(scene.first()));
    List<String> folders = folders(scene.folder());
    List<ParsedName> above = folders.stream().flatMap(f -> names.read(f).stream()).toList();
    ParsedName merged =
        Stream.concat(own.stream(), above.stream()).reduce(ParsedName::completedBy).orElse(NO_NAME);
    return new Names(own, folders, above, merged);
  }

  private Found findOwn(SceneFiles scene, Names read, Map<String, String> tags) {
    Optional<AcquisitionDate> metadata = MetadataDate.findAcquired(tags).filter(this::isPast);
    Optional<AcquisitionDate> fromFolder =
        read.above().stream().flatMap(r -> r.acquired().stream()).findFirst();
    PlainDate plain =
        read.own()
            .map(parsed -> new PlainDate(Optional.empty(), parsed.undated(), false, true))
            .orElseGet(() -> names.readPlain(scene.name()));
    Optional<FolderDate> folder = FolderDate.find(names, read.folders());
    Optional<AcquisitionDate> certain = read.own().flatMap(ParsedName::acquired).or(() -> metadata);
    if (certain.isEmpty() && plain.date().isPresent()) {
      Optional<String> other =
          folder.flatMap(f -> findContradiction(plain.date().get(), f, scene.folder()));
      if (other.isPresent()) {
        return Found.none(
            "its name contains "
                + plain.date().get().text()
                + " and the name of its folder "
                + other.get(),
            true);
      }
    }
    Optional<AcquisitionDate> strong = certain.or(plain::date);
    if (strong.isPresent()) {
      return Found.of(mostPrecise(strong.get(), metadata, fromFolder));
    }
    return plain.ambiguous()
        ? Found.none("its name " + plain.problem().orElse(""), true)
        : findWeak(read, plain, fromFolder, folder, tags);
  }

  /** The sources below the file's own name. */
  private Found findWeak(
      Names scene,
      PlainDate plain,
      Optional<AcquisitionDate> fromFolder,
      Optional<FolderDate> folder,
      Map<String, String> tags) {
    // A name with another time than that of the acquisition says that the file's tags are of that
    // time, too.
    boolean usesTags = !plain.otherTime();
    Optional<AcquisitionDate> exif =
        usesTags ? MetadataDate.findExifOriginal(tags) : Optional.empty();
    Optional<PlainDate> parent = folder.map(FolderDate::plain);
    Optional<String> parentProblem =
        folder.flatMap(f -> f.plain().problem().map(text -> FOLDER + text));
    if (fromFolder.isEmpty() && exif.isEmpty() && parent.filter(PlainDate::ambiguous).isPresent()) {
      return Found.none(parentProblem.orElse(""), true);
    }
    boolean usesTag = usesTags && parent.filter(PlainDate::otherTime).isEmpty();
    Optional<AcquisitionDate> weak =
        fromFolder
            .or(() -> exif)
            .or(() -> parent.flatMap(PlainDate::date))
            .or(() -> usesTag ? MetadataDate.findTag(tags) : Optional.empty());
    if (weak.filter(this::isPast).isPresent()) {
      Found found = Found.of(weak.get());
      boolean known = scene.own().filter(o -> !o.product().equals(Product.UNKNOWN)).isPresent();
      return known || !plain.otherTime()
          ? found
          : found.noting(
              "is dated "
                  + weak.get().text()
                  + " by its folder, because its name "
                  + plain.problem().orElse(""));
    }
    String problem =
        plain
            .problem()
            .map(text -> "its name " + text)
            .or(
                () ->
                    scene.above().stream()
                        .flatMap(r -> r.undated().stream())
                        .findFirst()
                        .map(text -> FOLDER + text))
            .or(() -> parentProblem)
            .or(
                () ->
                    weak.map(
                        date -> "its tags contain " + date.text() + ", which is in the future"))
            .orElse("its name contains no date");
    return Found.none(problem, false);
  }

  /**
   * The date of a folder that contradicts the date in a file's name; empty if they agree, or if the
   * folder is not of one date because the names of its files contain several.
   */
  private Optional<String> findContradiction(AcquisitionDate date, FolderDate folder, String path) {
    Optional<AcquisitionDate> other = folder.plain().date();
    boolean comparable =
        other.filter(o -> folder.exact() || o.precision() != Precision.YEAR).isPresent();
    if (!comparable || DateOverlap.isNear(date, other.get(), ONE_DAY)) {
      return Optional.empty();
    }
    String top = path.substring(0, path.lastIndexOf(folder.name()) + folder.name().length()) + "/";
    long dates =
        files.stream()
            .filter(file -> FilePath.of(file).startsWith(top))
            .flatMap(file -> names.readPlain(SceneFile.stem(file)).date().stream())
            .map(AcquisitionDate::text)
            .distinct()
            .limit(2)
            .count();
    return dates > 1 ? Optional.empty() : Optional.of(other.get().text());
  }

  /** The date that the manifest or the pattern gives. */
  private Optional<AcquisitionDate> findConfigured(SceneFiles scene) {
    List<AcquisitionDate> listed =
        scene.files().stream()
            .flatMap(file -> manifest.flatMap(m -> m.find(file.location())).stream())
            .distinct()
            .toList();
    if (listed.size() > 1) {
      throw UserError.usage(
          "dates.manifest gives "
              + listed.get(0).text()
              + " and "
              + listed.get(1).text()
              + " to bands of one scene, "
              + scene.name()
              + "; give all its files the same date.");
    }
    return listed.isEmpty()
        ? pattern.flatMap(p -> p.find(scene.files().get(0).name()))
        : Optional.of(listed.get(0));
  }

  private static AcquisitionDate mostPrecise(
      AcquisitionDate date, Optional<AcquisitionDate> metadata, Optional<AcquisitionDate> folder) {
    return Stream.of(metadata, folder)
        .flatMap(Optional::stream)
        .filter(other -> DateOverlap.contains(date, other) && !DateOverlap.contains(other, date))
        .findFirst()
        .orElse(date);
  }

  private boolean isPast(AcquisitionDate date) {
    return !date.start().isAfter(latest);
  }

  /** Names of the folders above a file, nearest first, below the config's. */
  private List<String> folders(String folder) {
    List<String> found = new ArrayList<>();
    String at = folder;
    while (found.size() < MAX_FOLDERS && !FilePath.last(at).isEmpty() && !at.equals(base)) {
      found.add(FilePath.last(at));
      at = FilePath.parent(at);
    }
    return found;
  }
}
