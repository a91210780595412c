package org.needledrop.scoring;

/** A batch did not fit into device memory; a smaller one may. */
public final class OutOfDeviceMemory extends RuntimeException {

  public OutOfDeviceMemory(Throwable cause) {
    super("the batch does not fit into device memory: " + cause.getMessage(), cause);
  }
}
