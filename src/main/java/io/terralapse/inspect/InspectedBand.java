package io.terralapse.inspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One band of a file, as a job would use it.
 *
 * @param name the product's or the file's own name for it, else its number from 1
 * @param role what it measures ({@code red}, {@code nir}), {@code alpha}, {@code grey} or {@code
 *     other}; null if the catalogue cannot tell
 * @param type sample type: {@code uint8}, {@code int16}, {@code float32}, ...
 * @param colorInterpretation what the file says of the band as a colour, by the names of GDAL in
 *     lower case: {@code red}, {@code gray}, {@code palette}, {@code alpha}, {@code undefined}, ...
 * @param nodata stored value that means no data: a {@link Double}, or {@code NaN}, {@code Infinity}
 *     or {@code -Infinity} as text, which JSON has no numbers for; null if there is none
 * @param scale physical value = stored * scale + offset
 * @param offset see {@code scale}
 * @param stats null if they were not requested
 */
@JsonPropertyOrder({
  "name",
  "role",
  "type",
  "colorInterpretation",
  "nodata",
  "scale",
  "offset",
  "stats"
})
public record InspectedBand(
    String name,
    @Nullable String role,
    String type,
    String colorInterpretation,
    @Nullable Object nodata,
    double scale,
    double offset,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BandStatistics stats) {}
