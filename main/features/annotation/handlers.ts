import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createAnnotations } from './service.ts';

type AnnotationChannel = Extract<Channel, `annotation.${string}`>;

export const annotationHandlers = (
  annotations: ReturnType<typeof createAnnotations>,
): HandlersFor<AnnotationChannel> => ({
  'annotation.import': ({ submission, command, ticket }) => annotations.importFile(submission, command, ticket),
  'annotation.export': ({ submission }) => annotations.exportFile(submission),
  'annotation.exportPdf': (input) => annotations.exportPdf(input),
});
