import { all, fresh, make, one, words } from './dom';

/**
 * A double click sends once. The first submit greys the button and says what happens; a second one is
 * swallowed. The hidden idempotency key is the page's own and never changes, so a retry after a broken
 * connection makes no second matter either. Coming back by the browser's Back button frees the form.
 */
const FREE_AFTER = 15_000;

export function once(): void {
  for (const form of fresh<HTMLFormElement>('once', 'form[method=post]')) {
    form.addEventListener('submit', (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset['sent'] === 'yes') {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      form.dataset['sent'] = 'yes';
      // Still here after a while: a download, or a broken connection. The key makes a second try harmless.
      window.setTimeout(() => free(form), FREE_AFTER);
      const button = event.submitter ?? one<HTMLElement>('button:not([type=button])', form);
      button?.setAttribute('aria-disabled', 'true');
      if ('once' in form.dataset || 'draft' in form.dataset) {
        form.append(make('p', { class: 'hint', role: 'status', 'data-sending': '' }, words('sending')));
      }
    });
  }
}

document.addEventListener('htmx:afterRequest', (event) => {
  const form = event.target instanceof Element ? event.target.closest('form') : null;
  if (form) free(form);
});

window.addEventListener('pageshow', () => {
  for (const form of all<HTMLFormElement>('form[data-sent]')) free(form);
});

export function free(form: HTMLFormElement): void {
  delete form.dataset['sent'];
  for (const button of all('[aria-disabled=true]', form)) button.removeAttribute('aria-disabled');
  for (const note of all('[data-sending]', form)) note.remove();
}
