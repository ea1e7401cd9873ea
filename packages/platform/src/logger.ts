import { type DestinationStream, destination, type Level, type Logger, pino, stdTimeFunctions } from 'pino';
import { cleanLine } from './clean-line.ts';
import { redactFields } from './redact-fields.ts';
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

/**
 * JSON lines to stderr. Messages are constants and variables are fields; trace and request ids come from the
 * trace context. Secrets are redacted by field name, and by shape everywhere.
 */
export function createLogger({ level, name, stream }: LoggerOptions): Logger {
  // Synchronous: nothing is lost when the process dies, and at info level lines are few.
  const out = stream ?? destination({ fd: 2, sync: true });
  const log = pino(
    {
      level,
      base: { name },
      timestamp: stdTimeFunctions.isoTime,
      formatters: {
        level: (label: string) => ({ level: label as Level }),
        log: redactFields,
      },
      mixin: traceFields,
    },
    { write: (line) => void out.write(cleanLine(line)) },
  );
  // pino's formatters do not see the fields of child loggers. Children inherit this.
  const { child } = log;
  log.child = function redactedChild(this: Logger, bindings: object, options?: object) {
    return child.call(this, redactFields({ ...bindings }), options);
  } as typeof log.child;
  return log;
}

/** Without a trace there are no fields, instead of ids that are all zero. */
function traceFields(): object {
  const context = currentTrace();
  if (context === undefined) return {};
  const { traceId, spanId } = parseTraceparent(context.traceparent) ?? {};
  return { traceId, spanId, requestId: context.requestId };
}
