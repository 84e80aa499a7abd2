package io.terralapse.catalog.files;

import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of a job's inputs, each once: remote files in the order of the inputs, then local files
 * by path.
 *
 * @param rasters files with a raster extension
 * @param documents files that may contain metadata: XML, JSON and text
 * @param issues archives that cannot be listed
 */
public record FileListing(List<Location> rasters, List<Location> documents, List<Issue> issues) {
  private static final List<String> DOCUMENTS = List.of(".xml", ".json", ".txt", ".geojson");
  private static final List<String> ARCHIVES = List.of(".zip", ".tar", ".tar.gz", ".tgz");

  /** Copies the lists. */
  public FileListing {
    rasters = List.copyOf(rasters);
    documents = List.copyOf(documents);
    issues = List.copyOf(issues);
  }

  /** Rasters and documents. */
  public List<Location> all() {
    return Stream.concat(rasters.stream(), documents.stream()).toList();
  }

  /** True for names of documents that may describe scenes. */
  public static boolean isDocument(String name) {
    return endsWith(name, DOCUMENTS);
  }

  /** True for names of archives that may contain products. */
  public static boolean isArchive(String name) {
    return endsWith(name, ARCHIVES);
  }

  private static boolean endsWith(String name, List<String> extensions) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && extensions.stream().anyMatch(lower::endsWith);
  }
}
