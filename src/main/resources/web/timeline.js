import { ranked, spelled } from './genres.js';
import { clock, percent } from './words.js';

/** Genre probabilities per snippet. */
export class Snippets {
  constructor(timeline) {
    this.timeline = timeline;
    this.loudest = timeline.snippets.map(
      (probabilities) => timeline.genres[probabilities.indexOf(Math.max(...probabilities))]);
  }

  get count() {
    return this.loudest.length;
  }

  start(snippet) {
    return snippet * this.timeline.strideSeconds;
  }

  /** Returns the end of a snippet: the start of the next one, or its full length for the last. */
  end(snippet) {
    return snippet === this.count - 1
      ? this.start(snippet) + this.timeline.snippetSeconds
      : this.start(snippet + 1);
  }

  /** Returns the snippet at a second; the last one for all later seconds. */
  at(seconds) {
    return Math.max(0, Math.min(this.count - 1, Math.floor(seconds / this.timeline.strideSeconds)));
  }

  probability(snippet) {
    return Math.max(...this.timeline.snippets[snippet]);
  }

  /** Merges consecutive snippets of the same genre: [first, last, genre]. */
  runs() {
    const runs = [];
    this.loudest.forEach((genre, snippet) => {
      const last = runs.at(-1);
      if (last?.[2] === genre) last[1] = snippet;
      else runs.push([snippet, snippet, genre]);
    });
    return runs;
  }

  /** Returns the three strongest snippets for the track's genre in order of time. */
  deciding() {
    return this.timeline.decidedBy.slice(0, 3).sort((a, b) => a - b);
  }

  describe(snippet) {
    const { genres, snippets } = this.timeline;
    const heard = ranked(Object.fromEntries(genres.map((g, i) => [g, snippets[snippet][i]])));
    const top = heard.slice(0, 3).map(([genre, p]) => `${spelled(genre)} ${percent(p)}`);
    return `${clock(this.start(snippet))}–${clock(this.end(snippet))}: ${top.join(', ')}`;
  }
}
