import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { DocumentInside, OutlineItem } from './document-inside.ts';
import { foreignMarks } from './foreign-marks.ts';
import { readPdfFacts } from './pdf-facts.ts';
import { plainText } from './plain-text.ts';

type Layers = Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>;
type Destination = string | readonly unknown[] | null;
interface Node {
  readonly title: string;
  readonly dest: Destination;
  readonly items: readonly Node[];
}

/** An outline may be built to be endless. */
const mostItems = 3000;
const deepest = 12;

/** What a PDF carries besides its pages; `layers` are those that its pages are drawn with. */
export function pdfInside(document: PDFDocumentProxy, layers: () => Promise<Layers>): DocumentInside {
  const pageOf = async (destination: Destination): Promise<number | null> => {
    const explicit = typeof destination === 'string' ? await document.getDestination(destination) : destination;
    const target: unknown = explicit?.[0];
    if (typeof target === 'number') return target < document.numPages ? target + 1 : null;
    if (typeof target !== 'object' || target === null) return null;
    return (await document.getPageIndex(target as { num: number; gen: number })) + 1;
  };
  let count = 0;
  const itemOf = (node: Node, depth: number): OutlineItem => {
    count += 1;
    return {
      title: plainText(node.title, 300),
      items: depth < deepest ? itemsOf(node.items, depth + 1) : [],
      page: () => pageOf(node.dest).catch(() => null),
    };
  };
  const itemsOf = (nodes: readonly Node[], depth: number): readonly OutlineItem[] =>
    nodes.flatMap((node) => (count < mostItems ? [itemOf(node, depth)] : []));
  return {
    facts: () => readPdfFacts(document),
    async outline() {
      count = 0;
      return itemsOf((await document.getOutline().catch(() => null)) ?? [], 0);
    },
    async page(number) {
      const page = await document.getPage(number);
      const [annotations, scripts] = await Promise.all([page.getAnnotations(), page.getJSActions()]);
      return {
        marks: foreignMarks(annotations as readonly unknown[], number, page.getViewport({ scale: 1 })),
        hasScripts: (scripts?.size ?? 0) > 0,
      };
    },
    async showLayer(id, visible) {
      (await layers()).setVisibility(id, visible);
    },
  };
}
