import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { AssignmentService } from './service.ts';

type AssignmentChannel = Extract<Channel, `assignment.${string}`>;

export const assignmentHandlers = (assignments: AssignmentService): HandlersFor<AssignmentChannel> => ({
  'assignment.list': () => assignments.list(),
  'assignment.sync': () => assignments.sync(),
});
