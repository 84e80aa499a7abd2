package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.NetworkException;
import io.terralapse.access.http.RemoteProbe.ProbeResult;
import io.terralapse.access.http.TestServer.Reply;
import io.terralapse.model.DataException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one request for the first bytes tells about a file. */
class RemoteProbeTest {
  private static final byte[] LARGE = Remote.noise(100_000, 4);
  private static final byte[] SMALL = Remote.noise(500, 5);

  private static ProbeResult probe(TestServer.Handler handler, Optional<FileState> before)
      throws IOException {
    RetryPolicy retries = new RetryPolicy(1, Duration.ofMillis(1));
    HttpSettings settings = Remote.settings(Map.of());
    try (TestServer server = new TestServer(handler);
        Transport transport =
            new Transport(
                settings, new GuardedDnsResolver(new HostGuard(true), Remote::home), retries)) {
      return new RemoteProbe(new RedirectFollower(transport), retries)
          .probe(Remote.at(server.url("/a.tif")), before);
    }
  }

  private static ProbeResult probe(TestServer.Handler handler) throws IOException {
    return probe(handler, Optional.empty());
  }

  @Test
  void theFirstBytesTellSizeAndVersion() throws IOException {
    ProbeResult large = probe(r -> Reply.part(r, LARGE).with("ETag", "\"one\""));
    assertEquals(
        new FileState(100_000, Optional.of("\"one\""), Optional.empty(), true), large.file.state());
    assertArrayEquals(Arrays.copyOf(LARGE, RemoteProbe.HEAD_BYTES), large.head);
    ProbeResult small = probe(r -> Reply.part(r, SMALL));
    assertEquals(500, small.file.state().size());
    assertArrayEquals(SMALL, small.head);
  }

  @Test
  void aServerThatSendsNoPartsGivesTheWholeFile() throws IOException {
    ProbeResult found = probe(r -> new Reply(200, LARGE));
    assertEquals(
        new FileState(100_000, Optional.empty(), Optional.empty(), false), found.file.state());
    assertArrayEquals(LARGE, found.head);
  }

  @Test
  void aFileThatIsTooLargeToFetchWholeIsRefusedBeforeItIsRead() {
    DataException error =
        assertThrows(
            DataException.class,
            () ->
                probe(
                    r ->
                        new Reply(200, SMALL)
                            .with(
                                "Content-Length", Integer.toString(RemoteProbe.WHOLE_BYTES + 1))));
    assertTrue(
        String.valueOf(error.getMessage()).contains("download the file"), error.getMessage());
  }

  @Test
  void anEmptyFileHasNoPart() throws IOException {
    ProbeResult empty = probe(r -> Reply.status(416).with("Content-Range", "bytes */0"));
    assertEquals(0, empty.file.state().size());
    assertArrayEquals(new byte[0], empty.head);
    assertThrows(
        DataException.class,
        () -> probe(r -> Reply.status(416).with("Content-Range", "bytes */7")));
  }

  @Test
  void anUnchangedFileSendsNothing() throws IOException {
    FileState before = new FileState(9, Optional.of("\"one\""), Optional.of("yesterday"), true);
    ProbeResult found =
        probe(
            r -> Reply.status(r.header("if-none-match").equals("\"one\"") ? 304 : 500),
            Optional.of(before));
    assertEquals(before, found.file.state());
    assertNull(found.head);
    FileState dated = new FileState(9, Optional.empty(), Optional.of("yesterday"), true);
    ProbeResult same =
        probe(
            r -> Reply.status(r.header("if-modified-since").equals("yesterday") ? 304 : 500),
            Optional.of(dated));
    assertEquals(dated, same.file.state());
  }

  @Test
  void unchangedWithoutAKnownStateIsNoUse() {
    assertThrows(DataException.class, () -> probe(r -> Reply.status(304)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 1-499/500",
        "bytes 0-498/500",
        "bytes 0-499/501",
        "bytes 0-499/*",
        "bytes */500",
        "lines 0-499/500",
        "0-499"
      })
  void aPartThatWasNotRequestedIsRefused(String range) {
    assertThrows(
        DataException.class, () -> probe(r -> new Reply(206, SMALL).with("Content-Range", range)));
  }

  @Test
  void aPartWithoutItsRangeIsRefused() {
    assertThrows(DataException.class, () -> probe(r -> new Reply(206, SMALL)));
  }

  @Test
  void aResponseThatIsCutShortIsRetriedAndThenAFailureOfTheNetwork() throws IOException {
    int[] requests = new int[1];
    ProbeResult found =
        probe(
            r -> requests[0]++ == 0 ? Reply.part(r, SMALL).cut(100, false) : Reply.part(r, SMALL));
    assertArrayEquals(SMALL, found.head);
    assertThrows(NetworkException.class, () -> probe(r -> Reply.part(r, SMALL).cut(100, false)));
    assertThrows(NetworkException.class, () -> probe(r -> new Reply(200, SMALL).cut(100, false)));
  }

  @ParameterizedTest
  @CsvSource({
    "401, is not accessible",
    "403, is not accessible",
    "404, does not exist",
    "410, does not exist",
    "418, sent status 418"
  })
  void otherStatusesAreDataErrorsThatNameTheFile(int status, String why) {
    DataException error = assertThrows(DataException.class, () -> probe(r -> Reply.status(status)));
    String sentence = String.valueOf(error.getMessage());
    assertTrue(sentence.contains("/a.tif") && sentence.contains(why), sentence);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void aBusyServerIsAFailureOfTheNetwork(int status) {
    assertThrows(
        NetworkException.class, () -> probe(r -> Reply.status(status).with("Retry-After", "0")));
  }
}
