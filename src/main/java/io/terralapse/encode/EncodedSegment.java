package io.terralapse.encode;

import io.terralapse.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One closed group of coded pictures: H.264 headers and packets, both with start codes (Annex B).
 * Immutable by convention: arrays are not copied and must not be modified. Thread-safe.
 *
 * <p>The file format is big-endian: the text {@code TLSEG2}, int width, height, the headers (int
 * length, bytes), int packet count, per packet a byte (1 = IDR) and the packet (int length, bytes),
 * and an int CRC-32 of all preceding bytes.
 */
public final class EncodedSegment implements SegmentSource {
  private static final byte[] MAGIC = "TLSEG2".getBytes(StandardCharsets.US_ASCII);

  /** One coded picture, or a frame of a video. */
  public static final class Packet {
    private final boolean keyframe;
    private final byte[] bytes;

    Packet(boolean keyframe, byte[] bytes) {
      this.keyframe = keyframe;
      this.bytes = bytes;
    }

    /** True for an IDR picture. */
    public boolean keyframe() {
      return keyframe;
    }

    /** The coded bytes, not copied. */
    public byte[] bytes() {
      return bytes;
    }
  }

  private final int width;
  private final int height;
  private final byte[] headers;
  private final List<Packet> packets;

  EncodedSegment(int width, int height, byte[] headers, List<Packet> packets) {
    this.width = width;
    this.height = height;
    this.headers = headers;
    this.packets = List.copyOf(packets);
  }

  /** Width, pixels. */
  public int width() {
    return width;
  }

  /** Height, pixels. */
  public int height() {
    return height;
  }

  /** Number of coded pictures. */
  public int pictures() {
    return packets.size();
  }

  /** The sequence and picture parameter sets, not copied. */
  public byte[] headers() {
    return headers;
  }

  /** Coded pictures in order, the first an IDR. */
  public List<Packet> packets() {
    return packets;
  }

  /** Total size of the packets, bytes. */
  public long byteCount() {
    return packets.stream().mapToLong(p -> p.bytes().length).sum();
  }

  @Override
  public EncodedSegment read() {
    return this;
  }

  /**
   * Identifies the coded bytes: the SHA-256 of all units, parameter sets first, each after its
   * length in four bytes. It is the same whether the units come from an encoder or from an MP4.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String sha256() {
    MessageDigest digest = Sha256.newDigest();
    digest.update(AnnexB.toLengths(headers));
    packets.forEach(packet -> digest.update(AnnexB.toLengths(packet.bytes())));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The headers and packets as a raw H.264 stream. */
  byte[] toStream() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(headers);
    packets.forEach(packet -> stream.writeBytes(packet.bytes()));
    return stream.toByteArray();
  }

  /** Writes the segment to a file. Not atomic: the caller passes a temporary name and renames. */
  public void write(Path file) throws IOException {
    Files.write(file, toBytes());
  }

  /** The content of the file. */
  public byte[] toBytes() {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(buffer)) {
      out.write(MAGIC);
      out.writeInt(width);
      out.writeInt(height);
      out.writeInt(headers.length);
      out.write(headers);
      out.writeInt(packets.size());
      for (Packet packet : packets) {
        out.writeByte(packet.keyframe() ? 1 : 0);
        out.writeInt(packet.bytes().length);
        out.write(packet.bytes());
      }
      CRC32 crc = new CRC32();
      crc.update(buffer.toByteArray());
      out.writeInt((int) crc.getValue());
    } catch (IOException impossible) {
      throw new AssertionError("memory can be written to", impossible);
    }
    return buffer.toByteArray();
  }

  /**
   * Reads a file of {@link #write}.
   *
   * @throws IOException naming the file if it cannot be read, is not a segment, or is damaged
   */
  public static EncodedSegment read(Path file) throws IOException {
    return of(Files.readAllBytes(file), file);
  }

  /**
   * Reads the content of a file.
   *
   * @param name what the message of an error begins with
   * @throws IOException if it is not a segment, or is damaged
   */
  public static EncodedSegment of(byte[] bytes, Object name) throws IOException {
    int body = bytes.length - Integer.BYTES;
    if (body < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw damaged(name);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, body);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.skipNBytes(body);
      if (in.readInt() != (int) crc.getValue()) {
        throw damaged(name);
      }
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, MAGIC.length, body - MAGIC.length))) {
      int width = in.readInt();
      int height = in.readInt();
      byte[] headers = readBytes(in, name);
      int count = in.readInt();
      if (width < 2 || height < 2 || count < 1) {
        throw damaged(name);
      }
      List<Packet> packets = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        packets.add(new Packet(in.readByte() == 1, readBytes(in, name)));
      }
      if (in.available() != 0) {
        throw damaged(name);
      }
      return new EncodedSegment(width, height, headers, packets);
    }
  }

  private static byte[] readBytes(DataInputStream in, Object name) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw damaged(name);
    }
    return in.readNBytes(length);
  }

  private static IOException damaged(Object name) {
    return new IOException(
        name + " is not a complete coded segment; delete it, and it is encoded again.");
  }
}
