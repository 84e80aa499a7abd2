package io.terralapse.places;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The one table of places, {@code places.json}. Immutable and thread-safe. */
public final class PlaceTable {
  private static final String RESOURCE = "places.json";

  private PlaceTable() {}

  private static final class Loaded {
    static final List<NamedPlace> PLACES = load();
  }

  private static List<NamedPlace> load() {
    try (InputStream in =
        Objects.requireNonNull(PlaceTable.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      List<NamedPlace> places = new ArrayList<>();
      for (JsonNode node : new ObjectMapper().readTree(in).path("places")) {
        places.add(NamedPlace.of(node));
      }
      return List.copyOf(places);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  /** All places, in the order of the table. */
  public static List<NamedPlace> all() {
    return Loaded.PLACES;
  }

  /** A place by its name. */
  public static Optional<NamedPlace> find(String name) {
    return all().stream().filter(place -> place.name().equals(name)).findFirst();
  }

  /** The place that a file is for, by the name of its rendition. */
  public static Optional<NamedPlace> findByFile(String rendition) {
    return all().stream()
        .filter(place -> place.files().stream().anyMatch(f -> f.name().equals(rendition)))
        .findFirst();
  }
}
