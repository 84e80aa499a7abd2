package io.terralapse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparedPairsTest {
  private static MeasuredEdge edge(String from, String to, boolean accepted, String reason) {
    return new MeasuredEdge(from, to, 1, 2, 0.1, 0, accepted, reason);
  }

  /** Used pairs, written as {@code ab}. */
  private static ComparedPairs used(String... pairs) {
    return new ComparedPairs(
        Stream.of(pairs)
            .map(pair -> edge(pair.substring(0, 1), pair.substring(1), true, ""))
            .toList());
  }

  private static void assertChecked(String expected, ComparedPairs pairs) {
    String checked =
        "abcdefg"
            .chars()
            .mapToObj(Character::toString)
            .filter(pairs::areChecked)
            .reduce("", String::concat);
    assertEquals(expected, checked);
  }

  @Test
  void repeatedMeasurementsAreOnePair() {
    MeasuredEdge weak = edge("a", "b", false, "too few windows agree");
    MeasuredEdge again = edge("a", "b", false, "the shift is too large");
    MeasuredEdge back = edge("b", "a", true, "");
    MeasuredEdge other = edge("a", "c", true, "");
    assertEquals(List.of(weak), new ComparedPairs(List.of(weak, again)).pairs());
    assertEquals(List.of(back, other), new ComparedPairs(List.of(weak, other, back)).pairs());
    assertEquals(List.of(back), new ComparedPairs(List.of(back, weak)).pairs());
  }

  @Test
  void onlyLoopsAreChecked() {
    assertChecked("", used());
    assertChecked("", used("ab", "ac", "ad"));
    assertChecked("", used("ab", "bc", "cd"));
    assertChecked("", used("ab", "ab"));
    assertChecked("abc", used("ab", "bc", "ca"));
    assertChecked("abc", used("ab", "bc", "ca", "cd", "de", "fg"));
  }

  @Test
  void rejectedPairsDoNotCloseLoops() {
    ComparedPairs pairs =
        new ComparedPairs(
            List.of(
                edge("a", "b", true, ""), edge("b", "c", true, ""), edge("c", "a", false, "weak")));
    assertFalse(pairs.areChecked("a"));
    assertTrue(used("ab", "bc", "ca").areChecked("a"));
  }
}
