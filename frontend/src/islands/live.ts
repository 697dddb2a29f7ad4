import { fresh } from './dom';

/**
 * <div data-live="…/live/hall" hx-trigger="live, …">: a part of a page that is drawn anew when something
 * changes in the hall. Changes close together make one request. Without the live process nothing happens
 * here, and the part's own slow trigger does the work.
 */
const TOGETHER = 400;

export function live(): void {
  for (const box of fresh<HTMLElement>('live', '[data-live]')) {
    const source = new EventSource(box.dataset['live'] ?? '');
    let timer = 0;
    source.addEventListener('change', () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (!box.isConnected) source.close();
        else if (!box.contains(document.activeElement)) box.dispatchEvent(new Event('live'));
      }, TOGETHER);
    });
    window.addEventListener('pagehide', () => source.close());
  }
}
