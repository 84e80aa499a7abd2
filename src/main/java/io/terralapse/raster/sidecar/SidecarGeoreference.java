package io.terralapse.raster.sidecar;

import io.terralapse.model.BandInfo;
import io.terralapse.model.DataException;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The georeference in sidecar files of a raster of any format. The precedence is that of GDAL:
 * {@code .aux.xml} before the file's own header, a world file only if neither has a geotransform, a
 * {@code .prj} file (WKT) only if neither has a CRS. Stateless.
 */
public final class SidecarGeoreference {
  static final String AUX_XML = ".aux.xml";
  private static final int MAX_WKT = 1 << 16;
  private static final int MAX_RPC = 1 << 20;
  private static final int LARGEST_EPSG_CODE = 32767;

  /** Files with RPCs: of DigitalGlobe, and of GeoEye and many others. */
  private static final List<String> RPC_ENDINGS =
      List.of(".RPB", ".rpb", "_RPC.TXT", "_rpc.txt", "_RPC.txt");

  /** The EPSG code at the end of a WKT definition: that of the CRS, not of its parts. */
  private static final Pattern CODE =
      Pattern.compile("AUTHORITY\\s*\\[\\s*\"EPSG\"\\s*,\\s*\"([0-9]{1,6})\"\\s*]\\s*]$");

  /** Definitions by Esri have names instead of codes; UTM zones are the most frequent ones. */
  private static final Pattern ESRI_UTM =
      Pattern.compile("^PROJCS\\[\"WGS_1984_UTM_Zone_([1-9]|[1-5][0-9]|60)([NS])\"");

  private static final Pattern DEFINITION =
      Pattern.compile("(?s)(?:[A-Za-z_]+[A-Za-z0-9_]*\\s*[\\[(].*|(?i:EPSG):[0-9]+)");

  private SidecarGeoreference() {}

  /** Where the files are that would change the header of a raster; few of them exist. */
  public static List<Location> files(Location raster) {
    if (raster instanceof Location.Remote) {
      return List.of();
    }
    String stem = stem(raster.name());
    List<String> names = new ArrayList<>(worldFileNames(raster.name()));
    names.add(raster.name() + AUX_XML);
    names.addAll(prjNames(stem));
    RPC_ENDINGS.forEach(ending -> names.add(stem + ending));
    return names.stream().map(raster::sibling).toList();
  }

  private static List<String> prjNames(String stem) {
    return List.of(stem + ".prj", stem + ".PRJ");
  }

  /**
   * Completes a header by the sidecar files of the raster.
   *
   * @param info the header in the raster file
   * @param raster location of the raster file
   * @throws DataException if a sidecar file is damaged
   * @throws IOException if a sidecar file cannot be read
   */
  public static RasterInfo complete(RasterInfo info, Location raster, SiblingReader siblings)
      throws IOException {
    Optional<PamDocument> pam = pam(raster, siblings);
    Optional<GeoTransform> transform = pam.flatMap(PamDocument::findTransform);
    // Control points in .aux.xml replace what the file itself has, as in GDAL.
    boolean fitted =
        transform.isEmpty()
            && pam.isPresent()
            && pam.get().groundModel() == GroundModel.CONTROL_POINTS;
    if (transform.isEmpty() && !fitted) {
      transform = info.transform();
    }
    if (transform.isEmpty() && !fitted) {
      transform = worldFile(raster, siblings);
    }
    Optional<String> crs = crs(info, pam, raster, siblings);
    GroundModel groundModel =
        transform.isPresent() ? GroundModel.NONE : groundModel(info, pam, raster, siblings);
    if (pam.isEmpty()
        && transform.equals(info.transform())
        && crs.equals(info.crs())
        && groundModel == info.groundModel()) {
      return info;
    }
    RasterInfo described = pam.isPresent() ? described(info, pam.get(), raster) : info;
    return described.withGeoreference(transform, crs).withGroundModel(groundModel);
  }

  private static GroundModel groundModel(
      RasterInfo info, Optional<PamDocument> pam, Location raster, SiblingReader siblings)
      throws IOException {
    if (info.groundModel() != GroundModel.NONE) {
      return info.groundModel();
    }
    if (pam.isPresent() && pam.get().groundModel() != GroundModel.NONE) {
      return pam.get().groundModel();
    }
    String stem = stem(raster.name());
    for (String ending : RPC_ENDINGS) {
      if (siblings.find(raster.sibling(stem + ending), MAX_RPC).isPresent()) {
        return GroundModel.RPC;
      }
    }
    return GroundModel.NONE;
  }

  private static String stem(String file) {
    int dot = file.lastIndexOf('.');
    return dot < 0 ? file : file.substring(0, dot);
  }

  private static Optional<String> crs(
      RasterInfo info, Optional<PamDocument> pam, Location raster, SiblingReader siblings)
      throws IOException {
    Optional<String> srs = pam.flatMap(PamDocument::findSrs);
    if (srs.isPresent()) {
      return Optional.of(normalized(srs.get(), raster.name() + AUX_XML));
    }
    boolean known = info.crs().isPresent() && !info.crs().get().startsWith("LOCAL_CS[");
    return known ? info.crs() : prj(raster, siblings).or(info::crs);
  }

  /** Adds the bands' descriptions, scales and offsets, the nodata value and the metadata items. */
  private static RasterInfo described(RasterInfo info, PamDocument pam, Location raster)
      throws DataException {
    try {
      List<BandInfo> bands = new ArrayList<>(info.bands());
      for (int i = 0; i < bands.size(); i++) {
        bands.set(i, pam.complete(i, bands.get(i)));
      }
      OptionalDouble declared = pam.findNodata();
      Map<String, String> tags = new HashMap<>(info.tags());
      tags.putAll(pam.items());
      return info.withBands(bands, info.sampleType())
          .withMetadata(bands, declared.isPresent() ? declared : info.nodata(), tags);
    } catch (NumberFormatException e) {
      throw new DataException(
          raster.name() + AUX_XML + " has a value that is not a number; correct it", e);
    }
  }

  static Optional<PamDocument> pam(Location raster, SiblingReader siblings) throws IOException {
    String name = raster.name() + AUX_XML;
    Optional<byte[]> xml = siblings.find(raster.sibling(name), PamDocument.MAX_BYTES);
    return xml.isEmpty() ? Optional.empty() : Optional.of(PamDocument.read(xml.get(), name));
  }

  private static Optional<GeoTransform> worldFile(Location raster, SiblingReader siblings)
      throws IOException {
    for (String name : worldFileNames(raster.name())) {
      Optional<byte[]> text = siblings.find(raster.sibling(name), WorldFile.MAX_BYTES);
      if (text.isPresent()) {
        return Optional.of(WorldFile.read(text.get(), name));
      }
    }
    return Optional.empty();
  }

  /**
   * For {@code a.png}: {@code a.pgw}, {@code a.pngw}, {@code a.wld}, and the same in upper case.
   */
  static Set<String> worldFileNames(String raster) {
    int dot = raster.lastIndexOf('.');
    String stem = dot < 0 ? raster : raster.substring(0, dot);
    String extension = dot < 0 ? "" : raster.substring(dot + 1).toLowerCase(Locale.ROOT);
    List<String> endings = new ArrayList<>();
    if (extension.length() >= 2) {
      endings.add(extension.charAt(0) + extension.substring(extension.length() - 1) + "w");
      endings.add(extension + "w");
    }
    endings.add("wld");
    Set<String> names = new LinkedHashSet<>();
    for (String ending : endings) {
      names.add(stem + "." + ending);
      names.add(stem + "." + ending.toUpperCase(Locale.ROOT));
    }
    return names;
  }

  private static Optional<String> prj(Location raster, SiblingReader siblings) throws IOException {
    String stem = stem(raster.name());
    for (String name : prjNames(stem)) {
      Optional<byte[]> content = siblings.find(raster.sibling(name), MAX_WKT);
      if (content.isPresent()) {
        String text = new String(content.get(), StandardCharsets.UTF_8);
        return Optional.of(normalized(text.replace("\uFEFF", ""), name));
      }
    }
    return Optional.empty();
  }

  /**
   * The EPSG code of a CRS definition if it has one, so that equal systems have equal names;
   * otherwise the definition itself.
   *
   * @param file name of the sidecar file, for the message
   */
  private static String normalized(String text, String file) throws DataException {
    String wkt = text.strip();
    if (!DEFINITION.matcher(wkt).matches()) {
      throw new DataException(file + " has no CRS; write it as WKT, or delete the file");
    }
    Matcher code = CODE.matcher(wkt);
    // The EPSG Dataset has no larger codes; that of another numbering says nothing.
    if (code.find() && Integer.parseInt(code.group(1)) <= LARGEST_EPSG_CODE) {
      return "EPSG:" + code.group(1);
    }
    Matcher utm = ESRI_UTM.matcher(wkt);
    if (utm.find()) {
      int zone = Integer.parseInt(utm.group(1));
      return "EPSG:" + ((utm.group(2).equals("N") ? 32600 : 32700) + zone);
    }
    return wkt;
  }
}
