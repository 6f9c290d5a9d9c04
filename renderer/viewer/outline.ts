import type { OutlineItem } from './document-inside.ts';
import type { Words } from './words.ts';

/** The document's own table of contents as a tree: arrows walk and open it, Enter goes to the page. */
export function createOutline(
  outline: readonly OutlineItem[],
  words: Words,
  listeners: { readonly go: (page: number) => void; readonly leave: () => void },
): HTMLElement {
  const tree = document.createElement('div');
  tree.className = 'outline';
  tree.setAttribute('role', 'tree');
  tree.setAttribute('aria-label', words.outline);
  if (outline.length === 0) {
    tree.className = 'outline empty';
    tree.removeAttribute('role');
    tree.textContent = words.noOutline;
    return tree;
  }
  const items = new Map<HTMLElement, OutlineItem>();
  // Wide outlines start closed, so that their chapters can be overlooked.
  const total = outline.reduce((sum, { items: below }) => sum + 1 + below.length, 0);
  const build = (list: readonly OutlineItem[], level: number): readonly HTMLElement[] =>
    list.map((item) => {
      const node = document.createElement('div');
      node.setAttribute('role', 'treeitem');
      node.setAttribute('aria-level', String(level));
      node.tabIndex = -1;
      const label = document.createElement('span');
      label.style.paddingInlineStart = `${String(6 + level * 12)}px`;
      label.textContent = item.title || '–';
      label.title = item.title;
      node.append(label);
      items.set(node, item);
      if (item.items.length > 0) {
        node.setAttribute('aria-expanded', String(level === 1 && total <= 40));
        const group = document.createElement('div');
        group.setAttribute('role', 'group');
        group.append(...build(item.items, level + 1));
        node.append(group);
      }
      return node;
    });
  tree.append(...build(outline, 1));

  const shown = () => [...items.keys()].filter((node) => !node.parentElement?.closest('[aria-expanded="false"]'));
  const focus = (node: HTMLElement | undefined) => {
    if (!node) return;
    for (const other of items.keys()) other.tabIndex = other === node ? 0 : -1;
    node.focus();
  };
  const go = (node: HTMLElement) =>
    void items
      .get(node)
      ?.page()
      .then((page) => {
        if (page !== null) listeners.go(page);
      });
  const expand = (node: HTMLElement, wanted: boolean) => {
    if (node.hasAttribute('aria-expanded')) node.setAttribute('aria-expanded', String(wanted));
  };
  const first = shown()[0];
  if (first) first.tabIndex = 0;

  tree.addEventListener('click', ({ target, offsetX }) => {
    const label = target instanceof Element ? target.closest('span') : null;
    const node = label?.closest<HTMLElement>('[role="treeitem"]');
    if (!label || !node) return;
    focus(node);
    const isSign = offsetX < Number.parseInt(label.style.paddingInlineStart, 10);
    if (isSign && node.hasAttribute('aria-expanded')) expand(node, node.getAttribute('aria-expanded') !== 'true');
    else go(node);
  });
  tree.addEventListener('keydown', (event) => {
    const node = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="treeitem"]') : null;
    if (!node || event.ctrlKey || event.altKey || event.metaKey) return;
    const list = shown();
    const at = list.indexOf(node);
    const isOpen = node.getAttribute('aria-expanded') === 'true';
    if (event.key === 'ArrowDown') focus(list[at + 1]);
    else if (event.key === 'ArrowUp') focus(list[at - 1]);
    else if (event.key === 'Home') focus(list[0]);
    else if (event.key === 'End') focus(list.at(-1));
    else if (event.key === 'ArrowRight' && !isOpen) expand(node, true);
    else if (event.key === 'ArrowRight') focus(list[at + 1]);
    else if (event.key === 'ArrowLeft' && isOpen) expand(node, false);
    else if (event.key === 'ArrowLeft')
      focus(node.parentElement?.closest<HTMLElement>('[role="treeitem"]') ?? undefined);
    else if (event.key === 'Enter' || event.key === ' ') go(node);
    else if (event.key === 'Escape') listeners.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return tree;
}
