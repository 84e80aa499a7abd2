package io.terralapse.encode.video;

import io.terralapse.encode.VideoCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of codecs for the parameter {@code codecs} of media types (RFC 6381): from the
 * configuration records of HEVC (ISO/IEC 14496-15, 8.3.3 and E.3) and AV1 (AV1 Codec ISO Media File
 * Format Binding, 2.3), and for VP9 (VP Codec ISO Media File Format Binding) by its level.
 * Stateless.
 */
final class CodecName {
  /** Levels of VP9: most luma samples of a picture, and the level's number (VP9 levels, 2016). */
  private static final int[][] VP9_LEVELS = {
    {36_864, 10},
    {73_728, 11},
    {122_880, 20},
    {245_760, 21},
    {552_960, 30},
    {983_040, 31},
    {2_228_224, 40},
    {8_912_896, 50},
    {35_651_584, 60}
  };

  private CodecName() {}

  /** The name of a file's codec; empty for one that no browser plays. */
  static Optional<String> find(VideoCodec codec, Path file) throws IOException {
    return switch (codec) {
      case HEVC -> Optional.of(hevc(VideoCheck.configuration(file)));
      case AV1 -> Optional.of(av1(VideoCheck.configuration(file)));
      case VP9 -> {
        var facts = VideoCheck.inspect(file, false);
        yield Optional.of(vp9(facts.width() * facts.height()));
      }
      default -> Optional.empty();
    };
  }

  static String vp9(int pixels) {
    int level = 62;
    for (int i = VP9_LEVELS.length - 1; i >= 0 && pixels <= VP9_LEVELS[i][0]; i--) {
      level = VP9_LEVELS[i][1];
    }
    return String.format(Locale.ROOT, "vp09.00.%02d.08.01.01.01.01.00", level);
  }

  static String av1(byte[] record) throws IOException {
    if (record.length < 4) {
      throw new IOException("The video has no sequence header.");
    }
    int profile = record[1] >> 5 & 7;
    int level = record[1] & 0x1F;
    boolean high = (record[2] & 0x80) != 0;
    boolean ten = (record[2] & 0x40) != 0;
    return String.format(
        Locale.ROOT, "av01.%d.%02d%s.%s", profile, level, high ? "H" : "M", ten ? "10" : "08");
  }

  static String hevc(byte[] record) throws IOException {
    if (record.length < 13) {
      throw new IOException("The video has no parameter sets.");
    }
    int profile = record[1] & 0x1F;
    boolean high = (record[1] & 0x20) != 0;
    int compatible = 0;
    for (int i = 0; i < 4; i++) {
      compatible = (compatible << 8) | (record[2 + i] & 0xFF);
    }
    StringBuilder name = new StringBuilder("hvc1.");
    int space = record[1] >> 6 & 3;
    name.append(space == 0 ? "" : String.valueOf((char) ('A' + space - 1))).append(profile);
    name.append('.')
        .append(Integer.toHexString(Integer.reverse(compatible)).toUpperCase(Locale.ROOT));
    name.append('.').append(high ? 'H' : 'L').append(record[12] & 0xFF);
    int constraints = 6;
    while (constraints > 0 && record[5 + constraints] == 0) {
      constraints--;
    }
    for (int i = 1; i <= constraints; i++) {
      name.append(String.format(Locale.ROOT, ".%X", record[5 + i] & 0xFF));
    }
    return name.toString();
  }
}
