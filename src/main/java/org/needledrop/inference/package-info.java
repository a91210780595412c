/**
 * The Open Inference Protocol, version 2, over HTTP: the protocol of KServe and NVIDIA Triton, with
 * JSON and the binary tensor data extension. Supports only the two datatypes that a genre network
 * needs.
 */
package org.needledrop.inference;
