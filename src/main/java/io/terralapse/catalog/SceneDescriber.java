package io.terralapse.catalog;

import io.terralapse.access.ByteSource;
import io.terralapse.catalog.files.FileListing;
import io.terralapse.catalog.product.Found;
import io.terralapse.catalog.product.LandsatReader;
import io.terralapse.catalog.product.PlanetReader;
import io.terralapse.catalog.product.ProductReader;
import io.terralapse.catalog.product.SafeReader;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.catalog.stac.StacLimits;
import io.terralapse.catalog.stac.StacReader;
import io.terralapse.catalog.stac.StacSearch;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.net.URI;
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
 * Asks the readers of every kind of metadata what they make of the files that were found. A
 * product's own metadata win over a STAC item that lies with it, and both over names. Used once.
 */
final class SceneDescriber {
  /** A STAC document says so in its first lines, or at least before this many bytes. */
  private static final int HEAD_BYTES = 1 << 16;

  private final CatalogSettings settings;
  private final CatalogAccess access;
  private final StacReader stac;

  private final List<DescribedScene> drafts = new ArrayList<>();
  private final Set<Location> claimed = new LinkedHashSet<>();
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
    for (StacSource source : settings.searches()) {
      add(stac.search(search(source)));
    }
    return new DescribedScenes(drafts, claimed, issues);
  }

  private void readProducts(List<Location> files) {
    List<ProductReader> readers =
        List.of(
            new SafeReader(access.bytes()),
            new LandsatReader(access.bytes()),
            new PlanetReader(access.bytes()));
    for (ProductReader reader : readers) {
      Found found = reader.read(files.stream().filter(file -> !claimed.contains(file)).toList());
      drafts.addAll(found.drafts());
      claimed.addAll(found.claimed());
      issues.addAll(found.issues());
    }
  }

  /** Catalogues come before what they lead to, so that items inherit from their collections. */
  private void readDocuments(List<Location> documents) {
    Set<Location> read = new HashSet<>();
    List<Location> candidates =
        documents.stream()
            .filter(document -> !claimed.contains(document))
            .filter(this::isStac)
            .sorted(
                Comparator.<Location>comparingLong(file -> depth(file))
                    .thenComparing(file -> !isCatalogue(file))
                    .thenComparing(Location::text))
            .toList();
    for (Location document : candidates) {
      if (!read.contains(document)) {
        StacReader.Found found =
            document instanceof Location.Local local
                ? stac.readItems(local, folderOf(local.file()))
                : stac.readItems(document);
        read.addAll(found.documents());
        add(found);
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

  /** Drafts whose files a product's reader has taken are the same scenes once more. */
  private void add(StacReader.Found found) {
    Set<Location> products = Set.copyOf(claimed);
    Set<String> known = new HashSet<>();
    drafts.forEach(draft -> known.add(draft.id() + " " + draft.bands().get(0).file().text()));
    for (DescribedScene draft : found.drafts()) {
      boolean fresh = known.add(draft.id() + " " + draft.bands().get(0).file().text());
      if (fresh && draft.bands().stream().noneMatch(band -> products.contains(band.file()))) {
        drafts.add(draft);
      }
    }
    claimed.addAll(found.claimed());
    issues.addAll(found.issues());
  }

  /** What an address leads to is expected to be STAC; files on disk must look like it. */
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

  /** The input folder that a file was found in: its items may lead to files anywhere in it. */
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

  private static StacSearch search(StacSource source) {
    URI api;
    try {
      api = URI.create(source.address());
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          "scenes: stac: \"" + source.address() + "\" is no address; write https://...");
    }
    return new StacSearch(
        api,
        source.collections(),
        source.bbox().map(box -> box.stream().mapToDouble(Double::doubleValue).toArray()),
        source.intersects(),
        source.datetime(),
        source.query(),
        source.filter(),
        Math.min(StacSearch.DEFAULT_LIMIT, source.maxItems()),
        source.maxItems());
  }
}
