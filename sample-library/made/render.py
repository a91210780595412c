#!/usr/bin/env python3
"""Render the five synthetic pieces of the sample library to WAV.

    pip install --no-deps tinysoundfont
    python render.py FluidR3_GM.sf2 OUTPUT_FOLDER [PIECE ...]

The pieces are original and were written for this library as note lists, in
the idiom of one genre each.  The sound font is FluidR3 GM (MIT), Debian
package fluid-soundfont-gm.  SPDX-License-Identifier: CC0-1.0
"""
import os
import random
import sys
import wave
from array import array

import tinysoundfont

RATE = 44100
DRUMS = 9
KICK, STICK, SNARE, CLAP, HAT, OPEN, CRASH, RIDE, TAMB = 36, 37, 38, 39, 42, 46, 49, 51, 54


class Song:
    def __init__(self, bpm, swing=0.0, seed=1):
        self.beat = 60.0 / bpm
        self.swing = swing          # share of an eighth that off-beats are late
        self.events = []            # (seconds, order, kind, channel, key, velocity)
        self.setup = []             # (channel, bank, program, volume, pan)
        self.rnd = random.Random(seed)

    def part(self, channel, program, volume=100, pan=64):
        self.setup.append((channel, 0, program, volume, pan))
        return channel

    def at(self, beat):
        whole = int(beat * 2 + 1e-6)
        rest = beat * 2 - whole
        pos = beat
        if self.swing and whole % 2 == 1:
            pos = whole / 2 + self.swing * 0.5 * (1 - rest) + rest / 2
        elif self.swing:
            pos = whole / 2 + rest / 2 * (1 + self.swing)
        return pos * self.beat

    def note(self, channel, beat, length, key, velocity=90):
        velocity = max(1, min(127, velocity + self.rnd.randint(-6, 6)))
        start = max(0.0, self.at(beat) + self.rnd.uniform(-0.006, 0.006))
        end = max(start + 0.03, self.at(beat + length) - 0.01)
        self.events.append((start, 1, "on", channel, key, velocity))
        self.events.append((end, 0, "off", channel, key, 0))

    def chord(self, channel, beat, length, keys, velocity=80, strum=0.0):
        for i, key in enumerate(keys):
            self.note(channel, beat + i * strum, length - i * strum, key, velocity)

    def drum(self, beat, key, velocity=95):
        self.note(DRUMS, beat, 0.2, key, velocity)

    def line(self, channel, beat, text, velocity=95):
        """text: 'KEY:LENGTH KEY:LENGTH ...', r for a rest; returns the end."""
        for item in text.split():
            key, length = item.split(":")
            if key != "r":
                self.note(channel, beat, float(length) * 0.95, int(key), velocity)
            beat += float(length)
        return beat


def chord_of(root, kind):
    steps = {"M": (0, 4, 7), "m": (0, 3, 7), "7": (0, 4, 7, 10),
             "M7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "m9": (3, 7, 10, 14)}
    return [root + s for s in steps[kind]]


def reggae():
    s = Song(74, swing=0.22, seed=3)
    bass, skank, organ = s.part(0, 33, 92, 60), s.part(1, 28, 127, 35), s.part(2, 17, 120, 90)
    lead, piano = s.part(3, 22, 124, 70), s.part(4, 0, 122, 50)
    chords = [(57, "m"), (55, "M"), (53, "M"), (55, "M")]
    riffs = [(0, "45:0.5 r:0.5 45:0.5 48:0.5 52:0.5 r:0.5 50:0.5 48:0.5"),
             (1, "43:0.5 r:0.5 43:0.5 47:0.5 50:0.5 r:0.5 47:0.5 43:0.5"),
             (2, "41:0.5 r:0.5 41:0.5 45:0.5 48:0.5 r:0.5 45:0.5 41:0.5"),
             (3, "43:0.5 r:0.5 43:0.5 45:0.5 47:0.5 r:0.5 43:0.5 44:0.5")]
    tune = ["r:1 76:0.5 74:0.5 72:1 69:1", "r:1 74:0.5 72:0.5 71:1 67:1",
            "r:1 72:0.5 69:0.5 72:1 77:1", "76:0.5 74:0.5 71:1 67:2"]
    bars = 12
    for bar in range(bars):
        b = bar * 4
        root, kind = chords[bar % 4]
        keys = chord_of(root, kind)
        s.line(bass, b, riffs[bar % 4][1], 112)
        for k in range(4):
            off = b + k + 0.5
            s.chord(organ, off, 0.3, [x for x in keys], 82)
            if k % 2 == 1:
                s.chord(skank, b + k, 0.22, [x + 12 for x in keys], 118)
                s.chord(piano, b + k, 0.2, [x + 12 for x in keys], 80)
            s.drum(b + k, HAT, 70)
            s.drum(off, HAT, 88)
        s.drum(b + 2, KICK, 118)
        s.drum(b + 2, STICK, 115)
        if bar % 4 == 3:
            for i, p in enumerate((2.5, 3.0, 3.25, 3.5, 3.75)):
                s.drum(b + p, (50, 48, 48, 45, 43)[i], 95 + 3 * i)
        if bar % 4 == 0:
            s.drum(b, CRASH, 70)
        if bar >= 4:
            s.line(lead, b, tune[bar % 4], 112)
    return s, bars * 4


def country():
    s = Song(116, seed=5)
    bass, guitar, banjo = s.part(0, 32, 88, 62), s.part(1, 25, 120, 40), s.part(2, 105, 124, 88)
    fiddle, steel = s.part(3, 110, 120, 72), s.part(4, 26, 122, 52)
    prog = [55, 55, 60, 55, 55, 57, 62, 62, 55, 55, 60, 60, 55, 62, 55, 55]
    tune = ["74:1 71:1 74:0.5 76:0.5 74:1", "71:1 67:1 69:0.5 71:0.5 67:1",
            "72:1 76:1 79:0.5 76:0.5 72:1", "71:1 74:1 71:2",
            "74:1 71:0.5 74:0.5 79:1 78:0.5 76:0.5", "73:1 76:1 73:0.5 69:1.5",
            "74:1 78:1 81:0.5 78:0.5 74:1", "r:1 74:1 72:1 69:1",
            "74:1 71:1 74:0.5 76:0.5 74:1", "71:1 67:1 69:0.5 71:0.5 67:1",
            "72:1 76:1 79:0.5 76:0.5 72:1", "76:1 72:1 69:1 72:1",
            "71:1 74:1 79:1 74:1", "78:0.5 76:0.5 74:1 72:1 69:1",
            "67:1 71:1 74:1 71:1", "67:3 r:1"]
    for bar, root in enumerate(prog):
        b = bar * 4
        keys = chord_of(root, "M")
        low = root - 24 if root > 59 else root - 12
        s.note(bass, b, 0.9, low, 108)
        s.note(bass, b + 2, 0.9, low - 5 if low > 40 else low + 7, 104)
        s.note(guitar, b, 0.9, root - 12, 90)
        s.note(guitar, b + 2, 0.9, root - 5, 86)
        for k in (1, 3):
            s.chord(guitar, b + k, 0.7, keys + [root + 12], 84, strum=0.02)
            s.drum(b + k, SNARE, 72)
        for k in (0, 2):
            s.drum(b + k, KICK, 80)
        for e in range(8):
            s.drum(b + e / 2, HAT, 48 + 14 * (e % 2))
        roll = [keys[1], keys[2], root + 12, keys[0], keys[2], root + 12, keys[1], root + 12]
        for e, key in enumerate(roll):
            s.note(banjo, b + e / 2, 0.45, key + 12, 82)
        if bar >= 8:
            s.line(fiddle, b, tune[bar], 92)
        else:
            s.line(steel, b, tune[bar], 96)
    return s, len(prog) * 4


def disco():
    s = Song(122, seed=7)
    bass, wah, strings = s.part(0, 36, 74, 64), s.part(1, 27, 124, 32), s.part(2, 48, 112, 80)
    brass, ep, lead = s.part(3, 61, 122, 56), s.part(4, 4, 120, 96), s.part(5, 48, 124, 50)
    prog = [(57, "m7"), (50, "m7"), (55, "7"), (48, "M7"), (53, "M7"), (50, "m7"), (52, "7"), (52, "7")] * 2
    tune = ["81:1.5 79:0.5 76:2", "77:1.5 76:0.5 74:2", "79:1.5 77:0.5 74:2", "76:1.5 74:0.5 72:2",
            "77:1 76:1 72:1 69:1", "74:1 77:1 81:2", "80:1 76:1 74:1 71:1", "76:2 80:2"]
    for bar, (root, kind) in enumerate(prog):
        b = bar * 4
        keys = chord_of(root, kind)
        low = root - 12 if root < 52 else root - 24
        for k in range(4):
            s.note(bass, b + k, 0.4, low, 112)
            s.note(bass, b + k + 0.5, 0.4, low + 12, 104)
            s.drum(b + k, KICK, 118)
            s.drum(b + k, HAT, 70)
            s.drum(b + k + 0.25, HAT, 50)
            s.drum(b + k + 0.5, OPEN, 92)
            s.drum(b + k + 0.75, HAT, 54)
            if k % 2:
                s.drum(b + k, SNARE, 104)
                s.drum(b + k, CLAP, 96)
                s.drum(b + k + 0.5, TAMB, 70)
        for p in (0.0, 0.5, 0.75, 1.5, 1.75, 2.25, 2.75, 3.0, 3.5, 3.75):
            s.chord(wah, b + p, 0.12, [x + 12 for x in keys[-3:]], 84)
        s.chord(ep, b, 1.4, keys, 74)
        s.chord(ep, b + 1.5, 2.2, keys, 70)
        s.chord(strings, b, 3.9, [x + 12 for x in keys], 66)
        if bar >= 4:
            s.line(lead, b, tune[bar % 8], 100)
            s.line(strings, b, " ".join("%d:%s" % (int(i.split(":")[0]) + 12, i.split(":")[1])
                                        for i in tune[bar % 8].split()), 78)
        if bar % 4 == 3:
            for p in (2.5, 3.0, 3.5):
                s.chord(brass, b + p, 0.3, [x + 12 for x in keys], 104)
        if bar % 8 == 0:
            s.drum(b, CRASH, 96)
    return s, len(prog) * 4


def hiphop():
    s = Song(90, swing=0.18, seed=11)
    bass, ep, pizz = s.part(0, 38, 108, 64), s.part(1, 4, 124, 58), s.part(2, 11, 127, 90)
    horn, pad = s.part(3, 56, 112, 40), s.part(4, 49, 80, 70)
    prog = [(50, "m9"), (50, "m9"), (55, "m9"), (57, "m9")]
    bars = 14
    for bar in range(bars):
        b = bar * 4
        root, kind = prog[bar % 4]
        keys = [k + 12 for k in chord_of(root, kind)]
        low = root - 24 if root >= 52 else root - 12
        for p, n in ((0, 0.7), (0.75, 0.5), (2.25, 0.5), (2.75, 0.9)):
            s.note(bass, b + p, n, low if low > 28 else low + 12, 118)
        s.chord(ep, b, 1.6, keys, 84)
        s.chord(ep, b + 2.5, 1.0, keys, 72)
        s.chord(pad, b, 3.9, keys[:3], 52)
        if bar >= 1:
            for p, v in ((0, 124), (0.75, 100), (2.25, 118), (2.5, 90 if bar % 2 else 60)):
                s.drum(b + p, KICK, v)
            for p in (1, 3):
                s.drum(b + p, SNARE, 122)
                s.drum(b + p, CLAP, 84)
            s.drum(b + 3.75, SNARE, 50)
            for e in range(8):
                s.drum(b + e / 2, HAT, 92 if e % 2 == 0 else 66)
            if bar % 2:
                s.drum(b + 3.5, OPEN, 80)
            if bar % 4 == 3:
                for e in range(4):
                    s.drum(b + 3 + e / 8, HAT, 60 + 10 * e)
        s.line(pizz, b, ("r:0.5 81:0.5 77:0.5 76:0.5 74:2", "r:2 76:0.5 77:0.5 81:1",
                         "r:0.5 82:0.5 77:0.5 74:0.5 70:2", "r:1 72:0.5 76:0.5 79:2")[bar % 4], 82)
        if bar % 4 == 2 and bar > 3:
            s.chord(horn, b + 1.5, 0.4, [65, 70, 74], 96)
            s.chord(horn, b + 3.5, 0.3, [65, 70, 74], 90)
    return s, bars * 4


def pop():
    s = Song(118, seed=13)
    bass, piano, pad = s.part(0, 33, 84, 64), s.part(1, 1, 120, 50), s.part(2, 89, 104, 78)
    guitar, lead, choir = s.part(3, 27, 120, 30), s.part(4, 81, 104, 66), s.part(5, 52, 116, 84)
    prog = [(60, "M"), (55, "M"), (57, "m"), (53, "M")] * 4
    tune = ["76:1 76:0.5 77:0.5 79:1 76:1", "74:1 74:0.5 76:0.5 74:1 71:1",
            "72:1 72:0.5 74:0.5 76:1 72:1", "69:1.5 72:0.5 74:2"]
    for bar, (root, kind) in enumerate(prog):
        b = bar * 4
        keys = chord_of(root, kind)
        low = root - 24
        for e in range(8):
            s.note(bass, b + e / 2, 0.45, low if low >= 31 else low + 12, 100 if e % 2 == 0 else 84)
            s.drum(b + e / 2, HAT, 76 if e % 2 == 0 else 58)
        for p in (0, 1.5, 3):
            s.chord(piano, b + p, 1.2, keys + [root + 12], 84)
        s.chord(pad, b, 3.95, [k + 12 for k in keys], 62)
        for p in (0, 0.5, 1.5, 2.5, 3.5):
            s.chord(guitar, b + p, 0.3, [k + 12 for k in keys], 72, strum=0.01)
        if bar >= 2:
            for p in (0, 2, 2.5):
                s.drum(b + p, KICK, 112)
            for p in (1, 3):
                s.drum(b + p, SNARE, 110)
                if bar >= 8:
                    s.drum(b + p, CLAP, 84)
        if bar % 8 == 0 and bar:
            s.drum(b, CRASH, 96)
        if bar >= 4:
            s.line(lead if bar < 8 else choir, b, tune[bar % 4], 96)
            if bar >= 8:
                s.line(lead, b, tune[bar % 4], 84)
    return s, len(prog) * 4


PIECES = {"one-drop-morning": reggae, "gravel-road": country, "mirrorball": disco,
          "corner-loop": hiphop, "bright-side": pop}


def render(song, beats, font, target):
    synth = tinysoundfont.Synth(gain=-8, samplerate=RATE)
    sfid = synth.sfload(font)
    for channel, bank, program, volume, pan in song.setup:
        synth.program_select(channel, sfid, bank, program)
        synth.control_change(channel, 7, volume if channel == 0 else volume * 3 // 4)
        synth.control_change(channel, 10, pan)
    synth.program_select(DRUMS, sfid, 128, 0, True)
    synth.control_change(DRUMS, 7, 127)
    end = beats * song.beat + 2.0
    samples, now = array("f"), 0
    for when, _, kind, channel, key, velocity in sorted(song.events):
        frame = int(when * RATE)
        if frame > now:
            samples.frombytes(bytes(synth.generate(frame - now)))
            now = frame
        if kind == "on":
            synth.noteon(channel, key, velocity)
        else:
            synth.noteoff(channel, key)
    samples.frombytes(bytes(synth.generate(max(0, int(end * RATE) - now))))
    total, fade = len(samples) // 2, int(2.0 * RATE)
    for i in range(fade):                       # fade out over the last 2 s
        gain = 1 - i / fade
        j = 2 * (total - fade + i)
        samples[j] *= gain
        samples[j + 1] *= gain
    peak = max(max(samples), -min(samples)) or 1.0
    out = array("h", (int(x / peak * 29000) for x in samples))
    with wave.open(target, "wb") as f:
        f.setnchannels(2)
        f.setsampwidth(2)
        f.setframerate(RATE)
        f.writeframes(out.tobytes())


def main(argv):
    if len(argv) < 3:
        sys.exit(__doc__)
    os.makedirs(argv[2], exist_ok=True)
    for name in argv[3:] or PIECES:
        song, beats = PIECES[name]()
        render(song, beats, argv[1], os.path.join(argv[2], name + ".wav"))
        print(name)


if __name__ == "__main__":
    main(sys.argv)
