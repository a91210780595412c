package org.needledrop.web.page;

import java.io.IOException;
import java.util.Optional;

/** The page over drawn answers. */
final class FixturePageTest extends PageTest {

  @Override
  PageServer serve(Optional<String> key) throws IOException {
    return new FixtureServer(0, 400, key);
  }
}
