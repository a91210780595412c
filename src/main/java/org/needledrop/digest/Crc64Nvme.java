package org.needledrop.digest;

/** Incremental CRC-64/NVME (NVM Command Set Specification, "64b CRC"), S3's default checksum. */
public final class Crc64Nvme {

  /** 0xAD93D23594C93659 with reversed bits. */
  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  private static final long[] TABLE = table();

  private long remainder = -1;

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
      }
      table[i] = value;
    }
    return table;
  }

  /** Adds the first {@code count} bytes of the array. */
  public void add(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      remainder = TABLE[(int) (remainder ^ bytes[i]) & 0xFF] ^ remainder >>> 8;
    }
  }

  public long value() {
    return ~remainder;
  }
}
