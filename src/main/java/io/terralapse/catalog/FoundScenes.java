package io.terralapse.catalog;

import io.terralapse.catalog.build.SceneAssembly;
import io.terralapse.catalog.build.SceneHeaders;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Scene;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The result of {@link SceneFinder#search}: scenes, of which some files may be known by their
 * metadata only. Immutable.
 */
public final class FoundScenes {
  private final SceneAssembly assembly;
  private final SceneHeaders headers;
  private final List<Issue> unmatchedSources;
  private final Catalogue catalogue;

  FoundScenes(SceneAssembly assembly, SceneHeaders headers, List<Issue> unmatchedSources) {
    this.assembly = assembly;
    this.headers = headers;
    this.unmatchedSources = List.copyOf(unmatchedSources);
    List<Issue> issues = new ArrayList<>();
    List<Scene> scenes = assembly.build(headers, issues);
    this.catalogue = new Catalogue(scenes, issues);
  }

  /** The scenes as far as they are known. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /**
   * Entries of {@code sources} that match none of the files, which are issues unless they are meant
   * for files of another search; empty if some files could not be found for now.
   */
  public List<Issue> unmatchedSources() {
    return unmatchedSources;
  }

  /** The files that have not been opened. */
  public Set<Location> unopened() {
    return headers.derivedFiles();
  }

  /**
   * The same scenes after reading the headers of some files, which win over the metadata. A file
   * that cannot be read is an issue, and its scene lacks what it contains.
   */
  public FoundScenes confirmed(Collection<Location> files) {
    return new FoundScenes(assembly, headers.confirmed(files), unmatchedSources);
  }
}
