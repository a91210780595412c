package org.needledrop.scoring;

/** A batch did not fit into the memory of the device; a smaller one may. */
public final class OutOfDeviceMemory extends RuntimeException {

  public OutOfDeviceMemory(Throwable cause) {
    super("the batch does not fit into device memory: " + cause.getMessage(), cause);
  }
}
