package io.terralapse.page;

import io.terralapse.ledger.Ledger;
import io.terralapse.onset.Onset;
import io.terralapse.words.Phrases;
import java.util.List;
import java.util.Map;

/** What is known of the first change of each area, a sentence each. */
final class ChangeSentences {
  private final PageContent content;
  private final Phrases phrases;

  ChangeSentences(PageContent content) {
    this.content = content;
    this.phrases = content.phrases();
  }

  /** In the order of the configuration; none if no area was looked at. */
  List<String> all() {
    return content.ledger().onsets().stream().map(this::sentence).toList();
  }

  private String sentence(Onset onset) {
    Map<String, String> words =
        Map.of(
            "name",
            onset.name(),
            "from",
            onset.lastBefore().map(this::date).orElse(""),
            "to",
            onset.firstAfter().map(this::date).orElse(""),
            "images",
            phrases.count("images", onset.clearDates()),
            "hidden",
            phrases.count("images", onset.hiddenBetween()));
    return switch (onset.status()) {
      case "found" ->
          phrases.sentence("page.changed", words)
              + (onset.hiddenBetween() > 0
                  ? " " + phrases.sentence("page.changed.hidden", words)
                  : "");
      case "unconfirmed" -> phrases.sentence("page.unconfirmed", words);
      case "none" -> phrases.sentence("page.unchanged", words);
      default -> phrases.sentence("page.unknown", words);
    };
  }

  /** A date of the ledger as the page writes it. */
  private String date(String text) {
    return content.frames().stream()
        .map(Ledger.Entry::acquired)
        .filter(acquired -> acquired.text().equals(text))
        .findFirst()
        .map(content.dates()::text)
        .orElse(text);
  }
}
