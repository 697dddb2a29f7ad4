import { all, one } from './dom';
import { openDialog } from './dialogs';

/**
 * Keys of the desks: / search, j k move, Enter open, x tick, a assign, r reply (whatever carries
 * data-key="a"), g and a letter to a desk (data-go="letter"), ? the list of keys. Silent while typing.
 */
const WAIT_FOR_LETTER = 1500;

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (target.matches('input, textarea, select') && !target.matches('input[type=checkbox], input[type=radio]')))
  );
}

function visible(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

function rows(): HTMLElement[] {
  return all<HTMLElement>('[data-list] [data-row]').filter(visible);
}

function present(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>('[data-row]');
  return focused ?? one<HTMLElement>('[data-list] [data-row].is-at');
}

function mark(row: HTMLElement): void {
  for (const other of all('[data-list] .is-at')) other.classList.remove('is-at');
  row.classList.add('is-at');
  const link = one<HTMLElement>('[data-open-row]', row);
  (link ?? row).focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

function move(step: number): void {
  const lines = rows();
  if (lines.length === 0) return;
  const at = present();
  const index = at ? lines.indexOf(at) : -1;
  const next = lines[Math.min(lines.length - 1, Math.max(0, index + step))];
  if (index === lines.length - 1 && step > 0) one<HTMLElement>('[data-page=older]')?.focus();
  else if (next) mark(next);
}

function press(key: string): boolean {
  const scope = present();
  const target =
    (scope && one<HTMLElement>(`[data-key="${key}"]`, scope)) ?? all<HTMLElement>(`[data-key="${key}"]`).find(visible) ?? null;
  target?.click();
  if (target?.matches('input, textarea, select')) target.focus();
  return target !== null;
}

let going = 0;

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { key } = event;
  if (typing(event.target)) {
    if (key === 'Escape') (event.target as HTMLElement).blur();
    return;
  }
  if (one('dialog[open]')) return;
  let taken = true;
  if (Date.now() - going < WAIT_FOR_LETTER && /^[a-z]$/.test(key)) {
    going = 0;
    one<HTMLElement>(`[data-go="${key}"]`)?.click();
  } else if (key === 'g') going = Date.now();
  else if (key === 'j') move(1);
  else if (key === 'k') move(-1);
  else if (key === '/') (one<HTMLInputElement>('[data-search]') ?? one<HTMLInputElement>('#desk-search'))?.select();
  else if (key === '?') openDialog('keys-help');
  else if (key === 'x') one<HTMLInputElement>('input[type=checkbox]', present() ?? document.createElement('i'))?.click();
  else if (key === 'Enter' && event.target === document.body) one<HTMLElement>('[data-open-row]', present() ?? document.createElement('i'))?.click();
  else if (/^[a-z]$/.test(key)) taken = press(key);
  else taken = false;
  if (taken) event.preventDefault();
}

export function keys(): void {
  document.addEventListener('keydown', onKey);
  document.addEventListener('focusin', (event) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-list] [data-row]') : null;
    if (!row) return;
    for (const other of all('[data-list] .is-at')) other.classList.remove('is-at');
    row.classList.add('is-at');
  });
}
