package io.terralapse.endtoend;

import static io.terralapse.endtoend.PageInBrowser.DATES;
import static io.terralapse.endtoend.PageInBrowser.button;
import static io.terralapse.endtoend.PageInBrowser.card;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the alignment does in a browser what it says. */
class AlignmentPageBrowserTest {
  /** Of every vote: how far from its place it is drawn, and whether it is within the picture. */
  private static final String VOTES =
      """
      [...document.querySelectorAll('circle.vote')].map(dot => {
        const shot = dot.closest('.stage').querySelector('.shot.after');
        const picture = shot.getBoundingClientRect();
        const arrow = dot.previousElementSibling.getBoundingClientRect();
        const own = dot.getBoundingClientRect();
        const scale = picture.width / shot.naturalWidth;
        const x = own.x + own.width / 2, y = own.y + own.height / 2;
        const within = box => box.left >= picture.left && box.right <= picture.right
            && box.top >= picture.top && box.bottom <= picture.bottom;
        return {
          off: Math.hypot(x - picture.x - dot.cx.baseVal.value * scale,
              y - picture.y - dot.cy.baseVal.value * scale),
          agrees: dot.classList.contains('agrees'),
          dotWithin: within(own),
          arrowWithin: within(arrow),
          touch: x >= arrow.left - 1 && x <= arrow.right + 1
              && y >= arrow.top - 1 && y <= arrow.bottom + 1
        };
      })""";

  @TempDir static Path root = Path.of("");
  private static PageInBrowser page;

  @BeforeAll
  static void make() throws IOException {
    page = PageInBrowser.make(root);
  }

  @AfterAll
  static void end() throws IOException {
    if (page != null) {
      page.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    page.open();
  }

  private static void assertAtRest(int date) throws IOException {
    assertEquals("after", page.shown(date));
    assertEquals("", page.label(date));
    assertEquals(0, page.timers());
    assertEquals(0, page.count("[data-blink][aria-pressed=true]"));
  }

  @Test
  void allKindsOfDatesAreThere() throws IOException {
    assertEquals(
        "reference;aligned;aligned;aligned;aligned, not moved;not aligned",
        page.text(
            "[...document.querySelectorAll('.card .badge')].map(one => one.textContent).join(';')"));
  }

  @Test
  void everyPictureIsDecoded() throws IOException {
    String widths =
        "Promise.all([...document.images].filter(one => one.src)"
            + ".map(one => one.decode().then(() => one.naturalWidth)))";
    int pictures = 0;
    for (JsonNode width : page.browser().evaluate(widths)) {
      assertTrue(width.asInt() > 0, "a picture without pixels");
      pictures++;
    }
    assertEquals(DATES, page.count(".shot.after"));
    assertEquals(DATES + page.count(".shot.before"), pictures);
    for (int date = 1; date <= DATES; date++) {
      assertEquals("after", page.shown(date));
    }
  }

  @Test
  void noServerIsContactedWhateverIsPressed() throws IOException {
    page.browser().click("summary");
    for (int date = 2; date <= DATES; date++) {
      for (String which : List.of("[data-blink=after]", "[data-blink=before]", "[data-votes]")) {
        if (page.count(card(date) + " " + which) == 1) {
          page.browser().click(card(date) + " " + which);
        }
      }
    }
    page.browser()
        .evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assertEquals(List.of(), page.browser().complaints());
    assertEquals(
        List.of(page.address().toString()),
        page.browser().requests().stream().filter(one -> !one.startsWith("data:")).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"after", "before"})
  void blinkingSwapsADateWithTheReference(String which) throws IOException {
    page.browser().click(button(2, which));
    page.awaitShown(2, "reference");
    page.awaitShown(2, which);
    page.awaitShown(2, "reference");
    String reference = "document.querySelector('.card:has(.badge.reference) .shot').src";
    String own = "document.querySelector('" + card(2) + " .shot.reference').src";
    assertTrue(page.is(reference + " === " + own), "another picture than the reference's");
    assertEquals(1, page.timers());
    page.browser().click(button(2, which));
    assertAtRest(2);
  }

  @Test
  void oneDateBlinksAtATimeUntilEscapeIsPressed() throws IOException {
    page.browser().click(button(2, "after"));
    page.browser().click(button(3, "after"));
    page.awaitShown(3, "reference");
    assertEquals("after", page.shown(2));
    assertEquals(1, page.count("[data-blink][aria-pressed=true]"));
    page.browser().press("Escape", 27);
    assertAtRest(3);
  }

  @Test
  void aKeyIsAsGoodAsTheMouse() throws IOException {
    page.browser().evaluate("document.querySelector('" + button(2, "after") + "').focus()");
    page.browser().press(" ", 32);
    page.awaitShown(2, "reference");
    page.browser().press(" ", 32);
    assertAtRest(2);
  }

  @Test
  void withReducedMotionTheImageIsChangedByHand() throws IOException {
    page.browser().reducedMotion(true);
    String stage = card(2) + " .stage";
    String said = "document.querySelector('.reduced').checkVisibility()";
    assertTrue(page.is(said), "the page says so");
    page.browser().click(button(2, "before"));
    assertEquals("reference", page.shown(2));
    assertEquals("5 January 2024 (reference)", page.label(2));
    assertEquals(0, page.timers());
    byte[] reference = page.browser().picture(stage);
    page.browser().click(button(2, "before"));
    assertEquals("before", page.shown(2));
    assertEquals("15 January 2024, unaligned", page.label(2));
    assertEquals(0, page.timers());
    assertFalse(Arrays.equals(reference, page.browser().picture(stage)), "the same picture");
    page.browser().click(button(2, "before"));
    assertAtRest(2);
    page.browser().reducedMotion(false);
    assertFalse(page.is(said));
  }

  @Test
  void arrowsCanBeTakenOffThePicture() throws IOException {
    byte[] with = page.browser().picture(card(2) + " .stage");
    page.browser().click(card(2) + " [data-votes]");
    assertFalse(Arrays.equals(with, page.browser().picture(card(2) + " .stage")), "still there");
    page.browser().click(card(2) + " [data-votes]");
    assertEquals(
        "true", page.text("document.querySelector('" + card(2) + " [data-votes]').ariaPressed"));
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void votesLieOverThePictureWhereTheirWindowsAre(int width) throws IOException {
    page.browser().viewport(width, 900);
    JsonNode votes = page.browser().evaluate(VOTES);
    assertTrue(votes.size() > 200, "votes: " + votes.size());
    for (JsonNode vote : votes) {
      assertTrue(vote.path("off").asDouble() < 1, vote.toString());
      assertTrue(vote.path("dotWithin").asBoolean(), vote.toString());
      assertTrue(vote.path("touch").asBoolean(), vote.toString());
      // Long arrows of rejected windows may lead out of the image, and are clipped there.
      boolean within = vote.path("arrowWithin").asBoolean();
      assertTrue(within || !vote.path("agrees").asBoolean(), vote.toString());
    }
  }

  @Test
  void theGraphHasADotADateAndAnArcAPair() throws IOException {
    assertEquals(DATES, page.count(".node"));
    assertEquals(page.pairs(), page.count(".arc"));
    assertEquals(page.pairs(), page.count(".pairs tbody tr"));
    String loose =
        "[...document.querySelectorAll('.arc')].filter(arc => [0, arc.getTotalLength()].some(end =>"
            + " ![...document.querySelectorAll('.node')].some(dot =>"
            + " Math.abs(arc.getPointAtLength(end).x - dot.cx.baseVal.value) < 0.2))).length";
    assertEquals(0, page.browser().evaluate(loose).asInt());
    assertEquals(1, page.count(".node.refused"));
    assertTrue(page.count(".arc.refused") >= 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void nothingSticksOutSideways(int width) throws IOException {
    page.browser().viewport(width, 900);
    page.browser().click("summary");
    JsonNode widths = page.browser().evaluate("[document.documentElement.scrollWidth, innerWidth]");
    assertEquals(width, widths.path(1).asInt());
    assertTrue(widths.path(0).asInt() <= width, widths.toString());
    String cut =
        "[...document.querySelectorAll('.tick')].filter(text => { const box ="
            + " text.ownerSVGElement.viewBox.baseVal, own = text.getBBox();"
            + " return own.x < 0 || own.x + own.width > box.width; }).map(text => text.textContent).join()";
    assertEquals("", page.text(cut), "cut words");
  }
}
