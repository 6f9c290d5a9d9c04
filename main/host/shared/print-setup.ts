import type { PageSetup } from '../host.ts';

const millimetresPerInch = 25.4;
export const inches = (millimetres: number): number => millimetres / millimetresPerInch;

/** One print may wait for fonts and hundreds of rows, not for ever. */
export const printLimit = 90_000;

/** Resolves when the page says it is laid out (fonts too), rejects when it says it failed. Runs in the page. */
export const untilReady = `new Promise((resolve, reject) => {
  const root = document.documentElement;
  const look = () => {
    if (root.dataset.ready === 'true') document.fonts.ready.then(() => resolve(true));
    else if (root.dataset.ready === 'failed') reject(new Error('The page failed'));
    else return false;
    return true;
  };
  if (!look()) new MutationObserver((_, observer) => look() && observer.disconnect())
    .observe(root, { attributes: true, attributeFilter: ['data-ready'] });
})`;

/** Options that Electron's printToPDF and `Page.printToPDF` share. */
export const commonPrintOptions = (page: PageSetup) => ({
  landscape: page.landscape ?? false,
  printBackground: true,
  preferCSSPageSize: true,
  displayHeaderFooter: page.header !== undefined || page.footer !== undefined,
  // An empty template makes Chromium print its own date and title.
  headerTemplate: page.header ?? '<span></span>',
  footerTemplate: page.footer ?? '<span></span>',
  generateTaggedPDF: true,
  generateDocumentOutline: true,
});

export const noMargin = { top: 0, right: 0, bottom: 0, left: 0 };

/** Rejects after `printLimit`; never keeps the process alive. */
export const printTimeout = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('Printing took too long')), printLimit).unref();
  });
