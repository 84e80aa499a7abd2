package io.terralapse.catalog.stac;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads scenes from SpatioTemporal Asset Catalogs (STAC 1.0 and 1.1): files of items, static
 * catalogues on disk and behind HTTP, and searches of a STAC API.
 *
 * <p>Catalogues are untrusted: whatever they contain becomes a scene or an issue, never an
 * exception, and a document from the network can only link to the network. Issue codes are {@code
 * unreadable}, {@code refused}, {@code bands}, {@code limit} and {@code more}. Thread-safe if its
 * parts are.
 */
public final class StacReader {
  private final ByteOpener bytes;
  private final StacHttp http;
  private final StacLimits limits;

  /**
   * A reader.
   *
   * @param bytes opens local documents, and checks whether local assets exist
   * @param http requests remote documents
   * @param limits bounds for one input
   */
  public StacReader(ByteOpener bytes, StacHttp http, StacLimits limits) {
    this.bytes = bytes;
    this.http = http;
    this.limits = limits;
  }

  /**
   * The items of a document and of all documents that it links to. Local files must be in the
   * document's folder or below it.
   *
   * @param start an Item, ItemCollection, Collection or Catalog
   * @return scenes by date, then id
   */
  public DescribedScenes readItems(Location start) {
    return read(LinkResolver.first(start));
  }

  /**
   * As above, for a local document whose files may be anywhere in a folder above it.
   *
   * @param start a document on disk
   * @param folder the folder that the user named
   */
  public DescribedScenes readItems(Location.Local start, Path folder) {
    Path file = start.file().toAbsolutePath().normalize();
    return read(LinkResolver.within(new Location.Local(file), folder));
  }

  private DescribedScenes read(LinkResolver start) {
    StacCollector collector = new StacCollector();
    ItemReader items = new ItemReader(bytes, http, collector);
    new CatalogueWalk(bytes, http, limits, items, collector).walk(start);
    return collector.result();
  }

  /** The items that match a search. */
  public DescribedScenes search(StacSearch search) {
    StacCollector collector = new StacCollector();
    ItemReader items = new ItemReader(bytes, http, collector);
    new SearchPages(http, limits, items, collector).read(search);
    return collector.result();
  }

  /**
   * True if a document is STAC: a Feature, Collection or Catalog with a STAC version, or a
   * FeatureCollection whose first features have one.
   *
   * @param head the document or its beginning
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
      // Truncated, or not JSON: the part before decides.
    }
    return switch (type) {
      case "Feature", "Collection", "Catalog" -> version;
      case "FeatureCollection" -> version || nested;
      default -> false;
    };
  }
}
