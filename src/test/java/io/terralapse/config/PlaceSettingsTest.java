package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What contradicts a place is named as the user wrote it. */
class PlaceSettingsTest extends ConfigsInFolder {
  /** Place, what contradicts it, the whole sentence after its position, and what is right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "web | outputs: {mp4: false} | outputs.mp4: is false, and web shows the video; leave it"
            + " out, or take web out of for. | outputs: {}",
        "email | outputs: {mp4: false} | outputs.mp4: is false, and email shows the video; leave it"
            + " out, or take email out of for. | outputs: {}",
        "email | `pace: {title_card: 2}\ntitle: A` | pace.title_card: a video begins with a title"
            + " card or with the frame of pace.lead that email asks for; take the card out, or"
            + " email out of for. | title: A",
        "bluesky | renditions: [{name: bluesky, crop: focus}] | renditions.0.shape: bluesky has no"
            + " shape; write one such as 1:1, or a size such as 1080x1080. | `focus: {bbox: [1, 2,"
            + " 3, 4]}\nrenditions: [{name: bluesky, crop: focus, shape: 1:1}]`",
        "bluesky | renditions: [{name: bluesky, outputs: {poster: {max_bytes: 5MB}}}] |"
            + " renditions.0.outputs.poster.max_bytes: is more than the 2000000 bytes that bluesky"
            + " takes; leave it out. | renditions: [{name: bluesky, outputs: {poster: {}}}]",
        "scrolly | renditions: [{name: scrolly, outputs: {mp4: {gop: 99}}}] |"
            + " renditions.0.outputs.mp4.gop: is more than the 72 frames that scrolly takes; leave"
            + " it out. | renditions: [{name: scrolly, outputs: {mp4: {}}}]",
      })
  void theSentenceNamesWhatWasWrittenAndARemedyThatWorks(
      String place, String wrong, String words, String right) {
    String sentences = configs.refusedWith("for: [" + place + "]\n" + wrong);
    String first = sentences.lines().findFirst().orElseThrow();
    assertTrue(first.startsWith("job.yaml, line 3, column "), first);
    assertEquals(words, first.replaceFirst("^job.yaml, line 3, column \\d+: ", ""));
    configs.with("for: [" + place + "]\n" + right);
  }

  @Test
  void theJobsOwnPosterMayBeLargerThanThatOfAPlace() {
    JobSettings job = configs.with("for: [bluesky]\noutputs: {poster: {max_bytes: 50MB}}");
    assertEquals(Optional.of(50_000_000L), job.stills().maxBytes());
    assertEquals(OptionalLong.of(2_000_000), job.renditions().get(0).limits().stillBytes());
  }

  @Test
  void aSizeThatIsNullIsThatOfThePlace() {
    String place = "for: [instagram_reels]\nrenditions: [{name: instagram_reels, shape: null}]";
    assertEquals(
        configs.with("for: [instagram_reels]").renditions(), configs.with(place).renditions());
  }
}
