package org.needledrop.aws;

/**
 * A container image in the account's ECR registry.
 *
 * @param repository name of the repository
 * @param tag tag of one build; {@code latest} would change what runs without a deployment
 */
record ImageName(String repository, String tag) {

  /**
   * @throws IllegalArgumentException if {@code text} is not {@code REPOSITORY:TAG}
   */
  static ImageName parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new IllegalArgumentException(
          "an image must be given as REPOSITORY:TAG, not '%s'".formatted(text));
    }
    if (parts[1].equals("latest")) {
      throw new IllegalArgumentException(
          "the tag of image '%s' is mutable; use a tag of one build".formatted(text));
    }
    return new ImageName(parts[0], parts[1]);
  }
}
