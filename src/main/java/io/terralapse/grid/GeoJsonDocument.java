package io.terralapse.grid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads GeoJSON files that may come from strangers: bytes and numbers are limited. Stateless. */
public final class GeoJsonDocument {
  private static final int MAX_BYTES = 10 << 20;

  /** Longitude, latitude and height of each vertex. */
  private static final int MAX_NUMBERS = 3 * AreaComplexity.MAX_VERTICES;

  private GeoJsonDocument() {}

  /**
   * Reads a file.
   *
   * @param setting the setting that names the file, for messages
   * @return a JSON object
   * @throws UserError (usage) naming the setting and the file if it cannot be read, is no JSON
   *     object, or is too large
   */
  public static JsonNode read(String setting, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw refuse(setting, file, "is larger than 10 MB; simplify the outline");
      }
      ObjectMapper mapper = new ObjectMapper();
      checkNumbers(mapper, bytes, setting, file);
      JsonNode root = mapper.readTree(bytes);
      if (root == null || !root.isObject()) {
        throw refuse(setting, file, "is not GeoJSON: it contains no JSON object");
      }
      return root;
    } catch (StreamConstraintsException e) {
      throw new UserError(
          ExitCode.USAGE,
          setting
              + ": "
              + file
              + " nests brackets hundreds of levels deep or has a number of hundreds of digits;"
              + " export it again as a FeatureCollection",
          e);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where = at == null ? "" : " (line " + at.getLineNr() + ")";
      throw new UserError(
          ExitCode.USAGE,
          setting + ": " + file + " is not valid JSON" + where + "; correct the file",
          e);
    } catch (CharConversionException e) {
      throw new UserError(
          ExitCode.USAGE, setting + ": " + file + " is not UTF-8; save the file as UTF-8", e);
    } catch (IOException e) {
      throw new UserError(
          ExitCode.USAGE, setting + ": " + file + " cannot be read; check the path", e);
    }
  }

  /** Counts the numbers before the document is built in memory, which takes 100 bytes for each. */
  private static void checkNumbers(ObjectMapper mapper, byte[] bytes, String setting, Path file)
      throws IOException {
    int numbers = 0;
    try (JsonParser parser = mapper.createParser(bytes)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        numbers += token.isNumeric() ? 1 : 0;
        if (numbers > MAX_NUMBERS) {
          throw refuse(
              setting,
              file,
              "has more than " + AreaComplexity.MAX_VERTICES + " vertices; simplify the outline");
        }
      }
    }
  }

  private static UserError refuse(String setting, Path file, String why) {
    return UserError.usage(setting + ": " + file + " " + why);
  }
}
