package org.needledrop.cli.option;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses the address of a worker: an HTTP or HTTPS URL with a host. */
public final class WorkerUrl implements ITypeConverter<URI> {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  @Override
  public URI convert(String text) {
    try {
      return checked(new URI(text));
    } catch (URISyntaxException | UsageException e) {
      throw new TypeConversionException(refusal(text));
    }
  }

  /**
   * Returns the URL; throws {@link UsageException} if it is not one of a worker.
   *
   * @param url of the settings
   */
  static URI checked(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || url.getHost() == null) {
      throw new UsageException(refusal(url.toString()));
    }
    return url;
  }

  private static String refusal(String text) {
    return "'%s' is not the URL of a worker, such as http://worker:8000".formatted(text);
  }
}
