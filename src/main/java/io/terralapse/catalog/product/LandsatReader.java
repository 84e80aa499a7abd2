package io.terralapse.catalog.product;

import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.DataException;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Landsat products by their {@code *_MTL.json}, {@code *_MTL.txt} or {@code *_MTL.xml}:
 * Collection 1 and 2, Level 1 and 2, from the Multispectral Scanner to the Operational Land Imager.
 *
 * <p>The metadata may be in another folder than the bands, and bands may be missing. Files beside
 * metadata belong to those metadata.
 */
final class LandsatReader implements ProductReader {
  private static final Pattern METADATA =
      Pattern.compile("(?<stem>.+)_MTL\\.(?<type>json|txt|xml)", Pattern.CASE_INSENSITIVE);

  private final ByteOpener opener;

  /**
   * A reader.
   *
   * @param opener opens metadata, never bands
   */
  LandsatReader(ByteOpener opener) {
    this.opener = opener;
  }

  /** The metadata files of one product in one folder, JSON first. */
  private record Delivery(String stem, String folder, List<Location> metadata) {}

  @Override
  public DescribedScenes read(List<Location> files) {
    List<Delivery> deliveries = deliveries(files);
    Map<String, Set<String>> folders = new HashMap<>();
    for (Delivery delivery : deliveries) {
      folders
          .computeIfAbsent(ListedFiles.lower(delivery.stem()), stem -> new HashSet<>())
          .add(delivery.folder());
    }
    ListedFiles listed = new ListedFiles(files);
    List<DescribedScene> scenes = new ArrayList<>();
    Set<Location> own = new LinkedHashSet<>();
    List<Issue> issues = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      read(delivery, issues)
          .ifPresent(
              opened -> {
                LandsatProduct product = LandsatProduct.of(opened.mtl(), delivery.stem());
                Set<String> others = new HashSet<>();
                for (String prefix : product.prefixes()) {
                  others.addAll(folders.getOrDefault(ListedFiles.lower(prefix), Set.of()));
                }
                others.remove(delivery.folder());
                Collection<Location> candidates =
                    candidates(opened, product, listed, others).stream()
                        .filter(file -> !own.contains(file))
                        .toList();
                DescribedScenes described =
                    LandsatSceneBuilder.of(opened.origin(), opened.mtl(), product, candidates);
                scenes.addAll(described.scenes());
                own.addAll(described.files());
                issues.addAll(described.issues());
              });
    }
    return new DescribedScenes(scenes, own, issues);
  }

  private static List<Delivery> deliveries(List<Location> files) {
    Map<String, List<Location>> groups = new LinkedHashMap<>();
    Map<String, String> stems = new HashMap<>();
    for (Location file : files) {
      Matcher matcher = METADATA.matcher(file.name());
      if (matcher.matches()) {
        String key = ListedFiles.folder(file) + "\0" + ListedFiles.lower(matcher.group("stem"));
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(file);
        stems.putIfAbsent(key, matcher.group("stem"));
      }
    }
    List<Delivery> deliveries = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          group.sort(Comparator.comparing(file -> ListedFiles.lower(file.name())));
          String folder = ListedFiles.folder(group.get(0));
          deliveries.add(new Delivery(stems.getOrDefault(key, ""), folder, group));
        });
    return deliveries;
  }

  private record Opened(Location origin, Mtl mtl) {}

  /** The first of a product's metadata files that can be read. */
  private Optional<Opened> read(Delivery delivery, List<Issue> issues) {
    List<Issue> problems = new ArrayList<>();
    for (Location file : delivery.metadata()) {
      try {
        byte[] bytes = opener.readAll(file, Mtl.MAX_BYTES);
        return Optional.of(new Opened(file, parse(file, bytes)));
      } catch (IOException e) {
        problems.add(new Issue("unreadable", file.name(), String.valueOf(e.getMessage())));
      }
    }
    issues.addAll(problems);
    return Optional.empty();
  }

  private static Mtl parse(Location file, byte[] bytes) throws IOException {
    try {
      String name = ListedFiles.lower(file.name());
      if (name.endsWith(".json")) {
        return MtlJson.parse(bytes);
      }
      return name.endsWith(".xml") ? MtlXml.parse(bytes) : MtlText.parse(bytes);
    } catch (IOException e) {
      throw new DataException(
          file.name()
              + " "
              + e.getMessage()
              + "; download Landsat's metadata again, or remove the file.",
          e);
    }
  }

  /** Files that may belong to the product, nearest to its metadata first. */
  private static List<Location> candidates(
      Opened opened, LandsatProduct product, ListedFiles listed, Set<String> others) {
    Set<Location> found = new LinkedHashSet<>();
    for (String prefix : product.prefixes()) {
      found.addAll(listed.startingWith(prefix + "_"));
      found.addAll(listed.startingWith(prefix + "."));
    }
    for (String stem : LandsatFile.declared(opened.mtl()).keySet()) {
      listed.startingWith(stem + ".").stream()
          .filter(ListedFiles::isBandFormat)
          .forEach(found::add);
    }
    return found.stream()
        .filter(file -> !others.contains(ListedFiles.folder(file)))
        .sorted(ListedFiles.nearestTo(opened.origin()))
        .toList();
  }
}
