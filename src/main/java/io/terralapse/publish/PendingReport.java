package io.terralapse.publish;

import io.terralapse.ledger.PublishedLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Whether the result of the last publication has been reported. From the commit until then a hidden
 * file in the output folder keeps the ledger of what was reported last, which is empty if nothing
 * was, so that a run after an interruption reports everything that is new since. The file is part
 * of the publication. Immutable.
 *
 * @param folder of the outputs
 * @param name of the job
 */
public record PendingReport(Path folder, String name) {
  /** The ending of the file's name, which begins with a dot. */
  static final String ENDING = ".unreported";

  private String fileName() {
    return "." + name + ENDING;
  }

  private Path file() {
    return folder.resolve(fileName());
  }

  private Path ledger() {
    return folder.resolve(name + Outputs.LEDGER_JSON);
  }

  /** Whether something is published that no run has reported. */
  public boolean exists() {
    return Files.isRegularFile(file());
  }

  /** The ledger of what was reported last; it need not exist, and may be empty. */
  public Path reported() {
    return exists() ? file() : ledger();
  }

  /**
   * Stages the file. One that is published stays as it is.
   *
   * @return names of staged files
   */
  List<String> stage(Publication publication) throws IOException {
    if (exists()) {
      return List.of();
    }
    Path staged = publication.stage(fileName());
    if (PublishedLedger.find(ledger()).isPresent()) {
      Files.copy(ledger(), staged, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.write(staged, new byte[0]);
    }
    return List.of(fileName());
  }

  /**
   * The result has been reported.
   *
   * @throws IOException if that cannot be kept: the next run reports it again
   */
  public void end() throws IOException {
    Files.deleteIfExists(file());
  }
}
