package io.terralapse.catalog.product;

import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.SceneDraft;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Sentinel-2 products as the agency delivers them, Level 1C and 2A, with the names of before and
 * after December 2016, in folders or archives, whole or in part. The product is told by its
 * metadata's name, so its folder need not end in {@code .SAFE}; its bands are the files below that
 * folder. A product whose metadata cannot be read is left out with an issue, since nothing else
 * says for certain what its values mean.
 */
public final class SafeReader implements ProductReader {
  private static final Pattern METADATA =
      Pattern.compile(
          "MTD_MSIL(?:1C|2A)\\.xml|S2[A-D]_[A-Z0-9]{4}_MTD_SAFL(?:1C|2A)_.*\\.xml",
          Pattern.CASE_INSENSITIVE);

  /** Folders of a product in which every file is the product's. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?:GRANULE|DATASTRIP|AUX_DATA|HTML|rep_info)/.*|manifest\\.safe|INSPIRE\\.xml",
          Pattern.CASE_INSENSITIVE);

  private final ByteOpener opener;

  /** A reader that opens the metadata, never the bands, through {@code opener}. */
  public SafeReader(ByteOpener opener) {
    this.opener = opener;
  }

  /** A product's metadata and the files below its folder. */
  private record Delivery(Location metadata, String folder, List<Location> files) {}

  @Override
  public Found read(List<Location> files) {
    List<SceneDraft> drafts = new ArrayList<>();
    Set<Location> claimed = new LinkedHashSet<>();
    List<Issue> issues = new ArrayList<>();
    for (Delivery delivery : deliveries(files)) {
      claimed.add(delivery.metadata());
      Map<String, List<SafeFile>> granules = new TreeMap<>();
      for (Location file : delivery.files()) {
        String inside = inside(file, delivery.folder());
        Optional<SafeFile> known = SafeFile.find(file, inside);
        known.ifPresent(
            one -> granules.computeIfAbsent(one.tile(), tile -> new ArrayList<>()).add(one));
        if (known.isPresent() || OWN.matcher(inside).matches()) {
          claimed.add(file);
        }
      }
      Location origin = delivery.metadata();
      try {
        SafeMetadata metadata = SafeMetadata.parse(opener.readAll(origin, MetadataXml.MAX_BYTES));
        List<SceneDraft> made = drafts(origin, metadata, granules, issues);
        drafts.addAll(made);
        if (made.isEmpty()) {
          issues.add(
              new Issue(
                  "no-bands",
                  origin.name(),
                  folderName(delivery) + " has no bands here that can be used; fetch them again."));
        }
      } catch (IOException e) {
        issues.add(
            new Issue(
                "unreadable",
                origin.name(),
                folderName(delivery)
                    + " is left out: its "
                    + sentence(origin, e)
                    + "; fetch the product again."));
      }
    }
    return new Found(drafts, claimed, issues);
  }

  private static String sentence(Location file, IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(file.name()) ? message : file.name() + " " + message;
  }

  private static String folderName(Delivery delivery) {
    String folder = delivery.folder().substring(0, delivery.folder().length() - 1);
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  /** A file belongs to the nearest folder above it that holds a product's metadata. */
  private static List<Delivery> deliveries(List<Location> files) {
    Map<String, Delivery> byFolder = new LinkedHashMap<>();
    for (Location file : files) {
      if (METADATA.matcher(file.name()).matches()) {
        String folder = ListedFiles.folder(file);
        byFolder.putIfAbsent(folder, new Delivery(file, folder, new ArrayList<>()));
      }
    }
    if (byFolder.isEmpty()) {
      return List.of();
    }
    for (Location file : files) {
      String folder = ListedFiles.folder(file);
      while (!folder.isEmpty() && !byFolder.containsKey(folder)) {
        folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
      }
      Delivery owner = byFolder.get(folder);
      if (owner != null && !owner.metadata().equals(file)) {
        owner.files().add(file);
      }
    }
    return List.copyOf(byFolder.values());
  }

  private static String inside(Location file, String folder) {
    return ListedFiles.folder(file).substring(folder.length()) + file.name();
  }

  private List<SceneDraft> drafts(
      Location origin,
      SafeMetadata metadata,
      Map<String, List<SafeFile>> granules,
      List<Issue> issues) {
    long scenes =
        granules.values().stream().filter(files -> files.stream().anyMatch(this::isImage)).count();
    List<SceneDraft> drafts = new ArrayList<>();
    granules.forEach(
        (tile, files) -> {
          SafeDrafts granule =
              new SafeDrafts(origin, metadata, tile, files, sunElevation(files, issues));
          granule.find(scenes > 1).ifPresent(drafts::add);
        });
    return drafts;
  }

  private boolean isImage(SafeFile file) {
    return file.kind() == SafeFile.Kind.BAND || file.kind() == SafeFile.Kind.TRUE_COLOUR;
  }

  private OptionalDouble sunElevation(List<SafeFile> files, List<Issue> issues) {
    for (SafeFile file : files) {
      if (file.kind() == SafeFile.Kind.GRANULE_METADATA) {
        try {
          return SafeMetadata.sunElevation(opener.readAll(file.file(), MetadataXml.MAX_BYTES));
        } catch (IOException e) {
          // The sun's height decides nothing; the product stands without it.
          issues.add(
              new Issue("metadata", file.file().name(), sentence(file.file(), e) + "; not used."));
        }
      }
    }
    return OptionalDouble.empty();
  }
}
