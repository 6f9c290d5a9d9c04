import type { Language } from '#common/domain/text.ts';
import type { VerifyReport } from '#common/domain/verdict.ts';
import { byId, element } from './elements.ts';
import { runOrder } from './run-order.ts';
import { showReport } from './show-report.ts';
import { words } from './words.ts';

type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'busy'; readonly file: File; readonly bytes: number }
  | { readonly kind: 'done'; readonly report: VerifyReport }
  | { readonly kind: 'refused'; readonly text: 'old' | 'failed' | 'badSigner' | 'badTrust'; readonly reason: string };

/** `script`: the text of the page's own script, of which the thread is made. */
export function startPage(script: string): void {
  const result = byId('result', HTMLElement);
  const input = byId('file', HTMLInputElement);
  const signer = byId('signer', HTMLInputElement);
  const trust = byId('trust', HTMLInputElement);
  const trustTime = byId('trust-time', HTMLInputElement);
  let language: Language = 'th';
  let shown: Shown = { kind: 'nothing' };
  let stop = (): void => undefined;

  function draw(): void {
    document.documentElement.lang = language;
    document.title = words.title[language];
    for (const one of document.querySelectorAll<HTMLElement>('[data-word]')) {
      const word = words[one.dataset.word as keyof typeof words];
      one.textContent = word[language];
    }
    byId('language', HTMLButtonElement).textContent = language === 'th' ? 'English' : 'ไทย';
    byId('print', HTMLButtonElement).disabled = shown.kind !== 'done';
    result.replaceChildren(...children());
  }

  function children(): readonly HTMLElement[] {
    if (shown.kind === 'nothing') return [];
    if (shown.kind === 'done') return showReport(shown.report, language);
    if (shown.kind === 'refused')
      return [
        element('p', { class: 'bad', role: 'alert' }, words[shown.text][language]),
        element('p', {}, shown.reason),
      ];
    const { file, bytes } = shown;
    const button = element('button', { type: 'button' }, words.stop[language]);
    button.onclick = () => show({ kind: 'nothing' });
    return [
      element('p', { role: 'status' }, `${words.busy[language]} ${file.name}`),
      element('progress', { max: String(file.size), value: String(Math.min(bytes, file.size)) }),
      button,
    ];
  }

  function show(next: Shown): void {
    if (next.kind !== 'busy') stop();
    shown = next;
    draw();
  }

  function check(file: File): void {
    stop();
    const wanted = signer.value.toLowerCase().replace(/[\s:]/g, '');
    if (wanted !== '' && !/^[0-9a-f]{64}$/.test(wanted)) {
      show({ kind: 'refused', text: 'badSigner', reason: '' });
      return;
    }
    show({ kind: 'busy', file, bytes: 0 });
    const chosen = { trust: Array.from(trust.files ?? []), trustTime: Array.from(trustTime.files ?? []) };
    stop = runOrder(script, { file, signer: wanted, ...chosen }, (answer) => {
      if (answer.kind === 'progress') show({ kind: 'busy', file, bytes: answer.bytes });
      else if (answer.kind === 'done') show({ kind: 'done', report: answer.report });
      else if (answer.kind === 'bad-trust') show({ kind: 'refused', text: 'badTrust', reason: '' });
      else show({ kind: 'refused', text: 'failed', reason: answer.reason });
    });
  }

  input.onchange = () => {
    const file = input.files?.[0];
    // The same file may be chosen again.
    input.value = '';
    if (file !== undefined) check(file);
  };
  byId('language', HTMLButtonElement).onclick = () => {
    language = language === 'th' ? 'en' : 'th';
    draw();
  };
  byId('print', HTMLButtonElement).onclick = () => print();
  document.ondragover = (event) => event.preventDefault();
  document.ondrop = (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) check(file);
  };
  // A page without a secure context has no `subtle`, whatever the types say.
  const able = 'subtle' in crypto && 'DecompressionStream' in globalThis;
  input.disabled = !able;
  show(able ? { kind: 'nothing' } : { kind: 'refused', text: 'old', reason: '' });
}
