import { all, csrfToken, make, one } from './dom';
import { sizeWords } from './files';

/**
 * Comforts of the letter; every one of them has its plain way on the server.
 * <ol data-lines> + <button data-add-line="word">     one more line without a new page
 * <input type=radio data-hides="id">                  hides a part while it is chosen
 * <select data-villages="url"> + <datalist id=villages>
 * <input type=file data-upload="url" data-upload-most="20">   each file goes up at once, with its progress;
 *     what came back is kept in the form as a token, and on the device with the draft until it is sent
 */
const KEPT = 'minqing.kept.';
const DAY = 86_400_000;

type Taken = { id: string; token: string; name: string; size: number; kind: string };

function store(key: string, taken: Taken[]): void {
  try {
    if (taken.length > 0) localStorage.setItem(KEPT + key, JSON.stringify({ at: Date.now(), taken }));
    else localStorage.removeItem(KEPT + key);
  } catch {
    // where nothing may be kept the page itself still holds the tokens
  }
}

function stored(key: string): Taken[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT + key) ?? 'null') as { at: number; taken: Taken[] } | null;
    return kept !== null && Date.now() - kept.at < DAY ? kept.taken : [];
  } catch {
    return [];
  }
}

export function lines(): void {
  for (const button of all<HTMLButtonElement>('[data-add-line]:not([data-ready])')) {
    button.dataset['ready'] = 'yes';
    const list = one<HTMLElement>('[data-lines]', button.parentElement ?? document);
    if (list === null) continue;
    const add = (): HTMLInputElement => {
      const number = list.children.length + 1;
      const input = make('input', {
        name: 'requests',
        id: `id_requests_${number}`,
        'aria-label': `${button.dataset['addLine'] ?? ''}${number}`,
      });
      list.append(make('li', {}, input));
      button.hidden = number >= Number(list.dataset['lines']);
      return input;
    };
    button.addEventListener('click', (event) => {
      event.preventDefault();
      add().focus();
    });
    // A draft may hold more lines than a fresh page shows; they must stand before it is filled in.
    for (let missing = draftLines(button) - list.children.length; missing > 0; missing -= 1) add();
  }
}

function draftLines(button: HTMLElement): number {
  try {
    const key = button.closest('form')?.dataset['draft'] ?? '';
    const kept = JSON.parse(localStorage.getItem(`minqing.draft.${key}`) ?? 'null') as { values?: { requests?: string[] } } | null;
    const typed = kept?.values?.requests ?? [];
    while (typed.length > 0 && typed[typed.length - 1] === '') typed.pop();
    return Math.min(typed.length, 10);
  } catch {
    return 0;
  }
}

export function hides(): void {
  for (const choice of all<HTMLInputElement>('input[data-hides]')) {
    const part = document.getElementById(choice.dataset['hides'] ?? '');
    const look = (): void => {
      if (part) part.hidden = choice.checked;
    };
    choice.closest('fieldset')?.addEventListener('change', look);
    look();
  }
}

export function villages(): void {
  for (const select of all<HTMLSelectElement>('select[data-villages]')) {
    select.addEventListener('change', async () => {
      const list = document.getElementById('villages');
      if (list === null) return;
      const reply = await fetch(`${select.dataset['villages']}?township=${encodeURIComponent(select.value)}`);
      if (!reply.ok) return; // the name can still be typed in full
      const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
      list.replaceChildren(...all<HTMLOptionElement>('option', page).map((option) => make('option', { value: option.value })));
    });
  }
}

export function uploads(): void {
  for (const mark of all<HTMLElement>('[data-draft-done]')) store(mark.dataset['draftDone'] ?? '', []);
  for (const input of all<HTMLInputElement>('input[data-upload]:not([data-ready])')) {
    input.dataset['ready'] = 'yes';
    uploader(input);
  }
}

function uploader(input: HTMLInputElement): void {
  const form = input.form;
  const list = form && one<HTMLElement>('[data-upload-list]', form);
  if (!form || !list) return;
  const key = form.dataset['draft'] ?? '';
  const most = Number(input.dataset['uploadMost'] ?? 20);
  const taken = (): Taken[] =>
    all<HTMLElement>('li[data-token]', list).map((row) => JSON.parse(row.dataset['token'] ?? '{}') as Taken);
  const keep = (): void => store(key, taken());

  const removable = (row: HTMLElement, name: string, stop?: () => void): HTMLButtonElement => {
    const button = make('button', { type: 'button', class: 'plain' }, input.dataset['remove'] ?? '×');
    button.append(make('span', { class: 'visually-hidden' }, ` ${name}`));
    button.addEventListener('click', () => {
      stop?.();
      row.remove();
      keep();
      input.focus();
    });
    return button;
  };

  const show = (row: HTMLElement, file: Taken): void => {
    row.dataset['token'] = JSON.stringify(file);
    row.replaceChildren(
      make('input', { type: 'hidden', name: 'kept', value: file.token }),
      make('span', {}, `${file.name} `, make('small', { class: 'hint' }, `${file.kind} · ${sizeWords(file.size)}`)),
      removable(row, file.name),
    );
  };

  const send = (file: File): void => {
    const row = list.appendChild(make('li'));
    if (list.children.length > most) {
      row.append(make('span', { class: 'bad', role: 'alert' }, `${file.name}：${input.dataset['tooMany'] ?? ''}`), removable(row, file.name));
      return;
    }
    const bar = make('progress', { max: '100', value: '0', 'aria-label': file.name });
    const said = make('small', { class: 'hint' }, '0%');
    const request = new XMLHttpRequest();
    row.append(make('span', {}, `${file.name} `, said), removable(row, file.name, () => request.abort()), bar);
    const refuse = (words: string): void => {
      row.replaceChildren(make('span', { class: 'bad', role: 'alert' }, `${file.name}：${words}`), removable(row, file.name));
    };
    request.open('POST', input.dataset['upload'] ?? '');
    request.setRequestHeader('X-CSRFToken', csrfToken());
    request.upload.addEventListener('progress', (event) => {
      if (!event.lengthComputable) return;
      bar.value = (event.loaded / event.total) * 100;
      said.textContent = `${sizeWords(event.loaded)} / ${sizeWords(event.total)}`;
    });
    request.addEventListener('load', () => {
      let answer: Partial<Taken> & { problem?: string } = {};
      try {
        answer = JSON.parse(request.responseText) as typeof answer;
      } catch {
        // a proxy's own page: nothing was taken in
      }
      if (request.status === 201 && answer.token) show(row, answer as Taken);
      else refuse(answer.problem ?? input.dataset['failed'] ?? '');
      keep();
    });
    request.addEventListener('error', () => refuse(input.dataset['failed'] ?? ''));
    const body = new FormData();
    body.append('files', file);
    request.send(body);
  };

  // Files the server drew (after an error) are known; those of the draft come back beside them.
  const known = new Set(all<HTMLElement>('li[data-file]', list).map((row) => row.dataset['file']));
  if (known.size === 0) for (const file of stored(key)) show(list.appendChild(make('li')), file);
  input.addEventListener('change', () => {
    for (const file of Array.from(input.files ?? [])) send(file);
    input.value = '';
  });
}
