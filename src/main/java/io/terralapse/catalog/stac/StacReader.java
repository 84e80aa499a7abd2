package io.terralapse.catalog.stac;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads scenes from SpatioTemporal Asset Catalogs (STAC 1.0 and 1.1): files of items, static
 * catalogues on disk and behind HTTP, and searches of a STAC API.
 *
 * <p>Catalogues are foreign: whatever they hold ends as a scene or as an issue, never as an
 * exception. One that came from the network leads to the network only. Thread-safe if its parts
 * are.
 */
public final class StacReader {
  private final ByteOpener bytes;
  private final StacHttp http;
  private final StacLimits limits;

  /**
   * A reader.
   *
   * @param bytes opens local documents, and tells whether local assets are there
   * @param http fetches distant documents
   * @param limits what one input may cost
   */
  public StacReader(ByteOpener bytes, StacHttp http, StacLimits limits) {
    this.bytes = bytes;
    this.http = http;
    this.limits = limits;
  }

  /**
   * What was found.
   *
   * @param drafts one an item, by date, then id; each with at least one band
   * @param documents every document that was read, so that none is read twice
   * @param claimed local rasters that belong to items, used or not
   * @param issues what was left out and why; codes are {@code unreadable}, {@code refused}, {@code
   *     bands}, {@code metadata}, {@code limit}, {@code more}
   */
  public record Found(
      List<DescribedScene> drafts,
      Set<Location> documents,
      Set<Location> claimed,
      List<Issue> issues) {
    /** Copies the collections. */
    public Found {
      drafts = List.copyOf(drafts);
      documents = Set.copyOf(documents);
      claimed = Set.copyOf(claimed);
      issues = List.copyOf(issues);
    }
  }

  /**
   * The items of a document and of all that it leads to. Local files are read in the document's own
   * folder and below it.
   *
   * @param start an Item, ItemCollection, Collection or Catalog
   */
  public Found readItems(Location start) {
    return read(LinkResolver.first(start));
  }

  /**
   * The same for a local document whose files may lie anywhere in a folder above it.
   *
   * @param start a document on disk
   * @param folder the folder that the user named, with everything below it
   */
  public Found readItems(Location.Local start, Path folder) {
    Path file = start.file().toAbsolutePath().normalize();
    return read(LinkResolver.within(new Location.Local(file), folder));
  }

  private Found read(LinkResolver start) {
    StacCollector findings = new StacCollector();
    ItemReader items = new ItemReader(bytes, findings);
    new CatalogueWalk(bytes, http, limits, items, findings).walk(start);
    return findings.result();
  }

  /** The items that a STAC API finds. */
  public Found search(StacSearch search) {
    StacCollector findings = new StacCollector();
    ItemReader items = new ItemReader(bytes, findings);
    new SearchPages(http, limits, items, findings).read(search);
    return findings.result();
  }

  /**
   * Whether a document is STAC: a Feature, Collection or Catalog that states its STAC version, or a
   * FeatureCollection whose first features do.
   *
   * @param head the document or its beginning; what stands behind counts as absent
   */
  public static boolean looksLikeStac(byte[] head) {
    String type = "";
    boolean version = false;
    boolean nested = false;
    try (JsonParser parser = Json.FACTORY.createParser(head)) {
      int depth = 0;
      boolean inFeatures = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          inFeatures = depth == 1 ? name.equals("features") : inFeatures;
          if (depth == 1 && name.equals("type") && parser.nextToken() == JsonToken.VALUE_STRING) {
            type = parser.getText();
          } else if (name.equals("stac_version")) {
            version |= depth == 1;
            nested |= depth == 3 && inFeatures;
          }
          JsonToken value = parser.currentToken();
          depth += value.isStructStart() ? 1 : 0;
        }
      }
    } catch (IOException endOfHead) {
      // Cut off, or no JSON: what was seen so far decides.
    }
    return switch (type) {
      case "Feature", "Collection", "Catalog" -> version;
      case "FeatureCollection" -> version || nested;
      default -> false;
    };
  }
}
