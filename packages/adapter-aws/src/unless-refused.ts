import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** False when the condition of a single write did not hold: an expected answer, not a failure. */
export async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
