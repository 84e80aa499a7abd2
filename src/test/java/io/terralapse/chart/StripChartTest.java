package io.terralapse.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.SecureXml;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Picture;
import io.terralapse.text.Typefaces;
import io.terralapse.words.Language;
import io.terralapse.words.Phrases;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

class StripChartTest {
  private static final Typefaces FONTS = Typefaces.bundled(Locale.ENGLISH);

  /** Height of title, subtitle and key. */
  private static final int TOP_WITH_SUBTITLE = 138;

  private static ChartDate date(int index, boolean used, List<Double> gains) {
    return new ChartDate(
        AcquisitionDate.on(LocalDate.of(2019, 1, 1).plusDays(40L * index), DateSource.METADATA),
        used,
        index == 3,
        used && index != 3 ? OptionalDouble.of(0.1 * index) : OptionalDouble.empty(),
        0.05,
        OptionalDouble.of(5 * index),
        OptionalDouble.of(100 - index),
        gains);
  }

  private static List<ChartDate> dates(List<Double> gains) {
    List<ChartDate> dates = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      dates.add(date(i, i % 5 != 4, i % 5 != 4 ? gains : List.of()));
    }
    return dates;
  }

  private static Drawing draw(String title, List<ChartDate> dates) {
    return StripChart.draw(
        FONTS,
        new ChartText(
            title,
            Optional.of("From above"),
            Phrases.of(Language.EN),
            List.of("red", "green", "blue")),
        dates,
        40,
        80);
  }

  private static String svg(Drawing drawing) throws IOException {
    StringWriter out = new StringWriter();
    drawing.writeSvg(out);
    return out.toString();
  }

  @Test
  void pictureAndSvgAreTheSameEveryTime() throws IOException {
    List<ChartDate> dates = dates(List.of(0.9, 1.0, 1.1));
    assertEquals(svg(draw("Harbour", dates)), svg(draw("Harbour", dates)));
    assertArrayEquals(
        draw("Harbour", dates).picture().rgb(), draw("Harbour", dates).picture().rgb());
  }

  @Test
  void theSvgIsXmlWhateverTheTitleIs() throws Exception {
    String svg = svg(draw("<Port> & \"pier\" \u0001", dates(List.of())));
    XMLStreamReader xml = SecureXml.open(svg);
    xml.next();
    assertEquals("svg", xml.getLocalName());
    while (xml.hasNext()) {
      xml.next();
    }
    assertTrue(svg.contains("&lt;Port&gt; &amp;"), svg.substring(0, 300));
    assertFalse(svg.contains("<text"), "letters are shapes, so no font is needed");
  }

  @Test
  void thereIsAStripOfGainsOnlyWhereTonesAreMatched() {
    Picture with = draw("Harbour", dates(List.of(0.9, 1.0, 1.1))).picture();
    Picture without = draw("Harbour", dates(List.of())).picture();
    assertTrue(with.height() > without.height() + 100);
  }

  @Test
  void everyDateHasAMarkInsideOfTheChart() {
    Picture chart = draw("Harbour", dates(List.of())).picture();
    // The colour of coverage marks only.
    int[] columns =
        IntStream.range(0, chart.rgb().length)
            .filter(i -> chart.rgb()[i] == 0x2C6E49)
            .map(i -> i % chart.width())
            .sorted()
            .distinct()
            .toArray();
    long runs =
        1 + IntStream.range(1, columns.length).filter(i -> columns[i] > columns[i - 1] + 1).count();
    assertEquals(10, runs, Arrays.toString(columns));
  }

  private static long pixels(Picture picture, int rgb) {
    return Arrays.stream(picture.rgb()).filter(pixel -> pixel == rgb).count();
  }

  @Test
  void channelsWithTheSameGainsAreOneChannel() {
    Picture grey = draw("Harbour", dates(List.of(1.1, 1.1, 1.1))).picture();
    Picture colour = draw("Harbour", dates(List.of(0.9, 1.0, 1.1))).picture();
    int red = 0xC0392B;
    assertTrue(pixels(colour, red) > 0);
    assertEquals(0, pixels(grey, red));
    assertTrue(pixels(grey, 0x3A3F45) > pixels(colour, 0x3A3F45));
  }

  @Test
  void namesOfStripsAreClearOfTheAxis() {
    Picture chart = draw("Harbour", dates(List.of())).picture();
    // The axis is the left end of the plots; between two of them is the name of the lower one.
    int axis = 84;
    int first = TOP_WITH_SUBTITLE;
    assertEquals(0x8A9099, chart.rgb()[(first + 50) * chart.width() + axis]);
    assertEquals(0xFFFFFF, chart.rgb()[(first + 116 + 8) * chart.width() + axis]);
  }

  @Test
  void oneDateIsEnough() {
    assertTrue(draw("Harbour", dates(List.of()).subList(0, 1)).picture().height() > 300);
  }

  @Test
  void axesHaveRoundTicks() {
    assertEquals(
        List.of(0.0, 0.2, 0.4, 0.6000000000000001, 0.8), ValueAxis.of(0, 0.67, 100, 0).ticks());
    assertEquals("0.6", ValueAxis.of(0, 0.67, 100, 0).label(0.6000000000000001));
    assertEquals("20", ValueAxis.of(0, 70, 100, 0).label(20));
  }

  private static String first(long seconds) {
    List<TimeTicks.Tick> ticks =
        TimeTicks.of(1_000_000_000L, 1_000_000_000L + seconds, Locale.ENGLISH);
    assertTrue(ticks.size() >= 2 && ticks.size() <= 10, ticks.toString());
    return ticks.get(0).label();
  }

  @Test
  void timesAreMarkedInYearsMonthsDaysOrHours() {
    assertEquals("2002", first(9L * 365 * 86_400));
    assertEquals("Oct 2001", first(200L * 86_400));
    assertEquals("10 Sep", first(20L * 86_400).replace("Sept", "Sep"));
    assertEquals("9 Sep 02:00", first(5L * 3600).replace("Sept", "Sep"));
  }
}
