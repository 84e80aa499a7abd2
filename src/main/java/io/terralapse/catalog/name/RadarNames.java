package io.terralapse.catalog.name;

import java.util.List;

/** Names of radar images: mostly start and stop of the acquisition, of which the start is used. */
final class RadarNames {
  static final List<DatedName> ALL =
      List.of(
          // CAPELLA_C05_SM_GEO_HH_20230208132611_20230208132617: start, stop.
          DatedName.of(
              "(?<![A-Z0-9])CAPELLA_C\\d{2}_[A-Z0-9]+_[A-Z]+_[A-Z]{2}_(?<day>\\d{8})(?<time>\\d{6})"
                  + "(?!\\d)"),
          // 2023-06-01-10-20-30_UMBRA-05_GEC
          DatedName.of(
              "(?<!\\d)(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})"
                  + "-(?<time>\\d{2}-\\d{2}-\\d{2})_UMBRA-\\d{2}"),
          // ICEYE_X7_GRD_SM_36406_20200722T072135
          DatedName.of("(?<![A-Z0-9])ICEYE_[A-Z0-9_]*?_(?<day>\\d{8})T(?<time>\\d{6})(?!\\d)"),
          // TSX1_SAR__MGD_SE___SM_S_SRA_20090210T185212_20090210T185219, TDX1, TDM1, PAZ1
          DatedName.of(
              "(?<![A-Z0-9])(?:TSX1|TDX1|TDM1|PAZ1)_SAR__[A-Z0-9_]*?_(?<day>\\d{8})T(?<time>\\d{6})_"),
          // CSKS1_GEC_B_HI_05_HH_RA_SF_20130227171005_20130227171012, CSG_SSAR2_...
          DatedName.of(
              "(?<![A-Z0-9])(?:CSKS\\d|CSG)_[A-Z0-9_]*?_(?<day>\\d{8})(?<time>\\d{6})_\\d{14}"),
          // RS2_OK12345_PK123_DK45_FQ1_20130222_111234_HH_VV_SLC, RCM1_...
          DatedName.of(
              "(?<![A-Z0-9])(?:RS2|RCM\\d)_OK\\d+_[A-Z0-9_]*?_(?<day>\\d{8})_(?<time>\\d{6})_"),
          // NISAR_L2_PR_GCOV_013_120_D_075_0025_QPDH_A_20251012T185830_20251012T185904_P01101
          DatedName.of(
              "(?<![A-Z0-9])NISAR_L2_[A-Z]{2}_GCOV_[A-Z0-9_]*?_(?<day>\\d{8})T(?<time>\\d{6})"
                  + "_\\d{8}T\\d{6}"),
          // SWOT_L2_HR_Raster_100m_UTM11S_N_x_x_x_007_271_065F_20231201T024517_20231201T024538
          DatedName.of(
              "(?<![A-Z0-9])SWOT_L\\d_[A-Z0-9_]*?_(?<day>\\d{8})T(?<time>\\d{6})_\\d{8}T\\d{6}"),
          // ASA_IMP_1PNUPA20090210_091234_000000162076 (Envisat, ERS)
          DatedName.of(
              "(?<![A-Z0-9])(?:ASA|SAR|MER|ATS|AT[12])_[A-Z0-9_]{3}_\\d[A-Z]{5}(?<day>\\d{8})"
                  + "_(?<time>\\d{6})_"));

  private RadarNames() {}
}
