import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Latin text, number of pages, structure and title of a PDF, in Node. */
export async function readPdfText(bytes: Uint8Array): Promise<{
  readonly text: string;
  readonly pages: number;
  readonly tagged: boolean;
  readonly title: string;
}> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const { info } = await document.getMetadata();
  const marked = (await document.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
  const texts: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent();
    texts.push(content.items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  const result = {
    text: texts.join('\n'),
    pages: document.numPages,
    tagged: marked?.get('Marked') === true,
    title: String((info as Record<string, unknown>).Title),
  };
  await task.destroy();
  return result;
}
