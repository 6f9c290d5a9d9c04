/** A line to write on, as Thai forms have it; also what is copied out of the PDF shows it. */
export const dots = (count: number): string => '.'.repeat(count);
