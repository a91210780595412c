package org.needledrop.tagging;

import java.util.EnumSet;
import java.util.Set;

/** What can become of a system call. */
enum Fault {
  NO_SPACE("error=ENOSPC"),
  DISK_ERROR("error=EIO"),
  NO_PERMISSION("error=EACCES"),
  /** The process ends (SIGKILL) before the call is done. */
  KILL("signal=SIGKILL");

  private final String injection;

  Fault(String injection) {
    this.injection = injection;
  }

  /** In strace's syntax. */
  String injection() {
    return injection;
  }

  /**
   * What can happen to a call. A kill before one that changes nothing is a kill before the next
   * that does, and no room or permission is asked for by calls on what is open already.
   *
   * @param creates whether it may make a file
   */
  static Set<Fault> of(String call, boolean creates) {
    return switch (call) {
      case "mkdir", "rename", "link" -> EnumSet.allOf(Fault.class);
      case "openat" -> creates ? EnumSet.allOf(Fault.class) : EnumSet.of(DISK_ERROR, NO_PERMISSION);
      case "write",
          "pwrite64",
          "copy_file_range",
          "sendfile",
          "ftruncate",
          "fallocate",
          "fsync",
          "fdatasync" ->
          EnumSet.of(NO_SPACE, DISK_ERROR, KILL);
      case "unlink", "rmdir", "chmod", "fchmod", "chown", "fchown" ->
          EnumSet.of(DISK_ERROR, NO_PERMISSION, KILL);
      case "access", "stat", "lstat", "statx", "newfstatat", "readlink" ->
          EnumSet.of(DISK_ERROR, NO_PERMISSION);
      default -> EnumSet.of(DISK_ERROR);
    };
  }
}
