/**
 * The Open Inference Protocol, version 2, over HTTP: what a worker and its clients say to each
 * other, as KServe and NVIDIA Triton say it, JSON and the binary tensor data extension. Only the
 * two datatypes that a genre network needs.
 */
package org.needledrop.inference;
