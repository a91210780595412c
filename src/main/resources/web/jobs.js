import { get, query, upload } from './api.js';
import { pause } from './dom.js';

const ASK_MS = 400;

/** Files chosen in this tab, by the id of their analysis. */
const files = new Map();

export function fileOf(analysis) {
  return files.get(analysis);
}

/** Uploads and analyses a file; continues while views change. */
class Job extends EventTarget {
  constructor(file, before) {
    super();
    this.file = file;
    this.before = before;
    this.stop = new AbortController();
    this.share = 0;
    this.step = 'sending';
  }

  /** @returns the analysis, done or failed */
  async run() {
    const path = `/v1/analyses${query({ name: this.file.name, wait: 0 })}`;
    const { signal } = this.stop;
    let analysis = await upload(path, this.file, (share) => this.tell('sending', { share }), signal);
    while (analysis.state === 'waiting' || analysis.state === 'listening') {
      this.tell(analysis.state, { seconds: analysis.secondsHeard });
      await pause(ASK_MS, signal);
      analysis = await get(`/v1/analyses/${encodeURIComponent(analysis.id)}`, signal);
    }
    if (analysis.state === 'failed') throw new Error(whyFailed(analysis));
    files.set(analysis.id, { file: this.file, url: URL.createObjectURL(this.file) });
    return analysis;
  }

  tell(step, { share = 1, seconds } = {}) {
    Object.assign(this, { step, share, seconds });
    this.dispatchEvent(new Event('change'));
  }

  cancel() {
    this.stop.abort();
  }
}

function whyFailed({ name, problem }) {
  const { title, detail } = problem ?? {};
  const why = detail ?? title ?? 'the analysis failed';
  return why.includes(name) ? why : `${name}: ${why}`;
}

let current;

export function currentJob() {
  return current;
}

/**
 * Starts the analysis of a file; one at a time.
 *
 * @param before text before its name, as "2 of 3: "
 */
export async function begin(file, before = '') {
  current?.cancel();
  const job = new Job(file, before);
  current = job;
  try {
    return await job.run();
  } finally {
    if (current === job) current = undefined;
    job.dispatchEvent(new Event('end'));
  }
}
