import { csrfToken, fresh, later, one, words } from './dom';
import { forget, keep } from './draft';

/**
 * <form data-autosave-url="…" data-autosave-key="…"> saves itself a second after the last key, on the
 * server and on the device. The answer {"version": 7} goes into the field `version`; 409 means somebody
 * else has written meanwhile, and nothing is overwritten. Words appear in [data-autosave-state].
 */
export function autosave(): void {
  for (const form of fresh<HTMLFormElement>('autosave', 'form[data-autosave-url]')) {
    const url = form.dataset['autosaveUrl'] ?? '';
    const key = `server.${form.dataset['autosaveKey'] ?? url}`;
    const state = one<HTMLElement>('[data-autosave-state]', form);
    let conflict = false;
    let dirty = false;
    const say = (text: string): void => {
      if (state) state.textContent = text;
    };
    const send = async (): Promise<void> => {
      if (conflict || !dirty || form.dataset['sent'] === 'yes') return;
      dirty = false;
      keep(key, form);
      try {
        const reply = await fetch(url, {
          method: 'POST',
          body: new FormData(form),
          headers: { 'X-CSRFToken': csrfToken(), Accept: 'application/json' },
          credentials: 'same-origin',
          keepalive: true,
        });
        if (reply.status === 409) {
          conflict = true;
          say(words('conflict'));
          return;
        }
        if (!reply.ok) throw new Error(String(reply.status));
        const answer = (await reply.json().catch(() => ({}))) as { version?: number; words?: string };
        const version = one<HTMLInputElement>('input[name=version]', form);
        if (version && answer.version !== undefined) version.value = String(answer.version);
        say(answer.words ?? `${words('savedServer')} ${new Date().toTimeString().slice(0, 5)}`);
        forget(key);
      } catch {
        dirty = true;
        say(words('saveFailed'));
        window.setTimeout(() => void send(), 8000);
      }
    };
    const soon = later(() => void send(), 1000);
    form.addEventListener('input', () => {
      dirty = true;
      soon();
    });
    window.addEventListener('pagehide', () => void send());
  }
}
