package io.terralapse.publish;

import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerCsv;
import io.terralapse.ledger.LedgerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a job's ledger. Immutable.
 *
 * @param folder of the outputs
 * @param name of the job
 */
record LedgerFiles(Path folder, String name) {
  private static final String CSV = ".ledger.csv";

  /** Added to the ledger's name if a run had nothing to publish while files of an earlier exist. */
  private static final String REFUSED = ".refused";

  /** All names that its files may have. */
  List<String> names() {
    return List.of(
        name + CSV,
        name + Outputs.LEDGER_JSON,
        name + REFUSED + CSV,
        name + REFUSED + Outputs.LEDGER_JSON);
  }

  /**
   * Stages a ledger, which has its own table among the outputs if it is published.
   *
   * @param refused whether it gets another name than that of what is published
   * @return the names of its files, its own last
   */
  List<String> stage(Ledger ledger, boolean refused, Publication publication) throws IOException {
    String base = name + (refused ? REFUSED : "");
    String table = base + CSV;
    Path staged = publication.stage(table);
    LedgerCsv.write(ledger, staged);
    new LedgerJson()
        .write(
            refused ? ledger : ledger.with(output(ledger, table, staged)),
            publication.stage(base + Outputs.LEDGER_JSON));
    return List.of(table, base + Outputs.LEDGER_JSON);
  }

  private static Ledger.Output output(Ledger ledger, String table, Path staged) throws IOException {
    int frames = (int) ledger.scenes().stream().flatMap(s -> s.slot().stream()).distinct().count();
    return Outputs.staged(
        table, RenditionFiles.MAIN.ledgerName(), staged, frames, Optional.empty());
  }

  /**
   * Deletes the ledger of an earlier run that found nothing to show: what is published is right.
   */
  void deleteRefusal() throws IOException {
    Files.deleteIfExists(folder.resolve(name + REFUSED + Outputs.LEDGER_JSON));
    Files.deleteIfExists(folder.resolve(name + REFUSED + CSV));
  }
}
