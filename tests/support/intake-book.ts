import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { enter, openBook } from '#main/intake/book.ts';
import type { Examination } from '#main/intake/examined.ts';
import { sha256 } from '#main/lib/sha256.ts';

/**
 * A book as an intake of `count` packages leaves it before it decides: the examination of a real one under as many codes.
 * An intake of an empty folder goes on from there, so that what comes after examining is there in seconds.
 */
export async function writeBook(
  out: string,
  { examined, lines, instrument }: Examination,
  count: number,
  provinceOf: (at: number) => string,
): Promise<void> {
  const { content } = examined;
  if (content === null) throw new Error('the package could not be read');
  const { said } = content;
  await mkdir(out, { recursive: true });
  const book = await openBook(out);
  try {
    await book.write(async (tx) => {
      for (let at = 0; at < count; at += 1) {
        const code = `0599${String(at).padStart(4, '0')}`;
        const name = `LPA2567-${code}.asice`;
        const digest = sha256(code);
        const lao = { ...said.lao, code, name: { th: `ตำบลที่ ${at}`, en: `No. ${at}` }, province: provinceOf(at) };
        const own = { ...content, judged: digest, said: { ...said, submission: digest.slice(0, 36), lao } };
        await enter(tx, {
          ...{ path: join('/taken/before', name), name, stamp: '', terms: { anchors: '', all: '' } },
          examination: { examined: { ...examined, sha256: digest, content: own }, lines, instrument },
        });
      }
    });
  } finally {
    await book.close();
  }
}
