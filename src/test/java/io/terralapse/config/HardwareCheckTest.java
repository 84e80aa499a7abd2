package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hardware encoder takes no setting of x264 that it cannot follow. */
class HardwareCheckTest extends ConfigsInFolder {
  @ParameterizedTest
  @CsvSource({"preset: slow, preset", "gop: 24, gop", "chapters: true, chapters"})
  void aSettingWithoutEffectIsRefused(String given, String key) {
    String job = configs.refusedWith("outputs: {mp4: {encoder: h264_nvenc, " + given + "}}");
    assertTrue(
        job.contains(
            "outputs.mp4."
                + key
                + ": has no effect with h264_nvenc; leave it out, or set encoder to auto"),
        job);
    String rendition =
        configs.refusedWith(
            "outputs: {mp4: {encoder: h264_nvenc}}\n"
                + "renditions: [{name: square, shape: \"1:1\", outputs: {mp4: {"
                + given
                + "}}}]");
    assertTrue(rendition.contains("mp4." + key + ": has no effect"), rendition);
  }

  @Test
  void whatHasAnEffectOrSaysTheDefaultIsTaken() {
    JobSettings job =
        configs.with(
            "outputs: {mp4: {encoder: h264_nvenc, crf: 30, gop: auto, chapters: false,"
                + " max_bytes: 8MB}}\n"
                + "renditions: [{name: square, shape: \"1:1\", outputs: {mp4: {encoder: auto,"
                + " gop: 24}}}]");
    assertEquals("h264_nvenc", job.main().formats().hardware().orElseThrow().encoder());
    assertEquals(24, job.renditions().get(0).video().gop().orElseThrow());
  }

  @Test
  void aPlaceWithALimitOfKeyframesIsRefused() {
    String refused = configs.refusedWith("outputs: {mp4: {encoder: h264_vaapi}}\nfor: [scrolly]");
    assertTrue(
        refused.contains("h264_vaapi cannot limit the distance of keyframes, which scrolly needs"),
        refused);
    assertTrue(refused.contains("set it to auto"), refused);
  }
}
