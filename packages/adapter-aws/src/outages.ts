import { AppError } from '@sprk/core';

/** Refusals that pass by themselves although their status says that the request was wrong. */
const PASSING = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
]);

interface SdkError {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** A client of the SDK, as far as its calls can be wrapped. */
interface Wrappable {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: never) => Promise<never>) => (args: never) => Promise<never>,
      options: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string },
    ): void;
  };
}

/**
 * Makes an AppError `unavailable` of what a client throws when AWS cannot be reached or does not manage, after the
 * client's own attempts. Refusals with a meaning, and mistakes of ours, stay as they are.
 */
export function reportOutages<C extends object>(client: C): C {
  (client as unknown as Wrappable).middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw isOutage(error) ? new AppError('unavailable', { cause: error }) : error;
      }
    },
    { step: 'initialize', priority: 'high', name: 'sprkReportOutages' },
  );
  return client;
}

export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error) || error.name === 'AbortError') return false;
  const { name = '', $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode;
  return PASSING.has(name) || ($metadata !== undefined && (status === undefined || status >= 500));
}
