import { OpenError } from './page-source.ts';
import type { SheetAnswer, SheetFacts, SheetQuestion, SheetRow } from './sheet-messages.ts';

/** Milliseconds to read a table: what takes longer was made to. */
const patience = 40_000;
const answerPatience = 15_000;

export interface SheetThread {
  readonly sheets: readonly SheetFacts[];
  readonly hasMacros: boolean;
  rows(sheet: number, from: number, to: number): Promise<readonly SheetRow[]>;
  text(sheet: number): Promise<string>;
  end(): void;
}

type Question = Exclude<SheetQuestion, { kind: 'open' }>;
type Answer = Extract<SheetAnswer, { request: number }>;

export async function openTable(bytes: ArrayBuffer, format: 'book' | 'text'): Promise<SheetThread> {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: Answer | null) => void>();
  let count = 0;
  const end = () => {
    worker.terminate();
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  const { sheets, hasMacros } = await new Promise<Extract<SheetAnswer, { kind: 'opened' }>>((resolve, reject) => {
    const fail = (code: 'damaged' | 'password' | 'too-large') => {
      clearTimeout(timer);
      end();
      reject(new OpenError(code));
    };
    const timer = setTimeout(() => {
      fail('too-large');
    }, patience);
    worker.onerror = () => {
      fail('damaged');
    };
    worker.onmessage = ({ data }: MessageEvent<SheetAnswer>) => {
      if (data.kind === 'failed') fail(data.code);
      else if (data.kind === 'opened') {
        clearTimeout(timer);
        resolve(data);
      } else {
        waiting.get(data.request)?.(data);
        waiting.delete(data.request);
      }
    };
    worker.postMessage({ kind: 'open', bytes, format } satisfies SheetQuestion, [bytes]);
  });

  const ask = (question: Question): Promise<Answer | null> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(question.request);
        resolve(null);
      }, answerPatience);
      waiting.set(question.request, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      worker.postMessage(question);
    });
  const next = () => (count += 1);
  return {
    sheets,
    hasMacros,
    end,
    async rows(sheet, from, to) {
      const answer = await ask({ kind: 'rows', request: next(), sheet, from, to });
      return answer?.kind === 'rows' ? answer.rows : [];
    },
    async text(sheet) {
      const answer = await ask({ kind: 'text', request: next(), sheet });
      return answer?.kind === 'text' ? answer.text : '';
    },
  };
}
