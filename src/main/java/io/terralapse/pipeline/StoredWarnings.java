package io.terralapse.pipeline;

import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.PublishedLedger;
import io.terralapse.model.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run that changes nothing reports: what its own search found, and what was found in pixels
 * by the run that made the published files, as the ledger tells.
 *
 * @param dropped scenes that are not in the video
 * @param issues the warnings
 */
record StoredWarnings(List<Dropped> dropped, List<Issue> issues) {
  /** Codes of warnings that come from files and metadata alone, which every run looks at again. */
  static final Set<String> SEARCH =
      Set.of(
          "ambiguous-date",
          "auxiliary",
          "bands",
          "date",
          "incomplete",
          "mask",
          "metadata",
          "mixed-grid",
          "more",
          "no-crs",
          "not-terrain-corrected",
          "odd-size",
          "off-nadir-unknown",
          "orbit-unknown",
          "picture",
          "uncalibrated",
          "undated",
          "unmatched",
          "unsearched");

  /** Of a file that is no scene, or of a scene whose pixels cannot be read. */
  static final String UNREADABLE = "unreadable";

  private static final String SECRET =
      "A warning of the run that made the video; its ledger has no details because reveal_location"
          + " is false. Run again with --no-cache to see them.";

  static StoredWarnings of(SceneInventory inventory, PublishedLedger ledger) {
    List<Dropped> dropped = new ArrayList<>(Dropped.of(inventory.dropped()));
    Set<String> known = dropped.stream().map(Dropped::id).collect(Collectors.toSet());
    for (PublishedLedger.Drop drop : ledger.dropped()) {
      if (known.add(drop.id())) {
        dropped.add(new Dropped(drop.id(), drop.reason(), drop.detail()));
      }
    }
    return new StoredWarnings(dropped, issues(inventory.issues(), ledger.issues(), known));
  }

  /**
   * What was found now, and what the ledger has of reading, aligning and drawing.
   *
   * @param found by the search of this run
   * @param stored in the ledger
   * @param scenes ids of all dropped scenes
   */
  static List<Issue> issues(List<Issue> found, List<Issue> stored, Set<String> scenes) {
    List<Issue> issues = new ArrayList<>(found);
    Set<String> sentences = found.stream().map(Issue::sentence).collect(Collectors.toSet());
    for (Issue issue : stored) {
      boolean measured =
          issue.code().equals(UNREADABLE)
              ? issue.subject().isEmpty() || scenes.contains(issue.subject())
              : !SEARCH.contains(issue.code());
      if (measured && !sentences.contains(issue.sentence())) {
        issues.add(issue.sentence().isEmpty() ? new Issue(issue.code(), "", SECRET) : issue);
      }
    }
    return issues;
  }
}
