package io.terralapse.catalog.name;

import java.util.List;

/** Names of optical images whose date is not the only number like one in them. */
final class OpticalNames {
  /** The first time is the acquisition; what follows is an end, a creation or an identifier. */
  static final List<DatedName> ALL =
      List.of(
          // AST_L1T_00305032000040446_20150409135350_78838: version 003, month, day, year, time;
          // then the production time (ASTER L1T Product User's Guide, LP DAAC).
          DatedName.of(
              "(?<![A-Z0-9])AST_?[A-Z0-9]{2,5}_00[1-9](?<month>\\d{2})(?<day>\\d{2})(?<year>\\d{4})"
                  + "(?<time>\\d{6})(?!\\d)"),
          // OPERA_L3_DSWx-HLS_T11SQA_20230801T181921Z_20230803T..Z_S2A_30_v1.0_B01_WTR; a
          // displacement (DISP) has two acquisitions.
          DatedName.of(
              "OPERA_L\\d_(?!DISP)[A-Z0-9-]+_[A-Z0-9-]+_(?<day>\\d{8})T(?<time>\\d{6})Z?"
                  + "_\\d{8}T\\d{6}Z?"),
          // DIM_SPOT6_MS_201306091046323_SEN, IMG_PHR1B_P_201806241103416_SEN, PNEO3: to a tenth
          // of a second (Airbus DIMAP).
          DatedName.of(
              "(?<![A-Z0-9])(?:SPOT[67]|PHR1[AB]|PNEO\\d)_(?:[A-Z]+(?:-[A-Z]+)?_)?(?:STD_)?"
                  + "(?<day>\\d{8})(?<time>\\d{6})\\d{0,3}(?!\\d)"),
          // WV02_20150123103213_103001003B0B1200, QB02, GE01, IK01 (Polar Geospatial Center).
          DatedName.of(
              "(?<![A-Z0-9])(?:WV0[1-4]|QB02|GE01|IK01|LG0\\d)_(?<day>\\d{8})(?<time>\\d{6})"
                  + "(?!\\d)"),
          // SENTINEL2A_20200101-103456-789_L2A_T32TQM_C_V2-2 (Theia, also Landsat and VENUS).
          DatedName.of(
              "(?<![A-Z0-9])(?:SENTINEL2[A-D]|LANDSAT\\d[A-Z-]*|VENUS[A-Z-]*)_(?<day>\\d{8})"
                  + "-(?<time>\\d{6})-\\d{3}_"),
          // PRS_L2D_STD_20201214060713_20201214060717_0001 (PRISMA): start, stop.
          DatedName.of(
              "(?<![A-Z0-9])PRS_[A-Z0-9]{2,3}_[A-Z]+_(?<day>\\d{8})(?<time>\\d{6})_\\d{14}"),
          // ENMAP01-____L2A-DT0000001280_20220627T104548Z_001_V010502_20241017T040758Z: the last
          // is processing; DESIS-HSI-L2A-DT0485529988_017-20200925T075731-V0213.
          DatedName.of(
              "(?<![A-Z0-9])(?:ENMAP\\d{2}|DESIS)-[A-Z0-9_-]*?[_-](?<day>\\d{8})T(?<time>\\d{6})(?!\\d)"),
          // S3A_OL_1_EFR____20240116T093012_20240116T093312_20240117T..., S5P_OFFL_L2__NO2____...:
          // start, stop, creation.
          DatedName.of(
              "(?<![A-Z0-9])(?:S3[A-D_]_[A-Z]{2}_\\d_|S5P_[A-Z]{4}_L[0-9A-Z][0-9A-Z_]_)[A-Z0-9_]{4,8}?_"
                  + "(?<day>\\d{8})T(?<time>\\d{6})_\\d{8}T\\d{6}"),
          // DE2_PM4_L1C_000000_20180718T104325_20180718T104327_DE2_12345: start, stop.
          DatedName.of(
              "(?<![A-Z0-9])DE[12]_[A-Z0-9]{3}_L\\d[A-Z]_\\d+_(?<day>\\d{8})T(?<time>\\d{6})_"),
          // BSG-117-20220403-082122-20799131_ortho (BlackSky).
          DatedName.of("(?<![A-Z0-9])BSG-\\d{3}-(?<day>\\d{8})-(?<time>\\d{6})-"),
          // 20220612_153125_SN24_L1_SR_MS (Satellogic).
          DatedName.of("(?<!\\d)(?<day>\\d{8})_(?<time>\\d{6})_SN\\d{1,3}_"),
          // EO1H0440342005123110KF, EO1A...: path, row, year and day of year.
          DatedName.of("(?<![A-Z0-9])EO1[AH]\\d{6}(?<doy>\\d{7})\\d{3}[A-Z0-9]{2}"),
          // L71044034_03420000409_B30: Landsat before 2008, path and row, row, date.
          DatedName.of("(?<![A-Z0-9])L[457]1?\\d{6,7}_\\d{3}(?<day>\\d{8})(?!\\d)"),
          // MOD13Q1.061_250m_16_days_NDVI_doy2024016_aid0001 (AppEEARS).
          DatedName.of("(?<![A-Z])doy(?<doy>\\d{7})(?<time>\\d{6})?(?!\\d)"),
          // SVI01_npp_d20240116_t1030123_e1031365_b63256 (VIIRS SDR).
          DatedName.of("_d(?<day>\\d{8})_t(?<time>\\d{6})\\d?_e\\d{7}"),
          // AV320230926t201618_005_L2A_OE (AVIRIS-3).
          DatedName.of("(?<![A-Z0-9])AV[345](?<day>\\d{8})t(?<time>\\d{6})(?!\\d)"),
          // HS_H08_20170523_0250_B01_FLDK_R10_S0110, NC_H09_... (Himawari).
          DatedName.of("(?<![A-Z0-9])(?:HS|NC)_H\\d{2}_(?<day>\\d{8})_(?<time>\\d{4})(?!\\d)"),
          // gk2a_ami_le1b_vi006_fd005ge_202401161200 (GEO-KOMPSAT-2A).
          DatedName.of("(?<![A-Z0-9])gk2a_ami_[a-z0-9_]*_(?<day>\\d{8})(?<time>\\d{4})(?!\\d)"),
          // c_gls_NDVI300_202401010000_GLOBE_OLCI_V2.0.1 (Copernicus Global Land Service).
          DatedName.of("(?<![A-Z0-9])c_gls_[A-Z0-9-]+_(?<day>\\d{8})0000(?!\\d)"),
          // OR_GLM-L2-LCFA_G16_s20240161200000_e..._c...: start.
          DatedName.of("_G\\d{2}_s(?<doy>\\d{7})(?<time>\\d{6})\\d?_e\\d{13,14}"),
          // DJI_20240302102030_0001_D: the drone's local clock, of which only the day is used.
          DatedName.of("(?<![A-Z0-9])DJI_(?<day>\\d{8})\\d{6}(?!\\d)"));

  private OpticalNames() {}
}
