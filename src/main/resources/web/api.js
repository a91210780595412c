import { askForKey, key } from './key.js';

/** An error response of the API. */
export class Problem extends Error {
  constructor(status, body) {
    const { title, detail } = body ?? {};
    super([...new Set([title, detail].filter(Boolean))].join(': ') || `The server returned status ${status}.`);
    this.name = 'Problem';
    this.status = status;
  }
}

async function problemOf(response) {
  const body = await response.json().catch(() => undefined);
  return new Problem(response.status, body);
}

function headers(more) {
  return key() ? { ...more, 'X-API-Key': key() } : { ...more };
}

/** Sends a request; asks for a key and retries if one is required. */
async function send(path, options) {
  for (;;) {
    const used = key();
    const response = await fetch(path, { ...options, headers: headers(options.headers) })
      .catch((error) => {
        throw error.name === 'AbortError' ? error : new Error('Cannot reach the server.');
      });
    if (response.status === 401 && (await askForKey(used))) continue;
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}

export async function get(path, signal) {
  return (await send(path, { signal, headers: { Accept: 'application/json' } })).json();
}

/** Sends JSON; returns JSON, or undefined for 204. */
export async function put(method, path, body, signal) {
  const response = await send(path, {
    method,
    signal,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return response.status === 204 ? undefined : response.json();
}

export async function blob(path, signal) {
  return (await send(path, { signal })).blob();
}

/** Builds a query string of the values that are set. */
export function query(values) {
  const set = Object.entries(values).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

/** Uploads a file and reports progress from 0 to 1, with XMLHttpRequest as fetch cannot report it. */
export async function upload(path, file, onProgress, signal) {
  for (;;) {
    const used = key();
    const { status, body } = await post(path, file, onProgress, signal);
    if (status === 401 && (await askForKey(used))) continue;
    if (status < 200 || status > 299) throw new Problem(status, body);
    return body;
  }
}

function post(path, file, onProgress, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    for (const [name, value] of Object.entries(headers({}))) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress',
      (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    request.addEventListener('load', () => resolve({ status: request.status, body: request.response }));
    request.addEventListener('error', () => reject(new Error('Could not upload the file.')));
    request.addEventListener('abort', () => reject(signal.reason));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
