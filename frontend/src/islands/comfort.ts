import { fresh, one } from './dom';

/** The error summary takes the focus, and its links put it into the field they name. */
export function errorFocus(): void {
  const summary = one<HTMLElement>('[data-error-summary]');
  summary?.focus();
  for (const link of fresh<HTMLAnchorElement>('errors', '[data-error-summary] a')) {
    link.addEventListener('click', (event) => {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const field = target?.matches('input, select, textarea') ? target : target?.querySelector<HTMLElement>('input, select, textarea');
      if (!field) return;
      event.preventDefault();
      (field.closest('.field') ?? field).scrollIntoView({ block: 'start' });
      (field as HTMLElement).focus({ preventScroll: true });
    });
  }
}

/** Large type at once and without a new page; the cookie lets the server draw it so next time. */
export function largeText(): void {
  for (const form of fresh<HTMLFormElement>('comfort', 'form[data-comfort]')) {
    form.addEventListener('submit', (event) => {
      const button = one<HTMLButtonElement>('button[name=text]', form);
      if (!button) return;
      event.preventDefault();
      const size = button.value;
      document.documentElement.dataset['text'] = size;
      document.cookie = `text=${size};path=/;max-age=31536000;samesite=lax`;
      button.value = size === 'large' ? 'normal' : 'large';
      button.textContent = (size === 'large' ? button.dataset['normal'] : button.dataset['large']) ?? '';
    });
  }
}

export function printButtons(): void {
  for (const button of fresh<HTMLButtonElement>('print', '[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}
