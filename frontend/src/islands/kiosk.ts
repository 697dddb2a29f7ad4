import { fresh, one } from './dom';

/** <div data-stepper> − [number] + : a number without a keyboard, within its own min and max. */
export function steppers(): void {
  for (const box of fresh<HTMLElement>('stepper', '[data-stepper]')) {
    const input = one<HTMLInputElement>('input', box);
    if (!input) continue;
    // Enter would press the first button of the form: a number nobody asked for.
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
    for (const button of box.querySelectorAll<HTMLButtonElement>('[data-step]')) {
      button.hidden = false;
      button.addEventListener('click', () => {
        if (button.dataset['step'] === '1') input.stepUp();
        else input.stepDown();
      });
    }
  }
}

const WIDE = 900;

/**
 * <body data-idle="30" data-idle-to="…">: nobody has touched the page for so many seconds, so it goes back
 * to its beginning, for the next person. With data-idle-wide only on a wide screen: a machine, no telephone.
 */
export function idle(): void {
  const { idle: seconds, idleTo: to } = document.body.dataset;
  if (!seconds || !to || ('idleWide' in document.body.dataset && window.innerWidth < WIDE)) return;
  let timer = 0;
  const again = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      // Without the network the page stays as it is; a page that cannot be loaded helps nobody.
      if (navigator.onLine) location.replace(to);
      else again();
    }, Number(seconds) * 1000);
  };
  for (const kind of ['pointerdown', 'keydown', 'scroll', 'input']) document.addEventListener(kind, again, { passive: true });
  again();
}
