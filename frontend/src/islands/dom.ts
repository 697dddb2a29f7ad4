/** Small helpers both faces use. Words come from the page (data-words-*), never from the script alone. */

export function all<T extends Element>(selector: string, from: ParentNode = document): T[] {
  return Array.from(from.querySelectorAll<T>(selector));
}

export function one<T extends Element>(selector: string, from: ParentNode = document): T | null {
  return from.querySelector<T>(selector);
}

const known = new WeakMap<Element, Set<string>>();

/** Those elements an island has not yet taken up; each island may start again when the page changes. */
export function fresh<T extends Element>(island: string, selector: string): T[] {
  return all<T>(selector).filter((element) => {
    const islands = known.get(element) ?? new Set<string>();
    if (islands.has(island)) return false;
    known.set(element, islands.add(island));
    return true;
  });
}

/** An element with attributes and text; never takes HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function cookie(name: string): string {
  for (const part of document.cookie.split('; ')) {
    const at = part.indexOf('=');
    if (part.slice(0, at) === name) return decodeURIComponent(part.slice(at + 1));
  }
  return '';
}

/** The token Django asks of every POST: from a form of this page, or from its cookie. */
export function csrfToken(): string {
  return one<HTMLInputElement>('input[name=csrfmiddlewaretoken]')?.value ?? cookie('csrftoken');
}

/** Run a function after the calls have been quiet for some milliseconds. */
export function later(run: () => void, quiet: number): () => void {
  let timer = 0;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(run, quiet);
  };
}

/** The words of a key in the page's language. */
export function words(key: keyof typeof ZH): string {
  const language = document.documentElement.lang;
  const table = language.startsWith('en') ? EN : language === 'zh-Hant' ? { ...ZH, ...HANT } : ZH;
  return table[key];
}

const ZH = {
  restored: '这台设备上有一份没有交的内容，已经帮您填好。',
  discard: '不要了，重新填',
  saved: '已存在这台设备上',
  savedServer: '已保存',
  saveFailed: '没有连上服务器，先存在这台设备上',
  sending: '正在提交，请稍等…',
  tooBig: '太大了，每个不超过',
  remove: '去掉',
  uploading: '正在上传',
  failed: '没有送到。内容都还在，请再试一次。',
  undo: '撤销',
  close: '关闭',
  selected: '已选',
  items: '件',
  selectAll: '选中符合条件的全部',
  clear: '取消选择',
  of: '共',
  stopped: '已停止',
  done: '完成',
  conflict: '别人刚刚改过这份草稿，请刷新后再写。',
};

const HANT: Partial<typeof ZH> = {
  restored: '這台裝置上有一份沒有交的內容，已經幫您填好。',
  discard: '不要了，重新填',
  saved: '已存在這台裝置上',
  savedServer: '已儲存',
  saveFailed: '沒有連上伺服器，先存在這台裝置上',
  sending: '正在提交，請稍等…',
  tooBig: '太大了，每個不超過',
  uploading: '正在上傳',
  failed: '沒有送到。內容都還在，請再試一次。',
  undo: '撤銷',
  close: '關閉',
  selected: '已選',
  selectAll: '選中符合條件的全部',
  clear: '取消選擇',
  conflict: '別人剛剛改過這份草稿，請重新整理後再寫。',
};

const EN: typeof ZH = {
  restored: 'Something you had not yet sent was kept on this device and has been filled in.',
  discard: 'Discard it',
  saved: 'Kept on this device',
  savedServer: 'Saved',
  saveFailed: 'No connection; kept on this device',
  sending: 'Sending, please wait…',
  tooBig: 'is too big; the limit for each is',
  remove: 'Remove',
  uploading: 'Uploading',
  failed: 'It did not arrive. Nothing is lost; please try again.',
  undo: 'Undo',
  close: 'Close',
  selected: 'Selected',
  items: 'matters',
  selectAll: 'Select all that match:',
  clear: 'Clear selection',
  of: 'of',
  stopped: 'Stopped',
  done: 'Done',
  conflict: 'Somebody has just changed this draft; reload before writing on.',
};
