/** What the words of a page stand in: the transparent layer over a drawn page, or flowing text itself. */
export const textLayerOf = (paper: Element): Element | null => paper.querySelector('.textLayer, .docx-paper');

/** A line of its own begins here: after a break, or with a paragraph of flowing text. */
export const isLineBreak = (node: Node): boolean =>
  node instanceof HTMLBRElement || (node instanceof HTMLParagraphElement && node.previousSibling !== null);
