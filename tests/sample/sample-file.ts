import type { Renderer } from './render/browser.ts';
import { excelFile, wordFile } from './render/office-files.ts';
import { photoHeight, photoWidth, toPhoto, type Shot } from './render/photo.ts';
import { scanPdf } from './render/scan.ts';
import { drawScene, type Scene } from './render/scenes.ts';
import { seedOf } from './seeded.ts';

/** How a file of evidence comes about. */
export type Recipe =
  | { readonly kind: 'pdf'; readonly sheets: readonly string[] }
  /** Dots per inch; 110 is still easy to read. */
  | { readonly kind: 'scan'; readonly sheets: readonly string[]; readonly dpi?: number }
  | { readonly kind: 'photo'; readonly scene: Scene; readonly label: string; readonly shot: Shot }
  | { readonly kind: 'screen'; readonly html: string }
  | { readonly kind: 'word'; readonly content: Parameters<typeof wordFile>[0] }
  | { readonly kind: 'excel'; readonly content: Parameters<typeof excelFile>[0] };

export interface SampleFile {
  /** Member of the bundle under `evidence/`, ASCII. */
  readonly name: string;
  readonly title: string;
  readonly indicators: readonly string[];
  readonly recipe: Recipe;
}

export interface SampleLink {
  readonly title: string;
  readonly url: string;
  readonly indicators: readonly string[];
}

const office = 'application/vnd.openxmlformats-officedocument';
export const mediaTypes: Readonly<Record<Recipe['kind'], string>> = {
  pdf: 'application/pdf',
  scan: 'application/pdf',
  photo: 'image/jpeg',
  screen: 'image/png',
  word: `${office}.wordprocessingml.document`,
  excel: `${office}.spreadsheetml.sheet`,
};

/** Renders one file. */
export async function renderFile(renderer: Renderer, { name, title, recipe }: SampleFile): Promise<Buffer> {
  switch (recipe.kind) {
    case 'pdf':
      return renderer.pdf(title, recipe.sheets);
    case 'scan': {
      const dpi = recipe.dpi ?? 110;
      return scanPdf(await renderer.sheets(recipe.sheets, dpi), dpi, seedOf(name));
    }
    case 'photo': {
      const png = await renderer.picture(drawScene(recipe.scene, recipe.label, seedOf(name)), photoWidth, photoHeight);
      return toPhoto(png, recipe.shot, seedOf(name));
    }
    case 'screen':
      return renderer.picture(recipe.html, 1366, 768);
    case 'word':
      return wordFile(recipe.content);
    case 'excel':
      return excelFile(recipe.content);
  }
}
