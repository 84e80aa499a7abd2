package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaceCheckTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aVideoBeginsWithATitleCardOrWithALead() {
    Configs configs = new Configs(folder);
    String card = "title: A\npace: {title_card: 1}\n";
    assertTrue(
        configs
            .refusedWith(card.replace("1", "1, lead: last"))
            .contains("pace.title_card: a video begins with"));
    assertTrue(configs.refusedWith(card + "for: [email]").contains("or email out of for"));
    assertTrue(
        configs
            .refusedWith(card + "renditions: [{name: s, shape: '1:1', pace: {lead: last}}]")
            .contains("renditions.0.pace.lead: a video begins with"));
    assertTrue(configs.with(card + "for: [scrolly]").pace().extras().titleCard() > 0);
  }
}
