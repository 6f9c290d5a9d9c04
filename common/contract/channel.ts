import type { z } from 'zod';

/** One row of the contract: what goes in and what comes back. */
export const channel = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
