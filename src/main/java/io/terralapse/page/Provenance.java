package io.terralapse.page;

import io.terralapse.ledger.Ledger;
import java.util.List;

/**
 * What a video is made by and from, in one line that stays with the file: program, hash of the
 * settings, and sources. Stateless.
 */
final class Provenance {
  /** Beyond this the list of sources ends with how many more there are. */
  private static final int LONGEST = 2000;

  private Provenance() {}

  /**
   * The line. Where places must not be revealed, sources are named by sensor and date, since the
   * names of scenes have the tile or path that they are of.
   *
   * @param tool name and version of the program
   */
  static String of(String tool, Ledger ledger) {
    List<String> sources =
        ledger.scenes().stream()
            .filter(Ledger.Entry::used)
            .map(one -> source(one, ledger.job().revealLocation()))
            .distinct()
            .toList();
    StringBuilder line = new StringBuilder(tool);
    line.append("; settings ").append(ledger.job().settingsHash()).append("; sources: ");
    int named = 0;
    while (named < sources.size() && line.length() + sources.get(named).length() + 2 <= LONGEST) {
      line.append(named == 0 ? "" : ", ").append(sources.get(named));
      named++;
    }
    if (named < sources.size()) {
      line.append(" and ").append(sources.size() - named).append(" more");
    }
    return line.toString();
  }

  private static String source(Ledger.Entry scene, boolean reveal) {
    return reveal ? scene.id() : scene.sensor() + " " + scene.acquired().text();
  }
}
