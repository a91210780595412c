package org.needledrop.aws;

/**
 * The images in the account's ECR registry.
 *
 * @param cpu image of CPU workers and service
 * @param gpu image of GPU workers
 */
record Images(ImageName cpu, ImageName gpu) {}
