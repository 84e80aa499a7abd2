package io.terralapse.fuzz;

import io.terralapse.catalog.stac.StacParser;
import io.terralapse.cli.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The inputs that fuzzing begins with: files of the other tests, and those under {@code
 * src/test/resources/fuzz/PARSER}, which were findings once.
 */
public final class FuzzCorpus {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final int LONGEST = 1 << 17;

  private FuzzCorpus() {}

  /** Writes the inputs of a parser to a folder: {@code FuzzCorpus PARSER FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    int number = 0;
    for (byte[] input : of(arguments[0])) {
      Files.write(folder.resolve("seed-" + number++), input);
    }
  }

  /** The inputs of a parser, in a fixed order. */
  static List<byte[]> of(String parser) throws IOException {
    List<byte[]> inputs = new ArrayList<>(findings(parser));
    switch (parser) {
      case "mtl-text" -> inputs.addAll(files("_MTL.txt"));
      case "mtl-json" -> inputs.addAll(files("_MTL.json"));
      case "mtl-xml" -> inputs.addAll(files("_MTL.xml"));
      case "mtd" -> inputs.addAll(files("MTD_MSIL2A.xml"));
      case "planet-json" -> inputs.addAll(files("_metadata.json"));
      case "planet-xml" -> inputs.addAll(files("_metadata.xml"));
      case "tif", "jp2", "png", "jpg" -> inputs.addAll(files("." + parser));
      case "stac" -> inputs.add(StacParser.sample());
      case "zip" -> inputs.add(zip());
      case "tar" -> inputs.add(tar());
      case "tgz" -> inputs.add(gzip(tar()));
      case "lock", "ledger" -> inputs.addAll(published(parser));
      default -> {
        // Below.
      }
    }
    texts(parser).forEach(text -> inputs.add(text.getBytes(StandardCharsets.UTF_8)));
    return inputs;
  }

  private static List<String> texts(String parser) {
    return switch (parser) {
      case "name" ->
          List.of(
              "S2A_MSIL2A_20230105T100031_N0510_R122_T33TWM_20230105T134500",
              "LC08_L2SP_008059_20191201_20200825_02_T1_SR_B4",
              "20230912_175450_00_2439_3B_AnalyticMS",
              "S1A_IW_GRDH_1SDV_20200101T054131_20200101T054156_030607_0381D5_0A1B",
              "MOD09GA.A2023315.h12v04.061",
              "m_4012345_se_18_060_20210801",
              "site-2014-07-20 12.30");
      case "config" ->
          List.of(
              "scenes: [scenes]\nname: x\naoi: {bbox: [1, 2, 3, 4]}\nlook: {gamma: 1.2}\n",
              "a: &a [1]\nb: *a\nscenes: ['x']\nselect: {from: 2020-01-01, months: [5-9]}\n");
      case "geojson" ->
          List.of(
              "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,2],[3,4],[1,2]]]}",
              "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
                  + "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,2],[3,2],[3,4],[1,2]]]]}}]}");
      case "overlay" ->
          List.of(
              "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"label\":"
                  + "\"A\",\"stroke\":\"#f00\",\"stroke-width\":2,\"fill-opacity\":0.5,\"role\":\"spotlight\","
                  + "\"valid_from\":\"2024-01\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                  + "[[[15.001,46.05],[15.01,46.05],[15.01,46.045],[15.001,46.05]]]}},{\"type\":"
                  + "\"Feature\",\"properties\":{\"role\":\"arrow\",\"marker-size\":\"large\"},\"geometry\":{\"type\":"
                  + "\"LineString\",\"coordinates\":[[15.002,46.04],[15.015,46.05]]}}]}");
      case "manifest-csv" -> List.of("path,date\n*.tif,2020-01-01\n\"a,b\",2021-08\n");
      case "manifest-json" -> List.of("{\"*.tif\":\"2020-01-01\"}", "[{\"path\":\"a\"}]");
      case "ntv2" -> List.of("NUM_OREC" + "\u000b\u0000\u0000\u0000".repeat(40));
      default -> List.of();
    };
  }

  private static List<byte[]> findings(String parser) throws IOException {
    Path folder = RESOURCES.resolve("fuzz").resolve(parser);
    return Files.isDirectory(folder) ? read(folder, "") : List.of();
  }

  private static List<byte[]> files(String ending) throws IOException {
    return read(RESOURCES, ending);
  }

  private static List<byte[]> read(Path root, String ending) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file :
          walk.filter(Files::isRegularFile)
              .filter(
                  f ->
                      f.toString()
                          .toLowerCase(Locale.ROOT)
                          .endsWith(ending.toLowerCase(Locale.ROOT)))
              .sorted()
              .toList()) {
        if (Files.size(file) <= LONGEST) {
          contents.add(Files.readAllBytes(file));
        }
      }
    }
    return contents;
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("a/b.tif", "c.xml")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.repeat(50).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** One member of 600 bytes in the oldest format, with its checksum. */
  private static byte[] tar() {
    byte[] tar = new byte[512 * 5];
    put(tar, 0, "a/b.tif");
    put(tar, 100, "0000644");
    put(tar, 124, String.format(Locale.ROOT, "%011o", 600));
    put(tar, 136, String.format(Locale.ROOT, "%011o", 1_500_000_000));
    put(tar, 148, "        ");
    tar[156] = '0';
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i];
    }
    put(tar, 148, String.format(Locale.ROOT, "%06o", sum));
    tar[154] = 0;
    return tar;
  }

  private static void put(byte[] to, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, to, at, bytes.length);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  /** Lock and ledger of a small job of the sample's scenes. */
  private static List<byte[]> published(String kind) throws IOException {
    Path folder = Files.createTempDirectory("terralapse-corpus");
    Path config = folder.resolve("x.yaml");
    Path scenes = Path.of("scenes").toAbsolutePath();
    Files.writeString(
        config,
        "name: x\nscenes: ['"
            + scenes
            + "/*2014*', '"
            + scenes
            + "/*2016*']\ngrid: {size: 64x36}\n");
    Wiring.run("render", "-q", config.toString());
    Path file = folder.resolve(kind.equals("lock") ? "x.lock" : "output/x.ledger.json");
    return Files.exists(file) ? List.of(Files.readAllBytes(file)) : List.of();
  }
}
