import { type DestinationStream, destination, type Level, type Logger, pino, stdTimeFunctions } from 'pino';
import { cleanLine } from './clean-line.ts';
import { currentTrace, parseTraceparent } from './trace.ts';

export type { Logger };
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type LoggerOptions = {
  readonly level: LogLevel;
  /** The service, in every line. */
  readonly name: string;
  /** Where lines go, default stderr: stdout belongs to the programs' own output. */
  readonly stream?: DestinationStream;
};

const SECRET_FIELDS = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["webhook-signature"]',
  'token',
  'secret',
  'secrets',
  'webhookSecret',
  'password',
  'apiKey',
  'privateKey',
];

/**
 * JSON lines to stderr. Messages are constants and variables are fields; trace and request ids come from the
 * trace context. Secrets are redacted by field name down to three levels, and by shape everywhere.
 */
export function createLogger({ level, name, stream }: LoggerOptions): Logger {
  // Synchronous: nothing is lost when the process dies, and at info level lines are few.
  const out = stream ?? destination({ fd: 2, sync: true });
  return pino(
    {
      level,
      base: { name },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label as Level }) },
      redact: { paths: SECRET_FIELDS.flatMap(atThreeLevels), censor: '[redacted]' },
      mixin: traceFields,
    },
    { write: (line) => void out.write(cleanLine(line)) },
  );
}

function atThreeLevels(field: string): string[] {
  const tail = field.startsWith('[') ? field : `.${field}`;
  return [field, `*${tail}`, `*.*${tail}`];
}

/** Without a trace there are no fields, instead of ids that are all zero. */
function traceFields(): object {
  const context = currentTrace();
  if (context === undefined) return {};
  const { traceId, spanId } = parseTraceparent(context.traceparent) ?? {};
  return { traceId, spanId, requestId: context.requestId };
}
