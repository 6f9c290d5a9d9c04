import type { HElement } from 'docx-preview';

/** Elements of a page that are text and its looks. All others become a plain box: no frames, forms, scripts or addresses. */
const allowed = new Set(
  (
    'div span p table colgroup col tbody thead tr td th ol ul li br wbr sup sub em strong b i u s ins del ' +
    'section header footer article nav img'
  ).split(' '),
);
const deniedInPictures = /^(?:script|a|animate.*|set|use|iframe|foreignobject-link)$/i;
const html = 'http://www.w3.org/1999/xhtml';

const isAllowed = (name: string, space: string | undefined) =>
  space === undefined || space === html ? allowed.has(name.toLowerCase()) : !deniedInPictures.test(name);
/** Properties that would fetch, go somewhere or run. */
const denied = /^(?:on|inner|outer|src|href|xlink|action|form|target|id$|name$)/i;

/**
 * Makes what docx-preview asks for, of harmless parts only. Pictures become boxes that remember their address: whoever
 * shows them looks at it first. Links become text that says where they lead.
 */
export function safeElement(asked: HElement | Node | string): Node {
  if (typeof asked === 'string') return document.createTextNode(asked);
  if (asked instanceof Node) return asked;
  const { ns, tagName, className, style, children, ...props } = asked;
  if (tagName === '#fragment') {
    const fragment = document.createDocumentFragment();
    append(fragment, children);
    return fragment;
  }
  if (tagName === '#comment') return document.createComment('');
  // Never in the page, so that the policy need not allow it: only its words are taken.
  if (tagName === 'style') return styleHolder(children);
  const isLink = tagName === 'a' && (ns === undefined || ns === html);
  const name = isLink || !isAllowed(tagName, ns) || tagName === 'img' ? 'span' : tagName;
  const made =
    ns === undefined || ns === html || name === 'span'
      ? document.createElement(name)
      : document.createElementNS(ns, name);
  if (typeof className === 'string' && className !== '') made.setAttribute('class', className);
  if (tagName === 'img') made.classList.add('docx-picture');
  if (isLink) {
    made.classList.add('docx-link');
    const to = (props as { href?: unknown }).href;
    if (typeof to === 'string') made.setAttribute('title', to);
  }
  setStyle(made, style);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || denied.test(key)) continue;
    Object.assign(made, { [key]: value as unknown });
  }
  append(made, children);
  return made;
}

function append(to: Node, children: HElement['children']): void {
  for (const child of children ?? []) to.appendChild(safeElement(child));
}

function setStyle(made: HTMLElement | SVGElement | Element, style: HElement['style']): void {
  if (!(made instanceof HTMLElement || made instanceof SVGElement) || style === undefined) return;
  if (typeof style === 'string') made.style.cssText = style;
  else Object.assign(made.style, style);
}

function styleHolder(children: HElement['children']): Node {
  const holder = document.createElement('span');
  holder.className = styleHolderName;
  holder.textContent = (children ?? []).filter((child) => typeof child === 'string').join('\n');
  return holder;
}

export const styleHolderName = 'docx-style-text';

const pictureAddress = /^data:image\/(?:png|jpeg|jpg|gif|webp|bmp|avif);base64,/i;

/** Puts pictures that came inside the document in their place, and forgets all other addresses. */
export function finishElements(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement & { src?: unknown }>('.docx-picture')) {
    const { src } = box;
    if (typeof src !== 'string' || !pictureAddress.test(src)) {
      box.classList.add('missing');
      continue;
    }
    const image = document.createElement('img');
    image.alt = '';
    image.draggable = false;
    image.style.cssText = box.style.cssText;
    image.src = src;
    box.replaceWith(image);
  }
  for (const picture of root.querySelectorAll('image')) {
    const address = picture.getAttribute('href') ?? '';
    if (!pictureAddress.test(address)) picture.removeAttribute('href');
    picture.removeAttribute('xlink:href');
  }
  for (const link of root.querySelectorAll<HTMLElement & { href?: unknown }>('.docx-link')) {
    if (typeof link.href === 'string' && link.title === '') link.title = link.href;
  }
}
