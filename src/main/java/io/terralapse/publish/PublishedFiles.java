package io.terralapse.publish;

import io.terralapse.access.FileHash;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.PublishedLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier run published, by its ledger.
 *
 * @param folder of the outputs
 * @param previous what the ledger says
 */
public record PublishedFiles(Path folder, PublishedLedger previous) {

  /** Finds the ledger of an earlier run; empty if there is none that can be read. */
  public static Optional<PublishedFiles> find(Path folder, String name) throws IOException {
    return PublishedLedger.find(folder.resolve(name + Outputs.LEDGER_JSON))
        .map(previous -> new PublishedFiles(folder, previous));
  }

  /** Whether the earlier run used exactly these scenes. */
  public boolean hasScenes(String scenesHash) {
    return previous.scenesHash().equals(scenesHash);
  }

  /** Whether the earlier run had exactly these settings and this lock. */
  public boolean hasSettings(String settingsHash, String lockHash) {
    return previous.settingsHash().equals(settingsHash) && previous.lockHash().equals(lockHash);
  }

  /** The published files, by their names in the folder. */
  public List<String> names() {
    return previous.outputs().stream().map(Ledger.Output::file).toList();
  }

  /**
   * Copies a published file that was made of the same as one that is to be made.
   *
   * @param name of the file
   * @param key of what it is to be made of
   * @param to replaced
   * @return what the ledger says of it; empty if there is none, or it has been changed
   */
  Optional<Ledger.Output> copy(String name, String key, Path to) throws IOException {
    for (Ledger.Output output : previous.outputs()) {
      Path file = folder.resolve(name);
      if (output.file().equals(name)
          && output.encoding().filter(one -> one.key().equals(key)).isPresent()
          && Files.isRegularFile(file)
          && Files.size(file) == output.bytes()) {
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        // What was copied is hashed, not what may be changed meanwhile.
        return FileHash.sha256(to).equals(output.sha256()) ? Optional.of(output) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether every published file is still there and unchanged, the ledger among them. */
  public boolean isIntact() throws IOException {
    for (Ledger.Output output : previous.outputs()) {
      Path file = folder.resolve(output.file()).normalize();
      if (!folder.equals(file.getParent())
          || !Files.isRegularFile(file)
          || Files.size(file) != output.bytes()
          || !FileHash.sha256(file).equals(output.sha256())) {
        return false;
      }
    }
    return !previous.outputs().isEmpty() && !previous.altered();
  }
}
