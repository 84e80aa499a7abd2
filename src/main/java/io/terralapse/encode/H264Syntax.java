package io.terralapse.encode;

import java.io.IOException;

/**
 * What the parameter sets of a stream say about the syntax of its slice headers, by Rec. ITU-T
 * H.264, sections 7.3.2.1 (SPS), 7.3.2.2 (PPS) and E.1.1 (VUI). Not modified after {@link #read}.
 */
final class H264Syntax {
  static final int SPS = 7;
  private static final int PPS = 8;

  /** Profiles with a chroma format in their SPS begin here, as far as encoders here use them. */
  private static final int HIGH = 100;

  private static final int EXPLICIT_ASPECT = 255;

  int frameNumBits;
  boolean separatePlanes;
  boolean frameOnly = true;
  int pocType;
  int pocLsbBits;
  boolean deltaPocZero;
  int referenceFrames;
  int macroblocks;

  /** Index of the first bit of num_units_in_tick in the unescaped SPS; -1 if it has none. */
  int timingPosition = -1;

  boolean cabac;
  boolean bottomFieldPoc;
  boolean weightedPrediction;
  int references;
  int initialQp;
  boolean deblockingControl;
  boolean redundantPictures;

  private H264Syntax() {}

  /**
   * Reads parameter sets.
   *
   * @param headers one SPS and one PPS, with start codes
   * @throws IOException if they are missing, damaged or not of the supported form
   */
  static H264Syntax read(byte[] headers) throws IOException {
    H264Syntax syntax = new H264Syntax();
    boolean sps = false;
    boolean pps = false;
    try {
      for (int start = AnnexB.unitStart(headers, 0); start < headers.length; ) {
        int end = AnnexB.unitEnd(headers, start);
        BitReader in = new BitReader(AnnexB.unescape(headers, start + 1, end));
        int type = headers[start] & 0x1F;
        if (type == SPS) {
          syntax.readSps(in);
          sps = true;
        } else if (type == PPS) {
          syntax.readPps(in);
          pps = true;
        }
        start = AnnexB.unitStart(headers, end);
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("Coded headers are truncated.", e);
    }
    if (!sps || !pps) {
      throw new IOException("Encoder returned no parameter sets.");
    }
    return syntax;
  }

  private void readSps(BitReader in) throws IOException {
    int profile = in.bits(8);
    in.bits(16); // constraint flags, level
    in.ue();
    if (profile >= HIGH) {
      int chroma = in.ue();
      separatePlanes = chroma == 3 && in.bits(1) == 1;
      in.ue();
      in.ue();
      in.bits(1);
      if (in.bits(1) == 1) {
        throw new IOException("Coded headers have scaling matrices.");
      }
    }
    frameNumBits = in.ue() + 4;
    pocType = in.ue();
    if (pocType == 0) {
      pocLsbBits = in.ue() + 4;
    } else if (pocType == 1) {
      deltaPocZero = in.bits(1) == 1;
      in.ue();
      in.ue();
      for (int n = in.ue(); n > 0; n--) {
        in.ue();
      }
    }
    referenceFrames = in.ue();
    in.bits(1);
    int columns = in.ue() + 1;
    int rows = in.ue() + 1;
    macroblocks = Math.multiplyExact(columns, rows);
    frameOnly = in.bits(1) == 1;
    if (!frameOnly) {
      return;
    }
    in.bits(1); // direct_8x8_inference_flag
    if (in.bits(1) == 1) {
      for (int edge = 0; edge < 4; edge++) {
        in.ue();
      }
    }
    if (in.bits(1) == 1) {
      readVui(in);
    }
  }

  private void readVui(BitReader in) {
    if (in.bits(1) == 1 && in.bits(8) == EXPLICIT_ASPECT) {
      in.bits(16);
      in.bits(16);
    }
    if (in.bits(1) == 1) {
      in.bits(1); // overscan_appropriate_flag
    }
    if (in.bits(1) == 1) {
      in.bits(4); // video_format, video_full_range_flag
      if (in.bits(1) == 1) {
        in.bits(24);
      }
    }
    if (in.bits(1) == 1) {
      in.ue();
      in.ue();
    }
    if (in.bits(1) == 1) {
      timingPosition = in.position();
    }
  }

  private void readPps(BitReader in) throws IOException {
    in.ue();
    in.ue();
    cabac = in.bits(1) == 1;
    bottomFieldPoc = in.bits(1) == 1;
    if (in.ue() != 0) {
      throw new IOException("Coded headers have slice groups.");
    }
    references = in.ue() + 1;
    in.ue();
    weightedPrediction = in.bits(1) == 1;
    in.bits(2);
    initialQp = 26 + in.se();
    in.se();
    in.se();
    deblockingControl = in.bits(1) == 1;
    in.bits(1);
    redundantPictures = in.bits(1) == 1;
  }

  /**
   * Whether a picture can be repeated by a coded frame that only refers to it: frames are numbered
   * in the order of display, and each refers to nothing but the one before.
   */
  boolean allowsRepeats() {
    return frameOnly
        && !separatePlanes
        && pocType == 2
        && referenceFrames == 1
        && references == 1
        && !redundantPictures;
  }
}
