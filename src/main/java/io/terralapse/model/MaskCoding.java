package io.terralapse.model;

/** The encodings of the providers' masks, which are converted to {@link Flags}. */
public enum MaskCoding {
  /**
   * Scene classification of Sentinel-2 Level 2A (Sen2Cor): 0 no data, 1 saturated or defective, 3
   * cloud shadow, 6 water, 8 and 9 cloud, 10 cirrus, 11 snow.
   */
  SCL {
    @Override
    public byte flags(int value) {
      return switch (value) {
        case 0 -> Flags.NODATA;
        case 1 -> Flags.SATURATED;
        case 3 -> Flags.SHADOW;
        case 6 -> Flags.WATER;
        case 8, 9, 10 -> Flags.CLOUD;
        case 11 -> Flags.SNOW;
        default -> 0;
      };
    }
  },
  /**
   * Landsat Collection 2 {@code QA_PIXEL} (USGS LSDS-1619): bit 0 fill, 1 dilated cloud, 2 cirrus,
   * 3 cloud, 4 shadow, 5 snow, 7 water.
   */
  QA_PIXEL {
    @Override
    public byte flags(int value) {
      return (byte)
          (when(value, 0, Flags.NODATA)
              | when(value, 1, Flags.CLOUD)
              | when(value, 2, Flags.CLOUD)
              | when(value, 3, Flags.CLOUD)
              | when(value, 4, Flags.SHADOW)
              | when(value, 5, Flags.SNOW)
              | when(value, 7, Flags.WATER));
    }
  },
  /**
   * Landsat Collection 1 {@code BQA} (USGS LSDS-1656): bit 0 fill, 4 cloud, and confidences of two
   * bits: 7 shadow, 9 snow, 11 cirrus, of which 3 is high.
   */
  BQA {
    @Override
    public byte flags(int value) {
      return (byte)
          (when(value, 0, Flags.NODATA)
              | when(value, 4, Flags.CLOUD)
              | (confidence(value, 11) == 3 ? Flags.CLOUD : 0)
              | (confidence(value, 7) == 3 ? Flags.SHADOW : 0)
              | (confidence(value, 9) == 3 ? Flags.SNOW : 0));
    }
  },
  /**
   * Landsat Collection 1 Level 2 {@code pixel_qa} (USGS LSDS-1368): bit 0 fill, 2 water, 3 shadow,
   * 4 snow, 5 cloud, and the confidence of cirrus at 8.
   */
  PIXEL_QA {
    @Override
    public byte flags(int value) {
      return (byte)
          (when(value, 0, Flags.NODATA)
              | when(value, 2, Flags.WATER)
              | when(value, 3, Flags.SHADOW)
              | when(value, 4, Flags.SNOW)
              | when(value, 5, Flags.CLOUD)
              | (confidence(value, 8) == 3 ? Flags.CLOUD : 0));
    }
  },
  /**
   * HLS {@code Fmask} (HLS User Guide 2.0): 255 fill, bit 1 cloud, 2 next to cloud, 3 shadow, 4
   * snow, 5 water.
   */
  FMASK {
    @Override
    public byte flags(int value) {
      if (value == 255) {
        return Flags.NODATA;
      }
      return (byte)
          (when(value, 1, Flags.CLOUD)
              | when(value, 2, Flags.CLOUD)
              | when(value, 3, Flags.SHADOW)
              | when(value, 4, Flags.SNOW)
              | when(value, 5, Flags.WATER));
    }
  },
  /** Sentinel-2 {@code QA60}: bit 10 opaque cloud, 11 cirrus. */
  QA60 {
    @Override
    public byte flags(int value) {
      return (byte) (when(value, 10, Flags.CLOUD) | when(value, 11, Flags.CLOUD));
    }
  },
  /** Planet's UDM, the first usable data mask: bit 0 blackfill, 1 cloud; the others are ignored. */
  UDM {
    @Override
    public byte flags(int value) {
      return (byte) (when(value, 0, Flags.NODATA) | when(value, 1, Flags.CLOUD));
    }
  },
  /** Every value except 0 is cloud. */
  CLOUD {
    @Override
    public byte flags(int value) {
      return value == 0 ? 0 : Flags.CLOUD;
    }
  },
  /** Every value except 0 is shadow. */
  SHADOW {
    @Override
    public byte flags(int value) {
      return value == 0 ? 0 : Flags.SHADOW;
    }
  },
  /** Every value except 0 is snow. */
  SNOW {
    @Override
    public byte flags(int value) {
      return value == 0 ? 0 : Flags.SNOW;
    }
  },
  /** 0 is no data, as in GDAL's mask files. */
  VALID {
    @Override
    public byte flags(int value) {
      return value == 0 ? Flags.NODATA : 0;
    }
  };

  /** The flags of a pixel with this stored value. */
  public abstract byte flags(int value);

  /** True if the mask has a class for cloud, so that pixels of its other classes are clear. */
  public boolean tellsCloud() {
    return this != VALID && this != SHADOW && this != SNOW;
  }

  private static int when(int value, int bit, byte flag) {
    return (value >> bit & 1) == 0 ? 0 : flag;
  }

  private static int confidence(int value, int bit) {
    return value >> bit & 3;
  }
}
