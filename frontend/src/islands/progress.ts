import { fresh, make, one, words } from './dom';

/**
 * <div data-progress-url="…"> with a <progress> and [data-progress-words]: asks every second how far a
 * piece of background work is. The answer: {"done": 12, "total": 40, "words": "…", "finished": false,
 * "url": "where the result is"}. Three failures in a row and it stops asking, saying so.
 */
type Answer = { done?: number; total?: number; words?: string; finished?: boolean; url?: string; error?: string };

function follow(box: HTMLElement): void {
  const url = box.dataset['progressUrl'] ?? '';
  const bar = one<HTMLProgressElement>('progress', box) ?? box.appendChild(make('progress'));
  const said = one<HTMLElement>('[data-progress-words]', box) ?? box.appendChild(make('p', { role: 'status' }));
  let failures = 0;
  const ask = async (): Promise<void> => {
    if (!box.isConnected) return;
    try {
      const reply = await fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
      if (!reply.ok) throw new Error(String(reply.status));
      const answer = (await reply.json()) as Answer;
      failures = 0;
      if (answer.total) bar.max = answer.total;
      if (answer.done !== undefined) bar.value = answer.done;
      said.textContent = answer.error ?? answer.words ?? `${answer.done ?? 0} / ${answer.total ?? '…'}`;
      if (answer.finished) {
        box.dispatchEvent(new CustomEvent('minqing:finished', { bubbles: true }));
        if (answer.url && box.dataset['progressThen'] === 'go') location.assign(answer.url);
        else if (answer.url) box.append(make('a', { href: answer.url, class: 'button btn btn-primary' }, box.dataset['progressLink'] ?? words('done')));
        else if (box.dataset['progressThen'] === 'reload') location.reload();
        return;
      }
    } catch {
      failures += 1;
      if (failures >= 3) {
        said.textContent = words('failed');
        return;
      }
    }
    window.setTimeout(() => void ask(), 1000 * (failures + 1));
  };
  void ask();
}

export function progress(): void {
  for (const box of fresh<HTMLElement>('progress', '[data-progress-url]')) follow(box);
}
