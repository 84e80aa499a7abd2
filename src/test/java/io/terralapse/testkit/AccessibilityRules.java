package io.terralapse.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rules of axe-core on the page that a browser shows. Stateless. */
public final class AccessibilityRules {
  /** Names of the broken rules with the elements that break them. */
  private static final String BROKEN =
      "axe.run(document, {resultTypes: ['violations'], rules: RULES}).then(result =>"
          + " result.violations.map(rule => rule.id + ': ' + rule.nodes.map(node =>"
          + " node.target.join(' ') + ' ' + node.failureSummary).join('; ')))";

  /** Rules about the structure of whole pages, which a part of another page cannot keep. */
  private static final String OF_WHOLE_PAGES =
      "{'landmark-one-main': {enabled: false}, 'page-has-heading-one': {enabled: false},"
          + " region: {enabled: false}}";

  private AccessibilityRules() {}

  /**
   * The rules that the page breaks, a line each.
   *
   * @param part whether it is meant to be a part of another page
   * @throws IOException if axe-core is not on the class path
   */
  public static List<String> broken(HeadlessBrowser browser, boolean part) throws IOException {
    if (browser.evaluate("typeof axe").asText().equals("undefined")) {
      // Evaluated by the debugger, so the page's content security policy does not apply.
      browser.evaluate(script() + ";0");
    }
    List<String> broken = new ArrayList<>();
    browser
        .evaluate(BROKEN.replace("RULES", part ? OF_WHOLE_PAGES : "{}"))
        .forEach(line -> broken.add(line.asText()));
    return broken;
  }

  private static String script() throws IOException {
    try (InputStream in = AccessibilityRules.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IOException("axe.min.js is not on the class path; see axe.version in pom.xml.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
