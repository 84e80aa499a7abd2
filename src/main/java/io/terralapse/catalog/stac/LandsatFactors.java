package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.ByteOpener;
import io.terralapse.catalog.product.LandsatMetadata;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the factors of Landsat Level 1 from the {@code MTL.json} that items have among their
 * assets, because the items themselves do not state them. Of an item on disk, the file may also be
 * beside the item. Not thread-safe.
 */
final class LandsatFactors {
  private final ByteOpener bytes;
  private final StacHttp http;
  private final StacCollector collector;

  /** Servers that failed once; asking again for every item would take long. */
  private final Set<String> failedHosts = new HashSet<>();

  LandsatFactors(ByteOpener bytes, StacHttp http, StacCollector collector) {
    this.bytes = bytes;
    this.http = http;
    this.collector = collector;
  }

  /**
   * The calibration of each band.
   *
   * @param id the item's id
   * @return empty if the item is no Level 1 of Landsat, or its metadata cannot be read
   */
  Map<String, Calibration> read(
      String id, Product product, JsonNode assets, LinkResolver resolver) {
    if (!product.sensor().equals("landsat") || product.level() != 1) {
      return Map.of();
    }
    Optional<String> href =
        assets.properties().stream()
            .filter(asset -> isMetadata(asset.getKey()))
            .flatMap(asset -> Json.text(asset.getValue(), "href").stream())
            .findFirst();
    try {
      return href.isEmpty() && resolver.isRemote()
          ? Map.of()
          : read(id, href.orElse(id + "_MTL.json"), resolver);
    } catch (ForbiddenLinkException e) {
      return Map.of();
    }
  }

  private static boolean isMetadata(String key) {
    return key.toLowerCase(Locale.ROOT).matches("(?:.*_)?mtl[._-]json");
  }

  private Map<String, Calibration> read(String id, String href, LinkResolver resolver)
      throws ForbiddenLinkException {
    Location file = resolver.asset(href);
    Location copy = file;
    if (!resolver.isRemote() && file instanceof Location.Remote) {
      copy = resolver.asset(file.name());
    }
    try {
      return LandsatMetadata.readCalibration(bytes.readAll(copy, LandsatMetadata.MAX_BYTES), id);
    } catch (IOException noCopy) {
      return file instanceof Location.Remote remote ? request(id, remote) : Map.of();
    }
  }

  private Map<String, Calibration> request(String id, Location.Remote file) {
    String host = String.valueOf(file.uri().getHost());
    if (failedHosts.contains(host)) {
      return Map.of();
    }
    try {
      return LandsatMetadata.readCalibration(http.get(file.uri(), LandsatMetadata.MAX_BYTES), id);
    } catch (IOException e) {
      failedHosts.add(host);
      collector.issue(
          "uncalibrated",
          id,
          "contains values that are not calibrated to reflectance, and its "
              + file.name()
              + " could not be read ("
              + e.getMessage()
              + "), so they are used as stored and cannot be compared with other dates; put that"
              + " file beside the item.");
      return Map.of();
    }
  }
}
