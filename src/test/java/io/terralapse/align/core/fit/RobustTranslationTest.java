package io.terralapse.align.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.correlation.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RobustTranslationTest {
  private static Vote vote(double x, double y, double sx, double sy) {
    return new Vote(x, y, sx * sx, 0, sy * sy, 0.5, 0.2, 0, 0, 0);
  }

  @Test
  void outliersHaveNoInfluence() {
    Random random = new Random(3);
    List<Vote> votes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      votes.add(
          vote(0.7 + 0.1 * random.nextGaussian(), -0.3 + 0.1 * random.nextGaussian(), 0.1, 0.1));
    }
    RobustTranslation clean = RobustTranslation.fit(votes, 1).orElseThrow();
    for (int i = 0; i < 60; i++) {
      double angle = random.nextDouble() * 2 * Math.PI;
      double away = 1 + 2 * random.nextDouble();
      votes.add(vote(0.7 + away * Math.cos(angle), -0.3 + away * Math.sin(angle), 0.1, 0.1));
    }
    RobustTranslation fit = RobustTranslation.fit(votes, 1).orElseThrow();
    assertEquals(clean.x(), fit.x(), 1e-3);
    assertEquals(clean.y(), fit.y(), 1e-3);
    assertTrue(Math.abs(fit.agreeing().size() - 40) <= 2, "agreeing " + fit.agreeing().size());
    assertEquals(0.1, fit.residual(), 0.04);
  }

  @Test
  void equalVotesGiveTheirMeanAndItsVariance() {
    List<Vote> votes =
        List.of(
            vote(0.01, 0.02, 0.1, 0.1),
            vote(-0.01, 0.02, 0.1, 0.1),
            vote(0.01, -0.02, 0.1, 0.1),
            vote(-0.01, -0.02, 0.1, 0.1));
    RobustTranslation fit = RobustTranslation.fit(votes, 1).orElseThrow();
    assertEquals(0, fit.x(), 1e-5);
    assertEquals(0, fit.y(), 1e-5);
    // Mean of four, spread 0.01 and 0.02, one degree of freedom lost; and what never averages away.
    assertEquals(0.0001 / 3 + 0.012 * 0.012, fit.varXX(), 1e-7);
    assertEquals(0.0004 / 3 + 0.012 * 0.012, fit.varYY(), 1e-7);
  }

  @Test
  void aRoadDeterminesTheShiftAcrossItselfOnly() {
    List<Vote> votes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      double jitter = 0.02 * (i % 3 - 1);
      // Vertical roads know x, horizontal ones y; what they say along themselves is off.
      votes.add(vote(0.2 + jitter, 0.5 - 0.3, 0.05, 3));
      votes.add(vote(0.2 + 0.3, 0.5 + jitter, 3, 0.05));
    }
    RobustTranslation fit = RobustTranslation.fit(votes, 1).orElseThrow();
    assertEquals(0.2, fit.x(), 0.02);
    assertEquals(0.5, fit.y(), 0.02);
  }

  @Test
  void oneVoteIsNotEnough() {
    assertTrue(RobustTranslation.fit(List.of(vote(0, 0, 0.1, 0.1)), 1).isEmpty());
    assertTrue(
        RobustTranslation.fit(List.of(vote(0, 0, 0.1, 0.1), vote(3, 3, 0.1, 0.1)), 1).isEmpty());
  }
}
