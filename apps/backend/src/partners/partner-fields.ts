import type { OpeningSchedule, Recipient, RecipientInput, Supplier, SupplierInput } from '@sprk/contracts';
import { AppError, type FieldProblem, isTimeZone } from '@sprk/core';
import { parseOsmHours } from '@sprk/opening-hours';
import { checkWebhookUrl } from '@sprk/platform';

/** Years of public holidays kept with parsed hours: this one and the next two. */
const HOLIDAY_YEARS = 3;

export interface FieldContext {
  /** ms since the epoch */
  readonly now: number;
  readonly allowPrivateWebhooks: boolean;
}
type Stored = { readonly id: string; readonly createdAt: string; readonly version: number };

/** @throws AppError validation_failed naming every bad field */
export function toSupplier(input: SupplierInput, stored: Stored, context: FieldContext): Supplier {
  const problems: FieldProblem[] = [];
  const schedule = readHours('openingHours', input.openingHours, input, problems, context);
  checkCommon(input, problems, context);
  refuseIf(problems);
  return {
    ...input,
    ...stored,
    active: input.active ?? true,
    updatedAt: new Date(context.now).toISOString(),
    ...(schedule && { schedule }),
  };
}

/** @throws AppError validation_failed naming every bad field */
export function toRecipient(input: RecipientInput, stored: Stored, context: FieldContext): Recipient {
  const problems: FieldProblem[] = [];
  const schedule = readHours('openingHours', input.openingHours, input, problems, context);
  const quietSchedule = readHours('quietHours', input.quietHours, input, problems, context);
  checkCommon(input, problems, context);
  input.closures?.forEach(({ from, to }, index) => {
    if (to < from) problems.push({ path: `closures.${index}.to`, message: 'must not be before from' });
  });
  refuseIf(problems);
  return {
    ...input,
    ...stored,
    active: input.active ?? true,
    verified: input.verified ?? true,
    refusedAllergens: input.refusedAllergens ?? [],
    acceptsBestBeforePassed: input.acceptsBestBeforePassed ?? false,
    needIndex: input.needIndex ?? 1,
    responseMinutes: input.responseMinutes ?? 20,
    closures: input.closures ?? [],
    updatedAt: new Date(context.now).toISOString(),
    ...(schedule && { schedule }),
    ...(quietSchedule && { quietSchedule }),
  };
}

function checkCommon(input: SupplierInput, problems: FieldProblem[], context: FieldContext): void {
  if (!isTimeZone(input.timeZone)) {
    problems.push({ path: 'timeZone', message: 'is not an IANA time zone such as Europe/Berlin' });
  }
  if (input.webhookUrl === undefined) return;
  const message = checkWebhookUrl(input.webhookUrl, { allowPrivate: context.allowPrivateWebhooks });
  if (message) problems.push({ path: 'webhookUrl', message });
}

function readHours(
  path: string,
  text: string | undefined,
  place: { readonly timeZone: string },
  problems: FieldProblem[],
  { now }: FieldContext,
): OpeningSchedule | undefined {
  if (text === undefined || !isTimeZone(place.timeZone)) return undefined;
  const year = new Date(now).getUTCFullYear();
  const holidayYears = Array.from({ length: HOLIDAY_YEARS }, (_, ahead) => year + ahead);
  const parsed = parseOsmHours(text, { timeZone: place.timeZone, holidayYears });
  if (parsed.ok) return parsed.schedule;
  problems.push({ path, message: parsed.message });
  return undefined;
}

function refuseIf(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new AppError('validation_failed', { errors: problems });
}
