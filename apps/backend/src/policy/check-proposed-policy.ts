import type { PolicyInput } from '@sprk/contracts';
import { AppError, checkPolicy, type FieldProblem, type Ports } from '@sprk/core';

/** @throws AppError validation_failed naming everything that is wrong with a policy */
export async function checkProposedPolicy(
  { recipients }: Pick<Ports, 'recipients'>,
  policy: PolicyInput,
): Promise<void> {
  const errors: FieldProblem[] = checkPolicy(policy);
  const { hubRecipientId } = policy;
  if (hubRecipientId !== undefined && !(await recipients.find(hubRecipientId))?.active) {
    errors.push({ path: 'hubRecipientId', message: 'there is no such active recipient' });
  }
  if (errors.length > 0) throw new AppError('validation_failed', { errors });
}
