package io.terralapse.catalog.dates;

import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.name.DateOverlap;
import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.ParsedName;
import io.terralapse.catalog.name.PlainDate;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import io.terralapse.model.UserError;
import java.nio.file.Path;
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
 *   <li>a plain date in the name of the file's own folder,
 *   <li>the TIFF tag DateTime.
 * </ol>
 *
 * The first source with a date wins. Metadata and a product folder may then make it more precise (a
 * time within the same day), never different. If a name follows a convention that contains only a
 * processing time, its plain date and the tag are ignored; if a name contains several plain dates,
 * weaker sources do not decide between them. Thread-safe.
 */
public final class SceneDates {
  private static final int MAX_FOLDERS = 5;

  private static final ParsedName NO_NAME =
      new ParsedName(Product.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty());

  private static final PlainDate NO_DATE = new PlainDate(Optional.empty(), Optional.empty(), false);

  /**
   * The date of a scene and what its names say.
   *
   * @param date the date; empty if there is none
   * @param problem why there is none, as the end of a sentence about the file's name
   * @param ambiguous true if the problem is that there are several dates
   * @param name what the names say of the product
   */
  public record Dating(
      Optional<AcquisitionDate> date, String problem, boolean ambiguous, ParsedName name) {
    static Dating of(AcquisitionDate date, ParsedName name) {
      return new Dating(Optional.of(date), "", false, name);
    }

    static Dating ambiguous(String problem, ParsedName name) {
      return new Dating(Optional.empty(), problem, true, name);
    }
  }

  private final String base;
  private final NameReader names;
  private final Optional<DateManifest> manifest;
  private final Optional<FileDatePattern> pattern;
  private final Instant latest;
  private final Optional<AcquisitionDate> defaultDate;

  /**
   * Dates the scenes of one job.
   *
   * @param base the config's folder; its name and those above it contain no date
   * @param latest later dates are not plausible
   * @param defaultDate date of scenes without one; empty leaves them undated
   */
  public SceneDates(
      Path base,
      Optional<DateManifest> manifest,
      Optional<FileDatePattern> pattern,
      Instant latest,
      Optional<AcquisitionDate> defaultDate) {
    this.base = FilePath.of(base);
    this.names = new NameReader(latest);
    this.manifest = manifest;
    this.pattern = pattern;
    this.latest = latest;
    this.defaultDate = defaultDate;
  }

  /**
   * Dates a scene without metadata.
   *
   * @param tags text tags of its first file
   * @throws UserError if the manifest gives its files different dates, or the pattern matches
   *     something that is not a date
   */
  public Dating find(SceneFiles scene, Map<String, String> tags) {
    Dating own = findOwn(scene, tags);
    return own.date().isPresent() || defaultDate.isEmpty()
        ? own
        : Dating.of(defaultDate.get(), own.name());
  }

  /**
   * Dates a scene with metadata. Their date ranks below the manifest and the pattern, and above all
   * other sources.
   *
   * @param tags text tags of its first file
   * @throws UserError as above
   */
  public Dating find(DescribedScene scene, Map<String, String> tags) {
    SceneFiles files =
        new SceneFiles(
            scene.id(),
            FilePath.folder(scene.bands().get(0).file()),
            scene.bands().stream()
                .map(band -> new SceneFile(band.file(), Optional.empty()))
                .toList());
    return findConfigured(files)
        .or(scene::acquired)
        .filter(this::isPast)
        .map(date -> Dating.of(date, NO_NAME))
        .orElseGet(() -> find(files, tags));
  }

  private Dating findOwn(SceneFiles scene, Map<String, String> tags) {
    Optional<ParsedName> own = names.read(SceneFile.stem(scene.first()));
    List<String> folders = folders(scene.folder());
    List<ParsedName> above = folders.stream().flatMap(f -> names.read(f).stream()).toList();
    ParsedName name =
        Stream.concat(own.stream(), above.stream()).reduce(ParsedName::completedBy).orElse(NO_NAME);

    Optional<AcquisitionDate> configured = findConfigured(scene);
    if (configured.isPresent()) {
      return Dating.of(configured.get(), name);
    }
    Optional<AcquisitionDate> metadata = MetadataDate.findAcquired(tags).filter(this::isPast);
    Optional<AcquisitionDate> fromFolder =
        above.stream().flatMap(r -> r.acquired().stream()).findFirst();
    PlainDate plain =
        own.map(parsed -> new PlainDate(Optional.empty(), parsed.undated(), false))
            .orElseGet(() -> names.readPlain(scene.name()));
    Optional<AcquisitionDate> strong =
        own.flatMap(ParsedName::acquired).or(() -> metadata).or(plain::date);
    if (strong.isPresent()) {
      return Dating.of(mostPrecise(strong.get(), metadata, fromFolder), name);
    }
    return plain.ambiguous()
        ? Dating.ambiguous(plain.problem().orElse(""), name)
        : findWeak(new Names(own, folders, above, name), plain, fromFolder, tags);
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

  /** The sources below the file's own name. */
  private Dating findWeak(
      Names scene,
      PlainDate plain,
      Optional<AcquisitionDate> fromFolder,
      Map<String, String> tags) {
    // A convention without acquisition date says that other dates of the file are of its
    // processing.
    boolean usesTags = scene.own().isEmpty();
    PlainDate parent =
        scene.folders().isEmpty() || names.read(scene.folders().get(0)).isPresent()
            ? NO_DATE
            : names.readPlain(scene.folders().get(0));
    Optional<AcquisitionDate> exif =
        usesTags ? MetadataDate.findExifOriginal(tags) : Optional.empty();
    if (fromFolder.isEmpty() && exif.isEmpty() && parent.ambiguous()) {
      return Dating.ambiguous(
          "and its folder's name " + parent.problem().orElse(""), scene.merged());
    }
    Optional<AcquisitionDate> weak =
        fromFolder
            .or(() -> exif)
            .or(parent::date)
            .or(() -> usesTags ? MetadataDate.findTag(tags) : Optional.empty())
            .filter(this::isPast);
    String problem =
        plain
            .problem()
            .or(() -> scene.above().stream().flatMap(r -> r.undated().stream()).findFirst())
            .or(parent::problem)
            .orElse("contains no date");
    return new Dating(weak, problem, false, scene.merged());
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
