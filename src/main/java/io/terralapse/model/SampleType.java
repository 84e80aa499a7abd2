package io.terralapse.model;

/** The data type of stored samples. */
public enum SampleType {
  UINT8(1, false),
  INT8(1, false),
  UINT16(2, false),
  INT16(2, false),
  UINT32(4, false),
  INT32(4, false),
  FLOAT32(4, true),
  FLOAT64(8, true);

  private final int bytes;
  private final boolean floating;

  SampleType(int bytes, boolean floating) {
    this.bytes = bytes;
    this.floating = floating;
  }

  /** Bytes of one sample. */
  public int bytes() {
    return bytes;
  }

  /** True for IEEE floating point. */
  public boolean isFloating() {
    return floating;
  }
}
