package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.ByteOpener;
import io.terralapse.access.ByteSource;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.Location;
import io.terralapse.model.PrintableText;
import io.terralapse.model.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads items. An item that cannot be used becomes an issue. */
final class ItemReader {
  /** Further assets of an item are ignored. */
  private static final int MAX_ASSETS = 1000;

  /** Roles of providers to credit. */
  private static final List<String> OWNERS = List.of("producer", "licensor");

  private final ByteOpener bytes;
  private final StacCollector collector;
  private final LandsatFactors factors;

  ItemReader(ByteOpener bytes, StacHttp http, StacCollector collector) {
    this.bytes = bytes;
    this.collector = collector;
    this.factors = new LandsatFactors(bytes, http, collector);
  }

  /**
   * Reads one item.
   *
   * @param item its JSON, which may not be valid
   * @param resolver the document that it is in
   * @param inherited fields of its collection
   */
  void read(JsonNode item, LinkResolver resolver, JsonNode inherited) {
    Optional<String> stated = Json.textOrNumber(item, "id").map(PrintableText::clean);
    JsonNode assets = item.path("assets");
    if (stated.isEmpty() || !assets.isObject()) {
      collector.issue(
          "unreadable",
          resolver.document().text(),
          "contains an item without id or assets, which is not used.");
      return;
    }
    String id = stated.get();
    String collection =
        Json.text(item, "collection").or(() -> Json.text(inherited, "id")).orElse("");
    if (!collector.begin(collection, id)) {
      return;
    }
    JsonNode properties = item.path("properties");
    List<String> forbidden = new ArrayList<>();
    List<Asset> found = assets(assets, resolver, forbidden);
    List<Asset> existing =
        found.stream()
            .map(asset -> findLocalCopy(asset, resolver).orElse(asset))
            .filter(this::exists)
            .toList();
    ItemProduct product = ItemProduct.of(id, properties);
    ItemBands.Bands bands =
        new ItemBands(product, properties, factors.read(id, product.product(), assets, resolver))
            .of(existing.stream().filter(asset -> !ItemMasks.isMask(asset)).toList());
    reportUnreadableDate(id, properties);
    if (!forbidden.isEmpty()) {
      collector.issue("refused", id, forbidden.get(0));
    }
    if (bands.bands().isEmpty()) {
      if (forbidden.isEmpty()) {
        collector.issue(
            "bands",
            id,
            found.isEmpty()
                ? "has no asset in a format that can be read (GeoTIFF, JPEG 2000, PNG, JPEG)."
                : "has no usable bands here; download its files again.");
      }
      return;
    }
    List<DescribedScene.Mask> masks = ItemMasks.of(existing);
    collector.scene(
        new DescribedScene(
            id,
            resolver.document(),
            product.product(),
            product.acquired(),
            bands.quantity(),
            bands.bands(),
            masks,
            product.conditions(),
            credit(product.product(), properties, inherited),
            ItemGeometry.find(item),
            new ItemRasters(collection, product.product(), properties)
                .of(existing, bands.bands(), masks)));
  }

  private void reportUnreadableDate(String id, JsonNode properties) {
    ItemDate.findUnreadable(properties)
        .ifPresent(
            text ->
                collector.issue(
                    "date",
                    id,
                    "has the " + text + ", which is not a date of RFC 3339 and is ignored."));
  }

  private List<Asset> assets(JsonNode assets, LinkResolver resolver, List<String> forbidden) {
    List<Asset> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : assets.properties()) {
      if (found.size() + forbidden.size() == MAX_ASSETS) {
        break;
      }
      try {
        Asset.find(entry.getKey(), entry.getValue(), resolver).ifPresent(found::add);
      } catch (ForbiddenLinkException e) {
        forbidden.add(
            "links to "
                + PrintableText.address(Json.text(entry.getValue(), "href").orElse(""))
                + " (asset "
                + PrintableText.clean(entry.getKey())
                + "), "
                + e.clause()
                + ".");
      }
    }
    return found;
  }

  /** A copy of a remote file beside a local item, as downloads have it. */
  private Optional<Asset> findLocalCopy(Asset asset, LinkResolver resolver) {
    if (resolver.isRemote() || !(asset.file() instanceof Location.Remote)) {
      return Optional.empty();
    }
    try {
      Asset copy = asset.at(resolver.asset(asset.file().name()));
      return exists(copy) ? Optional.of(copy) : Optional.empty();
    } catch (ForbiddenLinkException e) {
      return Optional.empty();
    }
  }

  /** Checks local files; remote ones are assumed to exist, because requests would take long. */
  private boolean exists(Asset asset) {
    if (asset.file() instanceof Location.Remote) {
      return true;
    }
    try (ByteSource source = bytes.open(asset.file())) {
      collector.file(asset.file());
      return source.size() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The attribution that the item or its collection asks for; for unknown sensors, else the
   * producer or licensor of the data.
   */
  private static Optional<String> credit(Product product, JsonNode properties, JsonNode inherited) {
    Optional<String> attribution =
        Json.text(properties, "attribution")
            .or(() -> Json.text(inherited, "attribution"))
            .map(PrintableText::clean);
    if (attribution.isPresent() || !product.sensor().equals("unknown")) {
      return attribution;
    }
    List<JsonNode> providers = Json.elements(properties, "providers");
    String names =
        (providers.isEmpty() ? Json.elements(inherited, "providers") : providers)
            .stream()
                .filter(p -> !Collections.disjoint(Json.texts(p, "roles"), OWNERS))
                .flatMap(p -> Json.text(p, "name").stream())
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
    return names.isEmpty() ? Optional.empty() : Optional.of(PrintableText.clean("Data: " + names));
  }
}
