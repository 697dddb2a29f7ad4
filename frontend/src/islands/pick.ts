import { fresh, make } from './dom';

/**
 * <select data-pick="…"> with many options gets a box above it: typing part of a name, or the initials of its
 * sound (data-initials), chooses the first that fits. Without JavaScript the select is as it is.
 * <form data-submit-key> is sent by Ctrl+Enter with its first button.
 */
export function pick(): void {
  for (const select of fresh<HTMLSelectElement>('pick', 'select[data-pick]')) {
    const label = select.dataset['pick'] ?? '';
    const box = make('input', { type: 'search', class: 'form-control pick', autocomplete: 'off', placeholder: label, 'aria-label': label });
    box.addEventListener('input', () => {
      const wanted = box.value.trim().toLowerCase();
      for (const option of select.options) {
        const fits = wanted === '' || option.text.includes(wanted) || (option.dataset['initials'] ?? '').startsWith(wanted);
        option.hidden = option.value !== '' && !fits;
      }
      const found = Array.from(select.options).find((option) => option.value !== '' && !option.hidden);
      if (wanted !== '' && found) {
        select.value = found.value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.ctrlKey) event.preventDefault();
    });
    select.before(box);
  }
  for (const form of fresh<HTMLFormElement>('submit-key', 'form[data-submit-key]')) {
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit(form.querySelector<HTMLButtonElement>('button[name]'));
    });
  }
}
