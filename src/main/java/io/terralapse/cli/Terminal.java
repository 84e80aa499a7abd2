package io.terralapse.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.terralapse.model.Issue;
import io.terralapse.model.PrintableText;
import io.terralapse.pipeline.AlignResult;
import io.terralapse.pipeline.Dropped;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where every command prints: results on stdout, the rest on stderr. Names of files and texts of
 * servers are part of what is printed, so that nothing in a line can control the terminal.
 */
final class Terminal {
  private final PrintWriter out;
  private final PrintWriter err;

  /** Jackson would write a path as a URI and NaN as text, and refuse optional values. */
  private final ObjectMapper mapper =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Path.class, ToStringSerializer.instance)
                  .addSerializer(AlignResult.AlignedDate.class, new AlignedDateJson())
                  .addSerializer(double.class, new FiniteNumber())
                  .addSerializer(Double.class, new FiniteNumber())
                  .addSerializer(new OptionalValue())
                  .addSerializer(new OptionalNumber()));

  Terminal(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** {@code 1 frame}, {@code 2 frames}. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** A line of the result. */
  void line(String text) {
    out.println(PrintableText.line(text));
    out.flush();
  }

  /** A line for people, beside the result. */
  void remark(String text) {
    err.println(PrintableText.line(text));
    err.flush();
  }

  /** Text on stderr, as it is. */
  void raw(String text) {
    err.print(text);
    err.flush();
  }

  /** The trace of a bug. */
  void trace(Throwable bug) {
    bug.printStackTrace(err);
    err.flush();
  }

  /** Any record as one JSON object. */
  void json(Object result) {
    try {
      out.println(mapper.writeValueAsString(result));
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** An error as JSON. */
  void jsonError(int code, String sentence) {
    ObjectNode root = mapper.createObjectNode();
    root.putObject("error").put("code", code).put("message", sentence);
    out.println(root);
    out.flush();
  }

  /**
   * Scenes that were dropped, and warnings.
   *
   * @param all a line for each, instead of one for each cause
   */
  void remarks(List<Dropped> dropped, List<Issue> issues, boolean all) {
    Remarks.of(dropped, issues, all).forEach(this::remark);
  }

  /** A file as seen from the current folder, if it is below that. */
  static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
  }

  /** JSON has no NaN: an unknown value is null. */
  private static final class FiniteNumber extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  /** An optional value or null. */
  private static final class OptionalValue extends StdSerializer<Optional<?>> {
    private static final long serialVersionUID = 1;

    OptionalValue() {
      super(Optional.class, false);
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.isPresent()) {
        provider.defaultSerializeValue(value.get(), json);
      } else {
        json.writeNull();
      }
    }
  }

  /** An optional number or null. */
  private static final class OptionalNumber extends StdSerializer<OptionalDouble> {
    private static final long serialVersionUID = 1;

    OptionalNumber() {
      super(OptionalDouble.class);
    }

    @Override
    public void serialize(OptionalDouble value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.isPresent()) {
        provider.defaultSerializeValue(value.getAsDouble(), json);
      } else {
        json.writeNull();
      }
    }
  }
}
