package org.needledrop.web.http;

/** Handles one operation of the contract; may block. */
@FunctionalInterface
public interface Operation {
  Reply answer(ApiRequest request);
}
