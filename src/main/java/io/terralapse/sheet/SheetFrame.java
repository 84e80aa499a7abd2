package io.terralapse.sheet;

import java.util.List;

/**
 * A frame on the sheet.
 *
 * @param date as it is written
 * @param numbers what was measured of it, short texts, often none
 * @param unused why the date is not used; empty if it is
 */
public record SheetFrame(String date, List<String> numbers, String unused) {
  /** Copies the list. */
  public SheetFrame {
    numbers = List.copyOf(numbers);
  }

  boolean isUsed() {
    return unused.isEmpty();
  }
}
