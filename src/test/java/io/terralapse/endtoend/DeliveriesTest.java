package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real products in the layout in which the agencies deliver them, cut to a few thousand pixels. */
class DeliveriesTest {
  private static final String SAFE =
      "S2A_MSIL2A_20221005T115411_N0400_R023_T29UNU_20221005T164454.SAFE";
  private static final String GRANULE = "GRANULE/L2A_T29UNU_A038058_20221005T115407/";
  private static final String LANDSAT = "LC08_L2SP_008059_20191201_20200825_02_T1";
  private static final String[] RULES = {"select: {max_cloud: 100}", "grid: {t_srs: auto}"};

  @TempDir Path root = Path.of("");

  private static void copy(String resource, Path to) throws IOException {
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    try (InputStream in = DeliveriesTest.class.getResourceAsStream("/" + resource)) {
      Files.copy(Objects.requireNonNull(in, resource), to);
    }
  }

  private Path safe() throws IOException {
    Path product = root.resolve("scenes").resolve(SAFE);
    copy("sentinel2/MTD_MSIL2A.xml", product.resolve("MTD_MSIL2A.xml"));
    copy("sentinel2/MTD_TL.xml", product.resolve(GRANULE + "MTD_TL.xml"));
    for (String band : List.of("B02", "B03", "B04", "SCL")) {
      String name = "T29UNU_20221005T115411_" + band + "_60m.jp2";
      copy("deliveries/sentinel2/" + name, product.resolve(GRANULE + "IMG_DATA/R60m/" + name));
    }
    return product;
  }

  private Path landsat() throws IOException {
    Path product = root.resolve("scenes").resolve(LANDSAT);
    copy("landsat/" + LANDSAT + "_MTL.json", product.resolve(LANDSAT + "_MTL.json"));
    for (String band : List.of("SR_B2", "SR_B3", "SR_B4", "QA_PIXEL")) {
      String name = LANDSAT + "_" + band + ".TIF";
      copy("deliveries/landsat/" + name, product.resolve(name));
    }
    return product;
  }

  private JsonNode render(Path scenes) throws IOException {
    Job job = Job.in(root.resolve("job-" + scenes.getFileName()), scenes, RULES);
    job.run("render", "--allow-single").exits(0);
    assertEquals(1, job.ledger().path("scenes").size());
    return job.ledger().path("scenes").get(0);
  }

  private List<String> video(Path scenes) throws IOException {
    return new Job(root.resolve("job-" + scenes.getFileName())).codedPictures();
  }

  @Test
  void aSentinel2ProductIsReadFromItsFolderAndFromItsZip() throws IOException {
    JsonNode scene = render(safe().resolveSibling(SAFE));
    assertEquals("metadata", scene.path("dateSource").asText());
    // SENSING_TIME of the granule; the datatake starts at 11:54:11.
    assertEquals("2022-10-05T11:56:49.581767Z", scene.path("acquired").asText());
    assertEquals("mask", scene.path("cloudSource").asText());
    // Classes 8, 9 and 10 of SCL: 7722 of 19200 pixels.
    assertEquals(40.2, scene.path("cloudPercent").asDouble(), 0.3);
    Path zip = root.resolve("product.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      pack(out, root.resolve("scenes"));
    }
    render(zip);
    assertEquals(video(Path.of(SAFE)), video(zip));
  }

  @Test
  void aLandsatProductIsReadFromItsFolderAndFromItsTar() throws IOException {
    JsonNode scene = render(landsat());
    assertEquals("metadata", scene.path("dateSource").asText());
    assertEquals("2019-12-01T15:13:51.861099Z", scene.path("acquired").asText());
    assertEquals("mask", scene.path("cloudSource").asText());
    // Bits 1 to 3 of QA_PIXEL: 34.1 per cent of the pixels.
    assertEquals(34.1, scene.path("cloudPercent").asDouble(), 1.5);
    Path tar = root.resolve("product.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      pack(out, root.resolve("scenes"));
    }
    render(tar);
    assertEquals(video(Path.of(LANDSAT)), video(tar));
  }

  private static <E extends ArchiveEntry> void pack(ArchiveOutputStream<E> out, Path folder)
      throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      out.putArchiveEntry(out.createArchiveEntry(file, name));
      Files.copy(file, out);
      out.closeArchiveEntry();
    }
  }

  @Test
  void aProductWithHostileMetadataIsRefusedAndTheOthersGoOn() throws IOException {
    Path product = safe();
    landsat();
    Files.writeString(
        product.resolve("MTD_MSIL2A.xml"),
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>");
    Job job = Job.in(root.resolve("hostile"), root.resolve("scenes"), RULES);
    Job.Outcome outcome = job.run("render", "--allow-single").exits(0);
    assertTrue(outcome.err().contains(SAFE + " is not used: its MTD_MSIL2A.xml"), outcome.err());
    assertEquals(1, job.ledger().path("scenes").size());
    assertEquals(LANDSAT, job.ledger().path("scenes").get(0).path("id").asText());
  }
}
