/** Does `work` for each item, `most` at a time; the first failure is thrown once those that run have ended. */
export async function inParallel<T>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items].reverse();
  const results = await Promise.allSettled(
    Array.from({ length: Math.min(most, queue.length) }, async () => {
      try {
        for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
      } catch (error) {
        queue.length = 0;
        throw error;
      }
    }),
  );
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
