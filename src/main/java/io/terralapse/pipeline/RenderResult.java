package io.terralapse.pipeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.terralapse.ledger.LedgerChanges;
import io.terralapse.model.Issue;
import io.terralapse.onset.Onset;
import java.util.ArrayList;
import java.util.List;

/**
 * What a render did.
 *
 * @param status {@code rendered}, or {@code unchanged} if there was nothing to do
 * @param outputs names of the published files; empty if unchanged
 * @param frames frames of the video; 0 if unchanged
 * @param durationSeconds length of the video; 0 if unchanged
 * @param moved published frames that no longer are where they were; empty while the lock is kept
 * @param notices what scenes that arrived or are gone change in what was published, and what the
 *     lock keeps that would be noticeably different now; one sentence each
 * @param places what was made for each place of {@code for}; empty if unchanged
 * @param onset the first change of each area that it was looked for in; empty if unchanged
 * @param changes why it rendered or did not, new dates and changed frames
 * @param dropped scenes that are not in it
 * @param issues what was wrong on the way
 * @param seconds how long the run took
 */
public record RenderResult(
    String status,
    List<String> outputs,
    int frames,
    double durationSeconds,
    List<String> moved,
    List<String> notices,
    List<PlaceFiles> places,
    List<Onset> onset,
    @JsonUnwrapped LedgerChanges changes,
    List<Dropped> dropped,
    List<Issue> issues,
    double seconds) {

  /**
   * The result of a run that had nothing to do.
   *
   * @param why in one sentence
   */
  static RenderResult unchanged(String why, List<Dropped> dropped, List<Issue> issues) {
    return new RenderResult(
        "unchanged",
        List.of(),
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        LedgerChanges.none(why),
        dropped,
        issues,
        0);
  }

  /** This result with a further issue for each sentence. */
  public RenderResult with(String code, List<String> sentences) {
    List<Issue> all = new ArrayList<>(issues);
    sentences.forEach(sentence -> all.add(new Issue(code, "", sentence)));
    return with(all, seconds);
  }

  /** This result with the time that the run took. */
  RenderResult took(double time) {
    return with(issues, time);
  }

  private RenderResult with(List<Issue> all, double time) {
    return new RenderResult(
        status,
        outputs,
        frames,
        durationSeconds,
        moved,
        notices,
        places,
        onset,
        changes,
        dropped,
        all,
        time);
  }
}
