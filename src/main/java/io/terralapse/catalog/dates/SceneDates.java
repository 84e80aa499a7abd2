package io.terralapse.catalog.dates;

import io.terralapse.catalog.files.FilePath;
import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.files.SceneFiles;
import io.terralapse.catalog.name.DateOverlap;
import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.ParsedName;
import io.terralapse.catalog.name.PlainDate;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.UserError;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds when a scene was acquired. The only place that ranks the sources:
 *
 * <ol>
 *   <li>the manifest,
 *   <li>the configured pattern,
 *   <li>a provider's convention in the file's name,
 *   <li>metadata items about the acquisition,
 *   <li>a plain date in the file's name,
 *   <li>a provider's convention in the name of a folder above it (five at most, below the
 *       config's),
 *   <li>when a camera or scanner says that it took the picture (EXIF),
 *   <li>a plain date in the name of the file's own folder,
 *   <li>the TIFF tag DateTime.
 * </ol>
 *
 * The first that speaks is believed. Metadata and a product folder may then make it more precise (a
 * time within the same day), never different. A convention that knows its name holds only a
 * processing time silences the plain date in that name and the tag; a name with several plain dates
 * is not settled by weaker sources.
 */
public final class SceneDates {
  private static final int MAX_FOLDERS = 5;

  private static final ParsedName NOTHING =
      new ParsedName(Product.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * What is known.
   *
   * @param date when, if known
   * @param problem why not, as the end of a sentence
   * @param ambiguous true if there were too many dates rather than none
   * @param reading what the names say of the product
   */
  public record Dating(
      Optional<AcquisitionDate> date, String problem, boolean ambiguous, ParsedName reading) {}

  private final String base;
  private final NameReader names;
  private final Optional<DateManifest> manifest;
  private final Optional<FileDatePattern> pattern;
  private final Instant latest;
  private final Optional<AcquisitionDate> otherwise;

  public SceneDates(
      Path base,
      Optional<DateManifest> manifest,
      Optional<FileDatePattern> pattern,
      Instant latest) {
    this(base, manifest, pattern, latest, Optional.empty());
  }

  /**
   * Dates scenes.
   *
   * @param otherwise what scenes without a date of their own are given; empty leaves them undated
   */
  public SceneDates(
      Path base,
      Optional<DateManifest> manifest,
      Optional<FileDatePattern> pattern,
      Instant latest,
      Optional<AcquisitionDate> otherwise) {
    this.otherwise = otherwise;
    this.base = FilePath.of(base);
    this.names = new NameReader(latest);
    this.manifest = manifest;
    this.pattern = pattern;
    this.latest = latest;
  }

  /**
   * Dates a scene.
   *
   * @param tags text tags of its first file
   */
  public Dating find(SceneFiles scene, Map<String, String> tags) {
    Dating own = findOwn(scene, tags);
    return own.date().isPresent() || otherwise.isEmpty()
        ? own
        : new Dating(otherwise, "", false, own.reading());
  }

  private Dating findOwn(SceneFiles scene, Map<String, String> tags) {
    Optional<ParsedName> own = names.read(SceneFile.stem(scene.first()));
    List<String> folders = folders(scene.folder());
    List<ParsedName> above = folders.stream().flatMap(f -> names.read(f).stream()).toList();
    ParsedName reading =
        Stream.concat(own.stream(), above.stream()).reduce(ParsedName::completedBy).orElse(NOTHING);

    Optional<AcquisitionDate> told = findTold(scene);
    if (told.isPresent()) {
      return new Dating(told, "", false, reading);
    }
    Optional<AcquisitionDate> fromName = own.flatMap(ParsedName::acquired);
    Optional<AcquisitionDate> metadata = MetadataDate.findAcquired(tags).filter(this::isPast);
    Optional<AcquisitionDate> fromFolder =
        above.stream().flatMap(r -> r.acquired().stream()).findFirst();
    Optional<AcquisitionDate> strong = fromName.or(() -> metadata);
    if (strong.isPresent()) {
      return dated(strong.get(), metadata, fromFolder, reading);
    }
    PlainDate plain =
        own.isPresent()
            ? new PlainDate(Optional.empty(), own.get().undated(), false)
            : names.readPlain(scene.name());
    if (plain.date().isPresent()) {
      return dated(plain.date().get(), metadata, fromFolder, reading);
    }
    if (plain.ambiguous()) {
      return new Dating(Optional.empty(), plain.problem().orElse(""), true, reading);
    }
    PlainDate parent =
        folders.isEmpty() || names.read(folders.get(0)).isPresent()
            ? new PlainDate(Optional.empty(), Optional.empty(), false)
            : names.readPlain(folders.get(0));
    Optional<AcquisitionDate> taken =
        own.isPresent() ? Optional.empty() : MetadataDate.findTaken(tags);
    if (fromFolder.isEmpty() && taken.isEmpty() && parent.ambiguous()) {
      String problem = "and its folder's name " + parent.problem().orElse("");
      return new Dating(Optional.empty(), problem, true, reading);
    }
    Optional<AcquisitionDate> weak =
        fromFolder
            .or(() -> taken)
            .or(parent::date)
            .or(() -> own.isPresent() ? Optional.empty() : MetadataDate.findTag(tags))
            .filter(this::isPast);
    String problem =
        plain
            .problem()
            .or(() -> above.stream().flatMap(r -> r.undated().stream()).findFirst())
            .or(parent::problem)
            .orElse("holds no date");
    return new Dating(weak, problem, false, reading);
  }

  /**
   * Dates a scene that came with metadata: they stand where names stand else, below what the user
   * says.
   */
  public Dating find(DescribedScene draft, HeaderReader.Header first) {
    SceneFiles files =
        new SceneFiles(
            draft.id(),
            FilePath.folder(draft.bands().get(0).file()),
            draft.bands().stream()
                .map(band -> new SceneFile(band.file(), Optional.empty()))
                .toList());
    Optional<AcquisitionDate> told = findTold(files).or(draft::acquired).filter(this::isPast);
    return told.isPresent()
        ? new Dating(told, "", false, NOTHING)
        : find(files, first.info().map(RasterInfo::tags).orElse(Map.of()));
  }

  private Optional<AcquisitionDate> findTold(SceneFiles scene) {
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
              + "; make its patterns agree.");
    }
    return listed.isEmpty()
        ? pattern.flatMap(p -> p.find(scene.files().get(0).name()))
        : Optional.of(listed.get(0));
  }

  private static Dating dated(
      AcquisitionDate date,
      Optional<AcquisitionDate> metadata,
      Optional<AcquisitionDate> folder,
      ParsedName reading) {
    AcquisitionDate sharpest =
        Stream.of(metadata, folder)
            .flatMap(Optional::stream)
            .filter(
                other -> DateOverlap.contains(date, other) && !DateOverlap.contains(other, date))
            .findFirst()
            .orElse(date);
    return new Dating(Optional.of(sharpest), "", false, reading);
  }

  private boolean isPast(AcquisitionDate date) {
    return !date.start().isAfter(latest);
  }

  /** Names of the folders above a file, nearest first; never the config's own or those above it. */
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
