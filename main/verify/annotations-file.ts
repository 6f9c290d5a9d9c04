import type { WebAnnotation } from '#common/domain/annotation.ts';

/** `annotations.jsonld`: a W3C AnnotationPage with every annotation that stands, unchanged. */
export const buildAnnotationsFile = (submission: string, items: readonly WebAnnotation[]) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: `urn:uuid:${submission}#annotations`,
  type: 'AnnotationPage',
  items,
});

/**
 * The text of the file, without room between its parts: a deep list of numbers from another program takes thirty times
 * as much with it, and would be too long for whoever verifies.
 */
export const annotationsText = (submission: string, annotations: readonly WebAnnotation[]): string =>
  `${JSON.stringify(buildAnnotationsFile(submission, annotations))}\n`;
