package io.terralapse.catalog;

import io.terralapse.access.ByteSource;
import io.terralapse.catalog.files.FileListing;
import io.terralapse.catalog.product.ProductReader;
import io.terralapse.catalog.product.ProductReaders;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.catalog.stac.StacLimits;
import io.terralapse.catalog.stac.StacReader;
import io.terralapse.catalog.stac.StacSearch;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all metadata among the input files. A product's own metadata win over a STAC item beside
 * them, and both win over file names. Used once.
 */
final class SceneDescriber {
  /** The type and version of a STAC document are within its first bytes. */
  private static final int HEAD_BYTES = 1 << 16;

  private final CatalogSettings settings;
  private final CatalogAccess access;
  private final StacReader stac;

  private final List<DescribedScene> scenes = new ArrayList<>();
  private final Set<Location> files = new LinkedHashSet<>();
  private final List<Issue> issues = new ArrayList<>();

  SceneDescriber(CatalogSettings settings, CatalogAccess access) {
    this.settings = settings;
    this.access = access;
    this.stac = new StacReader(access.bytes(), access.servers(), StacLimits.DEFAULT);
  }

  /** The described scenes: of products, then of STAC documents, then of searches. */
  DescribedScenes describe(FileListing listing) {
    readProducts(listing.all());
    readDocuments(listing.documents());
    for (StacSearch search : settings.searches()) {
      add(stac.search(search));
    }
    return new DescribedScenes(scenes, files, issues);
  }

  private void readProducts(List<Location> listed) {
    for (ProductReader reader : ProductReaders.all(access.bytes())) {
      DescribedScenes found =
          reader.read(listed.stream().filter(file -> !files.contains(file)).toList());
      scenes.addAll(found.scenes());
      files.addAll(found.files());
      issues.addAll(found.issues());
    }
  }

  /** Catalogues come before what they link to, so that items inherit from their collections. */
  private void readDocuments(List<Location> documents) {
    List<Location> candidates =
        documents.stream()
            .filter(document -> !files.contains(document))
            .filter(this::isStac)
            .sorted(
                Comparator.<Location>comparingLong(file -> depth(file))
                    .thenComparing(file -> !isCatalogue(file))
                    .thenComparing(Location::text))
            .toList();
    for (Location document : candidates) {
      if (!files.contains(document)) {
        add(
            document instanceof Location.Local local
                ? stac.readItems(local, folderOf(local.file()))
                : stac.readItems(document));
      }
    }
  }

  private static long depth(Location file) {
    return file.path().chars().filter(c -> c == '/').count();
  }

  private static boolean isCatalogue(Location file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    return name.equals("catalog.json") || name.equals("collection.json");
  }

  /** Adds scenes of STAC; those whose files belong to a described product are duplicates. */
  private void add(DescribedScenes found) {
    Set<Location> known = Set.copyOf(files);
    Set<String> keys = new HashSet<>();
    scenes.forEach(scene -> keys.add(key(scene)));
    for (DescribedScene scene : found.scenes()) {
      boolean isNew = keys.add(key(scene));
      if (isNew && scene.bands().stream().noneMatch(band -> known.contains(band.file()))) {
        scenes.add(scene);
      }
    }
    files.addAll(found.files());
    issues.addAll(found.issues());
  }

  private static String key(DescribedScene scene) {
    return scene.id() + " " + scene.bands().get(0).file().text();
  }

  /** Remote documents are taken for STAC; local files must look like it. */
  private boolean isStac(Location document) {
    if (document instanceof Location.Remote) {
      return true;
    }
    String name = document.name().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".json") && !name.endsWith(".geojson")) {
      return false;
    }
    try (ByteSource source = access.bytes().open(document)) {
      byte[] head = new byte[(int) Math.min(HEAD_BYTES, source.size())];
      source.read(0, head, 0, head.length);
      return StacReader.looksLikeStac(head);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The input folder that a file is in: its items may link to files anywhere in it. */
  private Path folderOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    for (String input : settings.scenes()) {
      Optional<Path> folder = findFolder(input);
      if (folder.isPresent() && absolute.startsWith(folder.get())) {
        return folder.get();
      }
    }
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  private Optional<Path> findFolder(String input) {
    try {
      Path path = settings.base().resolve(input).toAbsolutePath().normalize();
      return Files.isDirectory(path) ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
