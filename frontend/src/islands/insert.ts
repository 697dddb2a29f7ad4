import { all } from './dom';

/** A button that writes its words where the cursor stands in a field: the slots of a fixed sentence. */
export function inserts(): void {
  for (const button of all<HTMLButtonElement>('button[data-insert]')) {
    button.addEventListener('click', () => {
      const field = document.getElementById(button.dataset['into'] ?? '');
      if (!(field instanceof HTMLTextAreaElement)) return;
      field.setRangeText(button.dataset['insert'] ?? '', field.selectionStart, field.selectionEnd, 'end');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.focus();
    });
  }
}
