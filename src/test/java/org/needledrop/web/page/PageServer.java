package org.needledrop.web.page;

import java.net.URI;

/** What serves the page and its API, with the sample library in its index. */
public interface PageServer extends AutoCloseable {

  /** The page's address: {@code http://localhost:8080/}. */
  URI address();

  @Override
  void close();
}
