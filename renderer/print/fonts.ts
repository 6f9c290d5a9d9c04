import '@fontsource/sarabun/400.css';
import '@fontsource/sarabun/700.css';
import { PrintFailure } from './load-job.ts';

const weights = [400, 700];

/** One letter of each file of the family that the pages use: Thai, Latin. */
const samples = ['ก', 'A'];

/**
 * Page margins are drawn by the printer, after the page: a font that nothing in the page has asked for yet would be
 * missing there, so every weight is loaded by name.
 */
export async function loadFonts(): Promise<void> {
  const wanted = weights.flatMap((weight) => samples.map((text) => ({ font: `${weight} 12pt Sarabun`, text })));
  await Promise.all(wanted.map(({ font, text }) => document.fonts.load(font, text)));
  await document.fonts.ready;
  const loaded = [...document.fonts].filter((face) => face.status === 'loaded').length;
  if (loaded < wanted.length) throw new PrintFailure('fonts');
}
