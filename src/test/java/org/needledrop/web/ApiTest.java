package org.needledrop.web;

import java.nio.file.Path;

class ApiTest extends ApiContract {

  @Override
  ServedSamples start(Path folder) {
    return ServedSamples.start(folder, ServedSamples.limits());
  }
}
