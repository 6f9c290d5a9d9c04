import type { WebAnnotation } from '#common/domain/annotation.ts';

/** `annotations.jsonld`: a W3C AnnotationPage with every annotation that stands, unchanged. */
export const buildAnnotationsFile = (submission: string, items: readonly WebAnnotation[]) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: `urn:uuid:${submission}#annotations`,
  type: 'AnnotationPage',
  items,
});
