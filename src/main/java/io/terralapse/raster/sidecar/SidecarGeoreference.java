package io.terralapse.raster.sidecar;

import io.terralapse.model.BandInfo;
import io.terralapse.model.GeoTransform;
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
 * Georeference that lies beside a raster, for files of any format. In GDAL's order: what {@code
 * .aux.xml} says holds before what the file itself says, and a world file only for a file without
 * transform. A {@code .prj} file (WKT) gives the CRS if nothing else does.
 */
public final class SidecarGeoreference {
  private static final int MAX_WKT = 1 << 16;

  /** The code that a WKT definition ends with: the authority of the whole, not of its parts. */
  private static final Pattern CODE =
      Pattern.compile("AUTHORITY\\s*\\[\\s*\"EPSG\"\\s*,\\s*\"([0-9]{1,6})\"\\s*]\\s*]$");

  /** Esri's definitions have names and no codes; these are by far the most common. */
  private static final Pattern ESRI_UTM =
      Pattern.compile("^PROJCS\\[\"WGS_1984_UTM_Zone_([1-9]|[1-5][0-9]|60)([NS])\"");

  private static final Pattern DEFINITION =
      Pattern.compile("(?s)(?:[A-Za-z_]+[A-Za-z0-9_]*\\s*[\\[(].*|(?i:EPSG):[0-9]+)");

  private SidecarGeoreference() {}

  /**
   * A header with what lies beside the file added.
   *
   * @param info what the file itself says
   * @param raster where it is
   * @throws IOException a sentence that names the file beside it that is damaged
   */
  public static RasterInfo complete(RasterInfo info, Location raster, SiblingReader siblings)
      throws IOException {
    Optional<PamDocument> pam = pam(raster, siblings);
    Optional<GeoTransform> transform = pam.flatMap(PamDocument::findTransform).or(info::transform);
    if (transform.isEmpty()) {
      transform = worldFile(raster, siblings);
    }
    Optional<String> crs = pam.flatMap(PamDocument::findSrs);
    if (crs.isPresent()) {
      crs = Optional.of(named(crs.get(), raster.name() + ".aux.xml"));
    } else {
      crs = info.crs();
    }
    if (crs.isEmpty()) {
      crs = prj(raster, siblings);
    }
    if (pam.isEmpty() && transform.equals(info.transform()) && crs.equals(info.crs())) {
      return info;
    }
    List<BandInfo> bands = new ArrayList<>(info.bands());
    Map<String, String> tags = new HashMap<>(info.tags());
    OptionalDouble nodata = info.nodata();
    if (pam.isPresent()) {
      PamDocument said = pam.get();
      try {
        for (int i = 0; i < bands.size(); i++) {
          bands.set(i, said.complete(i, bands.get(i)));
        }
        nodata = said.findNodata().isPresent() ? said.findNodata() : nodata;
      } catch (NumberFormatException e) {
        throw new IOException(
            raster.name() + ".aux.xml holds a value that is no number; correct it", e);
      }
      tags.putAll(said.items());
    }
    return new RasterInfo(
        info.width(),
        info.height(),
        info.sampleType(),
        bands,
        nodata,
        transform,
        crs,
        info.levels(),
        info.alphaBand(),
        info.internalMask(),
        tags);
  }

  private static Optional<PamDocument> pam(Location raster, SiblingReader siblings)
      throws IOException {
    String name = raster.name() + ".aux.xml";
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

  /** For {@code a.png}: {@code a.pgw}, {@code a.pngw}, {@code a.wld}, and the same in capitals. */
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
    String file = raster.name();
    int dot = file.lastIndexOf('.');
    String stem = dot < 0 ? file : file.substring(0, dot);
    for (String name : List.of(stem + ".prj", stem + ".PRJ")) {
      Optional<byte[]> content = siblings.find(raster.sibling(name), MAX_WKT);
      if (content.isPresent()) {
        String text = new String(content.get(), StandardCharsets.UTF_8);
        return Optional.of(named(text.replace("\uFEFF", ""), name));
      }
    }
    return Optional.empty();
  }

  /**
   * A definition as it stands, or its EPSG code if it has one, so that equal systems have equal
   * names.
   *
   * @param file where it was found
   */
  private static String named(String text, String file) throws IOException {
    String wkt = text.strip();
    if (!DEFINITION.matcher(wkt).matches()) {
      throw new IOException(file + " holds no CRS; it has to be WKT, as GIS programs write it");
    }
    Matcher code = CODE.matcher(wkt);
    if (code.find()) {
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
