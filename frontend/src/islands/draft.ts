import { all, fresh, later, make, one, words } from './dom';

/**
 * What somebody has typed stays on the device until the receipt is shown.
 * <form data-draft="key">      keeps every field but files, passwords and hidden ones
 * <… data-draft-done="key">    on the receipt page: forget that draft
 */
const PREFIX = 'minqing.draft.';
const DAYS_KEPT = 30;

type Kept = { at: number; values: Record<string, string[]> };
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controls(form: HTMLFormElement): Control[] {
  return all<Control>('input, textarea, select', form).filter(
    (control) =>
      control.name !== '' &&
      !['hidden', 'password', 'file', 'submit', 'button'].includes(control.type) &&
      control.dataset['draft'] !== 'off',
  );
}

export function read(form: HTMLFormElement): Kept['values'] {
  const values: Kept['values'] = {};
  for (const control of controls(form)) {
    if (control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type) && !control.checked) {
      values[control.name] ??= [];
    } else {
      (values[control.name] ??= []).push(control.value);
    }
  }
  return values;
}

function write(form: HTMLFormElement, values: Kept['values']): boolean {
  let changed = false;
  const places: Record<string, number> = {};
  for (const control of controls(form)) {
    const kept = values[control.name];
    if (kept === undefined) continue;
    if (control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type)) {
      const ticked = kept.includes(control.value);
      changed ||= ticked !== control.checked;
      control.checked = ticked;
    } else {
      const place = (places[control.name] = (places[control.name] ?? -1) + 1);
      const value = kept[place] ?? '';
      changed ||= value !== control.value;
      control.value = value;
    }
  }
  return changed;
}

function load(key: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null') as Kept | null;
    return kept !== null && Date.now() - kept.at < DAYS_KEPT * 86_400_000 ? kept : null;
  } catch {
    return null;
  }
}

export function keep(key: string, form: HTMLFormElement): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values: read(form) }));
    return true;
  } catch {
    return false; // a full or forbidden store: the form still works, it only forgets
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing is kept where the store is forbidden
  }
}

function restore(form: HTMLFormElement, key: string): void {
  const kept = load(key);
  // A page that came back with errors already holds what was typed; the server's copy wins.
  if (kept === null || one('[data-error-summary]') !== null) return;
  const before = read(form);
  if (!write(form, kept.values)) return;
  const button = make('button', { type: 'button', class: 'plain btn btn-sm' }, words('discard'));
  const note = make('div', { class: 'note note--warn', role: 'status', 'data-draft-note': '' }, make('p', {}, words('restored')), button);
  button.addEventListener('click', () => {
    forget(key);
    write(form, before);
    note.remove();
    controls(form)[0]?.focus();
  });
  form.prepend(note);
}

export function drafts(): void {
  for (const mark of all<HTMLElement>('[data-draft-done]')) forget(mark.dataset['draftDone'] ?? '');
  for (const form of fresh<HTMLFormElement>('draft', 'form[data-draft]')) {
    const key = form.dataset['draft'] ?? '';
    restore(form, key);
    const say = one<HTMLElement>('[data-draft-state]', form);
    const save = later(() => {
      if (keep(key, form) && say) say.textContent = words('saved');
    }, 400);
    form.addEventListener('input', save);
    form.addEventListener('change', save);
    window.addEventListener('pagehide', () => {
      if (form.dataset['draftDirty'] === 'yes') keep(key, form);
    });
    form.addEventListener('input', () => {
      form.dataset['draftDirty'] = 'yes';
    });
  }
}
