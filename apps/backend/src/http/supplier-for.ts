import { AppError } from '@sprk/core';
import type { Caller } from '@sprk/platform';

/** Whose lot a caller may post: its own, or for operators the one they name. @throws AppError validation_failed */
export function supplierFor({ role, partnerId }: Caller, named: string | undefined): string {
  const refuse = (message: string): never => {
    throw new AppError('validation_failed', { errors: [{ path: 'supplierId', message }] });
  };
  if (role === 'operator') return named ?? refuse('an operator must say for which supplier');
  if (named !== undefined && named !== partnerId) refuse('only an operator may post for another supplier');
  return partnerId ?? refuse('the token names no supplier');
}
