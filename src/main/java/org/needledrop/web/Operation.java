package org.needledrop.web;

/** Answers one operation of the contract; may block. */
@FunctionalInterface
interface Operation {
  Reply answer(ApiRequest request);
}
