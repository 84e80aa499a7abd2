package io.terralapse.pipeline;

import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.PublishedLedger;
import io.terralapse.lock.LockFile;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** What a search found, in both panels of a comparison. */
  static StoredWarnings found(SceneInventory inventory, Optional<ComparedPanel> second) {
    StoredWarnings found =
        new StoredWarnings(
            new ArrayList<>(Dropped.of(inventory.dropped())), new ArrayList<>(inventory.issues()));
    second.ifPresent(
        panel -> found.add(panel.inventory().dropped(), panel.inventory().issues(), 2));
    return found;
  }

  /** The same, and what measuring the pixels found. */
  static StoredWarnings found(
      SceneInventory inventory, Measurement measured, Optional<ComparedPanel.Measured> second) {
    StoredWarnings found = found(inventory, second.map(ComparedPanel.Measured::panel));
    found.add(measured.dropped(), measured.issues(), 1);
    second.ifPresent(panel -> found.add(panel.measured().dropped(), panel.measured().issues(), 2));
    return found;
  }

  private void add(List<DroppedScene> moreDropped, List<Issue> moreIssues, int panel) {
    Dropped.addNew(Dropped.of(moreDropped, panel), dropped);
    ComparedPanel.addNew(moreIssues, issues);
  }

  /** What this run has found, and what the ledger has of the run that made the files. */
  StoredWarnings with(PublishedLedger ledger) {
    List<Dropped> all = new ArrayList<>(dropped);
    Dropped.addNew(
        ledger.dropped().stream()
            .map(drop -> new Dropped(drop.id(), drop.reason(), drop.detail(), drop.panel()))
            .toList(),
        all);
    return new StoredWarnings(
        all,
        issues(issues, ledger.issues(), all.stream().map(Dropped::id).collect(Collectors.toSet())));
  }

  /**
   * Warnings without those of what a run has changed, which a run that changes nothing does not.
   */
  static List<Issue> lasting(List<Issue> issues) {
    return issues.stream().filter(issue -> !issue.code().equals(LockFile.RELOCKED)).toList();
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
    for (Issue issue : lasting(stored)) {
      boolean measured =
          issue.code().equals(UNREADABLE)
              ? issue.subject().isEmpty() || scenes.contains(issue.subject())
              : !SEARCH.contains(issue.code());
      boolean secret = issue.sentence().isEmpty();
      boolean known =
          secret
              ? found.stream().anyMatch(one -> one.code().equals(issue.code()))
              : sentences.contains(issue.sentence());
      if (measured && !known) {
        issues.add(secret ? new Issue(issue.code(), "", SECRET) : issue);
      }
    }
    return issues;
  }
}
