const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** What is dragged in here belongs to the page; dropped on the frame it would take the place of the document. */
export function attachDrags(tell: () => void): void {
  for (const type of ['dragenter', 'dragover', 'drop'] as const)
    window.addEventListener(type, (event) => {
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
      if (type !== 'drop' && hasFiles(event)) tell();
    });
}
