package io.terralapse.pipeline;

import io.terralapse.model.Issue;
import java.util.List;

/**
 * What a comparison of the published files with ledger, lock, settings and scenes found.
 *
 * @param status {@code identical} or {@code different}
 * @param outputs published files that were opened
 * @param scenes scenes whose content was hashed again
 * @param segments segments of the video that were drawn and encoded again
 * @param remade files of other formats that were made again
 * @param differences one sentence each. Their codes: ledger, output, lock, settings, input-changed,
 *     grid, scene-changed, scene-missing, scene-new, scenes (none could be found), and segments
 * @param notes what was requested and could not be compared, one sentence each; its code is
 *     not-compared, and it is no difference
 */
public record VerifyResult(
    String status,
    int outputs,
    int scenes,
    int segments,
    int remade,
    List<Issue> differences,
    List<Issue> notes) {

  /** Copies the lists. */
  public VerifyResult {
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }
}
