const FIRST_DELAY_MS = 10;
const MAX_DELAY_MS = 400;

/** Waits before trying again: up to twice as long each time, at random, so that rivals part. @param attempt 1, 2, … */
export async function pause(attempt: number): Promise<void> {
  const limit = Math.min(FIRST_DELAY_MS * 2 ** attempt, MAX_DELAY_MS);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * limit));
}
