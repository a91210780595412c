"""python -m data.midi: composes accompaniments in many styles with MMA and renders them with free sound fonts.

Needs Debian's packages mma, fluidsynth, fluid-soundfont-gm, timgm6mb-soundfont. Existing renderings are kept,
so a killed run continues. Writes the list OUT/midi.csv, too.
"""

import csv
import random
import subprocess
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from data.options import add_paths

SOUND_FONTS = {
    "fluid": Path("/usr/share/sounds/sf2/FluidR3_GM.sf2"),
    "tim": Path("/usr/share/sounds/sf2/TimGM6mb.sf2"),
}
SECONDS = 27
SAMPLE_RATE_HZ = 44100


@dataclass(frozen=True)
class Idiom:
    """A style of accompaniment: MMA's grooves, instruments, and its name in the vocabulary."""

    genre: str
    style: str
    grooves: tuple[str, ...]
    tempo: tuple[int, int]
    minor: bool = False
    band: str = ""  # tracks added to the groove; `zoom` grooves have only drums
    lead: tuple[str, ...] = ()  # instruments of the melody; "" is none


BANDS = {
    "skank": """
Bass Voice FingeredBass
Bass Sequence {1 4 1 100; 2.5 8 5 90; 3 4 3 95; 4 8 1 85}
Chord-A Voice Organ3
Chord-A Octave 5
Chord-A Sequence {2 16 80; 4 16 80}
Chord-B Voice CleanGuitar
Chord-B Octave 5
Chord-B Sequence {2 8 70; 4 8 70}
""",
    "ska": """
Bass Voice FingeredBass
Walk Voice FingeredBass
Walk Sequence {1 4 100; 2 4 95; 3 4 100; 4 4 95}
Chord-A Voice CleanGuitar
Chord-A Octave 5
Chord-A Sequence {1.5 16 90; 2.5 16 90; 3.5 16 90; 4.5 16 90}
Chord-B Voice BrassSection
Chord-B Sequence {1.5 16 60; 3.5 16 60}
""",
    "power": """
Bass Voice PickedBass
Bass Sequence {1 8 1 100; 1.5 8 1 95; 2 8 1 100; 2.5 8 1 95; 3 8 1 100; 3.5 8 1 95; 4 8 1 100; 4.5 8 1 95}
Chord-A Voice DistortionGuitar
Chord-A Octave 3
Chord-A Voicing Mode=None
Chord-A Compress 1
Chord-A Sequence {1 8 100; 1.5 8 90; 2 8 100; 2.5 8 90; 3 8 100; 3.5 8 90; 4 8 100; 4.5 8 90}
Chord-B Voice OverdriveGuitar
Chord-B Octave 4
Chord-B Sequence {1 2 70; 3 2 70}
""",
    "chug": """
Bass Voice PickedBass
Bass Sequence {1 16 1 100; 1.25 16 1 95; 1.5 8 1 100; 2.5 16 1 95; 2.75 16 1 95; 3 8 1 100; 4 8 1 100; 4.5 8 1 95}
Chord-A Voice DistortionGuitar
Chord-A Octave 2
Chord-A Compress 1
Chord-A Sequence {1 16 110; 1.25 16 95; 1.5 8 110; 2.5 16 95; 2.75 16 95; 3 8 110; 4 8 110; 4.5 8 95}
Chord-B Voice DistortionGuitar
Chord-B Octave 3
Chord-B Sequence {1 1 80}
""",
    "stabs": """
Bass Voice SynthBass1
Bass Sequence {1.5 8 1 100; 2.5 8 1 95; 3.5 8 1 100; 4.5 8 5 95}
Chord-A Voice Piano2
Chord-A Octave 5
Chord-A Sequence {1 8 80; 1.75 16 80; 2.5 16 80; 3.25 16 75; 4 8 80}
Chord-B Voice SlowStrings
Chord-B Sequence {1 1 45}
""",
    "synths": """
Bass Voice SynthBass2
Bass Sequence {1 16 1 100; 1.5 16 1 90; 2 16 1 100; 2.5 16 1 90; 3 16 1 100; 3.5 16 3 90; 4 16 1 100; 4.5 16 5 90}
Arpeggio-A Voice SawWave
Arpeggio-A Octave 5
Arpeggio-A Sequence {1 16 70 * 16}
Chord-B Voice PolySynth
Chord-B Sequence {1 1 50}
""",
    "jungle": """
Bass Voice SynthBass2
Bass Sequence {1 4 1 110; 2.5 8 1 100; 3.5 4 5 105}
Chord-B Voice SweepPad
Chord-B Sequence {1 1 55}
Chord-A Voice SquareWave
Chord-A Octave 5
Chord-A Sequence {2.5 16 60; 4 16 60}
""",
    "beats": """
Bass Voice FingeredBass
Bass Sequence {1 4 1 110; 2.75 8 1 90; 3.5 8 5 95}
Chord-A Voice EPiano
Chord-A Octave 5
Chord-A Sequence {1 4 70; 2.5 8 65; 4 4 60}
""",
    "funk": """
Bass Voice SlapBass1
Bass Sequence {1 8 1 110; 1.75 16 1 90; 2.5 16 5 95; 3 8 1 100; 3.75 16 b7 90; 4.5 16 5 95}
Chord-A Voice CleanGuitar
Chord-A Octave 5
Chord-A Sequence {1 16 60; 1.25 16 75; 1.75 16 60; 2 16 80; 2.5 16 65; 3.25 16 75; 3.75 16 65; 4 16 80; 4.75 16 60}
Chord-B Voice Clavinet
Chord-B Sequence {1.5 16 70; 2.75 16 70; 4.25 16 70}
""",
    "disco": """
Bass Voice FingeredBass
Bass Sequence {1 8 1 100; 1.5 8 8 90; 2 8 1 100; 2.5 8 8 90; 3 8 1 100; 3.5 8 8 90; 4 8 1 100; 4.5 8 8 90}
Chord-A Voice CleanGuitar
Chord-A Octave 5
Chord-A Sequence {1 16 70; 1.25 16 60; 1.5 16 75; 2 16 70; 2.25 16 60; 2.5 16 75; 3 16 70; 3.5 16 75; 4 16 70; 4.5 16 75}
Chord-B Voice Strings
Chord-B Octave 6
Chord-B Sequence {1 2 70; 3.5 4 70}
""",
    "country": """
Bass Voice AcousticBass
Bass Sequence {1 4 1 100; 3 4 5 95}
Chord-A Voice SteelGuitar
Chord-A Sequence {2 8 80; 2.5 16 50; 4 8 80; 4.5 16 50}
Arpeggio-A Voice Banjo
Arpeggio-A Octave 5
Arpeggio-A Sequence {1 8 60 * 8}
""",
    "rock": """
Bass Voice PickedBass
Bass Sequence {1 8 1 100; 1.5 8 1 90; 2 8 1 95; 2.5 8 1 90; 3 8 1 100; 3.5 8 1 90; 4 8 1 95; 4.5 8 3 90}
Chord-A Voice OverdriveGuitar
Chord-A Octave 4
Chord-A Sequence {1 4 90; 2.5 8 85; 3 4 90; 4.5 8 85}
Chord-B Voice Organ1
Chord-B Sequence {1 1 50}
""",
    "pop": """
Bass Voice FingeredBass
Bass Sequence {1 4 1 100; 2.5 8 1 90; 3 4 1 95; 4 4 5 90}
Chord-A Voice Piano1
Chord-A Octave 5
Chord-A Sequence {1 4 75; 2 4 70; 3 4 75; 4 4 70}
Chord-B Voice WarmPad
Chord-B Sequence {1 1 50}
""",
    "pads": """
Chord-A Voice WarmPad
Chord-A Sequence {1 1 60}
Chord-B Voice HaloPad
Chord-B Octave 6
Chord-B Sequence {1 1 45}
Arpeggio-A Voice Crystal
Arpeggio-A Octave 6
Arpeggio-A Sequence {1 2 40; 3 2 35}
""",
}

SYNTH_LEADS = ("SquareWave", "SawWave", "SynCalliope")
IDIOMS = (
    Idiom("blues", "", ("Blues", "BluesTriple", "Blues128", "Blues68", "SlowBlues", "FastBlues", "casio:Blues"), (60, 140), lead=("OverdriveGuitar", "Harmonica", "TenorSax")),
    Idiom("blues", "boogie-woogie", ("BoggieWoggie", "BoggieWoggie1", "ShuffleBoggie", "casio:ShuffleBoogie"), (120, 180), lead=("Piano1",)),
    Idiom("country", "", ("SlowCountry", "CountryWaltz", "CountryBlues", "SlowCountryWalk", "yamaha:WesternMainA", "HillCountry"), (80, 130), lead=("Fiddle", "SteelGuitar", "Harmonica")),
    Idiom("country", "", ("zoom:CNTR01", "zoom:CNTR02", "zoom:CNTR03", "zoom:CNTR04"), (90, 140), band="country", lead=("Fiddle", "SteelGuitar", "Harmonica")),
    Idiom("country", "bluegrass", ("BlueGrass", "HillCountryPlus", "HillCountry"), (110, 160), lead=("Fiddle", "Banjo", "SteelGuitar")),
    Idiom("country", "western swing", ("WesternSwing", "CountrySwing", "WesternSwingPlus"), (120, 180), lead=("Fiddle", "SteelGuitar")),
    Idiom("disco", "", ("BoneyM", "BoneyMPlus"), (110, 130), lead=("Strings", "BrassSection", "")),
    Idiom("disco", "", ("zoom:DANC01", "zoom:DANC02", "zoom:DANC03", "zoom:DANC04"), (110, 130), band="disco", lead=("Strings", "BrassSection", "")),
    Idiom("electronic", "house", ("casio:House", "casio:Dance1", "casio:Dance2"), (118, 130)),
    Idiom("electronic", "house", ("zoom:HOUS01", "zoom:HOUS02", "zoom:HOUS03", "zoom:HOUS04"), (118, 130), True, "stabs", SYNTH_LEADS),
    Idiom("electronic", "techno", ("casio:Techno", "casio:Rave", "alexis:TeamTechno", "alexis:TeamTechnoSus"), (125, 150), True),
    Idiom("electronic", "techno", ("zoom:TECH01", "zoom:TECH02", "zoom:TECH03", "zoom:TECH04"), (125, 150), True, "synths", SYNTH_LEADS),
    Idiom("electronic", "trance", ("Trance", "Trance1", "casio:Trance1", "casio:Trance2"), (130, 145), True, lead=("SawWave", "")),
    Idiom("electronic", "drum and bass", ("zoom:DnB01", "zoom:DnB02", "zoom:DnB03", "zoom:DnB04"), (160, 178), True, "jungle"),
    Idiom("electronic", "downtempo", ("zoom:TRIP01", "zoom:TRIP02", "zoom:TRIP03", "zoom:TRIP04"), (75, 100), True, "beats"),
    Idiom("hip hop", "", ("alexis:HipHop", "alexis:HipHopPlus1", "casio:Hip-Hop"), (80, 105), True),
    Idiom("hip hop", "instrumental hip hop", ("zoom:HIP01", "zoom:HIP02", "zoom:HIP03", "zoom:HIP04"), (78, 104), True, "beats"),
    Idiom("folk", "", ("Folk", "FolkArticulated", "FolkBallad", "BlueFolk", "FolkRock"), (80, 130), lead=("Flute", "Harmonica", "NylonGuitar", "")),
    Idiom("folk", "polka", ("Polka", "PolkaArp", "casio:Polka", "casio:PolkaFox", "Zydeco"), (100, 125), lead=("Accordion", "Clarinet")),
    Idiom("folk", "celtic", ("68March", "FastWaltz"), (110, 140), lead=("Fiddle", "BagPipe", "Recorder", "Piccolo")),
    Idiom("funk", "", ("casio:Funk1", "casio:Funk2", "BVFunk", "BVFunkHorns", "kara:Kfunk1A", "Strut"), (90, 115), lead=("BrassSection", "AltoSax", "")),
    Idiom("funk", "", ("zoom:FUNK01", "zoom:FUNK02", "zoom:FUNK03", "zoom:FUNK04"), (92, 118), band="funk", lead=("BrassSection", "")),
    Idiom("jazz", "swing", ("Swing", "SwingWalk", "BigBand", "casio:FastBigBand", "casio:MiddleBigBand", "yamaha:JazzBasieA", "Dixie", "Charleston", "RagTime"), (120, 200), lead=("Trumpet", "Clarinet", "TenorSax")),
    Idiom("jazz", "bebop", ("Bebop", "ModernJazz", "JazzCombo", "casio:ModernJazz", "yamaha:JazzTrioMainA"), (140, 220), lead=("AltoSax", "MutedTrumpet", "TenorSax")),
    Idiom("jazz", "", ("SlowJazz", "NiteJazz", "JazzGuitar", "JazzWaltz", "MellowJazz", "GypsyJazz", "Evansish", "EasySwing"), (70, 140), lead=("TenorSax", "JazzGuitar", "Vibraphone", "MutedTrumpet")),
    Idiom("jazz", "jazz fusion", ("casio:Fusion", "LFusion", "JazzRock"), (95, 130), lead=("SopranoSax", "SynthBrass1", "JazzGuitar")),
    Idiom("latin", "salsa", ("Salsa", "SalsaPlus", "yamaha:Salsa1MainA", "yamaha:Salsa2MainA", "Son", "yamaha:MamboMainA", "Mambo"), (95, 200), lead=("Trumpet", "BrassSection", "")),
    Idiom("latin", "samba", ("SambaPlus", "SambaSus"), (90, 130), lead=("Flute", "BrassSection")),
    Idiom("latin", "bossa nova", ("BossaNova", "BossaNova1Sus", "yamaha:JazzBossaA", "kara:kbossaA"), (110, 150), lead=("Flute", "NylonGuitar", "TenorSax")),
    Idiom("latin", "tango", ("Tango", "TangoClean", "LightTango"), (110, 132), True, lead=("Accordion", "Violin", "Bandoneon")),
    Idiom("latin", "", ("Merengue", "ChaCha", "Rhumba", "Beguine", "CubanGuitar", "Bolero", "Afro-Cuban"), (100, 130), lead=("Trumpet", "NylonGuitar", "Flute")),
    Idiom("metal", "heavy metal", ("casio:HeavyMetal", "pflib:metal1A", "pflib:metal2A"), (110, 160), True, lead=("DistortionGuitar", "")),
    Idiom("metal", "heavy metal", ("zoom:MTL01", "zoom:MTL02", "zoom:MTL03", "zoom:HRK01"), (110, 170), True, "chug", ("DistortionGuitar", "")),
    Idiom("metal", "death metal", ("zoom:THRS01", "zoom:THRS02", "zoom:MTL04"), (160, 210), True, "chug"),
    Idiom("punk", "", ("zoom:PUNK01", "zoom:PUNK02"), (160, 210), band="power"),
    Idiom("pop", "", ("casio:Pop", "casio:80sPop", "casio:8BeatPop1", "casio:8BeatPop2", "casio:PopBallad", "PopBallad", "casio:ElectricPop", "casio:60sPop", "casio:PopRock1", "casio:SoulPop"), (80, 125), lead=("Strings", "Flute", "AltoSax", "VoiceOohs")),
    Idiom("pop", "dance-pop", ("casio:DancePop1", "casio:DancePop2", "casio:DancePop3", "casio:8BeatDance"), (112, 128), lead=("SynthBrass1", "")),
    Idiom("pop", "", ("zoom:POP01", "zoom:POP02", "zoom:POP03", "zoom:POP04"), (90, 128), band="pop", lead=("VoiceOohs", "AltoSax", "Strings")),
    Idiom("r&b", "", ("R&B", "R&BPlus", "R&B-Ballad", "casio:R&B", "casio:MellowRB", "casio:ModernR&B"), (70, 110), lead=("AltoSax", "EPiano", "")),
    Idiom("r&b", "soul", ("casio:Soul", "casio:60sSoul", "DSoulPlus", "kara:8beatmotownA", "DSoulSusPlus"), (90, 120), lead=("BrassSection", "TenorSax", "")),
    Idiom("r&b", "", ("zoom:RnB01", "zoom:RnB02", "zoom:RnB03"), (72, 104), band="beats", lead=("AltoSax", "VoiceOohs")),
    Idiom("reggae", "", ("zoom:REGG01", "zoom:REGG02", "zoom:REGG03", "zoom:REGG04"), (62, 88), band="skank", lead=("TenorSax", "Harmonica", "BrassSection", "")),
    Idiom("reggae", "", ("Calypso", "Calypso1"), (90, 110), lead=("SteelDrums",)),
    Idiom("reggae", "ska", ("Ska", "Ska1", "SkaSus"), (120, 160), lead=("Trombone", "TenorSax")),
    Idiom("reggae", "ska", ("zoom:SKA01", "zoom:SKA02", "zoom:SKA03"), (130, 170), band="ska", lead=("Trombone", "Trumpet")),
    Idiom("rock", "", ("casio:Rock1", "casio:Rock2", "BasicRock", "pflib:rock1A", "casio:DigitalRock", "yamaha:W-RockMainA", "RockBallad", "SoftRock", "casio:SlowRock"), (75, 140), lead=("OverdriveGuitar", "DistortionGuitar", "")),
    Idiom("rock", "hard rock", ("zoom:HRK02", "zoom:HRK03", "zoom:HRK04", "zoom:ROCK01", "zoom:ROCK02", "zoom:ROCK03"), (100, 150), True, "rock", ("OverdriveGuitar", "DistortionGuitar")),
    Idiom("rock", "rock and roll", ("50sRock", "60sRock", "Twist", "kara:fasttwistA", "Jive", "BubbleRock"), (130, 180), lead=("TenorSax", "CleanGuitar", "Piano1")),
    Idiom("ambient", "", ("casio:Ambient1", "casio:Ambient2", "casio:Ambient3"), (60, 90)),
    Idiom("ambient", "new age", ("None",), (50, 70), True, "pads", ("PanFlute", "Crystal", "")),
    Idiom("gospel", "", ("Hymn", "HymnWalk", "Spiritual", "SlowSpiritual", "PopSpiritual", "SpiritualPlus"), (60, 110), lead=("ChoirAahs", "VoiceOohs", "ChurchOrgan")),
    Idiom("children's music", "", ("Lullaby", "Lullaby1", "LullabyWalk"), (70, 100), lead=("MusicBox", "Glockenspiel", "Celesta", "Recorder")),
    Idiom("soundtrack", "march", ("March", "BWMarch", "casio:GermanMarch", "DixieMarch"), (108, 124), lead=("Trumpet", "Piccolo", "BrassSection")),
    Idiom("classical", "piano", ("Arpeggio48", "Arpeggio8", "ArpeggioWaltz", "ArpeggioWaltz48"), (70, 120), lead=("Piano1",)),
    Idiom("classical", "orchestral", ("VieneseWaltz", "StringBallad", "VieneseWaltzSus"), (70, 170), lead=("Violin", "Flute", "Oboe", "Strings")),
)  # fmt: skip

MAJOR = ("C Am F G", "C F G C", "C G Am F", "F G C Am", "C Em F G", "C F C G")
MINOR = ("Am F C G", "Am G F E", "Am Dm E Am", "Am C G Dm", "Am F Dm E")
BLUES = ("C7 C7 C7 C7 F7 F7 C7 C7 G7 F7 C7 G7",)
JAZZ = ("Dm7 G7 CM7 A7", "CM7 Am7 Dm7 G7", "Em7 A7 Dm7 G7", "FM7 Bb7 CM7 A7")
RHYTHMS = ("4 4 4 4", "2 4 4", "8 8 4 4 4", "4 8 8 2", "4. 8 2", "8 8 8 8 4 4", "2 2", "4 4 2")
WALTZ_RHYTHMS = ("4 4 4", "2 4", "8 8 4 4", "4. 8 4")


def chords(idiom: Idiom, rng: random.Random) -> list[str]:
    if idiom.genre == "blues":
        return rng.choice(BLUES).split()
    if idiom.genre in ("jazz", "latin", "funk", "r&b") and not idiom.minor:
        return rng.choice(JAZZ).split()
    return rng.choice(MINOR if idiom.minor or rng.random() < 0.3 else MAJOR).split()


def tune(groove: str, rng: random.Random, minor: bool) -> str:
    scale = "a c d e g" if minor else "c d e g a"
    waltz = "waltz" in groove.lower()
    rhythm = rng.choice(WALTZ_RHYTHMS if waltz else RHYTHMS).split()
    return "{" + "".join(f"{length}{rng.choice(scale.split())};" for length in rhythm) + "}"


def song(idiom: Idiom, groove: str, rng: random.Random, with_tune: bool = True) -> str:
    """A random song as MMA source."""
    tempo = rng.randint(*idiom.tempo)
    progression = chords(idiom, rng)
    bars = int(SECONDS * tempo / 60 / (3 if "waltz" in groove.lower() else 4)) + 1
    lead = rng.choice(idiom.lead) if idiom.lead and with_tune else ""
    lines = [f"Tempo {tempo}", f"Groove {groove}", f"Transpose {rng.randint(-5, 6)}"]
    if idiom.band:
        lines += ["SeqSize 1", *BANDS[idiom.band].strip().splitlines()]
    if lead:
        lines += [f"Solo Voice {lead}", f"Solo Octave {rng.choice((4, 5))}", "Solo Volume f"]
    motif = [tune(groove, rng, idiom.minor) for _ in range(4)]
    for bar in range(bars):
        plays = lead and (bar // 4) % 3 != 2
        solo = (motif[bar % 4] if rng.random() < 0.6 else tune(groove, rng, idiom.minor)) if plays else ""
        lines.append(f"{bar + 1} {progression[bar % len(progression)]} {solo}")
    return "\n".join(lines) + "\n"


def compose(text: str, midi: Path) -> bool:
    """Returns whether MMA accepts the song: a melody in 4/4 does not fit a groove in 3/4 or 6/8."""
    source = midi.with_suffix(".mma")
    source.write_text(text, encoding="latin-1")
    return subprocess.run(["mma", "-f", midi, source], capture_output=True, check=False).returncode == 0


def render(idiom: Idiom, groove: str, rng: random.Random, sound_font: Path, out: Path) -> None:
    with TemporaryDirectory() as folder:
        midi, wav = (Path(folder) / f"song.{kind}" for kind in ("mid", "wav"))
        if not any(compose(song(idiom, groove, rng, with_tune), midi) for with_tune in (True, False)):
            raise ValueError(f"{out.name}: MMA cannot compile the song")
        subprocess.run(
            ["fluidsynth", "-q", "-ni", "-F", wav, "-r", str(SAMPLE_RATE_HZ), sound_font, midi],
            capture_output=True,
            check=True,
        )
        part = out.with_suffix(".part.ogg")
        encode = ["-t", str(SECONDS), "-ar", str(SAMPLE_RATE_HZ), "-c:a", "libvorbis", "-q:a", "4"]
        subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", wav, *encode, part], check=True)
        part.replace(out)


def renderings(copies: int) -> Iterator[tuple[str, Idiom, str, Path, random.Random]]:
    for idiom in IDIOMS:
        # Idioms with few grooves get more copies of each, so that all have about as many renderings.
        each = max(1, round(copies * 6 / len(idiom.grooves)))
        for groove in idiom.grooves:
            for font, path in SOUND_FONTS.items():
                for copy in range(each if font == "fluid" else max(1, each // 2)):
                    name = f"{idiom.genre}-{groove}-{font}-{copy}".replace(":", "_").replace(" ", "_")
                    yield name, idiom, groove, path, random.Random(name)


def main(out: Path, copies: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, idiom, groove, sound_font, rng in renderings(copies):
        path = out / f"{name}.ogg"
        try:
            if not path.exists():
                render(idiom, groove, rng, sound_font, path)
            rows.append((path.name, idiom.genre, idiom.style))
        except (ValueError, subprocess.CalledProcessError) as e:
            print(e)
    with (out / "midi.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("path", "genre", "style"), *rows])


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    add_paths(parser, "--out")
    parser.add_argument(
        "--copies",
        type=int,
        default=2,
        help="renderings per groove, for an idiom of six grooves (default: %(default)s)",
    )
    given = parser.parse_args()
    main(given.out, given.copies)
