package org.needledrop.web;

/** Handles one operation of the contract; may block. */
@FunctionalInterface
interface Operation {
  Reply answer(ApiRequest request);
}
