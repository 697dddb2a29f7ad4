import { all, fresh, one, words } from './dom';

/**
 * The list: which columns are shown (kept on the device), ticking rows and "all that match", facets
 * that apply themselves. State that others should see by a link stays in the address.
 *
 * <details data-columns="list key"><input type=checkbox data-column="organ"> … cells carry data-col="organ"
 * <div data-selection data-total="1762" hidden> [data-selection-words] [data-select-matching]
 *   <input type=hidden name=all_matching value="">
 */
function columns(): void {
  for (const menu of fresh<HTMLElement>('columns', '[data-columns]')) {
    const key = `minqing.columns.${menu.dataset['columns'] ?? ''}`;
    const boxes = all<HTMLInputElement>('[data-column]', menu);
    try {
      const hidden = JSON.parse(localStorage.getItem(key) ?? 'null') as string[] | null;
      if (hidden) for (const box of boxes) box.checked = !hidden.includes(box.dataset['column'] ?? '');
    } catch {
      // the columns stay as the server sent them
    }
    const apply = (): void => {
      for (const box of boxes) {
        for (const cell of all<HTMLElement>(`[data-list] [data-col="${box.dataset['column'] ?? ''}"]`)) cell.hidden = !box.checked;
      }
    };
    menu.addEventListener('change', () => {
      apply();
      try {
        localStorage.setItem(key, JSON.stringify(boxes.filter((box) => !box.checked).map((box) => box.dataset['column'])));
      } catch {
        // shown now, forgotten later
      }
    });
    document.addEventListener('htmx:afterSwap', apply);
    apply();
  }
}

function ticks(): HTMLInputElement[] {
  return all<HTMLInputElement>('[data-list] [data-row] input[type=checkbox]');
}

function tell(): void {
  const bar = one<HTMLElement>('[data-selection]');
  if (!bar) return;
  const boxes = ticks();
  const chosen = boxes.filter((box) => box.checked).length;
  const total = Number(bar.dataset['total'] ?? boxes.length);
  const everything = one<HTMLInputElement>('input[name=all_matching]', bar);
  const whole = everything?.value === '1';
  bar.hidden = chosen === 0 && !whole;
  const said = one<HTMLElement>('[data-selection-words]', bar);
  if (said) said.textContent = `${words('selected')} ${(whole ? total : chosen).toLocaleString()} ${words('items')}`;
  const button = one<HTMLButtonElement>('[data-select-matching]', bar);
  if (button) {
    button.hidden = !whole && (chosen < boxes.length || total <= boxes.length);
    button.textContent = whole ? words('clear') : `${words('selectAll')} ${total.toLocaleString()} ${words('items')}`;
  }
  const head = one<HTMLInputElement>('[data-select-page]');
  if (head) {
    head.checked = chosen > 0 && chosen === boxes.length;
    head.indeterminate = chosen > 0 && chosen < boxes.length;
  }
}

function selection(): void {
  for (const list of fresh<HTMLElement>('selection', '[data-list]')) {
    list.addEventListener('change', (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      if (event.target.matches('[data-select-page]')) {
        for (const box of ticks()) box.checked = event.target.checked;
      }
      const everything = one<HTMLInputElement>('[data-selection] input[name=all_matching]');
      if (everything) everything.value = '';
      tell();
    });
  }
  for (const button of fresh<HTMLButtonElement>('selection', '[data-select-matching]')) {
    button.addEventListener('click', () => {
      const everything = one<HTMLInputElement>('[data-selection] input[name=all_matching]');
      if (!everything) return;
      const whole = everything.value !== '1';
      everything.value = whole ? '1' : '';
      for (const box of ticks()) box.checked = whole;
      tell();
    });
  }
  tell();
}

function facets(): void {
  for (const form of fresh<HTMLFormElement>('facets', 'form[data-facets]')) {
    let changed = false;
    form.addEventListener('change', () => {
      changed = true;
    });
    // Several values may be ticked in one go: the filter applies when the menu closes.
    for (const menu of all<HTMLDetailsElement>('details.menu', form)) {
      menu.addEventListener('toggle', () => {
        if (menu.open || !changed) return;
        changed = false;
        form.requestSubmit();
      });
    }
  }
}

export function lists(): void {
  columns();
  selection();
  facets();
}
