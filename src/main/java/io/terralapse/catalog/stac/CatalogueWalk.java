package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.access.ByteOpener;
import io.terralapse.model.Location;
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
 * Follows the links of a catalogue to its items. Every document is read once; depth and number are
 * bounded. Used once.
 */
final class CatalogueWalk {
  private static final Set<String> DOWNWARD = Set.of("child", "item", "items");

  private final ByteOpener bytes;
  private final StacHttp http;
  private final StacLimits limits;
  private final ItemReader items;
  private final StacCollector findings;
  private final Set<String> met = new HashSet<>();
  private final Deque<Step> open = new ArrayDeque<>();

  CatalogueWalk(
      ByteOpener bytes,
      StacHttp http,
      StacLimits limits,
      ItemReader items,
      StacCollector findings) {
    this.bytes = bytes;
    this.http = http;
    this.limits = limits;
    this.items = items;
    this.findings = findings;
  }

  /**
   * A document to read.
   *
   * @param depth catalogues above it
   * @param parent the document that led to it
   * @param collection what its items inherit from the collection that it is in
   */
  private record Step(LinkResolver place, int depth, @Nullable Step parent, JsonNode collection) {
    boolean comesFrom(String key) {
      for (Step step = this; step != null; step = step.parent) {
        if (key(step.place.document()).equals(key)) {
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
      if (documents == limits.maxDocuments() || findings.items() >= limits.maxItems()) {
        findings.issue(
            "limit",
            start.document().text(),
            "leads to more than "
                + (documents == limits.maxDocuments()
                    ? limits.maxDocuments() + " documents"
                    : limits.maxItems() + " items")
                + ", of which the first were read; name a smaller part of the catalogue.");
        return;
      }
      documents++;
      read(open.pop());
    }
  }

  private void read(Step step) {
    Location document = step.place.document();
    ObjectNode json;
    try {
      json = Json.parse(fetch(document));
    } catch (IOException e) {
      findings.document(document);
      findings.issue("unreadable", document.text(), "is left out: " + reason(document, e) + ".");
      return;
    }
    findings.document(document);
    String type = Json.text(json, "type").orElse("");
    switch (type) {
      case "Feature" -> items.read(json, step.place, step.collection);
      case "FeatureCollection" -> {
        for (JsonNode feature : Json.elements(json, "features")) {
          if (findings.items() >= limits.maxItems()) {
            break;
          }
          items.read(feature, step.place, step.collection);
        }
        follow(json, step, Set.of("next"), step.collection);
      }
      case "Collection" -> follow(json, step, DOWNWARD, inherited(json));
      case "Catalog" -> catalogue(json, step);
      default ->
          findings.issue(
              "unreadable",
              document.text(),
              "is left out: its type is none of Feature, FeatureCollection, Collection and"
                  + " Catalog.");
    }
  }

  private void catalogue(ObjectNode json, Step step) {
    boolean searchable =
        Json.elements(json, "links").stream()
            .anyMatch(link -> Json.text(link, "rel").orElse("").equals("search"));
    if (step.place.isRemote() && searchable) {
      findings.issue(
          "refused",
          step.place.document().text(),
          "is a STAC API, which is searched and not read whole; write it as {stac: "
              + step.place.document().text()
              + ", collections: [...]}.");
      return;
    }
    follow(json, step, DOWNWARD, step.collection);
  }

  /** What items inherit. */
  private static JsonNode inherited(ObjectNode json) {
    ObjectNode kept = Json.object();
    for (String field : List.of("providers", "attribution", "id")) {
      kept.set(field, json.path(field).deepCopy());
    }
    return kept;
  }

  private void follow(ObjectNode json, Step step, Set<String> wanted, JsonNode collection) {
    String subject = step.place.document().text();
    List<Step> next = new ArrayList<>();
    for (JsonNode link : Json.elements(json, "links")) {
      String rel = Json.text(link, "rel").orElse("");
      String href = Json.text(link, "href").orElse("");
      if (!wanted.contains(rel) || href.isEmpty()) {
        continue;
      }
      try {
        Location target = step.place.link(href);
        if (step.comesFrom(key(target))) {
          findings.issue(
              "refused",
              subject,
              "leads back to " + target.text() + " by a link " + rel + ", which is not followed.");
        } else if (step.depth + 1 > limits.maxDepth() && !rel.equals("next")) {
          findings.issue(
              "limit",
              subject,
              "is more than " + limits.maxDepth() + " catalogues deep; what is below is left out.");
          return;
        } else {
          int depth = step.depth + (rel.equals("next") ? 0 : 1);
          next.add(new Step(step.place.at(target), depth, step, collection));
        }
      } catch (ForbiddenLinkException e) {
        findings.issue(
            "refused",
            subject,
            "leads by a link "
                + rel
                + " to "
                + PrintableText.address(href)
                + ", "
                + e.clause()
                + ".");
      }
    }
    push(next);
  }

  /** The first of them is read next. */
  private void push(List<Step> steps) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (met.size() <= 4 * limits.maxDocuments() && met.add(key(steps.get(i).place.document()))) {
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
      return "it is not there";
    }
    return message == null || message.isBlank() || message.equals(document.text())
        ? "it cannot be read"
        : message.startsWith("is ") || message.startsWith("holds ") ? "it " + message : message;
  }
}
