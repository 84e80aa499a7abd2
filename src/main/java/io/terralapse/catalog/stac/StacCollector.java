package io.terralapse.catalog.stac;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a catalogue or a search gives: each item once, and a bounded number of issues. */
final class StacCollector {
  private static final int MAX_ISSUES = 500;

  private static final Comparator<DescribedScene> ORDER =
      Comparator.<DescribedScene, Instant>comparing(
              draft -> draft.acquired().map(AcquisitionDate::start).orElse(Instant.MAX))
          .thenComparing(DescribedScene::id)
          .thenComparing(draft -> draft.origin().text());

  private final List<DescribedScene> drafts = new ArrayList<>();
  private final Set<Location> documents = new LinkedHashSet<>();
  private final Set<Location> claimed = new LinkedHashSet<>();
  private final Set<Issue> issues = new LinkedHashSet<>();
  private final Set<List<String>> items = new HashSet<>();

  /** Notes an item; false if it was there before. */
  boolean begin(String collection, String id) {
    return items.add(List.of(collection, id));
  }

  /** Different items so far, usable or not. */
  int items() {
    return items.size();
  }

  void draft(DescribedScene draft) {
    drafts.add(draft);
  }

  void document(Location document) {
    documents.add(document);
  }

  void claim(Location file) {
    claimed.add(file);
  }

  /**
   * Notes something wrong.
   *
   * @param subject the document or item, which begins the sentence
   * @param rest the rest of the sentence
   */
  void issue(String code, String subject, String rest) {
    if (issues.size() < MAX_ISSUES) {
      issues.add(new Issue(code, subject, subject + " " + rest));
    } else if (issues.size() == MAX_ISSUES) {
      issues.add(
          new Issue("more", subject, subject + " and what follows it have more faults than told."));
    }
  }

  StacReader.Found result() {
    return new StacReader.Found(
        drafts.stream().sorted(ORDER).toList(), documents, claimed, List.copyOf(issues));
  }
}
