package io.terralapse.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What is wrong with text that is not YAML, in the words of its author and not of its parser. */
final class YamlSentences {
  private static final String QUOTE = "; put it in quotes";

  /** A tag of the author's own, which means nothing here. */
  static final String TAG = "a text cannot begin with !" + QUOTE + ".";

  /** Texts of snakeyaml-engine 2.10, and what they mean to the author. */
  private record Meaning(Pattern problem, String sentence) {}

  private static final List<Meaning> MEANINGS =
      List.of(
          of(
              "mapping values are not allowed.*",
              "a colon cannot stand here; put a text that contains one in quotes, as in title:"
                  + " \"A: b\", and begin the settings of a section in one column"),
          of(
              "found character '\\\\t.*",
              "a tab cannot begin or indent a value; replace it by spaces"),
          of("found character '(.)'.*", "a text cannot begin with $1" + QUOTE),
          of("found undefined alias (.*)", "a text cannot begin with *" + QUOTE),
          of("found undefined tag handle.*", "a text cannot begin with !" + QUOTE),
          of("expected URI.*|expected '[!>]', but.*", "a text cannot begin with !" + QUOTE),
          of("unexpected character found.*", "a text cannot begin with * or &" + QUOTE),
          of(
              "expected chomping.*|expected a comment or a line break.*|expected indentation ind.*",
              "a text cannot begin with | or >" + QUOTE),
          of("found unexpected end of stream", "a quotation mark is opened and never closed"),
          of(
              "found unknown escape character (.).*",
              "\\$1 means nothing between double quotes; use single quotes, or double the"
                  + " backslash"),
          of(
              "expected escape sequence.*|.*is not a valid.*code point.*",
              "a backslash between double quotes begins an escape sequence; use single quotes, or"
                  + " double the backslash"),
          of("expected ',' or ']'.*", "a comma or ] is missing here or before"),
          of("expected ',' or '\\}'.*", "a comma or } is missing here or before"),
          of(
              "could not find expected ':'",
              "a setting begins here without a colon; write it as name: value"),
          of(
              "expected <block end>.*",
              "this does not continue the lines above; check their indentation, brackets and"
                  + " quotes"),
          of("sequence entries are not allowed.*", "a list cannot begin here; write it as [a, b]"),
          of("mapping keys are not allowed.*", "a text cannot begin with ?" + QUOTE),
          of("expected the node content.*", "a value is missing here"),
          of(
              "but found another document|.*document separator",
              "--- begins a second document; keep one"),
          of(
              "expected '<document start>'.*",
              "this does not continue the lines above; check their indentation, brackets and"
                  + " quotes"),
          of(
              "expected alphabetic or numeric.*|expected a digit.*|.*directive.*",
              "a line cannot begin with %" + QUOTE));

  private static final String UNKNOWN =
      "this cannot be understood; check indentation, colons, brackets and quotes here and above";

  private YamlSentences() {}

  private static Meaning of(String problem, String sentence) {
    return new Meaning(Pattern.compile(problem, Pattern.DOTALL), sentence);
  }

  /** What is wrong, without a full stop; never empty. */
  static String of(MarkedYamlEngineException error) {
    String problem = String.valueOf(error.getProblem());
    for (Meaning meaning : MEANINGS) {
      Matcher matcher = meaning.problem().matcher(problem);
      if (matcher.matches()) {
        return matcher.groupCount() == 0
            ? meaning.sentence()
            : meaning.sentence().replace("$1", matcher.group(1));
      }
    }
    return UNKNOWN;
  }

  /** Where to look: what is never closed is noticed far below. */
  static Optional<Mark> place(MarkedYamlEngineException error) {
    boolean late =
        "found unexpected end of stream".equals(error.getProblem())
            || "could not find expected ':'".equals(error.getProblem());
    return late ? error.getContextMark().or(error::getProblemMark) : error.getProblemMark();
  }
}
