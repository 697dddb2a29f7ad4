import './public.css';
import { errorFocus, largeText, printButtons } from './islands/comfort';
import { drafts } from './islands/draft';
import { files } from './islands/files';
import { hides, lines, uploads, villages } from './islands/letter';
import { once } from './islands/once';
import { progress } from './islands/progress';

/** The public face works without any of this; each island only makes one thing easier. */
function start(): void {
  lines();
  drafts();
  hides();
  villages();
  uploads();
  files();
  largeText();
  once();
  errorFocus();
  printButtons();
  progress();
}

start();
document.addEventListener('minqing:page', start);
