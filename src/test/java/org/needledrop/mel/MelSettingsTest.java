package org.needledrop.mel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MelSettingsTest {
  @Test
  void keepsTheTextOfAManifest() throws JsonProcessingException {
    MelSettings settings = TestMel.settings();

    assertThat(settings.scale()).isEqualTo(MelScale.SLANEY);
    assertThat(settings.hopLength()).isEqualTo(1708);
    assertThat(new ObjectMapper().writeValueAsString(settings)).isEqualTo(TestMel.JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '!',
      value = {
        "\"sampleRateHz\":22050; \"sampleRateHz\":0; sampleRateHz must be more than 0, not 0",
        "\"nFft\":2048; \"nFft\":2049; nFft must be even, 4 or more, not 2049",
        "\"hopLength\":1708; \"hopLength\":4096; hopLength must be 1 to nFft, not 4096",
        "\"hann\"; \"hamming\"; window must be hann, not hamming",
        "\"melBands\":128; \"melBands\":0; melBands must be 1 or more, not 0",
        "11025.0; 20000.0; at most half of sampleRateHz, not 20000.0",
        "\"scale\":\"slaney\"; \"scale\":null; scale must be slaney or htk",
        "\"norm\":\"slaney\"; \"norm\":null; norm must be slaney or none",
        "\"power\":2.0; \"power\":3.0; power must be 1 or 2, not 3.0",
        "track-maximum; snippet; dbReference must be track-maximum, not snippet",
        "-80.0; 0.0; dbFloor must be -200 to below 0, not 0.0",
        "255; 256; quantisationLevels must be 1 to 255, not 256"
      })
  void saysWhatIsAllowed(String good, String bad, String message) {
    assertThat(TestMel.JSON).contains(good);
    assertThatThrownBy(() -> TestMel.read(TestMel.JSON.replace(good, bad)))
        .hasMessageContaining(message);
  }
}
