package io.terralapse.access.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.cache.DiskCache;
import io.terralapse.model.Location;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives from strangers are read or refused with a sentence, within bounds. */
final class HostileArchivesTest extends ArchiveFixture {
  private String refusal(Path file) {
    IOException e =
        assertThrows(
            IOException.class,
            () -> {
              Archives archives = archives();
              for (Location.Member member : archives.list(file)) {
                all(archives, member);
              }
            });
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith(file.getFileName() + " "), message);
    return message;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../out.tif", "/tmp/out.tif", "a/../../out.tif", "a\\..\\out.tif", "C:/out.tif"})
  void anEntryThatLeadsOutRefusesTheArchive(String name) throws IOException {
    Path zip = folder.resolve("a.zip");
    // The library corrects separators, so the name is replaced afterwards.
    byte[] mild = name.replaceAll("[^A-Za-z0-9.]", "x").getBytes(StandardCharsets.UTF_8);
    zip(zip, false, "ok.tif", NOTE, new String(mild, StandardCharsets.UTF_8), NOTE);
    byte[] bytes = Files.readAllBytes(zip);
    replace(bytes, mild, name.getBytes(StandardCharsets.UTF_8));
    Files.write(zip, bytes);
    assertTrue(refusal(zip).contains("leads out of the archive"), refusal(zip));
    Path tar = folder.resolve("a.tar");
    try (TarArchiveOutputStream out = tar(tar)) {
      TarArchiveEntry entry = new TarArchiveEntry("x", true);
      entry.setName(name);
      entry.setSize(NOTE.length);
      out.putArchiveEntry(entry);
      out.write(NOTE);
      out.closeArchiveEntry();
    }
    if (!name.contains("\\") && !name.contains("C:")) {
      refusal(tar);
    }
    assertEquals(0, cachedFiles());
    assertTrue(Files.notExists(folder.resolve("out.tif")));
  }

  private static void replace(byte[] bytes, byte[] from, byte[] to) {
    for (int i = 0; i + from.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + from.length, from, 0, from.length)) {
        System.arraycopy(to, 0, bytes, i, to.length);
      }
    }
  }

  @Test
  void aMemberThatIsLongerThanStatedIsStoppedThere() throws IOException {
    Path file = folder.resolve("a.zip");
    zip(file, false, "a.tif", new byte[40 << 20]);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 46 < bytes.length; i++) {
      if (buffer.getInt(i) == 0x02014b50) {
        buffer.putInt(i + 24, 100_000);
      }
    }
    Files.write(file, bytes);
    assertTrue(refusal(file).contains("has another length than stated"), refusal(file));
    assertEquals(0, cachedFiles());
  }

  @Test
  void whatClaimsTooMuchIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path tgz = folder.resolve("claims.tar.gz");
    tar(tgz, "a.tif", PICTURE);
    byte[] bytes = Files.readAllBytes(tgz);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, 3 << 29);
    Files.write(tgz, bytes);
    assertTrue(refusal(tgz).contains("grows more than 200 times"), refusal(tgz));
    assertTrue(Files.notExists(folder.resolve("cache/archives")), "something was written");
  }

  @Test
  void sparseFilesAreRefused() throws IOException {
    Path tar = folder.resolve("sparse.tar");
    tar(tar, "a.tif", NOTE);
    byte[] header = Files.readAllBytes(tar);
    header[156] = TarConstants.LF_GNUTYPE_SPARSE;
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += header[i] & 0xFF;
    }
    byte[] check = String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(check, 0, header, 148, 8);
    Files.write(tar, header);
    assertEquals(
        "sparse.tar contains sparse files, which are not supported; unpack it first", refusal(tar));
  }

  @Test
  void linksAndDevicesAreNoFiles() throws IOException {
    Path file = folder.resolve("a.tar");
    try (TarArchiveOutputStream out = tar(file)) {
      for (byte type :
          new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR}) {
        TarArchiveEntry entry = new TarArchiveEntry("link" + type + ".tif", type);
        entry.setLinkName("/etc/passwd");
        out.putArchiveEntry(entry);
        out.closeArchiveEntry();
      }
    }
    assertEquals(List.of(), archives().list(file));
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    Path file = folder.resolve("a.zip");
    zip(file, false, "a.tif", NOTE, "a.tif", PICTURE);
    assertTrue(refusal(file).contains("two files of one name"));
  }

  @Slow
  @Test
  void whatGrowsTooMuchIsStopped() throws IOException {
    Path bomb = folder.resolve("bomb.zip");
    zip(bomb, false, "a.tif", new byte[100 << 20]);
    assertTrue(refusal(bomb).contains("raise cache.max_bytes"), refusal(bomb));
    Archives roomy = new Archives(new DiskCache(folder.resolve("cache"), 10L << 30));
    Path large = folder.resolve("large.tgz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(large))) {
      byte[] piece = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        out.write(piece);
      }
    }
    IOException e = assertThrows(IOException.class, () -> roomy.list(large));
    assertTrue(String.valueOf(e.getMessage()).contains("made to fill a disk"), e.getMessage());
    assertEquals(0, cachedFiles());
  }

  @Test
  void aHeaderThatClaimsTenGigabytesReservesNothing() throws IOException {
    Path file = write("packed.zip");
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 30 < bytes.length; i++) {
      if (buffer.getInt(i) == 0x02014b50) {
        buffer.putInt(i + 24, -2);
      }
    }
    Files.write(file, bytes);
    assertTrue(refusal(file).contains("grows more than 200 times"), refusal(file));
    assertEquals(0, cachedFiles());
    Path tar = folder.resolve("claims.tar");
    try (TarArchiveOutputStream out = tar(tar)) {
      TarArchiveEntry entry = new TarArchiveEntry("a.tif", true);
      entry.setSize(5);
      out.putArchiveEntry(entry);
      out.write(new byte[5]);
      out.closeArchiveEntry();
    }
    byte[] header = Files.readAllBytes(tar);
    System.arraycopy("77777777777".getBytes(StandardCharsets.US_ASCII), 0, header, 124, 11);
    Files.write(tar, header);
    refusal(tar);
  }

  /** A directory of two million files that are none, 92 MB. */
  @Slow
  @Test
  void aZipWithoutEndIsStoppedBeforeItFillsTheMemory() throws IOException {
    Path file = folder.resolve("endless.zip");
    int count = 2_000_000;
    ByteBuffer header = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, 0x02014b50).putShort(28, (short) 0);
    ByteBuffer block = ByteBuffer.allocate(46 * 10_000);
    for (int i = 0; i < 10_000; i++) {
      block.put(header.array());
    }
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0, 0x06054b50).putShort(8, (short) -1).putShort(10, (short) -1);
    end.putInt(12, 46 * count).putInt(16, 0);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < count / 10_000; i++) {
        out.write(block.array());
      }
      out.write(end.array());
    }
    String said = refusal(file);
    assertTrue(said.contains("list of files"), said);
  }

  /** One header in front of a file, 600 MB long; the disk holds next to nothing of it. */
  @Test
  void aTarWithAnEndlessHeaderIsStoppedBeforeItFillsTheMemory() throws IOException {
    Path file = folder.resolve("endless.tar");
    long size = 600L << 20;
    try (TarArchiveOutputStream out = tar(file)) {
      TarArchiveEntry entry =
          new TarArchiveEntry("PaxHeaders/a.tif", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
      byte[] text = ((size - 8) + " path=a").getBytes(StandardCharsets.US_ASCII);
      entry.setSize(text.length);
      out.putArchiveEntry(entry);
      out.write(text);
      out.closeArchiveEntry();
    }
    byte[] bytes = Files.readAllBytes(file);
    String octal = String.format(Locale.ROOT, "%011o", size);
    System.arraycopy(octal.getBytes(StandardCharsets.US_ASCII), 0, bytes, 124, 11);
    // The checksum covers the size: the sum of all bytes with its own field as blanks.
    Arrays.fill(bytes, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += bytes[i] & 0xFF;
    }
    byte[] check = String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(check, 0, bytes, 148, 8);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(bytes);
      out.setLength(size + 4096);
    }
    String said = refusal(file);
    assertTrue(said.contains("list of files"), said);
  }

  @Test
  void encryptedAndTruncatedArchivesAreRefused() throws IOException {
    Path file = write("packed.zip");
    byte[] bytes = Files.readAllBytes(file);
    byte[] encrypted = bytes.clone();
    ByteBuffer buffer = ByteBuffer.wrap(encrypted).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 46 < bytes.length; i++) {
      if (buffer.getInt(i) == 0x02014b50) {
        encrypted[i + 8] |= 1;
      } else if (buffer.getInt(i) == 0x04034b50) {
        encrypted[i + 6] |= 1;
      }
    }
    Files.write(file, encrypted);
    assertTrue(refusal(file).contains("encrypted"), refusal(file));
    for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 5}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      refusal(file);
    }
    Path tgz = write("a.tar.gz");
    Files.write(tgz, Arrays.copyOf(Files.readAllBytes(tgz), 200_000));
    refusal(tgz);
    assertEquals(0, cachedFiles());
  }

  @Slow
  @Test
  void damagedArchivesNeverEndInAnythingButASentence() throws IOException {
    Random random = new Random(8);
    for (String name : List.of("packed.zip", "stored.zip", "a.tar", "a.tgz")) {
      Path file = write(name);
      byte[] sound = Files.readAllBytes(file);
      for (int i = 0; i < 60; i++) {
        byte[] bytes = sound.clone();
        for (int hit = 0; hit < 8; hit++) {
          boolean end = random.nextBoolean();
          int at = random.nextInt(Math.min(600, bytes.length));
          bytes[end ? bytes.length - 1 - at : at] = (byte) random.nextInt(256);
        }
        Files.write(file, bytes);
        try {
          Archives archives = archives();
          for (Location.Member member : archives.list(file)) {
            all(archives, member);
          }
        } catch (IOException refused) {
          assertTrue(String.valueOf(refused.getMessage()).length() > 10);
        }
      }
    }
  }

  @Test
  void aMemberThatDoesNotMatchItsChecksumIsRefused() throws IOException {
    Path file = write("packed.zip");
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 46 < bytes.length; i++) {
      // The checksum of every entry of the central directory.
      if (all.getInt(i) == 0x02014b50) {
        all.putInt(i + 16, all.getInt(i + 16) ^ 1);
      }
    }
    Files.write(file, bytes);
    IOException refused =
        assertThrows(
            IOException.class, () -> archives().open(new Location.Member(file, "p/B04.tif")));
    assertEquals(
        "packed.zip is damaged: p/B04.tif does not match its checksum; download it again",
        refused.getMessage());
  }

  @Test
  void anArchiveThatIsNotThereIsSaidToBe() {
    Path gone = folder.resolve("gone.zip");
    IOException refused = assertThrows(IOException.class, () -> archives().list(gone));
    assertEquals("gone.zip does not exist; correct the path of the archive", refused.getMessage());
  }
}
