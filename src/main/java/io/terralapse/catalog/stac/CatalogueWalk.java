package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.access.ByteOpener;
import io.terralapse.access.NetworkException;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.Location;
import io.terralapse.model.PrintableText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the links of a catalogue to its items. Every document is read once; depth and number of
 * documents are bounded. Used once.
 */
final class CatalogueWalk {
  private static final Set<String> DOWNWARD = Set.of("child", "item", "items");

  private final ByteOpener bytes;
  private final StacHttp http;
  private final StacLimits limits;
  private final ItemReader items;
  private final StacCollector collector;
  private final Set<String> queued = new HashSet<>();
  private final Deque<Step> open = new ArrayDeque<>();

  CatalogueWalk(
      ByteOpener bytes,
      StacHttp http,
      StacLimits limits,
      ItemReader items,
      StacCollector collector) {
    this.bytes = bytes;
    this.http = http;
    this.limits = limits;
    this.items = items;
    this.collector = collector;
  }

  /**
   * A document to read.
   *
   * @param resolver the document and how its links are resolved
   * @param depth number of catalogues above it
   * @param parent the document that links to it
   * @param collection fields that its items inherit from their collection
   */
  private record Step(
      LinkResolver resolver, int depth, @Nullable Step parent, JsonNode collection) {
    boolean isReachedFrom(String key) {
      for (Step step = this; step != null; step = step.parent) {
        if (key(step.resolver.document()).equals(key)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Reads everything below the first document, depth first, in the order of the links. */
  void walk(LinkResolver start) {
    push(List.of(new Step(start, 0, null, Json.object())));
    int documents = 0;
    while (!open.isEmpty()) {
      if (documents == limits.maxDocuments() || collector.items() >= limits.maxItems()) {
        collector.issue(
            "limit",
            start.document().text(),
            "links to more than "
                + (documents == limits.maxDocuments()
                    ? limits.maxDocuments() + " documents"
                    : limits.maxItems() + " items")
                + ", and only the first were read; name a smaller part of the catalogue.");
        return;
      }
      documents++;
      read(open.pop());
    }
  }

  private void read(Step step) {
    Location document = step.resolver.document();
    ObjectNode json;
    try {
      json = Json.parse(fetch(document));
    } catch (IOException e) {
      collector.file(document);
      if (e instanceof NetworkException) {
        collector.issue(
            DescribedScenes.INCOMPLETE,
            document.text(),
            "is missing from the catalogue, of which "
                + collector.items()
                + " items were read before: "
                + reason(document, e)
                + "; run again, or use what was read with --allow-incomplete.");
      } else {
        collector.issue("unreadable", document.text(), "is not used: " + reason(document, e) + ".");
      }
      return;
    }
    collector.file(document);
    String type = Json.text(json, "type").orElse("");
    switch (type) {
      case "Feature" -> items.read(json, step.resolver, step.collection);
      case "FeatureCollection" -> {
        for (JsonNode feature : Json.elements(json, "features")) {
          if (collector.items() >= limits.maxItems()) {
            break;
          }
          items.read(feature, step.resolver, step.collection);
        }
        follow(json, step, Set.of("next"), step.collection);
      }
      case "Collection" -> follow(json, step, DOWNWARD, inherited(json));
      case "Catalog" -> catalogue(json, step);
      default ->
          collector.issue(
              "unreadable",
              document.text(),
              "is not used: its type is not Feature, FeatureCollection, Collection or Catalog.");
    }
  }

  private void catalogue(ObjectNode json, Step step) {
    boolean searchable =
        Json.elements(json, "links").stream()
            .anyMatch(link -> Json.text(link, "rel").orElse("").equals("search"));
    if (step.resolver.isRemote() && searchable) {
      collector.issue(
          "refused",
          step.resolver.document().text(),
          "is a STAC API, which cannot be read as a catalogue; search it with {stac: "
              + step.resolver.document().text()
              + ", collections: [...]}.");
      return;
    }
    follow(json, step, DOWNWARD, step.collection);
  }

  /** The fields that items inherit. */
  private static JsonNode inherited(ObjectNode json) {
    ObjectNode kept = Json.object();
    for (String field : List.of("providers", "attribution", "id")) {
      kept.set(field, json.path(field).deepCopy());
    }
    return kept;
  }

  private void follow(ObjectNode json, Step step, Set<String> relations, JsonNode collection) {
    String subject = step.resolver.document().text();
    List<Step> next = new ArrayList<>();
    for (JsonNode link : Json.elements(json, "links")) {
      String rel = Json.text(link, "rel").orElse("");
      String href = Json.text(link, "href").orElse("");
      if (!relations.contains(rel) || href.isEmpty()) {
        continue;
      }
      try {
        Location target = step.resolver.link(href);
        if (step.isReachedFrom(key(target))) {
          collector.issue(
              "refused",
              subject,
              "links back to " + target.text() + " (" + rel + "), which is not followed.");
        } else if (step.depth + 1 > limits.maxDepth() && !rel.equals("next")) {
          collector.issue(
              "limit",
              subject,
              "is more than "
                  + limits.maxDepth()
                  + " catalogues deep; its links are not followed.");
          return;
        } else {
          int depth = step.depth + (rel.equals("next") ? 0 : 1);
          next.add(new Step(step.resolver.at(target), depth, step, collection));
        }
      } catch (ForbiddenLinkException e) {
        collector.issue(
            "refused",
            subject,
            "links to " + PrintableText.address(href) + " (" + rel + "), " + e.clause() + ".");
      }
    }
    push(next);
  }

  /** Adds documents so that the first of them is read next. */
  private void push(List<Step> steps) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (queued.size() <= 4 * limits.maxDocuments()
          && queued.add(key(steps.get(i).resolver.document()))) {
        open.push(steps.get(i));
      }
    }
  }

  private byte[] fetch(Location document) throws IOException {
    int limit = limits.maxDocumentBytes();
    return document instanceof Location.Remote remote
        ? http.get(remote.uri(), limit)
        : bytes.readAll(document, limit);
  }

  private static String key(Location document) {
    return document instanceof Location.Remote remote
        ? remote.uri().normalize().toString()
        : document.text();
  }

  private static String reason(Location document, IOException e) {
    String message = e.getMessage();
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    return message == null || message.isBlank() || message.equals(document.text())
        ? "it cannot be read"
        : message.startsWith("is ") || message.startsWith("contains ") ? "it " + message : message;
  }
}
