import { all, fresh, make, one, words } from './dom';

/** Dialogs, menus that close themselves, and notes that float with an undo. */
export function openDialog(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** <details data-confirm> unfolds without JavaScript; with it, its sheet opens as a dialog. */
function confirmations(): void {
  for (const details of fresh<HTMLDetailsElement>('confirm', 'details[data-confirm]')) {
    const sheet = one<HTMLElement>('.confirm__sheet', details);
    const summary = one<HTMLElement>('summary', details);
    if (!sheet || !summary) continue;
    const dialog = make('dialog', { class: 'dialog', 'aria-labelledby': `${details.dataset['confirm'] ?? ''}-title` });
    details.after(dialog);
    const open = (): void => {
      dialog.append(sheet);
      dialog.showModal();
    };
    summary.addEventListener('click', (event) => {
      event.preventDefault();
      open();
    });
    dialog.addEventListener('close', () => summary.focus());
    if (details.open) {
      details.open = false;
      open();
    }
  }
}

/** Arrow keys walk through a menu's acts; down on its button opens it. */
function walk(event: KeyboardEvent): void {
  const menu = event.target instanceof Element ? event.target.closest<HTMLDetailsElement>('details.menu') : null;
  const acts = menu ? all<HTMLElement>('.menu__sheet a, .menu__sheet button', menu) : [];
  const at = acts.indexOf(document.activeElement as HTMLElement);
  if (!menu || acts.length === 0 || (at < 0 && document.activeElement?.tagName !== 'SUMMARY')) return;
  event.preventDefault();
  menu.open = true;
  const step = event.key === 'ArrowDown' ? 1 : -1;
  acts[Math.min(acts.length - 1, Math.max(0, at + step))]?.focus();
}

function menus(): void {
  document.addEventListener('click', (event) => {
    for (const menu of all<HTMLDetailsElement>('details.menu[open]')) {
      if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') walk(event);
    if (event.key !== 'Escape') return;
    for (const menu of all<HTMLDetailsElement>('details.menu[open]')) {
      menu.open = false;
      one<HTMLElement>('summary', menu)?.focus();
    }
  });
}

function clicks(): void {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest<HTMLElement>('[data-open]');
    if (opener) openDialog(opener.dataset['open'] ?? '');
    if (target?.closest('[data-close]')) target.closest('dialog')?.close();
    const fold = target?.closest<HTMLElement>('.confirm:not(.is-dialog) [data-close]')?.closest('details');
    if (fold) fold.open = false;
    // A click on the shade behind a dialog closes it.
    if (target instanceof HTMLDialogElement && target.open) {
      const box = target.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (!inside && event.detail > 0) target.close();
    }
  });
}

export function toast(text: string): void {
  const place = one<HTMLElement>('[data-toasts]');
  if (!place) return;
  const note = make('div', { class: 'toast-note' }, make('p', {}, text));
  const button = make('button', { type: 'button' }, words('close'));
  button.addEventListener('click', () => note.remove());
  note.append(button);
  place.append(note);
  window.setTimeout(() => note.remove(), 20_000);
}

/** A message that offers an undo floats at the foot of the page, where the eye and the thumb are. */
function undoNotes(): void {
  const place = one<HTMLElement>('[data-toasts]');
  if (!place) return;
  for (const note of fresh<HTMLElement>('undo', '.note:has([data-undo])')) {
    note.className = 'toast-note';
    place.append(note);
  }
}

let listening = false;

export function dialogs(): void {
  confirmations();
  undoNotes();
  if (listening) return;
  listening = true;
  menus();
  clicks();
}
