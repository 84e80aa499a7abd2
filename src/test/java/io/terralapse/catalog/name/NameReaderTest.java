package io.terralapse.catalog.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameReaderTest {
  private final NameReader names = new NameReader(Instant.parse("2026-01-01T00:00:00Z"));

  private ParsedName read(String name) {
    return names.read(name).orElseThrow(() -> new AssertionError("no convention: " + name));
  }

  private static String date(ParsedName reading) {
    return reading.acquired().map(AcquisitionDate::text).orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    // Sentinel-2: sensing first, processing last
    "S2B_MSIL2A_20201126T154319_N0212_R125_T11CMM_20201127T152008.SAFE, 2020-11-26T15:43:19Z,"
        + " sentinel-2, S2B, 11CMM",
    "S2A_MSIL1C_20221005T115411_N0400_R023_T29UNU_20221005T164454, 2022-10-05T11:54:11Z,"
        + " sentinel-2, S2A, 29UNU",
    "S2C_MSIL2A_20250101T000001_N0511_R001_T01ABC_20250101T030303, 2025-01-01T00:00:01Z,"
        + " sentinel-2, S2C, 01ABC",
    "T11CMM_20201126T154319_B04_10m, 2020-11-26T15:43:19Z, sentinel-2, S2, 11CMM",
    "T40RCN_20180330T064621_B04, 2018-03-30T06:46:21Z, sentinel-2, S2, 40RCN",
    "L2A_T29UNU_20221005T115411_TCI_60m, 2022-10-05T11:54:11Z, sentinel-2, S2, 29UNU",
    "L2A_T29UNU_A038058_20221005T115407, 2022-10-05T11:54:07Z, sentinel-2, S2, 29UNU",
    "S2B_22WEB_20200903_0_L2A, 2020-09-03, sentinel-2, S2B, 22WEB",
    "S2A_33TWL_20230815_0_L2A, 2023-08-15, sentinel-2, S2A, 33TWL",
    "S2B_5VNK_20200903_1_L1C, 2020-09-03, sentinel-2, S2B, 05VNK",
    "S2A_T33TWL_20230815T100031_L2A, 2023-08-15T10:00:31Z, sentinel-2, S2A, 33TWL",
    // Sentinel-2 before December 2016: V... is the sensing time
    "S2A_OPER_PRD_MSIL1C_PDMC_20160308T090616_R094_V20160305T110109_20160305T110109,"
        + " 2016-03-05T11:01:09Z, sentinel-2, S2A, ",
    // Landsat: acquired first, processed second
    "LC08_L2SP_190024_20200101_20200823_02_T1_SR_B4, 2020-01-01, landsat, LC08, 190024",
    "LC09_L1TP_190024_20220301_20220302_02_RT_B2, 2022-03-01, landsat, LC09, 190024",
    "LE07_L1TP_230012_20000529_20170211_01_T1_B8_Subset, 2000-05-29, landsat, LE07, 230012",
    "LT05_L1TP_231012_19980710_20161223_01_T1, 1998-07-10, landsat, LT05, 231012",
    "LM01_L1GS_123045_19730214_20180427_01_T2, 1973-02-14, landsat, LM01, 123045",
    "LC08_L1TP_013032_20180131_B4, 2018-01-31, landsat, LC08, 013032",
    "LC08_L1TP_013032_20180131_20180207_01_T1, 2018-01-31, landsat, LC08, 013032",
    "lc08_l2sp_190024_20200101_20200823_02_t1, 2020-01-01, landsat, LC08, 190024",
    "LC81900242015123LGN00, 2015-05-03, landsat, LC08, 190024",
    "LE72300122000366EDC00_B3, 2000-12-31, landsat, LE07, 230012",
    "LC08_CU_005009_20190102_20210503_02_SR_B4, 2019-01-02, landsat, LC08, CU005009",
    // Planet
    "20230912_175450_00_2439_3B_AnalyticMS_SR_8b_clip, 2023-09-12T17:54:50Z, planetscope, 2439, ",
    "20230912_175450_45_2439_3B_Visual, 2023-09-12T17:54:50.450Z, planetscope, 2439, ",
    "20170913_175450_0f28_3B_AnalyticMS, 2017-09-13T17:54:50Z, planetscope, 0f28, ",
    "20230912_175450_00_2439, 2023-09-12T17:54:50Z, planetscope, 2439, ",
    "20191015_074852_ssc4_u0001_analytic, 2019-10-15T07:48:52Z, skysat, ssc4, ",
    "20200814_161109_ssc10d2_0010_pansharpened_clip, 2020-08-14T16:11:09Z, skysat, ssc10, ",
    "planet_medres_normalized_analytic_2021-08_mosaic, 2021-08, planet-basemap, planet, ",
    "planet_medres_normalized_analytic_2017-06_2017-11_mosaic, 2017-06/2017-11, planet-basemap,"
        + " planet, ",
    "global_monthly_2020_05_mosaic, 2020-05, planet-basemap, planet, ",
    "global_quarterly_2020q4_mosaic, 2020-10/2020-12, planet-basemap, planet, ",
    "planet_medres_visual_2022-03_mosaic_759-1231_quad, 2022-03, planet-basemap, planet, ",
    // Others
    "HLS.S30.T14RQU.2020032T170659.v2.0.B04, 2020-02-01T17:06:59Z, hls, HLS-S30, 14RQU",
    "HLS.L30.T14RQU.2020366T170659.v2.0, 2020-12-31T17:06:59Z, hls, HLS-L30, 14RQU",
    "OR_ABI-L1b-RadM1-M6C01_G19_s20253011200210_e20253011200267_c20253011200300,"
        + " 2025-10-28T12:00:21Z, goes, G19, RadM1",
    "m_4709963_se_14_1_20090818, 2009-08-18, naip, NAIP, 4709963_se",
    "m_4709963_se_14_060_20180716_20190210, 2018-07-16, naip, NAIP, 4709963_se",
    "m_4709963_se_14_1_20090818_20091103, 2009-08-18, naip, NAIP, 4709963_se",
    "M_4709963_SE_14_H_20160816_20161101, 2016-08-16, naip, NAIP, 4709963_se",
    "MOD09GA.A2014209.h12v10.061.2021263120000, 2014-07-28, modis, MOD, h12v10",
    "MYD13Q1.A2014209, 2014-07-28/2014-08-12, modis, MYD, ",
    "A2014209, 2014-07-28, unknown, unknown, ",
    "VNP09GA.A2014209.h12v10.001.2017263120000, 2014-07-28, viirs, VNP, h12v10",
    "S1A_IW_GRDH_1SDV_20200101T054321_20200101T054346_030612_0381D9_B5C6,"
        + " 2020-01-01T05:43:21Z, sentinel-1, S1A, ",
  })
  void readsTheAcquisitionFromProvidersNames(
      String name, String date, String sensor, String platform, String tile) {
    ParsedName reading = read(name);
    Product product = reading.product();
    assertEquals(date, date(reading));
    assertEquals(sensor, product.sensor());
    assertEquals(platform, product.platform());
    assertEquals(Optional.ofNullable(tile), product.tile());
  }

  @ParameterizedTest
  @CsvSource({
    "S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN_B02, processed",
    "S2A_OPER_MSI_L1C_TL_SGS__20160730T161632_A005768_T30SYJ_B04, processed",
    "LC08_L1TP_013032_20181345_B4, not a calendar date",
    "LC08_L1TP_013032_20190229_20190301_01_T1, not a calendar date",
    "LC81900242015366LGN00, not a calendar date",
    "m_4709963_se_14_1_20090231, not a calendar date",
    "T40RCN_20180330T256199_B04, not a calendar date",
    "HLS.S30.T14RQU.2020000T170659.v2.0, not a calendar date",
    "planet_medres_normalized_analytic_2021-13_mosaic, not a calendar date",
    "planet_medres_normalized_analytic_2017-11_2017-06_mosaic, not a calendar date",
    "T40RCN_20980330T064621_B04, in the future",
    "S2A_33TWL_20230815_0_L2A_minus_S2A_33TWL_20230818_0_L2A, 2023-08-15 and 2023-08-18",
  })
  void givesNoDateWithAReason(String name, String why) {
    ParsedName reading = read(name);
    assertTrue(reading.acquired().isEmpty(), () -> date(reading));
    String said = reading.undated().orElse("");
    assertTrue(said.contains(why), said);
  }

  @ParameterizedTest
  @CsvSource({
    "harbour_20240315",
    "TERRA_MODIS_012010_NDVI_2013-09-14",
    "4709963",
    "1056417_2010-02-01_RE4"
  })
  void leavesOtherNamesToPlainDates(String name) {
    assertTrue(names.read(name).isEmpty());
  }

  @Test
  void readsLevelTrackDatatakeAndProcessing() {
    Product s2 = read("S2B_MSIL2A_20201126T154319_N0212_R125_T11CMM_20201127T152008").product();
    assertEquals(2, s2.level());
    assertEquals(Optional.of("R125"), s2.track());
    assertEquals(Optional.of("20201126T154319"), s2.datatake());
    assertEquals("20201127T152008", s2.processed());

    Product landsat = read("LC08_L1TP_190024_20200101_20200823_02_T1").product();
    assertEquals(1, landsat.level());
    assertEquals(Optional.of("190"), landsat.track());
    assertEquals("20200823", landsat.processed());

    Product old = read("S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN_B02").product();
    assertEquals(Optional.of("A002448"), old.datatake());
    assertEquals(Optional.of("40RCN"), old.tile());

    assertEquals(2, read("20230912_175450_00_2439_3B_AnalyticMS_SR_8b").product().level());
    assertEquals(1, read("20230912_175450_00_2439_3B_AnalyticMS_8b").product().level());
  }

  @Test
  void findsTheCalibrationThatANameDetermines() {
    assertEquals(
        Optional.of(Calibration.LANDSAT_C2_L2),
        read("LC08_L2SP_190024_20200101_20200823_02_T1_SR_B4").calibration());
    assertEquals(Optional.empty(), read("LC08_L1TP_190024_20200101_20200823_02_T1").calibration());
    assertEquals(
        Optional.of(Calibration.SENTINEL2_SINCE_0400),
        read("S2A_MSIL2A_20221005T115411_N0400_R023_T29UNU_20221005T164454").calibration());
    assertEquals(
        Optional.of(Calibration.TEN_THOUSANDTHS),
        read("S2A_MSIL2A_20201005T115411_N0214_R023_T29UNU_20201005T164454").calibration());
    assertEquals(
        Optional.of(Calibration.TEN_THOUSANDTHS),
        read("20230912_175450_00_2439_3B_AnalyticMS_SR_8b").calibration());
    assertEquals(Optional.empty(), read("20230912_175450_00_2439_3B_AnalyticMS").calibration());
  }

  @Test
  void completesABandFileFromItsProductFolder() {
    ParsedName file = read("T29UNU_20221005T115411_B02_60m");
    ParsedName folder = read("S2A_MSIL2A_20221005T115411_N0400_R023_T29UNU_20221005T164454");
    ParsedName both = file.completedBy(folder);
    assertEquals("S2A", both.product().platform());
    assertEquals(2, both.product().level());
    assertEquals(Optional.of("R023"), both.product().track());
    assertEquals(Optional.of(Calibration.SENTINEL2_SINCE_0400), both.calibration());

    ParsedName another = read("S2A_MSIL2A_20221006T115411_N0400_R023_T29UNU_20221006T164454");
    assertEquals(file, file.completedBy(another));
  }
}
