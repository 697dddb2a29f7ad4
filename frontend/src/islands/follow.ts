import { fresh, one } from './dom';

/**
 * <section data-follow="…now.json">: where one number stands, asked slowly while the page is looked at. A
 * telephone in a pocket asks nothing; one that is called shakes.
 */
type Now = { standing: string; now: string; called: boolean; ended: boolean };

const EVERY = 15_000;

export function follow(): void {
  for (const box of fresh<HTMLElement>('follow', '[data-follow]')) {
    let called = false;
    let ended = false;
    const ask = async (): Promise<void> => {
      if (document.hidden || ended) return;
      try {
        const reply = await fetch(box.dataset['follow'] ?? '', { headers: { Accept: 'application/json' } });
        if (!reply.ok) return;
        const said = (await reply.json()) as Now;
        const standing = one('[data-follow-standing]', box);
        const now = one('[data-follow-now]', box);
        if (standing && standing.textContent !== said.standing) standing.textContent = said.standing;
        if (now && now.textContent !== said.now) now.textContent = said.now;
        box.classList.toggle('is-called', said.called);
        if (said.called && !called && 'vibrate' in navigator) navigator.vibrate([300, 150, 300]);
        called = said.called;
        ended = said.ended;
      } catch {
        // Asked again the next time.
      }
    };
    window.setInterval(() => void ask(), EVERY);
    document.addEventListener('visibilitychange', () => void ask());
  }
}
