package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import java.util.regex.Pattern;

/**
 * Recognises files that accompany scenes (masks, quality, angles, thumbnails) by their names.
 * Stateless.
 */
public final class AuxiliaryFiles {
  /**
   * Suffixes of Landsat (QA_PIXEL, BQA, ANG, SAA), Sentinel-2 (SCL, AOT, MSK_...), HLS (Fmask),
   * Planet (udm2) and common tools (_mask, _thumb). A resolution or {@code clip} may follow.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:^|[_.-])(?:(?:sr_|toa_|st_)?(?:qa|bqa)|qa_?(?:pixel|radsat|aerosol|60|10|20)|sr_qa_aerosol"
              + "|(?:pixel|radsat|aerosol|cloud)_qa|sr_(?:cloud_qa|atmos_opacity|aerosol)"
              + "|st_(?:atran|cdist|drad|emis|emsd|qa|trad|urad)"
              + "|scl|aot|wvp|cld|snw|cldprb|snwprb|cldmsk|cloud_?prob(?:ability)?|msk_[a-z0-9_]+|fmask\\d?|[vs][az]a"
              + "|clouds?|udm2?|dn_udm|ang|(?:[a-z]*_?)?masks?|cloudmask|pvi"
              + "|thumb(?:nail)?(?:_(?:small|large))?|browse|preview|quicklook|overview)"
              + "(?:[_.-](?:\\d{2}m|clip|\\d{1,2}))*$",
          Pattern.CASE_INSENSITIVE);

  /** Masks whose names continue with the date: {@code SENSOR_CMASK_2020-01-05}. */
  private static final Pattern DATED_MASK =
      Pattern.compile(
          "(?:(?:^|[_.-])(?:scl|cmask|qa(?:_?pixel|_?60)?|pixel_?qa|bqa|fmask|udm2?|cloud_?(?:mask|prob)"
              + "|masks?|clm|usability)|(?<!(?:^|[_.-])\\d{1,3})[_.-]cm|[_.-]clouds)"
              + "[_.-]\\d{4}[_.-]?\\d{2}[_.-]?\\d{2}(?:T?\\d{6}Z?)?$",
          Pattern.CASE_INSENSITIVE);

  /**
   * Layers that ASF's HyP3 delivers beside radiometrically corrected backscatter: {@code
   * S1A_IW_20230101T120000_DVP_RTC10_G_gpuned_0A2B_dem} (HyP3 RTC product guide).
   */
  private static final Pattern HYP3_LAYER =
      Pattern.compile(
          "_RTC\\d{2}_.*_(?:dem|inc_map(?:_ell)?|ls_map|rgb|area)$", Pattern.CASE_INSENSITIVE);

  /** Layers beside the backscatter of OPERA RTC-S1 (product specification). */
  private static final Pattern OPERA_LAYER =
      Pattern.compile(
          "OPERA_L2_RTC-S1.*_(?:(?:local_)?incidence_angle|number_of_looks|rtc_anf_\\w+|mask|BROWSE)$",
          Pattern.CASE_INSENSITIVE);

  /**
   * Quality, angles and counts beside the bands of MODIS (MOD09, MOD13, MCD43), as tools write the
   * layers of its files and as AppEEARS delivers them.
   */
  private static final Pattern MODIS_LAYER =
      Pattern.compile(
          "(?:^|[_.-])(?:(?:sur_refl_)?(?:state_(?:1km|500m)|qc_(?:250m|500m|1km)|szen|vzen|raz|day_of_year)"
              + "|state_?qa|(?:sensor|solar)(?:zenith|azimuth)|num_observations(?:_1km|_500m)?|obscov(?:_500m)?"
              + "|iobs_res|q_scan|gflags|(?:orbit|granule)_pnt|vi_quality|pixel_reliability|composite_day_of_the_year"
              + "|(?:view|sun)_zenith_angle|relative_azimuth_angle|brdf_albedo_\\w+_quality(?:_band\\d)?)"
              + "(?:_1)?(?:_doy\\d{7}\\w*)?$",
          Pattern.CASE_INSENSITIVE);

  /** Files that GDAL and other tools write beside a raster. */
  private static final Pattern SIDECAR =
      Pattern.compile(
          "\\.(?:ovr|msk|aux|rrd)(?:\\.tiff?)?$|\\.(?:ovr|msk)\\.[^.]*$", Pattern.CASE_INSENSITIVE);

  private AuxiliaryFiles() {}

  /** True for masks, quality layers, angles, thumbnails, overviews. */
  public static boolean isAuxiliary(Location file) {
    String stem = SceneFile.stem(file);
    return SIDECAR.matcher(file.name()).find()
        || NAME.matcher(stem).find()
        || DATED_MASK.matcher(stem).find()
        || HYP3_LAYER.matcher(stem).find()
        || OPERA_LAYER.matcher(stem).find()
        || MODIS_LAYER.matcher(stem).find();
  }
}
