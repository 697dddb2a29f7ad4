import { make, one } from './dom';
import { Voice } from './voice';

/**
 * The display of a hall. The server draws the last state; this keeps it up to date from the live process
 * (server-sent events), asks slowly where that is out of reach, and says so, with the time of what it shows,
 * when neither answers. What was shown last stays.
 */
type Call = { number: string; window: string; nth: number; at: string };
type Shown = { name: string; organ: string; open: boolean; number: string; standing: string };
type Board = { revision: number; waiting: number; notice: string; windows: Shown[]; calls: Call[] };

/** The live process beats every ten seconds; this long without a sign it is out of reach. */
const SILENCE = 25_000;
const SLOW = 5_000;

export function display(): void {
  const root = one<HTMLElement>('[data-board]');
  if (root) new Display(root).start();
}

class Display {
  private readonly voice = new Voice();
  private heard = 0;
  private at: string;
  private since = '';
  private asking = 0;
  private first = true;

  constructor(private readonly root: HTMLElement) {
    this.at = root.dataset['at'] ?? '';
  }

  start(): void {
    this.clock();
    this.button();
    this.listen();
    window.setInterval(() => {
      this.clock();
      if (Date.now() - this.heard > SILENCE) this.slowly();
    }, 1000);
    window.addEventListener('offline', () => this.lost());
    window.addEventListener('online', () => void this.ask());
  }

  private word(key: string): string {
    return this.root.dataset[`words${key}`] ?? '';
  }

  private clock(): void {
    const clock = one('[data-clock]', this.root);
    if (clock) clock.textContent = new Date().toLocaleTimeString('zh-CN', { hour12: false, hour: '2-digit', minute: '2-digit' });
  }

  private button(): void {
    const button = one<HTMLButtonElement>('[data-voice]', this.root);
    if (!button) return;
    button.hidden = false;
    const draw = (): void => {
      button.setAttribute('aria-pressed', String(this.voice.on));
      button.textContent = this.word(this.voice.on ? 'VoiceOn' : 'VoiceOff');
      button.title = this.voice.on && !this.voice.speaks ? this.word('Chime') : '';
    };
    button.addEventListener('click', () => {
      this.voice.switch(!this.voice.on);
      draw();
    });
    draw();
  }

  private listen(): void {
    const source = new EventSource(this.root.dataset['liveUrl'] ?? '');
    const sign = (): void => {
      this.heard = Date.now();
    };
    source.addEventListener('board', (event) => {
      sign();
      this.show(JSON.parse((event as MessageEvent<string>).data) as Board, 'Live');
    });
    source.addEventListener('change', sign);
    source.addEventListener('beat', (event) => {
      const { connected } = JSON.parse((event as MessageEvent<string>).data) as { connected?: boolean };
      if (connected === false) return;
      sign();
      this.now('Live');
    });
    source.addEventListener('lost', () => this.lost());
    source.addEventListener('error', () => {
      this.heard = 0;
      // The browser gives up for good when the answer was no stream at all; then we ask it again ourselves.
      if (source.readyState === EventSource.CLOSED) window.setTimeout(() => this.listen(), SLOW);
      this.slowly();
    });
    window.addEventListener('pagehide', () => source.close());
  }

  /** Ask for the board every few seconds while the live process is out of reach. */
  private slowly(): void {
    if (this.asking) return;
    this.asking = window.setTimeout(() => {
      this.asking = 0;
      if (Date.now() - this.heard > SILENCE) this.slowly();
    }, SLOW * (0.8 + 0.4 * Math.random()));
    void this.ask();
  }

  private async ask(): Promise<void> {
    try {
      const reply = await fetch(this.root.dataset['boardUrl'] ?? '', { headers: { Accept: 'application/json' } });
      if (!reply.ok) throw new Error(String(reply.status));
      const board = (await reply.json()) as Board;
      if (Date.now() - this.heard > SILENCE) this.show(board, 'Slow');
    } catch {
      this.lost();
    }
  }

  private lost(): void {
    const link = one('[data-link]', this.root);
    this.root.classList.add('is-lost');
    const said = this.word('Lost').replace('{time}', this.at);
    if (link && link.textContent !== said) link.textContent = said;
  }

  /** Say that what is shown is as things are at this moment. */
  private now(how: string): void {
    this.at = new Date().toLocaleTimeString('zh-CN', { hour12: false });
    this.root.classList.remove('is-lost');
    const link = one('[data-link]', this.root);
    if (link && link.textContent !== this.word(how)) link.textContent = this.word(how);
  }

  private show(board: Board, how: string): void {
    this.now(how);
    this.put('[data-waiting]', String(board.waiting));
    this.put('[data-notice]', board.notice);
    const [last] = board.calls;
    this.put('[data-now-number]', last?.number ?? '—');
    this.put('[data-now-window]', last?.window ?? '');
    one('[data-calls]', this.root)?.replaceChildren(
      ...board.calls.slice(1, 6).map((call) => make('li', {}, make('b', {}, call.number), ' ', make('span', {}, call.window))),
    );
    one('[data-windows]', this.root)?.replaceChildren(...board.windows.map((each) => this.tile(each)));
    this.speak(board.calls);
  }

  private put(where: string, words: string): void {
    const element = one(where, this.root);
    if (element && element.textContent !== words) element.textContent = words;
  }

  private tile(each: Shown): HTMLElement {
    const state = each.standing === 'called' ? ' is-called' : !each.open && !each.number ? ' is-closed' : '';
    const words = each.number || this.word(each.open ? 'Idle' : 'Closed');
    return make('li', { class: `display__window${state}` }, make('b', {}, each.name), make('span', {}, each.organ), make('strong', {}, words));
  }

  /** Speak the calls that came since the last board, the oldest first; none of those from before the page. */
  private speak(calls: Call[]): void {
    const fresh = calls.filter((call) => call.at > this.since).reverse();
    if (!this.first) for (const call of fresh) this.voice.say(spelled(this.word('Say'), call));
    this.first = false;
    this.since = calls.reduce((latest, call) => (call.at > latest ? call.at : latest), this.since);
  }
}

/** The number letter by letter: a voice would read A007 as a word. */
function spelled(pattern: string, call: Call): string {
  return pattern.replace('{number}', Array.from(call.number).join(' ')).replace('{window}', call.window);
}
