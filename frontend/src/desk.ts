import htmx from 'htmx.org';
import './desk.css';
import { autosave } from './islands/autosave';
import { errorFocus, printButtons } from './islands/comfort';
import { dialogs } from './islands/dialogs';
import { csrfToken } from './islands/dom';
import { drafts } from './islands/draft';
import { files } from './islands/files';
import { inserts } from './islands/insert';
import { keys } from './islands/keys';
import { lists } from './islands/list';
import { live } from './islands/live';
import { once } from './islands/once';
import { pick } from './islands/pick';
import { progress } from './islands/progress';

// The pages are served under `default-src 'self'`: nothing may be evaluated, no style be written in.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // pages hold personal data: none of them stays in the browser's store

document.addEventListener('htmx:configRequest', (event) => {
  const { headers, verb } = (event as CustomEvent<{ headers: Record<string, string>; verb: string }>).detail;
  if (verb !== 'get') headers['X-CSRFToken'] = csrfToken();
});

function start(): void {
  drafts();
  files();
  inserts();
  once();
  errorFocus();
  dialogs();
  lists();
  live();
  autosave();
  pick();
  progress();
  printButtons();
}

keys();
start();
document.addEventListener('minqing:page', start);
document.addEventListener('htmx:afterSettle', start);
