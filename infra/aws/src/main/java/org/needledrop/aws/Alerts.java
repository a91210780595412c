package org.needledrop.aws;

import java.util.Optional;

/**
 * Who is warned, and of which costs.
 *
 * @param mail email address that receives alarms and budget warnings
 * @param budget monthly budget of the account in US dollars
 */
record Alerts(Optional<String> mail, int budget) {

  Alerts {
    if (budget <= 0) {
      throw new IllegalArgumentException(
          "budget must be a number of dollars above 0, not %d".formatted(budget));
    }
    mail.ifPresent(Alerts::checkMail);
  }

  private static void checkMail(String address) {
    if (!address.contains("@")) {
      throw new IllegalArgumentException(
          "alarmMail must be an email address, not '%s'".formatted(address));
    }
  }
}
