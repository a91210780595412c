/** The API key, for as long as the tab is open. */

const STORE = 'needledrop-key';
let asking;

export function key() {
  return sessionStorage.getItem(STORE) ?? '';
}

/**
 * Asks for a key, once for all pending requests.
 *
 * @param used key of the rejected request
 * @returns whether to retry the request
 */
export function askForKey(used) {
  if (key() !== used) return Promise.resolve(true);
  asking ??= ask(used).finally(() => {
    asking = undefined;
  });
  return asking;
}

function ask(used) {
  const dialog = document.getElementById('key');
  const input = document.getElementById('key-value');
  const cancel = document.getElementById('key-cancel');
  document.getElementById('key-why').textContent = used
    ? 'The server rejected this key. Try another one.'
    : 'This server requires a key. The key is stored until you close this tab.';
  input.value = '';
  return new Promise((resolve) => {
    const refuse = () => dialog.close('');
    const submit = (event) => {
      event.preventDefault();
      sessionStorage.setItem(STORE, input.value.trim());
      dialog.close('given');
    };
    cancel.addEventListener('click', refuse);
    dialog.querySelector('form').addEventListener('submit', submit);
    dialog.addEventListener('close', () => {
      cancel.removeEventListener('click', refuse);
      dialog.querySelector('form').removeEventListener('submit', submit);
      resolve(dialog.returnValue === 'given');
      dialog.returnValue = '';
    }, { once: true });
    dialog.returnValue = '';
    dialog.showModal();
  });
}
