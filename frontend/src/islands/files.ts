import { all, fresh, make, one, words } from './dom';
import { free } from './once';

/**
 * <input type=file data-files data-limit="bytes">: a list of what was chosen, each with its size; what is
 * too big is named before anything is sent. Choosing again adds; each can be taken out.
 * The form is then sent with a progress bar when it carries more than a megabyte.
 */
const MEGABYTE = 1_048_576;

export function sizeWords(bytes: number): string {
  return bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)} MB`;
}

function chooser(input: HTMLInputElement): void {
  const list = make('ul', { class: 'files', 'aria-live': 'polite' });
  input.after(list);
  let chosen: File[] = [];

  const show = (): void => {
    const limit = Number(input.dataset['limit'] ?? 0);
    const box = new DataTransfer();
    for (const file of chosen) box.items.add(file);
    input.files = box.files;
    const big = chosen.filter((file) => limit > 0 && file.size > limit);
    input.setCustomValidity(big.length > 0 ? `${big[0]?.name ?? ''} ${words('tooBig')} ${sizeWords(limit)}` : '');
    list.replaceChildren(
      ...chosen.map((file) => {
        const tooBig = big.includes(file);
        const button = make('button', { type: 'button', class: 'plain btn btn-sm' }, words('remove'));
        button.append(make('span', { class: 'visually-hidden' }, ` ${file.name}`));
        button.addEventListener('click', () => {
          chosen = chosen.filter((other) => other !== file);
          show();
          input.focus();
        });
        const said = tooBig ? `${sizeWords(file.size)} · ${words('tooBig')} ${sizeWords(limit)}` : sizeWords(file.size);
        return make('li', {}, make('span', {}, file.name), make('small', { class: tooBig ? 'bad' : '' }, said), button);
      }),
    );
  };

  input.addEventListener('change', () => {
    const fresh = Array.from(input.files ?? []);
    const known = new Set(chosen.map((file) => `${file.name}/${file.size}/${file.lastModified}`));
    const added = fresh.filter((file) => !known.has(`${file.name}/${file.size}/${file.lastModified}`));
    chosen = input.multiple ? [...chosen, ...added] : fresh;
    show();
  });
}

function bytesIn(form: HTMLFormElement): number {
  return all<HTMLInputElement>('input[type=file]', form)
    .flatMap((input) => Array.from(input.files ?? []))
    .reduce((sum, file) => sum + file.size, 0);
}

/** Send a form by hand so that the way of the bytes can be seen; the answer becomes the page. */
function sendWithProgress(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const bar = make('progress', { max: '100', value: '0', 'aria-label': words('uploading') });
  const said = make('p', { class: 'hint', role: 'status' }, words('uploading'));
  const box = make('div', { 'data-sending': '' }, said, bar);
  form.append(box);
  const body = new FormData(form);
  if (submitter instanceof HTMLButtonElement && submitter.name) body.append(submitter.name, submitter.value);
  const request = new XMLHttpRequest();
  request.open('POST', form.action || location.href);
  request.upload.addEventListener('progress', (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.floor((event.loaded / event.total) * 100);
    bar.value = percent;
    said.textContent = `${words('uploading')} ${sizeWords(event.loaded)} / ${sizeWords(event.total)} · ${percent}%`;
  });
  request.addEventListener('load', () => {
    if (request.status < 400 && request.responseURL && request.responseURL !== location.href) {
      location.assign(request.responseURL);
      return;
    }
    show(request.responseText);
  });
  request.addEventListener('error', () => {
    box.replaceChildren(make('p', { class: 'field__error', role: 'alert' }, words('failed')));
    free(form);
    form.append(box);
  });
  request.send(body);
}

/** Put the server's page (a form with its errors) in the place of ours. */
function show(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  document.title = page.title;
  const ours = one('main');
  const theirs = one('main', page);
  if (ours && theirs) ours.replaceWith(document.adoptNode(theirs));
  window.scrollTo(0, 0);
  document.dispatchEvent(new CustomEvent('minqing:page'));
}

export function files(): void {
  for (const input of fresh<HTMLInputElement>('files', 'input[type=file][data-files]')) chooser(input);
  for (const form of fresh<HTMLFormElement>('files', 'form[enctype="multipart/form-data"]')) {
    form.addEventListener('submit', (event) => {
      const input = all<HTMLInputElement>('input[type=file]', form).find((one) => !one.checkValidity());
      if (input) {
        event.preventDefault();
        input.reportValidity();
        input.focus();
        return;
      }
      if (event.defaultPrevented || form.dataset['sent'] === 'yes' || bytesIn(form) <= MEGABYTE) return;
      event.preventDefault();
      form.dataset['sent'] = 'yes';
      event.submitter?.setAttribute('aria-disabled', 'true');
      sendWithProgress(form, event.submitter);
    });
  }
}
