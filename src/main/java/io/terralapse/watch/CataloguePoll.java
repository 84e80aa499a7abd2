package io.terralapse.watch;

import io.terralapse.access.FileAccess;
import io.terralapse.access.http.ConditionalDocuments;
import io.terralapse.access.http.HttpAccess;
import io.terralapse.access.http.RemoteAddress;
import io.terralapse.cache.DiskCache;
import io.terralapse.catalog.CatalogSettings;
import io.terralapse.catalog.files.SceneFile;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.catalog.stac.StacHttp;
import io.terralapse.catalog.stac.StacLimits;
import io.terralapse.catalog.stac.StacReader;
import io.terralapse.catalog.stac.StacSearch;
import io.terralapse.config.JobSettings;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.PrintableText;
import io.terralapse.model.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The state of a job's catalogues on servers: searches and STAC documents. Documents that a server
 * says are unchanged are not sent again. Not thread-safe.
 */
final class CataloguePoll implements Closeable {
  private final HttpAccess http;
  private final ConditionalDocuments documents;
  private final StacReader stac;
  private final List<StacSearch> searches;
  private final List<Location> addresses;

  CataloguePoll(JobSettings job) {
    http = new HttpAccess(job.http(), new DiskCache(job.cacheDir(), job.cacheMaxBytes()));
    documents = new ConditionalDocuments(http);
    stac = new StacReader(new FileAccess(), new Requests(), StacLimits.DEFAULT);
    CatalogSettings catalog = CandidateScenes.search(job);
    searches = catalog.searches();
    addresses = addresses(job);
  }

  private static List<Location> addresses(JobSettings job) {
    return job.catalog().scenes().stream()
        .filter(RemoteAddress::isRemote)
        .<Location>map(RemoteAddress::parse)
        .filter(location -> !SceneFile.isRaster(location.name()))
        .toList();
  }

  /** Whether a job has catalogues on servers. */
  static boolean isNeeded(JobSettings job) {
    return !job.catalog().searches().isEmpty() || !addresses(job).isEmpty();
  }

  /** How many catalogues there are. */
  int count() {
    return searches.size() + addresses.size();
  }

  private final class Requests implements StacHttp {
    @Override
    public byte[] get(URI uri, int limit) throws IOException {
      return documents.get(uri, limit);
    }

    @Override
    public byte[] postJson(URI uri, byte[] body, int limit) throws IOException {
      return http.postJson(uri, body, limit, "application/json");
    }
  }

  /**
   * The state of all catalogues: it differs if a scene was added, removed, or processed again.
   *
   * @throws IOException with a sentence, if a catalogue cannot be read
   */
  String state() throws IOException {
    Set<String> lines = new TreeSet<>();
    for (StacSearch search : searches) {
      add(stac.search(search), lines);
    }
    for (Location address : addresses) {
      add(stac.readItems(address), lines);
    }
    return Sha256.hex(String.join("\n", lines));
  }

  private static void add(DescribedScenes found, Set<String> lines) throws IOException {
    for (Issue issue : found.issues()) {
      boolean failed =
          issue.code().equals(DescribedScenes.INCOMPLETE)
              || issue.code().equals(DescribedScenes.UNSEARCHED);
      if (failed) {
        throw new IOException(issue.sentence());
      }
      // An item that cannot be used may become one that can.
      lines.add(issue.code() + " " + issue.subject());
    }
    for (DescribedScene scene : found.scenes()) {
      StringBuilder line = new StringBuilder(scene.id());
      line.append(' ').append(scene.product().processed());
      scene.acquired().ifPresent(date -> line.append(' ').append(date.text()));
      // Signatures in queries are new each time.
      scene.bands().forEach(b -> line.append(' ').append(PrintableText.address(b.file().text())));
      lines.add(line.toString());
    }
  }

  /** How many documents were unchanged, and therefore not sent, so far. */
  long unchangedDocuments() {
    return documents.unchanged();
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
