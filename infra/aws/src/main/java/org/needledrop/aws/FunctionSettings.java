package org.needledrop.aws;

/**
 * The tagging function.
 *
 * @param code its zip and layer
 * @param limits size limits of one track
 */
record FunctionSettings(FunctionPackage code, ObjectLimits limits) {}
