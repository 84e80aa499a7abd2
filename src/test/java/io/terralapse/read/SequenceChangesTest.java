package io.terralapse.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.lock.Lock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequenceChangesTest {
  private static final Lock.Frame A = frame("a", "1", "2024-01-05");
  private static final Lock.Frame B = frame("b", "2", "2024-01-15");
  private static final Lock.Frame C = frame("c", "3", "2024-01-25");

  private static Lock.Frame frame(String id, String content, String day, String... sources) {
    return new Lock.Frame(id, content, day, Optional.empty(), List.of(sources));
  }

  private static String only(List<Lock.Frame> before, List<Lock.Frame> now) {
    List<String> sentences = SequenceChanges.of(before, now, Lock.Frame::filledFrom);
    assertEquals(1, sentences.size(), sentences.toString());
    return sentences.get(0);
  }

  @Test
  void nothingAndFramesAtTheEndAreNotMentioned() {
    assertEquals(
        List.of(), SequenceChanges.of(List.of(A, B), List.of(A, B), Lock.Frame::filledFrom));
    assertEquals(
        List.of(), SequenceChanges.of(List.of(A), List.of(A, B, C), Lock.Frame::filledFrom));
    assertEquals(List.of(), SequenceChanges.of(List.of(), List.of(A), Lock.Frame::filledFrom));
  }

  @Test
  void aLateDateIsNamedWithItsPlace() {
    assertTrue(
        only(List.of(A, C), List.of(A, B, C)).startsWith("b arrived late and becomes frame 2"));
  }

  @Test
  void aRemovedDateIsNamed() {
    assertTrue(
        only(List.of(A, B, C), List.of(A, C)).startsWith("b was published and is no longer"));
  }

  @Test
  void aNewerProcessingOfADateReplacesItWhereverItIs() {
    Lock.Frame newer = frame("c2", "4", C.acquired());
    assertTrue(
        only(List.of(A, B, C), List.of(A, B, newer))
            .startsWith("c2 supersedes c, which was published, so frame 3"));
    Lock.Frame first = frame("a2", "4", A.acquired());
    assertTrue(only(List.of(A, B), List.of(first, B)).startsWith("a2 supersedes a"));
    Lock.Frame edited = frame("b", "9", B.acquired());
    assertTrue(
        only(List.of(A, B), List.of(A, edited))
            .startsWith("b has other pixels than were published, so frame 2 is drawn again"));
  }

  @Test
  void anotherDateOfAPublishedFrameIsNamed() {
    Lock.Frame moved = frame("a", "1", "2024-01-20");
    assertEquals(
        "a was published with the date 2024-01-05 and has 2024-01-20 now, so it is frame 2 and is"
            + " captioned again; restore its date to keep the frame.",
        only(List.of(A, B), List.of(B, moved)));
  }

  @Test
  void otherSourcesAreNamed() {
    Lock.Frame filled = frame("a", "1", A.acquired(), "b");
    Lock.Frame refilled = frame("a", "1", A.acquired(), "c");
    assertTrue(only(List.of(filled), List.of(refilled)).startsWith("a was filled from a date"));
  }

  @Test
  void sourcesThatFilledNothingAreNotNamed() {
    Lock.Frame frame = frame("a", "1", A.acquired(), "b", "c");
    Lock.Frame now = frame("a", "1", A.acquired(), "c");
    List<Lock.Frame> before = List.of(frame, B, C);
    String gone = "b was published and is no longer used, so its frame is left out.";
    assertEquals(
        List.of(gone), SequenceChanges.of(before, List.of(now, C), published -> List.of()));
    assertEquals(
        List.of(gone), SequenceChanges.of(before, List.of(now, C), published -> List.of("c")));
    assertEquals(
        List.of(
            "a was filled from a date that is gone or has other pixels, so frame 1 is filled"
                + " from others.",
            gone),
        SequenceChanges.of(before, List.of(now, C), published -> List.of("b")));
  }
}
