package io.terralapse.cli;

import io.terralapse.model.Issue;
import io.terralapse.pipeline.Dropped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines about scenes that were dropped, and warnings. What differs in nothing but the name and the
 * numbers has one cause, and one line: the first sentence, how many there are, and the next few
 * names.
 */
final class Remarks {
  private static final int MAX_NAMES = 3;
  private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)*");

  private final boolean all;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, String> keys = new HashMap<>();

  /** What has one cause. */
  private static final class Group {
    private final String line;
    private final String noun;
    private final List<String> names = new ArrayList<>();

    Group(String line, String noun) {
      this.line = line;
      this.noun = noun;
    }
  }

  private Remarks(boolean all) {
    this.all = all;
  }

  /**
   * The lines, in the order of what is first of each cause.
   *
   * @param all a line for each instead
   */
  static List<String> of(List<Dropped> dropped, List<Issue> issues, boolean all) {
    Remarks remarks = new Remarks(all);
    Set<String> shown = issues.stream().map(Issue::sentence).collect(Collectors.toSet());
    for (Dropped one : dropped) {
      if (!shown.contains(one.detail())) {
        remarks.add("dropped (" + one.reason() + "): ", one.id(), one.detail(), "such scenes");
      }
    }
    for (Issue one : issues) {
      remarks.add("warning (" + one.code() + "): ", one.subject(), one.sentence(), "such warnings");
    }
    return remarks.groups.values().stream().map(Remarks::line).toList();
  }

  private void add(String begin, String name, String sentence, String noun) {
    // Scenes of one acquisition are dropped by one sentence, which names the first of them.
    String key =
        keys.computeIfAbsent(begin + sentence, line -> all ? line : begin + cause(name, sentence));
    groups.computeIfAbsent(key, first -> new Group(begin + sentence, noun)).names.add(name);
  }

  /** The sentence without its subject, which it may name without folder, or without ending. */
  private static String cause(String name, String sentence) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    String text = sentence;
    for (String form : List.of(name, file, dot > 0 ? file.substring(0, dot) : file)) {
      String shorter = form.isBlank() ? text : whole(form).matcher(text).replaceAll("*");
      if (!shorter.equals(text)) {
        text = shorter;
        break;
      }
    }
    return NUMBER.matcher(text).replaceAll("#");
  }

  /** A name, where it is not a part of a longer word. */
  private static Pattern whole(String name) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])");
  }

  private static String line(Group group) {
    List<String> others =
        group.names.stream().skip(1).filter(name -> !name.isBlank()).distinct().toList();
    int count = group.names.size();
    if (count == 1) {
      return group.line;
    }
    String more = "";
    if (!others.isEmpty()) {
      int rest = others.size() - MAX_NAMES;
      more =
          ": also "
              + others.stream().limit(MAX_NAMES).collect(Collectors.joining(", "))
              + (rest > 0 ? " and " + rest + " more; -v lists all" : "");
    }
    return group.line + " (" + count + " " + group.noun + more + ")";
  }
}
